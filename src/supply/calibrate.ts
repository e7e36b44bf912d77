import { exactExp } from '../random/exp.ts'
import { exactLog } from '../random/log.ts'
import { exactSqrt } from '../random/sqrt.ts'
import { addMonths } from '../units/calendar-date.ts'
import { formatNumber } from '../units/format.ts'
import { isRefusal, refuse, type Refusal } from '../units/refusal.ts'
import { stockByAge } from './calibrate-ages.ts'
import { estimateLevels, type Level, type LevelRule, type YearlyFigure } from './calibrate-levels.ts'
import { growthAsFollowed } from './calibrate-growth.ts'
import { joinAgesOf } from './calibrate-joining.ts'
import { spreadOfPast, widened, type SpreadOfPast } from './calibrate-spread.ts'
import { momentKappa, shrinkRate, sum } from './calibrate-shrinkage.ts'
import { leavingOf, type Leaving } from './calibrate-leaving.ts'
import type { PairEvidence, PairRate } from './calibrate-pairs.ts'
import { countedInOf, lastDate, yearsOf, type CountedIn, type YearObserved } from './calibrate-years.ts'
import type { FlowObserved, GroupHistory } from '../dataset/history.ts'
import type { CalibratedRate, RateBasis, SupplyParameters, YearEffect } from './parameters.ts'

/** The choices a reviewer could dispute. The defaults are the ones back-tested in docs/method/accuracy.md. */
export interface CalibrationOptions {
  /** Group that is the whole of its area: every other group of the area is calibrated by its difference from it. */
  readonly wholeGroup: string
  /** Rates are those of the newest so many usable years: long enough to even out one odd year, short enough to follow a change of policy. */
  readonly window: number
  readonly centre: 'mean' | 'median'
  readonly shrink: boolean
  /** Half of one year's swing is still there the next year; see docs/method/accuracy.md for .3 to .7. */
  readonly persistence: number
  /** How unsure that is for a group's growth beside its whole, before the groups say themselves; 0 leaves it as it is. */
  readonly persistenceError: number
  /** Let the last year's swing fade from the opening on, instead of ending at once. */
  readonly carryLastYear: boolean
  /**
   * Beyond the years that past projections were scored over, growth fades: by this share a year, or, when null, as it does when the number of
   * joiners stays and the share of leavers stays (1 − leave). Before that, joining exceeds leaving as it does now.
   */
  readonly damping: number | null
  readonly dampingAfter: number
  /** Judgement before any data, worth three years of it: yearly growth of the whole swings by 1.5 %, of a part about the whole by 2 %. */
  readonly nationalGrowthSd: number
  readonly groupGrowthSd: number
  /** The same for leaving, as logarithms: England's leaving rates swung by about a tenth in 2013–2025. */
  readonly leaveSd: number
  readonly priorYears: number
  /** Fewest usable years of published counts, and of records by age. */
  readonly fewestYears: number
  readonly fewestYearsOfRecords: number
  /** Largest standard deviation of yearly growth: a stock that halves or doubles as a matter of course says nothing about the years ahead. */
  readonly mostSwing: number
  /** What ranges as levels and swings make them count for beside past forecasts, in forecasts; null leaves them as they are. */
  readonly spreadWorth: number | null
  /** Use changes across declared breaks as if people had moved: only to show what leaving them out does. */
  readonly keepBreaks: boolean
  /** Where the counts are from, in the words shown beside each rate; null says what each history says. */
  readonly source: string | null
}

export const calibrationDefaults: CalibrationOptions = {
  wholeGroup: 'All staff groups', window: 3, centre: 'mean', shrink: true, persistence: 0.5, persistenceError: 0.2, carryLastYear: true, damping: null, dampingAfter: 5,
  nationalGrowthSd: 0.015, groupGrowthSd: 0.02, leaveSd: 0.1, priorYears: 3, fewestYears: 3, fewestYearsOfRecords: 1, mostSwing: 0.5, spreadWorth: 1000, keepBreaks: false, source: null,
}

