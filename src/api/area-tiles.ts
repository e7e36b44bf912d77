import type { Viewer } from '../access/viewer.ts'
import type { OverviewAnswer } from '../contract/overview.ts'
import type { QueryAnswer } from '../contract/query.ts'
import type { House } from '../store/house.ts'
import { isRefusal, type Refusal } from '../units/refusal.ts'
import { whyNot } from './key-figures.ts'
import { answerQuery } from './query.ts'

/** One measure for every integrated care system of the nation: sickness absence, or staff in post where no absence is loaded. */
export async function areaTiles(house: House, viewer: Viewer, nation: string, map: string | null): Promise<OverviewAnswer['tiles']> {
  const ask = (measure: string): Promise<QueryAnswer | Refusal> => answerQuery(house, viewer, { measure, by: 'ics', where: [`area=${nation}`], ...(map === null ? {} : { map }) })
  const sickness = await ask('sickness_absence_rate')
  const answer = isRefusal(sickness) || sickness.rows.length === 0 ? await ask('fte') : sickness
  if (isRefusal(answer)) return { measure: 'sickness_absence_rate', name: 'Sickness absence rate', unit: '%', asOf: '', tiles: [], provenance: null, why: whyNot(answer) }
  const { measure, name, unit, asOf, rows, provenance } = answer
  const tiles = rows.map((row) => ({ code: String(row['ics'] ?? ''), name: String(row['ics_name'] ?? row['ics'] ?? ''), value: row.value, status: row.status })).filter(({ code }) => code !== '')
  return { measure, name, unit, asOf, tiles, provenance, why: tiles.length === 0 ? 'What is loaded names no integrated care systems' : null }
}
