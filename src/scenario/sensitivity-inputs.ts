import { exactExp } from '../random/exp.ts'
import { normalQuantile } from '../random/normal.ts'
import type { CalibratedRate, SupplyParameters } from '../supply/parameters.ts'
import type { DemandAssumptions, StatedInterval } from './demand-assumptions.ts'
import { drawn } from './gap.ts'
import { futureOf } from './uncertainty.ts'

/** What kind of doubt an input is: a rate learnt from data, how years swing, or somebody's judgement. */
export type DoubtKind = 'parameters' | 'year effects' | 'judgement'

/** Something a projection is not sure of, in a planner's words. */
export interface DoubtedInput {
  readonly id: string
  readonly says: string
  readonly kind: DoubtKind
  /** Its columns in a row of standard normal numbers: one for a number, two a year for a path of years. */
  readonly columns: readonly number[]
  /** Its values where 1 and 9 draws in 10 lie below; null where it is a path of years. Unit: `unit`. */
  readonly p10: number | null
  readonly p90: number | null
  readonly unit: string
  readonly source: string
}

/** Columns of the inputs that are one number each; the nation's swings and the group's own follow, two numbers a year. */
export const column = { leaveLevel: 0, growthLevel: 1, unmetNeed: 2, needGrowth: 3, productivity: 4, nation: 5 } as const

/** Where the group's own swings begin, and how many columns there are. */
export function columnsOver(years: number): { readonly own: number; readonly width: number } {
  return { own: column.nation + 2 * years, width: column.nation + 4 * years }
}

/** List what a projection draws, each with its range. The order is that of docs/method/sensitivity.md, N3. */
export function doubtedInputs(parameters: SupplyParameters, demand: DemandAssumptions, years: number): DoubtedInput[] {
  const { own } = columnsOver(years)
  const path = (from: number): Range => ({ kind: 'year effects', columns: Array.from({ length: 2 * years }, (_, at) => from + at), p10: null, p90: null, unit: 'a path of years', source: parameters.leave.source })
  return [
    { id: 'leaver-rate', says: 'Where the leaver rate really stands', ...measured(parameters.leave, column.leaveLevel, levels(parameters, 'leave')) },
    { id: 'joining-over-leaving', says: 'Growth of joining over leaving', ...measured(parameters.join, column.growthLevel, levels(parameters, 'growth')) },
    { id: 'swings-nation', says: 'How years swing: the nation', ...path(column.nation) },
    { id: 'swings-group', says: 'How years swing: this group', ...path(own) },
    { id: 'unmet-need', says: 'Unmet need today', ...stated(demand.unmetNeed, column.unmetNeed, 'share of staff in post') },
    { id: 'need-growth', says: 'Growth of need', ...stated(demand.growthError, column.needGrowth, 'share a year, beside the growth assumed'), source: aboutGrowth(demand) },
    { id: 'productivity', says: 'Productivity', ...stated(demand.productivity, column.productivity, 'share a year') },
  ]
}

/** Where a population or the request says how need grows, how far off that may be is judged all the same. */
function aboutGrowth({ growthError: { source } }: DemandAssumptions): string {
  return source.startsWith('judgement') ? source : `judgement: how far growth may lie from what is assumed (${source})`
}

type Range = Omit<DoubtedInput, 'id' | 'says'>

function stated(interval: StatedInterval, at: number, unit: string): Range {
  return { kind: 'judgement', columns: [at], p10: drawn(interval, below), p90: drawn(interval, above), unit, source: interval.source }
}

function measured({ source }: CalibratedRate, at: number, ends: { readonly p10: number; readonly p90: number }): Range {
  return { kind: 'parameters', columns: [at], ...ends, unit: 'share of staff a year', source }
}

const [below, above] = [normalQuantile(0.1), normalQuantile(0.9)]

/** The level of leaving, or of joining less leaving, at both ends of its range, in a year that does not swing. */
function levels(parameters: SupplyParameters, which: 'leave' | 'growth'): { p10: number; p90: number } {
  const none = { persistence: 0, nationalSd: 0, groupSd: 0 }
  const quiet = { ...parameters, leaveYearEffect: none, joinYearEffect: none, damping: 1 }
  const at = (z: number): number => {
    const { leave, growth } = futureOf(quiet, 1, { leaveLevel: z, growthLevel: z, national: new Float64Array(2), own: new Float64Array(2) })
    return which === 'leave' ? leave[0]! : exactExp(growth[0]!) - 1
  }
  return { p10: at(below), p90: at(above) }
}
