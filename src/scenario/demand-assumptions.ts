import type { DemandGrowth } from '../demand/demand-path.ts'

/** An assumption about demand somebody could dispute: a value, the range that holds 8 times in 10, and who says so. */
export interface StatedInterval {
  readonly value: number
  readonly low: number
  readonly high: number
  readonly source: string
}

/** One thing staff are needed for, reckoned by one method. */
export interface NeedByMethod {
  readonly name: string
  readonly method: string
  /** How it is reckoned, in a sentence with its parameters. */
  readonly says: string
  readonly source: string
  readonly grade: 'A' | 'B' | 'C' | 'D'
  /** Before productivity and before work moves between roles. Shape: one entry per year end, today first. */
  readonly required: readonly number[]
}

/** Work that moves to this profession (above 0) or away from it. Shape: one entry per year end, today first. */
export interface MovedWork { readonly says: string; readonly source: string; readonly moved: readonly number[]; readonly ceilingBinds: boolean }

/** The method or methods a requirement stands on. */
export interface DemandMethod {
  readonly says: string
  readonly needs: readonly NeedByMethod[]
  readonly moved: readonly MovedWork[]
  /** How productivity comes; null where none is named. */
  readonly mechanism: string | null
  readonly notes: readonly string[]
}

/** What demand is taken to be: how need grows, what productivity is hoped for, and how much need is unmet today. */
export interface DemandAssumptions {
  readonly growth: DemandGrowth
  /** How far yearly growth may lie from what is stated, as a difference: value is 0 for an unbiased guess. */
  readonly growthError: StatedInterval
  /** Who says how much more each person needs every year, where need grows with the population. */
  readonly perPersonSource?: string
  /** Share by which the same staff do more each year; the zero twin shows the plan without it. */
  readonly productivity: StatedInterval
  /** Need not met today, as a share of staff in post. */
  readonly unmetNeed: StatedInterval
  /** Present where a method says what is required, in place of what is in post and its growth. */
  readonly method?: DemandMethod
}

/** How productivity and the doubt about growth are stated with a method; neither is judged for it. */
export interface StatedWithMethod {
  readonly productivity?: StatedInterval | undefined
  readonly growthError?: { readonly low: number; readonly high: number; readonly source: string } | undefined
}

// Judgements of 2026, each to be replaced by the planner's own. They are shown with every answer.
const judged = {
  growth: { value: 0.03, source: 'judgement: near the growth of hospital activity in England before 2020' },
  perPerson: { value: 0.023, source: 'judgement: growth of hospital activity in England before 2020, near 3 % a year, less growth of its population, near 0.7 %' },
  growthError: { low: -0.01, high: 0.01 },
  productivity: { value: 0.01, low: 0, high: 0.02, source: 'judgement: near the long-run growth of productivity in English health care' },
  unmetNeed: { value: 0.07, low: 0.04, high: 0.1, source: 'judgement: near the share of posts vacant in England in 2024/25' },
}

/** Make demand assumptions from what a planner states; what is left open takes the judged value. Units: shares per year, share of staff in post. */
export function statedDemand(stated: { readonly demandGrowth?: number | undefined; readonly productivity?: number | undefined; readonly unmetNeed?: number | undefined } = {}): DemandAssumptions {
  const growth = stated.demandGrowth ?? judged.growth.value
  return {
    growth: { by: 'stated', perYear: growth },
    growthError: { value: 0, ...judged.growthError, source: stated.demandGrowth === undefined ? judged.growth.source : 'stated with the request' },
    productivity: stated.productivity === undefined ? judged.productivity : exactly(stated.productivity),
    unmetNeed: stated.unmetNeed === undefined ? judged.unmetNeed : around(stated.unmetNeed, judged.unmetNeed),
  }
}

/** Grow need in step with a population, and with need per person, instead of by a stated share. Shape: people today first, one entry per year end. */
export function withPopulation(demand: DemandAssumptions, growth: Extract<DemandGrowth, { by: 'population' | 'population-by-age' }>, source: string): DemandAssumptions {
  const perPerson = growth.perPerson ?? judged.perPerson.value
  return { ...demand, growth: { ...growth, perPerson }, growthError: { ...demand.growthError, source }, perPersonSource: growth.perPerson === undefined ? judged.perPerson.source : 'stated with the request' }
}

/** Let a method say what is required. Productivity is taken off only where it is named. Shape: `required` one entry per year end, today first. */
export function requiredByMethod(method: DemandMethod, required: readonly number[], stated: StatedWithMethod = {}): DemandAssumptions {
  return {
    growth: { by: 'method', required }, method,
    growthError: { value: 0, ...judged.growthError, source: 'judgement: how far need may grow otherwise than the method says', ...stated.growthError },
    productivity: stated.productivity ?? { value: 0, low: 0, high: 0, source: 'none is named with the method, so none is taken off' },
    unmetNeed: { value: 0, low: 0, high: 0, source: 'not used: the method says what is required today' },
  }
}

function exactly(value: number): StatedInterval {
  return { value, low: value, high: value, source: 'stated with the request' }
}

/** A stated share with the judged range in proportion. */
function around(value: number, range: StatedInterval): StatedInterval {
  return { value, low: (value * range.low) / range.value, high: (value * range.high) / range.value, source: 'stated with the request; range in proportion to the judged one' }
}
