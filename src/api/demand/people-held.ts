import type { Viewer } from '../../access/viewer.ts'
import type { House } from '../../store/house.ts'
import { isRefusal } from '../../units/refusal.ts'
import type { Place } from '../map/find-place.ts'
import { keepAnswer } from '../kept.ts'
import { populationSources } from './population-growth.ts'
import { answerQuery } from '../query.ts'

/** Residents of an area split by something, for every year from the opening to the last. */
export interface PeopleHeld {
  /** Shape: by key, then one entry per year, the opening year first. Units: people. */
  readonly people: ReadonlyMap<string, readonly number[]>
  readonly sources: readonly string[]
}

/** Read the residents of an area by age band, by system, or both (`band\u0000system`): estimates as far as they go, then projections. Null unless every key is held for every year. */
export function peopleHeld(house: House, viewer: Viewer, place: Place, openingDate: string, years: number, by: 'age_band' | 'ics' | 'ics,age_band'): Promise<PeopleHeld | null> {
  return keepAnswer(house, viewer, place.snapshot, `people ${place.area.level}:${place.area.code} ${place.mapAsked ?? ''} ${openingDate} ${years} ${by}`, () => read(house, viewer, place, openingDate, years, by))
}

async function read(house: House, viewer: Viewer, { area, mapAsked }: Place, openingDate: string, years: number, by: string): Promise<PeopleHeld | null> {
  const first = Number(openingDate.slice(0, 4))
  const [byKey, known, titles] = [new Map<string, Map<number, number>>(), new Set<number>(), new Set<string>()]
  for (const source of await populationSources(house, viewer)) {
    const answer = await answerQuery(house, viewer, { measure: 'population', by: `${by},period`, where: [`area=${area.code}`, `source=${source}`], from: `${first}-01-01`, to: `${first + years}-12-31`, ...(mapAsked === null ? {} : { map: mapAsked }) })
    if (isRefusal(answer)) continue
    const fresh = answer.rows.filter((row) => !known.has(yearOf(row.period)))
    for (const row of fresh) {
      const key = by.split(',').map((dimension) => String(row[dimension])).join('\u0000')
      const path = byKey.get(key) ?? new Map<number, number>()
      byKey.set(key, path)
      if (row.value !== null) path.set(yearOf(row.period), row.value)
    }
    for (const row of fresh) known.add(yearOf(row.period))
    if (fresh.length > 0) titles.add(answer.provenance.sources[0]?.title ?? source)
  }
  const people = new Map([...byKey].map(([key, path]) => [key, Array.from({ length: years + 1 }, (_, ahead) => path.get(first + ahead))]))
  const whole = people.size > 0 && [...people.values()].every((path) => path.every((value) => value !== undefined))
  return whole ? { people: people as Map<string, number[]>, sources: [...titles] } : null
}

function yearOf(period: unknown): number {
  return Number(String(period).slice(-10, -6))
}
