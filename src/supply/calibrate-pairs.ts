import { exactSqrt } from '../random/sqrt.ts'
import type { FlowPairs, PairCell } from '../dataset/flow-pairs.ts'
import { shrinkToParents, type ChildCell, type ShrunkRatio } from './calibrate-parents.ts'
import { shrinkGrowths, type FollowedGrowth, type GainsAndLosses } from './calibrate-growth.ts'
import { momentKappa, shrinkRate, sum } from './calibrate-shrinkage.ts'

/** Flows of one group of one place in one year. Units: people; exposure in person-years. */
export interface PairFlows { exposure: number; leavers: number; joiners: number; movedIn: number; movedOut: number; heads: number; fte: number }

export type PairRateName = 'leavers' | 'joiners' | 'movedIn' | 'movedOut'

/** A rate of one group of one place. Units: events for each person-year in post. */
export interface PairRate {
  readonly value: number
  readonly standardError: number
  /** As counted, before anything was lent. */
  readonly raw: number
  /** What its parent alone would give it, its ages taken into account; null where there is no other place to lean on. */
  readonly parent: number | null
  /** Share of its own difference from its parent that was kept. */
  readonly kept: number | null
  readonly events: number
  readonly exposure: number
}

/** Share of those of five years of age who leave in a month. `ageFrom` null: of unknown age. */
export interface MonthlyLeaving { readonly ageFrom: number | null; readonly rate: number; readonly events: number; readonly exposure: number }

/** Share of the joiners who are of five years of age. */
export interface JoiningShare { readonly ageFrom: number; readonly share: number }

/** What people followed between month-ends say of one group of one place. */
export interface PairEvidence {
  readonly source: string
  /** Last days of the whole years used, oldest first. */
  readonly years: readonly string[]
  /** Months that single employers lack. */
  readonly gaps: number
  readonly leavingByAge: readonly MonthlyLeaving[]
  /** Adds up to 1; empty where nobody of a known age joined in any place. */
  readonly joiningByAge: readonly JoiningShare[]
  readonly rates: Readonly<Record<PairRateName, PairRate>>
  /** Joiners and moves in less leavers and moves out; null where there is no other place to lean on. */
  readonly growth: FollowedGrowth | null
  /** Every year held, whole or not, oldest first. */
  readonly byYear: readonly { readonly to: string; readonly months: number; readonly flows: PairFlows }[]
}

/** Pairs by group and place, and who lends whom strength. */
export interface PairIndex {
  readonly evidence: (area: string, group: string) => PairEvidence | null
  /** Places that hold people of a group, in order of their codes. */
  readonly areas: (group: string) => readonly string[]
}

export interface PairRule {
  /** Names a line of staff is kept under: its profession, its staff group and every group above. */
  readonly namesOf: (group: string, profession: string) => readonly string[]
  /** The area whose places lend a place strength before the nation does; null for none. */
  readonly parentOf: (area: string) => string | null
  /** The newest so many whole years. */
  readonly window: number
}

/**
 * Arrange person-level pairs so that the rates of any group of any place can be asked for.
 *
 * Only whole years count, so that every season counts once; without one there is no evidence, and null is answered.
 * A place that no people are seen in answers null too.
 *
 * Units:  events for each person-year.
 * Source: docs/method/uncertainty.md, people followed between month-ends.
 */
export function indexPairs(pairs: FlowPairs, rule: PairRule): PairIndex {
  const whole = pairs.years.filter(({ months }) => months === 12).map(({ to }) => to).slice(-rule.window)
  const byGroup = tallyByGroup(pairs.cells, new Set(whole), rule)
  const growthOf = growthOfProfessions(pairs.cells, byGroup)
  const found = new Map<string, GroupRates>()
  const ratesOf = (group: string): GroupRates => {
    const known = found.get(group) ?? groupRates(byGroup.get(group)!, rule, growthOf.get(group) ?? null)
    found.set(group, known)
    return known
  }
  return {
    areas: (group) => [...(byGroup.get(group)?.keys() ?? [])].sort(),
    evidence: (area, group) => {
      const tally = byGroup.get(group)?.get(area)
      if (whole.length === 0 || !tally || tally.used.exposure === 0) return null
      const byYear = pairs.years.map(({ to, months }) => ({ to, months, flows: tally.years.get(to) ?? noFlows() }))
      return { source: pairs.source, gaps: pairs.gaps, years: whole, ...evidenceOf(area, tally, ratesOf(group)), byYear }
    },
  }
}

/** What one place shows of one group: flows by year, those of the years used together, and leaving by age in those. */
interface Tally { readonly years: Map<string, PairFlows>; readonly used: PairFlows; readonly bands: Map<number | null, Band> }

interface Band { events: number; exposure: number; joiners: number }

function noFlows(): PairFlows {
  return { exposure: 0, leavers: 0, joiners: 0, movedIn: 0, movedOut: 0, heads: 0, fte: 0 }
}

