import type { Viewer } from '../../access/viewer.ts'
import type { House } from '../../store/house.ts'
import { isRefusal } from '../../units/refusal.ts'
import { pointsOf } from '../overview/key-figures.ts'
import { answerQuery } from '../query.ts'

/** Residents of an area, one entry per year, the opening year first. */
export interface PopulationPath { readonly people: readonly number[]; readonly sources: readonly string[] }

/**
 * Read the population path an area's need may grow with: estimates as far as they go, then projections.
 * Null unless every year from the opening to the last is held.
 */
export async function populationPath(house: House, viewer: Viewer, area: string, openingDate: string, years: number, map: string | null = null): Promise<PopulationPath | null> {
  const first = Number(openingDate.slice(0, 4))
  const [people, titles] = [new Map<number, number>(), new Set<string>()]
  for (const source of await populationSources(house, viewer)) {
    const answer = await answerQuery(house, viewer, { measure: 'population', by: 'period', where: [`area=${area}`, `source=${source}`], from: `${first}-01-01`, to: `${first + years}-12-31`, ...(map === null ? {} : { map }) })
    if (isRefusal(answer)) continue
    const found = pointsOf(answer).map(({ date, value }): [number, number] => [Number(date.slice(0, 4)), value]).filter(([year, value]) => value > 0 && !people.has(year))
    for (const [year, value] of found) people.set(year, value)
    if (found.length > 0) titles.add(answer.provenance.sources[0]?.title ?? source)
  }
  const path = Array.from({ length: years + 1 }, (_, ahead) => people.get(first + ahead))
  return path.every((value): value is number => value !== undefined) ? { people: path, sources: [...titles] } : null
}

/** Sources of population, those that begin earliest first: estimates go before the projections that continue them. */
export async function populationSources(house: House, viewer: Viewer): Promise<string[]> {
  const live = await house.catalogue.live(viewer)
  const files = live === null ? [] : await house.catalogue.files(viewer, live)
  const population = files.filter(({ table }) => table === 'population').sort((a, b) => (a.periodFrom + a.source < b.periodFrom + b.source ? -1 : 1))
  return [...new Set(population.map(({ source }) => source))]
}