/**
 * Turn what was observed of several groups into the parameters that project them; all groups at once, because small ones lean on the whole.
 *
 * Where `pairsOf` knows people of a group followed between month-ends, leaving by age stands on them; growth is learnt from the stocks either way.
 * The answer has one entry per history, in the order given; the order does not change any entry.
 *
 * Units:  annual shares of the opening stock.
 * Errors: a group with too little history is refused in its own entry; the others are unaffected.
 * Source: docs/method/uncertainty.md.
 */
export function calibrate(histories: readonly GroupHistory[], options: Partial<CalibrationOptions> = {}, pairsOf: PairsOf = () => null): (SupplyParameters | Refusal)[] {
  const rule = { ...calibrationDefaults, ...options }
  const observed = histories.map((history) => observe(history, rule))
  const usable = observed.filter((each): each is Observed => !isRefusal(each))
  const growthRule = levelRule(rule, rule.nationalGrowthSd, rule.groupGrowthSd, rule.persistenceError)
  const figures = figuresOf(usable, rule, (year) => year.growth, pooledGrowth)
  const growth = estimateLevels(figures, growthRule)
  const spreads = spreadByArea(usable, figures, growthRule, rule)
  const leaving = estimateLevels(figuresOf(usable, rule, logLeaving, pooledLeaving), { ...levelRule(rule, rule.leaveSd, rule.leaveSd, 0), shrink: false })
  const rates = leaveRates(usable, rule)
  return observed.map((each) => {
    if (isRefusal(each)) return each
    const key = keyOf(each.history)
    const spread = spreads.get(each.history.area)!
    return tooErratic(each.history, growth.get(key)!, rule) ?? parametersOf(each, widened(growth.get(key)!, spread.times), spread, leaving.get(key)!, rates.get(key)!, rule, pairsOf(each.history))
  })
}

/** People of a group followed between month-ends; null where nobody was. */
export type PairsOf = (history: GroupHistory) => PairEvidence | null

interface Observed {
  readonly history: GroupHistory
  readonly countedIn: CountedIn
  readonly openingDate: string
  readonly years: readonly YearObserved[]
}

function observe(history: GroupHistory, rule: CalibrationOptions): Observed | Refusal {
  const countedIn = countedInOf(history)
  const openingDate = countedIn === null ? null : lastDate(history, countedIn)
  if (countedIn === null || openingDate === null) return tooLittle(history, 'no stock is known', rule)
  if (countedIn === 'people' ? headsAt(history, openingDate) === 0 : fteAt(history, openingDate) === 0) return tooLittle(history, `nobody in post on ${openingDate}`, rule)
  const years = yearsOf(history, countedIn, rule.keepBreaks)
  const usable = years.filter((year) => year.growth !== null && year.leavers !== null).length
  const fewest = history.byAge ? rule.fewestYearsOfRecords : rule.fewestYears
  if (usable < fewest) return tooLittle(history, `${usable} usable ${usable === 1 ? 'year' : 'years'} of stock and leavers`, rule)
  return { history, countedIn, openingDate, years }
}

function headsAt(history: GroupHistory, date: string): number | null {
  return history.stocks.find((stock) => stock.date === date)?.heads ?? null
}

function fteAt(history: GroupHistory, date: string): number | null {
  return history.stocks.find((stock) => stock.date === date)?.fte ?? null
}

function tooLittle(history: GroupHistory, found: string, rule: CalibrationOptions): Refusal {
  return refuse('too-little-history', 'absent', {
    doing: `Calibrating ${history.group} in ${history.area}`,
    found,
    need: `At least ${rule.fewestYears} years with a stock at both ends and leavers between them are needed, or ${rule.fewestYearsOfRecords} of staff records by age`,
    next: 'Load earlier years, or choose a larger group or area',
  })
}

function tooErratic({ group, area }: GroupHistory, growth: Level, rule: CalibrationOptions): Refusal | null {
  const swing = exactSqrt(growth.nationalSd ** 2 + growth.groupSd ** 2)
  if (swing <= rule.mostSwing) return null
  return refuse('too-erratic-history', 'absent', {
    doing: `Calibrating ${group} in ${area}`,
    found: `its stock changes by a factor of ${exactExp(swing).toFixed(1)}, up or down, in an ordinary year`,
    need: 'A stock that is steadier from year to year: there are too few people, or the series has breaks that are not declared',
    next: 'Choose a larger group or area, or declare the breaks',
  })
}