function tallyByGroup(cells: readonly PairCell[], whole: ReadonlySet<string>, { namesOf }: PairRule): Map<string, Map<string, Tally>> {
  const byGroup = new Map<string, Map<string, Tally>>()
  const known = new Map<string, readonly string[]>()
  const names = (group: string, profession: string): readonly string[] => {
    const key = `${group}\n${profession}`
    const found = known.get(key) ?? namesOf(group, profession)
    known.set(key, found)
    return found
  }
  const tallyOf = (name: string, area: string): Tally => {
    const areas = byGroup.get(name) ?? new Map<string, Tally>()
    byGroup.set(name, areas)
    const tally = areas.get(area) ?? { years: new Map(), used: noFlows(), bands: new Map() }
    areas.set(area, tally)
    return tally
  }
  for (const cell of cells) {
    if (cell.area === null) continue
    const own = names(cell.group, cell.profession)
    for (const name of own) addCell(tallyOf(name, cell.area), cell, whole)
    for (const move of cell.moves) {
      const there = names(move.group, move.to)
      for (const name of own) if (!there.includes(name)) addFlow(tallyOf(name, cell.area), cell.year, whole, 'movedOut', move.heads)
      for (const name of there) if (!own.includes(name)) addFlow(tallyOf(name, cell.area), cell.year, whole, 'movedIn', move.heads)
    }
  }
  return byGroup
}

function addCell(tally: Tally, cell: PairCell, whole: ReadonlySet<string>): void {
  const exposure = cell.exposure / monthsPerYear
  for (const [name, amount] of [['exposure', exposure], ['leavers', cell.leavers], ['joiners', cell.joiners], ['heads', cell.heads], ['fte', cell.fte]] as const) addFlow(tally, cell.year, whole, name, amount)
  if (!whole.has(cell.year)) return
  const band = tally.bands.get(cell.ageFrom) ?? { events: 0, exposure: 0, joiners: 0 }
  tally.bands.set(cell.ageFrom, band)
  band.events += cell.leavers
  band.exposure += exposure
  band.joiners += cell.joiners
}

const monthsPerYear = 12

function addFlow(tally: Tally, year: string, whole: ReadonlySet<string>, name: keyof PairFlows, amount: number): void {
  const flows = tally.years.get(year) ?? noFlows()
  tally.years.set(year, flows)
  flows[name] += amount
  if (whole.has(year)) tally.used[name] += amount
}

/** What all places of a level together say of a group, and how each compares. */
interface GroupRates {
  /** Yearly rate by age over all places, each age pulled towards all ages. */
  readonly bands: ReadonlyMap<number | null, number>
  readonly ratios: Readonly<Record<PairRateName, ReadonlyMap<string, ShrunkRatio>>>
  readonly whole: Readonly<Record<PairRateName, { readonly rate: number; readonly events: number }>>
  /** Expected leaving of the place by age that its own leaving at that age is worth no more than. */
  readonly kappaOfBands: number
  /** Share of all joiners of a known age who are of each age, and how many expected joiners it is worth. */
  readonly joining: ReadonlyMap<number, number>
  readonly kappaOfJoining: number
  readonly growths: ReadonlyMap<string, FollowedGrowth>
}

function groupRates(tallies: ReadonlyMap<string, Tally>, { parentOf }: PairRule, growth: FollowedGrowth | null): GroupRates {
  const areas = [...tallies].sort(([a], [b]) => (a < b ? -1 : 1))
  const exposure = sum(areas.map(([, { used }]) => used.exposure))
  const whole = recordOf((name) => {
    const events = sum(areas.map(([, { used }]) => used[name]))
    return { events, rate: exposure > 0 ? events / exposure : 0 }
  })
  const bands = bandsOf(areas.map(([, tally]) => tally), whole.leavers.rate)
  const expected = (tally: Tally, name: PairRateName) => (name === 'leavers' ? expectedLeavers(tally, bands) : tally.used.exposure * whole[name].rate)
  const ratios = recordOf((name) => shrinkToParents(areas.map(([key, tally]): ChildCell => ({ key, parent: parentOf(key), events: tally.used[name], expected: expected(tally, name) }))))
  const kappaOfBands = momentKappa(areas.flatMap(([area, tally]) => bandsInOrder(tally).map(([age, { events, exposure: years }]) => ({ events, exposure: years * bands.get(age)! * ratios.leavers.get(area)!.ratio }))))
  const joining = joiningOf(areas.map(([, tally]) => tally))
  const kappaOfJoining = momentKappa(areas.flatMap(([, tally]) => joinersInOrder(tally, joining)))
  const growths = shrinkGrowths(areas.map(([key, { used }]) => gainsAndLosses(key, [used])), growth)
  return { bands, ratios, whole, kappaOfBands, joining, kappaOfJoining, growths }
}

/** Growth of each profession in all places together, pulled to that of all professions: a small one’s is chance in part. */
function growthOfProfessions(cells: readonly PairCell[], byGroup: ReadonlyMap<string, ReadonlyMap<string, Tally>>): Map<string, FollowedGrowth> {
  const professions = [...new Set(cells.map(({ profession }) => profession))].filter((name) => byGroup.has(name))
  return shrinkGrowths(professions.map((name) => gainsAndLosses(name, [...byGroup.get(name)!.values()].map(({ used }) => used))))
}

