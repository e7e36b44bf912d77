import { normalQuantile } from '../random/normal.ts'
import { exactSqrt } from '../random/sqrt.ts'
import { doubtedBars, type DoubtedBar } from './doubted-bars.ts'
import { drawnAt, pull, type DrawnLever } from './drawn-lever.ts'
import { demandByChance, type DemandDraw } from './gap.ts'
import type { Lever } from './lever-set.ts'
import { overFutures, type ScenarioScene } from './scenario-ensemble.ts'
import { orderOf, unitOf } from './scenario-lever.ts'
import { column, columnsOver, doubtedInputs, type DoubtedInput, type DoubtKind } from './sensitivity-inputs.ts'
import { sobolIndices } from './sobol-indices.ts'
import { openingOf } from './supply-draws.ts'
import { tornado } from './tornado.ts'
import { futureOf, type FutureRates } from './uncertainty.ts'

/** What one input does to the gap with levers at the last year. `first` and `total` are shares of its variance. */
export interface ScenarioDoubt extends Omit<DoubtedInput, 'columns' | 'kind'>, DoubtedBar { readonly kind: DoubtKind | 'levers' }

export interface ScenarioSensitivity {
  /** The gap with levers, every input at its middle. */
  readonly middle: number
  /** Widest bar first. */
  readonly inputs: readonly ScenarioDoubt[]
  /** Standard deviation of the gap over the points. */
  readonly spread: number
  readonly points: number
  /** Largest difference of a share between two halves of the points. */
  readonly halvesDiffer: number
}

// Few enough for a run of seconds; what chance makes of a share is said beside it.
const [fewest, most, paths] = [32, 256, 100]

/**
 * Say what the range of a scenario's gap rests on: every doubt of its projection, and every lever whose change has a range.
 *
 * Professions and areas beside the one projected swing with the nation and stand at their middle otherwise.
 *
 * Units:  as `unit`; same inputs and seed, same bytes.
 * Source: docs/method/sensitivity.md, N1 to N3; docs/method/scenarios.md, C10.
 */
export function scenarioSensitivity(scene: ScenarioScene, acting: readonly { readonly id: string; readonly lever: Lever }[], settings: { readonly years: number; readonly draws: number; readonly seed: number; readonly unit: 'fte' | 'headcount'; readonly points?: number }): ScenarioSensitivity {
  const { years, seed, draws, points = Math.min(most, Math.max(fewest, draws)) } = settings
  const [node] = scene.nodes
  const { width } = columnsOver(years)
  const ranged = acting.filter(({ lever: { range, change } }) => range !== undefined && (range.low !== change || range.high !== change))
  const doubted: Doubted[] = [...doubtedInputs(node!.parameters, node!.demand!, years), ...ranged.map(({ id, lever }, at) => leverInput(id, lever, width + at))]
  const gaps = gapsByChance(scene, acting, ranged, settings)
  const all = width + ranged.length
  const bars = tornado(gaps, doubted, { width: all, paths: Math.min(paths, points), seed })
  const indices = sobolIndices((shares) => gaps(shares.map(normalQuantile)), { inputs: all, groups: doubted.map(({ columns }) => columns), points, seed })
  return {
    middle: bars.middle, points, spread: exactSqrt(indices.variance), halvesDiffer: indices.halvesDiffer,
    inputs: doubtedBars(doubted, bars, indices),
  }
}

type Doubted = Omit<DoubtedInput, 'kind'> & { readonly kind: ScenarioDoubt['kind'] }

const [below, above] = [normalQuantile(0.1), normalQuantile(0.9)]

function leverInput(id: string, lever: Lever, at: number): Doubted {
  return { id: `lever/${id}`, says: id, kind: 'levers', columns: [at], p10: drawnAt(lever, below).change, p90: drawnAt(lever, above).change, unit: unitOf(lever)?.unit ?? '', source: 'stated in the scenario' }
}

/** The gap at the last year as a function of chance: rows of standard normal numbers in, one gap per row out. */
function gapsByChance(scene: ScenarioScene, acting: readonly { readonly id: string; readonly lever: Lever }[], ranged: readonly { readonly id: string }[], { years, unit }: { readonly years: number; readonly unit: 'fte' | 'headcount' }): (chance: Float64Array) => Float64Array {
  const { width } = columnsOver(years)
  const all = width + ranged.length
  const needed = scene.nodes.map(({ parameters, demand }) => (demand === null ? null : demandByChance(openingOf(parameters, unit), demand, years)))
  return (chance) => {
    const rows = Array.from({ length: chance.length / all }, (_, row) => chance.subarray(row * all, (row + 1) * all))
    const own = scene.nodes.map((_, node) => rows.map((numbers) => futureOfNode(scene, node, numbers, years)))
    const needs = needed.map((by, node) => (by === null ? null : rows.map((numbers): DemandDraw => by(node === 0 ? { unmetNeed: numbers[column.unmetNeed]!, growth: numbers[column.needGrowth]!, productivity: numbers[column.productivity]! } : { unmetNeed: 0, growth: 0, productivity: 0 }))))
    const levers = acting.map(({ id, lever }): DrawnLever => {
      const at = ranged.findIndex((each) => each.id === id)
      return { lever, order: orderOf(lever), at: at < 0 ? null : (row) => drawnAt(lever, rows[row]![width + at]!) }
    })
    return overFutures(scene, { own, needs }, { years, unit }).gapWith(pull(levers)).gap[years]!
  }
}

/** The one projected takes every number of chance; the others the nation's swings only. */
function futureOfNode({ nodes }: ScenarioScene, node: number, numbers: Float64Array, years: number): FutureRates {
  const { own, width } = columnsOver(years)
  const national = numbers.subarray(column.nation, own)
  const { parameters } = nodes[node]!
  if (node > 0) return futureOf(parameters, years, { leaveLevel: 0, growthLevel: 0, national, own: new Float64Array(2 * years) })
  return futureOf(parameters, years, { leaveLevel: numbers[column.leaveLevel]!, growthLevel: numbers[column.growthLevel]!, national, own: numbers.subarray(own, width) })
}
