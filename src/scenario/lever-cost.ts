import { inForceInYear, type LeverTimes } from '../supply/lever-ramp.ts'

/** What a lever costs, as somebody states it. Units: GBP, in prices of `priceYear`; months. What is not stated is not known, and never nothing. */
export interface LeverCost {
  /** For each unit of the change, in every year in which it is in force. */
  readonly perUnit?: number | undefined
  /** Once, in the year in which it starts. */
  readonly oneOff?: number | undefined
  /** In every year in which it is in force, whatever its size. */
  readonly yearly?: number | undefined
  readonly payer?: string | undefined
  readonly priceYear?: string | undefined
  readonly leadTimeMonths?: number | undefined
  readonly controls?: 'organisation' | 'ICS' | 'region' | 'nation' | undefined
  readonly evidence?: 'A' | 'B' | 'C' | 'D' | undefined
  readonly source?: string | undefined
}

/** Kinds of which less is bought: fewer leavers, a shorter course. */
const boughtAsLess = new Set(['leaver-rate', 'leaving-of-ages', 'first-years', 'flexible-working', 'drop-out', 'interruption', 'course-length', 'fill-delay', 'demand-growth'])

/**
 * Say what a lever costs in each year ahead; null where no amount is stated. Below 0 is saved: places that are cut, or fewer leavers given up.
 *
 * The change is charged as it is asked for and as far as it is in force, whether or not something binds it.
 *
 * Shape:  one entry per year ahead, the first at 0.
 * Units:  GBP.
 * Source: docs/method/scenarios.md, C3.
 */
export function costByYear(cost: LeverCost | null, { kind, change }: { readonly kind: string; readonly change: number }, times: LeverTimes, years: number): number[] | null {
  if (cost === null || [cost.perUnit, cost.oneOff, cost.yearly].every((amount) => amount === undefined)) return null
  const { perUnit = 0, oneOff = 0, yearly = 0 } = cost
  const bought = change === 0 ? 0 : boughtAsLess.has(kind) ? -change : change
  return Array.from({ length: years }, (_, year) => {
    const force = inForceInYear(times, year)
    return perUnit * bought * force + (force > 0 ? yearly * shareOfYear(times, year) : 0) + (Math.floor(times.from / 12) === year ? oneOff : 0)
  })
}

/** Share of the months of a year in which a lever acts at all. */
function shareOfYear({ from, to }: LeverTimes, year: number): number {
  const end = Math.min(12 * (year + 1), to ?? Number.POSITIVE_INFINITY)
  return Math.max(0, end - Math.max(12 * year, from)) / 12
}

/** Costs of a scenario. */
export interface Costs {
  /** Price year of every stated cost; null where none states one, or they differ and are not added up. */
  readonly priceYear: string | null
  readonly byLever: readonly { readonly id: string; readonly payer: string | null; readonly years: readonly number[] | null }[]
  /** All stated costs of each year ahead, in all and by payer; null where price years differ. */
  readonly years: readonly { readonly ahead: number; readonly amount: number; readonly byPayer: readonly { readonly payer: string; readonly amount: number }[] }[] | null
  /** Over all years; null where price years differ or no cost is stated. */
  readonly total: number | null
  /** Levers whose cost nobody stated. */
  readonly notStated: readonly string[]
}

const unnamedPayer = 'payer not stated'

/** Add the costs of levers up by year and payer. */
export function costsOf(levers: readonly { readonly id: string; readonly lever: { readonly kind: string; readonly change: number }; readonly cost: LeverCost | null; readonly times: LeverTimes }[], years: number): Costs {
  const byLever = levers.map(({ id, lever, cost, times }) => ({ id, payer: cost?.payer ?? null, years: costByYear(cost, lever, times, years) }))
  const stated = levers.filter((_, at) => byLever[at]!.years !== null)
  const priceYears = [...new Set(stated.map(({ cost }) => cost!.priceYear ?? null))]
  const addUp = priceYears.length <= 1
  const payers = [...new Set(byLever.filter((row) => row.years !== null).map(({ payer }) => payer ?? unnamedPayer))].toSorted()
  const sum = (year: number, payer: string | null): number => byLever.reduce((all, row) => (row.years === null || (payer !== null && (row.payer ?? unnamedPayer) !== payer) ? all : all + row.years[year]!), 0)
  const byYear = Array.from({ length: years }, (_, year) => ({ ahead: year + 1, amount: sum(year, null), byPayer: payers.map((payer) => ({ payer, amount: sum(year, payer) })) }))
  return {
    priceYear: addUp ? priceYears[0] ?? null : null, byLever, years: addUp ? byYear : null,
    total: addUp && stated.length > 0 ? byYear.reduce((all, { amount }) => all + amount, 0) : null, notStated: byLever.filter((row) => row.years === null).map(({ id }) => id),
  }
}