/** Ranges of an area are set by its own past alone. */
function spreadByArea(observed: readonly Observed[], figures: readonly YearlyFigure[], levels: LevelRule, { persistence, carryLastYear, fewestYears, spreadWorth }: CalibrationOptions): Map<string, SpreadOfPast> {
  const areas = [...new Set(observed.map(({ history }) => history.area))]
  return new Map(areas.map((area) => [area, spreadOfPast(figures.filter(({ key }) => key.startsWith(`${area}\n`)), { levels, persistence, carryLastYear, fewestYears, worth: spreadWorth })]))
}

/** One series per group, each beside the whole of its area; an area without a whole gets its groups' weighted mean for one. */
function figuresOf(observed: readonly Observed[], rule: CalibrationOptions, figure: (year: YearObserved) => number | null, pooled: (years: readonly YearObserved[]) => number | null): YearlyFigure[] {
  const figures: YearlyFigure[] = []
  for (const area of [...new Set(observed.map((each) => each.history.area))].sort()) {
    const here = observed.filter((each) => each.history.area === area)
    const whole = here.find((each) => each.history.group === rule.wholeGroup)
    const wholeKey = whole ? keyOf(whole.history) : `${area}\n`
    if (!whole) figures.push({ key: wholeKey, whole: null, byYear: pooledByYear(here, pooled), lastDate: here.map((each) => addMonths(each.openingDate, 0)).sort().at(-1)! })
    for (const each of here) figures.push({ key: keyOf(each.history), whole: each === whole ? null : wholeKey, byYear: byYear(each.years, figure), lastDate: addMonths(each.openingDate, 0) })
  }
  return figures
}

function byYear(years: readonly YearObserved[], figure: (year: YearObserved) => number | null): Map<string, number> {
  const found = new Map<string, number>()
  for (const year of years) {
    const value = figure(year)
    if (value !== null) found.set(year.to, value)
  }
  return found
}

function pooledByYear(observed: readonly Observed[], pooled: (years: readonly YearObserved[]) => number | null): Map<string, number> {
  const sorted = [...observed].sort((a, b) => (keyOf(a.history) < keyOf(b.history) ? -1 : 1))
  const found = new Map<string, number>()
  for (const to of [...new Set(sorted.flatMap((each) => each.years.map((year) => year.to)))].sort()) {
    const value = pooled(sorted.flatMap((each) => each.years.filter((year) => year.to === to)))
    if (value !== null) found.set(to, value)
  }
  return found
}

function pooledGrowth(years: readonly YearObserved[]): number | null {
  const usable = years.filter((year) => year.growth !== null)
  return usable.length > 0 ? exactLog(sum(usable.map((year) => year.closing)) / sum(usable.map((year) => year.opening))) : null
}

function pooledLeaving(years: readonly YearObserved[]): number | null {
  const usable = years.filter((year) => logLeaving(year) !== null)
  return usable.length > 0 ? exactLog(sum(usable.map((year) => year.leavers!)) / sum(usable.map((year) => year.opening))) : null
}

/** Null too where nobody left: nought has no logarithm. The rate counts such a year, the swings cannot. */
function logLeaving(year: YearObserved): number | null {
  return year.leavers !== null && year.leavers > 0 ? exactLog(year.leavers / year.opening) : null
}

function levelRule(rule: CalibrationOptions, nationalPriorSd: number, groupPriorSd: number, persistenceError: number): LevelRule {
  return { window: rule.window, centre: rule.centre, shrink: rule.shrink, nationalPriorSd, groupPriorSd, priorYears: rule.priorYears, persistence: { value: rule.persistence, error: persistenceError } }
}

