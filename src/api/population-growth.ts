import type { Viewer } from '../access/viewer.ts'
import type { House } from '../store/house.ts'
import { isRefusal } from '../units/refusal.ts'
import { pointsOf } from './key-figures.ts'
import { answerQuery } from './query.ts'

/** Residents of an area, one entry per year, the opening year first. */
export interface PopulationPath { readonly people: readonly number[]; readonly source: string }

/** Read the population projection an area's need may grow with; null unless one source holds every year from the opening to the last. */
export async function populationPath(house: House, viewer: Viewer, area: string, openingDate: string, years: number): Promise<PopulationPath | null> {
  const first = Number(openingDate.slice(0, 4))
  for (const source of await populationSources(house, viewer)) {
    const answer = await answerQuery(house, viewer, { measure: 'population', by: 'period', where: [`area=${area}`, `source=${source}`], from: `${first}-01-01`, to: `${first + years}-12-31` })
    if (isRefusal(answer)) continue
    const byYear = new Map(pointsOf(answer).map(({ date, value }) => [Number(date.slice(0, 4)), value]))
    const people = Array.from({ length: years + 1 }, (_, ahead) => byYear.get(first + ahead))
    if (people.every((value): value is number => value !== undefined && value > 0)) return { people, source: answer.provenance.sources[0]?.title ?? source }
  }
  return null
}

async function populationSources(house: House, viewer: Viewer): Promise<string[]> {
  const live = await house.catalogue.live(viewer)
  const files = live === null ? [] : await house.catalogue.files(viewer, live)
  return [...new Set(files.filter(({ table }) => table === 'population').map(({ source }) => source))].sort()
}
