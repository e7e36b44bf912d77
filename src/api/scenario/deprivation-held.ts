import type { Viewer } from '../../access/viewer.ts'
import type { House } from '../../store/house.ts'
import { isRefusal } from '../../units/refusal.ts'
import type { Place } from '../map/find-place.ts'
import { answerQuery } from '../query.ts'

/** How deprived areas are, as loaded. An area without a value is not in it. */
export interface DeprivationHeld { readonly asOf: string; readonly sources: readonly string[]; readonly byArea: ReadonlyMap<string, number> }

/** Read how deprived the areas of a level are, of the latest date held; null where it is held of none. */
export async function deprivationHeld(house: House, viewer: Viewer, { area, mapAsked }: Place, level: string): Promise<DeprivationHeld | null> {
  const dimension = level.replaceAll('-', '_')
  const answer = await answerQuery(house, viewer, { measure: 'deprivation', by: dimension, where: [`area=${area.code}`], ...(mapAsked === null ? {} : { map: mapAsked }) })
  if (isRefusal(answer)) return null
  const byArea = new Map(answer.rows.flatMap((row) => (row.value === null ? [] : [[String(row[dimension]), row.value] as const])))
  return byArea.size === 0 ? null : { asOf: answer.asOf, byArea, sources: [...new Set(answer.provenance.sources.map(({ title }) => title))] }
}