/** Leavers per person-year over the window, small groups pulled towards the rate of their area. */
function leaveRates(observed: readonly Observed[], rule: CalibrationOptions): Map<string, number> {
  const rates = new Map<string, number>()
  for (const area of new Set(observed.map((each) => each.history.area))) {
    const here = observed.filter((each) => each.history.area === area).sort((a, b) => (keyOf(a.history) < keyOf(b.history) ? -1 : 1))
    const cells = here.map((each) => {
      const used = each.years.filter((year) => year.leavers !== null).slice(-rule.window)
      return { events: sum(used.map((year) => year.leavers!)), exposure: sum(used.map((year) => year.opening)) }
    })
    const parts = cells.filter((_, at) => here[at]!.history.group !== rule.wholeGroup)
    const parent = sum(parts.map((cell) => cell.events)) / sum(parts.map((cell) => cell.exposure))
    const kappa = momentKappa(parts)
    here.forEach((each, at) => rates.set(keyOf(each.history), each.history.group === rule.wholeGroup ? cells[at]!.events / cells[at]!.exposure : shrinkRate(cells[at]!.events, cells[at]!.exposure, parent, kappa)))
  }
  return rates
}

function parametersOf(observed: Observed, fromStocks: Level, spread: SpreadOfPast, leaving: Level, leaveRate: number, rule: CalibrationOptions, pairs: PairEvidence | null): SupplyParameters {
  const { history, countedIn, openingDate } = observed
  const [heads, fte] = [headsAt(history, openingDate), fteAt(history, openingDate)]
  const source = rule.source ?? history.source
  const measured = heads === null ? 'fte' : fte === null ? 'people' : 'both'
  const opening = countedIn === 'people' ? heads! : fte!
  const stock = history.byAge ? stockByAge(history.byAge, opening, measured === 'both' ? fte : null) : { ages: [0], openingHeads: [opening], participation: [measured === 'both' ? fte! / opening : 1], leaveByAge: [1], joinAges: [1] }
  const joinersBasis = basisOf(history.flows)
  const left = leavingIn(history, pairs, stock, Math.min(leaveRate, mostLeave), leaving)
  const followed = history.byAge && pairs ? pairs : null
  const byGrowth = followed?.growth ?? null
  const growth = byGrowth === null ? fromStocks : growthAsFollowed(fromStocks, byGrowth, followed!.years, followed!.rates.leavers.exposure)
  const grown = { value: left.value + exactExp(growth.level) - 1, standardError: exactExp(growth.level) * growth.standardError }
  return {
    area: history.area, group: history.group, openingDate,
    ...stock, leaveByAge: left.byAge, ageing: history.byAge !== null, ...(followed && followed.joiningByAge.length > 0 ? { joinAges: joinAgesOf(followed.joiningByAge, stock.ages, history.byAge!.joiners) } : {}),
    leave: { ...pick(left), unit: yearly, years: left.basis === 'pairs' ? sayYears(pairs!.years) : sayYears(leaving.yearsUsed), source: left.basis === 'pairs' ? pairs!.source : source, grade: history.byAge ? 'A' : 'B', basis: left.basis, distribution: 'logit-normal' },
    join: { ...grown, unit: yearly, years: sayYears(growth.yearsUsed), source: byGrowth ? followed!.source : source, grade: history.byAge ? 'A' : 'C', basis: byGrowth ? 'pairs' : history.byAge ? 'year-ends' : joinersBasis === 'net-of-moves' ? 'net-of-moves' : 'published', distribution: 'normal' },
    joinersBasis, damping: rule.damping ?? 1 - left.value, dampingAfter: rule.dampingAfter, measured,
    leaveYearEffect: effectOf(leaving, rule), joinYearEffect: effectOf(growth, rule), ...(left.basis === 'pairs' ? { seen: seenIn(pairs!) } : {}),
    notes: [...notesOf(observed, growth, joinersBasis, measured, rule, left.basis === 'pairs' ? pairs : null), ...spreadNotes(spread)],
  }
}

const yearly = 'share of the stock a year'
const mostLeave = 0.99

function pick({ value, standardError }: Leaving): Pick<Leaving, 'value' | 'standardError'> {
  return { value, standardError }
}

