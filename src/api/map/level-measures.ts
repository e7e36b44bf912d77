import type { Viewer } from '../../access/viewer.ts'
import type { LevelMeasures } from '../../contract/overview.ts'
import { listMeasures } from '../../store/cube.ts'
import type { House } from '../../store/house.ts'
import { isRefusal } from '../../units/refusal.ts'
import type { Place } from './find-place.ts'
import { keepAnswer } from '../kept.ts'
import { dimensionOf } from './level-dimension.ts'
import { levelOfMap } from './map-level.ts'
import { answerQuery } from '../query.ts'

/**
 * List the measures that answer for the areas of a level: each is asked. Amounts are left out, for a large area has more of everything; so is what needs a further split.
 */
export async function levelMeasures(house: House, viewer: Viewer, place: Place, asked: string | null): Promise<LevelMeasures> {
  const level = asked ?? levelOfMap(place)
  return keepAnswer(house, viewer, place.snapshot, `measures of ${level} in ${(place.nation ?? place.area).code} ${place.mapAsked ?? ''}`, () => listAnswering(house, viewer, place, level))
}

async function listAnswering(house: House, viewer: Viewer, { nation, area, mapAsked }: Place, level: string): Promise<LevelMeasures> {
  const by = dimensionOf(level)
  const found: LevelMeasures['measures'] = []
  for (const { id, name, unit, dimensions, available } of by === null ? [] : await listMeasures(house, viewer)) {
    if (!available || !isRate(unit) || !dimensions.includes(by!) || dimensions.includes('indicator')) continue
    const answer = await answerQuery(house, viewer, { measure: id, by: by!, where: [`area=${(nation ?? area).code}`], ...(mapAsked === null ? {} : { map: mapAsked }) })
    if (!isRefusal(answer) && answer.rows.some(({ value }) => value !== null)) found.push({ measure: id, name, unit })
  }
  return { level, measures: found }
}

/** Rates and ratios may be compared between areas of different size; amounts may not. */
export function isRate(unit: string): boolean {
  return unit.includes('%') || / per /.test(unit)
}
