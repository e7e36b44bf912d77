import type { Viewer } from '../../access/viewer.ts'
import type { DemandBase } from '../../contract/demand.ts'
import type { QueryRow } from '../../contract/query.ts'
import { peopleOfAges, readAgeBand, type AgeBand } from '../../demand/people-of-ages.ts'
import { exactPow } from '../../random/pow.ts'
import type { House } from '../../store/house.ts'
import { isRefusal, type Refusal } from '../../units/refusal.ts'
import { formatNumber } from '../../units/format.ts'
import { notAvailable } from './demand-missing.ts'
import type { Place } from '../map/find-place.ts'
import { peopleHeld } from './people-held.ts'
import { populationPath } from './population-growth.ts'
import { answerQuery } from '../query.ts'

/** What staff are set against, year by year. Shape: one entry per year end, today first. */
export interface BasePath { readonly base: readonly number[]; readonly says: string; readonly source: string; readonly notes: readonly string[] }

export interface DemandScene { readonly house: House; readonly viewer: Viewer; readonly place: Place; readonly openingDate: string; readonly years: number }

/** Read what a ratio stands on from what is loaded. Errors: refuses `demand-not-available` with what is missing; nothing is filled in. */
export async function basePath(scene: DemandScene, base: DemandBase): Promise<BasePath | Refusal> {
  if (base.of === 'stated') return { base: grown(base.now, base.growth, scene.years), says: `${base.name}: ${formatNumber(base.now, 0)} today${sayGrowth(base.growth)}`, source: base.source, notes: [] }
  return base.of === 'population' ? residents(scene, base.ages) : registers(scene, base)
}

async function residents(scene: DemandScene, ages: { readonly from: number; readonly to?: number | undefined } | undefined): Promise<BasePath | Refusal> {
  if (ages === undefined) {
    const { house, viewer, place: { area, mapAsked }, openingDate, years } = scene
    const path = await populationPath(house, viewer, area.code, openingDate, years, mapAsked)
    return path === null ? noPopulation(scene) : { base: path.people, says: 'residents', source: path.sources.join(', then '), notes: [] }
  }
  const held = await peopleByAge(scene)
  if (isRefusal(held)) return held
  const people = held.years.map((bands) => peopleOfAges(bands, ages.from, ages.to ?? null))
  const words = sayAges(ages)
  return people.every((each) => each !== null) ? { base: people, says: `residents ${words}`, source: held.source, notes: [] } : noAges(scene, words)
}

/** Residents of an area by age band, one list per year. Errors: refuses `demand-not-available`. */
export async function peopleByAge(scene: DemandScene): Promise<{ readonly years: readonly (readonly AgeBand[])[]; readonly source: string } | Refusal> {
  const held = await peopleHeld(scene.house, scene.viewer, scene.place, scene.openingDate, scene.years, 'age_band')
  if (held === null) return noPopulation(scene, ' by age')
  const years = Array.from({ length: scene.years + 1 }, (_, year) => [...held.people].flatMap(([key, path]) => readAgeBand(key, path[year]!) ?? []))
  return { years, source: held.sources.join(', then ') }
}

/** People on disease registers: prevalence of each system as published times its residents, added up over systems and registers. */
async function registers(scene: DemandScene, { indicators, growth }: Extract<DemandBase, { of: 'prevalence' }>): Promise<BasePath | Refusal> {
  const { house, viewer, place, openingDate, years } = scene
  const answer = await answerQuery(house, viewer, { measure: 'prevalence', by: 'ics,indicator', where: [`area=${place.area.code}`], ...(place.mapAsked === null ? {} : { map: place.mapAsked }) })
  if (isRefusal(answer)) return notAvailable(place, `disease registers (${answer.found})`, 'Published prevalence of the area, or of every system in it')
  const base = Array.from({ length: years + 1 }, () => 0)
  const [names, sources] = [[] as string[], new Set(answer.provenance.sources.map(({ title }) => title))]
  for (const asked of indicators) {
    const indicator = indicatorNamed(asked, answer.rows.map((row) => String(row.indicator)))
    if (indicator === null) return notAvailable(place, `no register “${asked}”`, 'A register as published', `Held are: ${[...new Set(answer.rows.map((row) => String(row.indicator)))].sort().join('; ')}`)
    const ages = agesOf(indicator)
    const held = await peopleHeld(house, viewer, place, openingDate, years, ages === null ? 'ics' : 'ics,age_band')
    if (held === null) return noPopulation(scene, ' by system')
    for (const source of held.sources) sources.add(source)
    const per = percentBySystem(answer, indicator)
    for (const [system, people] of bySystem(held.people, ages)) {
      if (people === null) return noAges(scene, sayAges({ from: ages ?? 0 }))
      // A system that lies in the area by a part, as in a network, is not published for that part: its people are taken at the prevalence of the whole system.
      const percent = per.get(system) ?? await percentOfWhole(scene, system, indicator)
      if (percent === undefined) return notAvailable(place, `no ${indicator} of ${place.map.nodes.get(`ics:${system}`)?.name ?? system}`, 'Prevalence of every system of the area; a mean would stand for nobody')
      people.forEach((each, year) => { base[year]! += (each * percent / 100) * exactPow(1 + growth, year) })
    }
    names.push(indicator.split(':')[0]!)
  }
  return {
    base, source: `${[...sources].join(', then ')}; prevalence of ${answer.asOf.slice(0, 4)}`,
    says: `people with ${names.map((each) => each.toLowerCase()).join(', ')} (${formatNumber(base[0]!, 0)} today)${sayGrowth(growth)}`,
    notes: [
      `People on registers are prevalence × residents: registered patients are not held. Prevalence stays as in ${answer.asOf.slice(0, 4)}${growth === 0 ? '' : ', but for the growth stated'}; what ageing adds is not in it unless stated.`,
      ...(names.length > 1 ? ['Who has several of these conditions is counted once for each.'] : []),
    ],
  }
}

