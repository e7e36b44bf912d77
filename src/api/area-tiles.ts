import type { Viewer } from '../access/viewer.ts'
import type { OverviewAnswer } from '../contract/overview.ts'
import type { QueryAnswer } from '../contract/query.ts'
import type { House } from '../store/house.ts'
import { isRefusal, type Refusal } from '../units/refusal.ts'
import type { Place } from './find-place.ts'
import { keepAnswer } from './kept.ts'
import { whyNot } from './key-figures.ts'
import { placeOutlines, type GroundPlace } from './outline-places.ts'
import { answerQuery } from './query.ts'

/** One measure for every integrated care system of the nation: sickness absence, or staff in post where no absence is loaded; with the place of those whose outline is held. */
export async function areaTiles(house: House, viewer: Viewer, { snapshot, nation, area, map: drawn }: Place, map: string | null): Promise<OverviewAnswer['tiles']> {
  const ask = (measure: string): Promise<QueryAnswer | Refusal> => answerQuery(house, viewer, { measure, by: 'ics', where: [`area=${(nation ?? area).code}`], ...(map === null ? {} : { map }) })
  const sickness = await ask('sickness_absence_rate')
  const answer = isRefusal(sickness) || sickness.rows.length === 0 ? await ask('fte') : sickness
  if (isRefusal(answer)) return { measure: 'sickness_absence_rate', name: 'Sickness absence rate', unit: '%', asOf: '', tiles: [], provenance: null, why: whyNot(answer) }
  const { measure, name, unit, asOf, rows, provenance } = answer
  const places = await keepAnswer(house, viewer, snapshot, `places ${map ?? asOf}`, () => readPlaces(house, viewer, snapshot, map ?? asOf))
  const tiles = rows.flatMap((row) => {
    const code = String(row['ics'] ?? '')
    const place = places.get(code) ?? amongPredecessors(places, drawn, code)
    return code === '' ? [] : [{ code, name: String(row['ics_name'] ?? code), value: row.value, status: row.status, ...(place === undefined ? {} : { place }) }]
  })
  return { measure, name, unit, asOf, tiles, provenance, why: tiles.length === 0 ? 'What is loaded names no integrated care systems' : null }
}

/** Where an area lies that has no outline of its own yet: the middle of the areas it was formed from, each by the share that passed. */
function amongPredecessors(places: ReadonlyMap<string, GroundPlace>, { successions, date }: Place['map'], code: string): GroundPlace | undefined {
  const before = successions.filter((row) => row.level === 'ics' && row.to_code === code && row.on_date <= date).flatMap((row) => { const place = places.get(row.from_code); return place ? [{ ...place, share: row.share }] : [] })
  const whole = before.reduce((sum, { share }) => sum + share, 0)
  if (whole === 0) return undefined
  return { x: before.reduce((sum, { x, share }) => sum + x * share, 0) / whole, y: before.reduce((sum, { y, share }) => sum + y * share, 0) / whole }
}

/** Where the integrated care systems lie whose outline holds on a date; the newest edition where several do. */
async function readPlaces(house: House, viewer: Viewer, snapshot: string, date: string): Promise<ReadonlyMap<string, GroundPlace>> {
  const held = await house.lake.select(viewer, snapshot, `SELECT code, geometry FROM boundary
    WHERE level = 'ics' AND (valid_from IS NULL OR valid_from <= $1::DATE) AND (valid_to IS NULL OR valid_to >= $1::DATE)
    ORDER BY valid_from NULLS FIRST, seen_at NULLS FIRST, source, code, geometry`, [date])
  return placeOutlines(new Map(held.map((row) => [String(row.code), String(row.geometry)])))
}