function gainsAndLosses(key: string, flows: readonly PairFlows[]): GainsAndLosses {
  const all = (of: (flow: PairFlows) => number): number => sum(flows.map(of))
  return { key, exposure: all(({ exposure }) => exposure), gained: all(({ joiners, movedIn }) => joiners + movedIn), lost: all(({ leavers, movedOut }) => leavers + movedOut) }
}

/** Ages of the joiners of all places together. */
function joiningOf(tallies: readonly Tally[]): Map<number, number> {
  const counted = new Map<number, number>()
  for (const { bands } of tallies) for (const [age, { joiners }] of bands) if (age !== null) counted.set(age, (counted.get(age) ?? 0) + joiners)
  const inOrder = [...counted].sort(([a], [b]) => a - b)
  const all = sum(inOrder.map(([, joiners]) => joiners))
  return new Map(all > 0 ? inOrder.map(([age, joiners]) => [age, joiners / all]) : [])
}

/** Joiners of a place by age, beside those it would have if they were of the ages of all. */
function joinersInOrder({ bands }: Tally, joining: ReadonlyMap<number, number>): { events: number; exposure: number }[] {
  const all = sum([...joining.keys()].map((age) => bands.get(age)?.joiners ?? 0))
  return [...joining].map(([age, share]) => ({ events: bands.get(age)?.joiners ?? 0, exposure: all * share }))
}

function recordOf<T>(of: (name: PairRateName) => T): Record<PairRateName, T> {
  return { leavers: of('leavers'), joiners: of('joiners'), movedIn: of('movedIn'), movedOut: of('movedOut') }
}

function bandsInOrder({ bands }: Tally): [number | null, Band][] {
  return [...bands].sort(([a], [b]) => (a ?? -1) - (b ?? -1))
}

/** Leaving by age over all places; an age with few people leans on all ages. */
function bandsOf(tallies: readonly Tally[], rate: number): Map<number | null, number> {
  const ages = [...new Set(tallies.flatMap(({ bands }) => [...bands.keys()]))].sort((a, b) => (a ?? -1) - (b ?? -1))
  const cells = ages.map((age) => {
    const own = tallies.flatMap(({ bands }) => bands.get(age) ?? [])
    return { age, events: sum(own.map(({ events }) => events)), exposure: sum(own.map(({ exposure }) => exposure)) }
  })
  const kappa = momentKappa(cells)
  return new Map(cells.map(({ age, events, exposure }) => [age, shrinkRate(events, exposure, rate, kappa)]))
}

function expectedLeavers(tally: Tally, bands: ReadonlyMap<number | null, number>): number {
  return sum(bandsInOrder(tally).map(([age, { exposure }]) => exposure * bands.get(age)!))
}

function evidenceOf(area: string, tally: Tally, { bands, ratios, whole, kappaOfBands, joining, kappaOfJoining, growths }: GroupRates): Pick<PairEvidence, 'leavingByAge' | 'joiningByAge' | 'rates' | 'growth'> {
  const leaving = ratios.leavers.get(area)!
  const leavingByAge = bandsInOrder(tally).map(([ageFrom, { events, exposure }]) => {
    const prior = bands.get(ageFrom)! * leaving.ratio
    return { ageFrom, events, exposure, rate: (prior * shrinkRate(events, exposure * prior, 1, kappaOfBands)) / monthsPerYear }
  })
  const times = joinersInOrder(tally, joining).map(({ events, exposure }) => shrinkRate(events, exposure, 1, kappaOfJoining))
  const shares = [...joining].map(([ageFrom, share], at) => ({ ageFrom, share: share * times[at]! }))
  const all = sum(shares.map(({ share }) => share))
  const joiningByAge = shares.map(({ ageFrom, share }) => ({ ageFrom, share: share / all }))
  return { leavingByAge, joiningByAge, growth: growths.size > 1 ? growths.get(area)! : null, rates: recordOf((name) => rateOf(name, tally, ratios[name], area, whole[name], name === 'leavers' ? expectedLeavers(tally, bands) : tally.used.exposure * whole[name].rate)) }
}

function rateOf(name: PairRateName, { used }: Tally, ratios: ReadonlyMap<string, ShrunkRatio>, area: string, whole: { readonly events: number }, expected: number): PairRate {
  const found = ratios.get(area)!
  const standard = expected / used.exposure
  const ofWhole = whole.events > 0 ? 1 / whole.events : 0
  const leans = ratios.size > 1
  return {
    value: standard * found.ratio, parent: leans ? standard * found.parent : null, kept: leans ? found.kept : null, raw: used[name] / used.exposure, events: used[name], exposure: used.exposure,
    standardError: standard * exactSqrt(found.standardError ** 2 + (1 - found.kept) ** 2 * ofWhole * found.ratio ** 2),
  }
}