function percentBySystem(answer: { readonly rows: readonly QueryRow[] }, indicator: string): Map<string, number> {
  return new Map(answer.rows.filter((row) => row.indicator === indicator && row.value !== null).map((row) => [String(row.ics), Number(row.value)]))
}

async function percentOfWhole({ house, viewer, place }: DemandScene, system: string, indicator: string): Promise<number | undefined> {
  const answer = await answerQuery(house, viewer, { measure: 'prevalence', by: 'ics,indicator', where: [`ics=${system}`], ...(place.mapAsked === null ? {} : { map: place.mapAsked }) })
  return isRefusal(answer) ? undefined : percentBySystem(answer, indicator).get(system)
}

/** The indicator meant: as published, or the only one whose words before the colon are these. */
function indicatorNamed(asked: string, held: readonly string[]): string | null {
  const wanted = asked.trim().toLowerCase()
  const found = [...new Set(held)].filter((name) => name.toLowerCase() === wanted || name.toLowerCase().split(':')[0] === wanted)
  return found.length === 1 ? found[0]! : null
}

/** The age from which a register counts people, where its name says so. */
function agesOf(indicator: string): number | null {
  const found = /\((\d+) and over\)/.exec(indicator)
  return found ? Number(found[1]) : null
}

/** People of each system, of an age and over where one is given; null where the bands held do not begin there. */
function bySystem(people: ReadonlyMap<string, readonly number[]>, from: number | null): Map<string, readonly number[] | null> {
  if (from === null) return new Map(people)
  const systems = Map.groupBy(people, ([key]) => key.split('\u0000')[0]!)
  return new Map([...systems].map(([system, bands]) => {
    const ends = bands[0]![1].map((_, year) => peopleOfAges(bands.flatMap(([key, path]) => readAgeBand(key.split('\u0000')[1]!, path[year]!) ?? []), from, null))
    return [system, ends.every((each) => each !== null) ? ends : null]
  }))
}

/** Something that grows by a share every year. Shape: one entry per year end, today first. */
export function grown(now: number, growth: number, years: number): number[] {
  return Array.from({ length: years + 1 }, (_, year) => now * exactPow(1 + growth, year))
}

/** `, growing 2 % a year`, or nothing. */
export function sayGrowth(growth: number): string {
  return growth === 0 ? '' : `, ${growth > 0 ? 'growing' : 'falling'} ${formatNumber(100 * Math.abs(growth), 1)} % a year`
}

function sayAges({ from, to }: { readonly from: number; readonly to?: number | undefined }): string {
  return to === undefined ? `aged ${from} and over` : `aged ${from} to ${to}`
}

function noPopulation({ place, openingDate, years }: DemandScene, split = ''): Refusal {
  const first = Number(openingDate.slice(0, 4))
  return notAvailable(place, `no population${split} of every year from ${first} to ${first + years}`, `Population estimates and projections${split} of the area, every year from ${first} to ${first + years}`)
}

function noAges({ place }: DemandScene, words: string): Refusal {
  return notAvailable(place, `no population ${words}: the ages held do not begin and end there`, 'Population by ages that begin and end where the rates do', 'Choose ages that begin at a multiple of five, or load population by single year of age')
}
