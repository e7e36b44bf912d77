import { normalQuantile } from '../random/normal.ts'
import { exactSqrt } from '../random/sqrt.ts'
import type { SupplyParameters } from '../supply/parameters.ts'
import type { DemandAssumptions } from './demand-assumptions.ts'
import { doubtedBars, type DoubtedBar } from './doubted-bars.ts'
import { methodsCompared, type MethodGap, type OtherDemand } from './methods-compared.ts'
import { gapByChance } from './sensitivity-gap.ts'
import { columnsOver, doubtedInputs, type DoubtedInput, type DoubtKind } from './sensitivity-inputs.ts'
import { sobolIndices } from './sobol-indices.ts'
import { tornado } from './tornado.ts'

export interface SensitivitySettings {
  readonly years: number
  /** Draws of each method compared, and paths of a bar of year effects. */
  readonly draws: number
  readonly seed: number
  readonly unit: 'fte' | 'headcount'
  /** Points of the indices; the gap is reckoned 12 times as often. */
  readonly points: number
  /** Other methods of demand to be compared with the one of the run. */
  readonly others?: readonly OtherDemand[]
}

/** What one input does to the gap at the last year. `first` and `total` are shares of its variance. */
export interface InputSensitivity extends Omit<DoubtedInput, 'columns'>, DoubtedBar {}

export interface KindSensitivity { readonly kind: DoubtKind; readonly first: number; readonly total: number }

export interface Sensitivity {
  /** The gap with every input at its middle. */
  readonly middle: number
  /** Widest bar first. */
  readonly inputs: readonly InputSensitivity[]
  readonly kinds: readonly KindSensitivity[]
  /** Standard deviation of the gap over the points. */
  readonly spread: number
  readonly points: number
  /** Largest difference of a share between two halves of the points. */
  readonly halvesDiffer: number
  readonly methods: readonly MethodGap[]
  /** Within how many people next year's leavers lie 8 times in 10 by chance alone, were the rate known; null where people are not counted. */
  readonly chanceAlone: number | null
}

/**
 * Say what the range of a projected gap rests on: each input between its p10 and p90, and the share of the variance that is its own.
 *
 * Parameters, year effects and judgement are kept apart; methods are compared beside them; chance from person to person is no input of the model and is said by its size.
 *
 * Units:  as `unit`; same inputs and seed, same bytes.
 * Source: docs/method/sensitivity.md, N1 to N4.
 */
export function sensitivityOf(parameters: SupplyParameters, demand: DemandAssumptions, settings: SensitivitySettings): Sensitivity {
  const { years, seed, points, draws } = settings
  const { width } = columnsOver(years)
  const doubted = doubtedInputs(parameters, demand, years)
  const gaps = gapByChance(parameters, demand, settings)
  const bars = tornado(gapByChance(parameters, demand, settings), doubted, { width, paths: draws, seed })
  const kinds = kindsOf(doubted)
  const indices = sobolIndices((shares) => gaps(shares.map(normalQuantile)), { inputs: width, groups: [...doubted.map(({ columns }) => columns), ...kinds.map(({ columns }) => columns)], points, seed })
  return {
    middle: bars.middle, points, spread: exactSqrt(indices.variance), halvesDiffer: indices.halvesDiffer,
    inputs: doubtedBars(doubted, bars, indices),
    kinds: kinds.map(({ kind }, at) => ({ kind, first: indices.first[doubted.length + at]!, total: indices.total[doubted.length + at]! })),
    methods: methodsCompared(parameters, demand, settings), chanceAlone: chanceAlone(parameters),
  }
}

function kindsOf(doubted: readonly DoubtedInput[]): { kind: DoubtKind; columns: number[] }[] {
  return (['parameters', 'year effects', 'judgement'] as const).map((kind) => ({ kind, columns: doubted.filter((input) => input.kind === kind).flatMap(({ columns }) => columns) }))
}

/** Half the 80 % range of a year's leavers by binomial chance. */
function chanceAlone({ measured, openingHeads, leave }: SupplyParameters): number | null {
  if (measured === 'fte') return null
  const heads = openingHeads.reduce((sum, each) => sum + each, 0)
  return normalQuantile(0.9) * exactSqrt(heads * leave.value * (1 - leave.value))
}