/** Leaving from people followed between month-ends, where ages are known; else the yearly rate given. Its error is that of a level learnt from a few swinging years, and that of the count. */
function leavingIn(history: GroupHistory, pairs: PairEvidence | null, stock: Pick<SupplyParameters, 'ages' | 'openingHeads' | 'leaveByAge'>, yearlyRate: number, level: Level): Leaving {
  const basis: RateBasis = history.byAge ? 'year-ends' : 'published'
  if (!history.byAge || !pairs) return { value: yearlyRate, standardError: yearlyRate * level.standardError, byAge: stock.leaveByAge, basis }
  return leavingOf(pairs, stock, level.standardError, mostLeave)
}

function seenIn({ rates, source, years }: PairEvidence): NonNullable<SupplyParameters['seen']> {
  const rate = ({ value, standardError }: PairRate): CalibratedRate => ({ value, standardError, unit: 'for each person-year in post', years: sayYears(years), source, grade: 'A', basis: 'pairs', distribution: 'normal' })
  return { joiners: rate(rates.joiners), movedIn: rate(rates.movedIn), movedOut: rate(rates.movedOut) }
}

function effectOf(level: Level, rule: CalibrationOptions): YearEffect {
  const carried = rule.carryLastYear ? 1 : 0
  return { persistence: rule.persistence, groupPersistence: level.groupPersistence, nationalSd: level.nationalSd, groupSd: level.groupSd, ...(level.groupChance ? { groupChance: level.groupChance } : {}), openingNational: carried * level.openingNational, openingGroup: carried * level.openingGroup }
}

/** Joiners are taken from records where every flow is; else they are what the change in stock and the leavers imply. */
function basisOf(flows: readonly FlowObserved[]): FlowObserved['joinersBasis'] {
  return flows.length > 0 && flows.every((flow) => flow.joinersBasis === 'records') ? 'records' : 'net-of-moves'
}

function notesOf(observed: Observed, growth: Level, joinersBasis: FlowObserved['joinersBasis'], measured: SupplyParameters['measured'], rule: CalibrationOptions, pairs: PairEvidence | null): string[] {
  const notes: string[] = []
  if (pairs) notes.push(sayFollowed(pairs))
  if (joinersBasis === 'net-of-moves') notes.push('Joiners are the change in stock plus leavers, so they also hold moves between groups.')
  notes.push(`Leavers are replaced, and joining exceeds leaving as in ${sayYears(growth.yearsUsed)}; when leaving swings, joining swings with it.`)
  if (pairs?.growth) notes.push(`Growth is joiners and moves in less leavers and moves out of people followed; it keeps ${Math.round(100 * growth.kept)} % of the area’s difference from the same staff in all areas of its level: the rest is within what chance does.`)
  else if (growth.kept < 1) notes.push(`Growth keeps ${Math.round(100 * growth.kept)} % of the group’s difference from its whole: the rest is within the noise of its own history.`)
  const withBreaks = rule.keepBreaks ? [] : observed.history.breaks
  for (const found of withBreaks) notes.push(`Left out ${found.from.slice(0, 4)} to ${found.to.slice(0, 4)}: ${found.why}.`)
  if (observed.years.filter((year) => year.growth !== null).length < rule.fewestYears) notes.push(`Fewer than ${rule.fewestYears} years are held: how much rates swing from year to year is judged, not measured.`)
  if (measured === 'people') notes.push('FTE is not published for this group: it is projected in people.')
  if (measured === 'fte') notes.push('Headcount is not published for this group: it is projected in FTE.')
  return notes
}

function spreadNotes({ times, forecasts }: SpreadOfPast): string[] {
  if (forecasts === 0) return []
  return [`Ranges are ${times.toFixed(2)} times as wide as levels and swings make them: ${formatNumber(forecasts, 0)} forecasts of this area’s groups that could have been made before say so.`]
}

function sayFollowed({ years, gaps }: PairEvidence): string {
  return `Leaving by age is that of people followed from month-end to month-end in ${sayYears(years)}; those who joined and left within a year count too.${gaps > 0 ? ' Months that an employer lacks are left out.' : ''}`
}

function sayYears(ends: readonly string[]): string {
  if (ends.length === 0) return 'none of its own'
  const years = [...ends].sort()
  return years.length === 1 ? `year to ${years[0]!}` : `${years.length} years to ${years.at(-1)!}`
}

function keyOf(history: GroupHistory): string {
  return `${history.area}\n${history.group}`
}
