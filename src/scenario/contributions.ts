import { nothingPulled, pulledTogether, type DrawnLever, type Pulled } from './drawn-lever.ts'
import type { Drawn, ScenarioEnsemble } from './scenario-ensemble.ts'
import { shapleyBeside, type Shares } from './shapley.ts'
import { percentile } from './uncertainty.ts'

/** Something that may be one way or the other: a lever pulled or not, or as one scenario has it and as another. */
export interface Player {
  readonly id: string
  readonly off: Pulled
  readonly on: Pulled
}

/** What one player does to the gap at a year end. Below 0 closes it. */
export interface Part {
  readonly id: string
  readonly gap: number
  /** What it does by itself: parts differ from it by what players do together. */
  readonly alone: number
  /** Eight draws of ten lie between these, each draw shared out by itself. */
  readonly low: number
  readonly high: number
  /** Of the sampling of lines; null where every set was asked. */
  readonly standardError: number | null
}

/** The way from one gap to another, shared out: `from` and all parts make `to`. Gaps are the middle of the draws. */
export interface BridgeYear {
  readonly ahead: number
  readonly from: number
  readonly to: number
  readonly parts: readonly Part[]
}

export interface Contributions {
  /** Lines of levers that were drawn; null where every set of levers was asked. */
  readonly lines: number | null
  readonly years: readonly BridgeYear[]
}

/**
 * Say what each lever contributes to the change of the gap, at every year end, so that the parts add up and their order does not matter.
 *
 * What is shared out is the middle of the draws, the figure every sentence and chart shows; the range of a part comes of sharing out each draw.
 *
 * Units:  as the gap.
 * Errors: throws when the parts do not add up to the whole within a billionth (a bug).
 * Source: docs/method/scenarios.md, C1 and C2.
 */
export function contributionsOf(ensemble: ScenarioEnsemble, central: ScenarioEnsemble, players: readonly Player[], settings: { readonly seed: number; readonly always?: Pulled; readonly told?: (done: number, of: number) => void }): Contributions {
  const { always = nothingPulled, seed, told } = settings
  const draws = ensemble.baseline[0]![0]!.length
  const pulledBy = (of: readonly Player[], also: Pulled) => (on: readonly boolean[]): Pulled => pulledTogether([also, ...of.map((player, at) => (on[at] ? player.on : player.off))])
  const middle = atMiddle()
  const [drawn, calm] = [pulledBy(players, always), pulledBy(players.map(({ id, off, on }) => ({ id, off: middle(off), on: middle(on) })), middle(always))]
  const shares = shapleyBeside(players.length, (on) => measures(ensemble.gapWith(drawn(on)).gap), (on) => spread(central.gapWith(calm(on)).gap, draws), { seed, ...(told ? { told } : {}) })
  return { lines: shares.lines, years: ensemble.baseline[0]!.map((_, ahead) => bridgeOf(players, shares, ahead, draws)) }
}

/** The same levers, each at its middle; one and the same each time, so that its sets are walked once. */
function atMiddle(): (pulled: Pulled) => Pulled {
  const known = new Map<DrawnLever, DrawnLever>()
  const one = (lever: DrawnLever): DrawnLever => {
    const found = known.get(lever) ?? { ...lever, at: null }
    known.set(lever, found)
    return found
  }
  return ({ supply, demand }) => ({ supply: supply.map(one), demand: demand.map(one) })
}

/** The central gap of every year end, in the place of the middle and of each draw. */
function spread(gap: Drawn, draws: number): Float64Array {
  return Float64Array.from({ length: gap.length * (1 + draws) }, (_, at) => gap[Math.floor(at / (1 + draws))]![0]!)
}

/** What is shared out: at each year end the middle gap, then that of every draw. */
function measures(gap: Drawn): Float64Array {
  const draws = gap[0]!.length
  const all = new Float64Array(gap.length * (1 + draws))
  gap.forEach((values, ahead) => {
    all[ahead * (1 + draws)] = middleOf(values)
    all.set(values, ahead * (1 + draws) + 1)
  })
  return all
}

/** The middle draw, as `fanOf` takes it. */
export function middleOf(values: Float64Array): number {
  return percentile(values.toSorted(), 0.5)
}

function bridgeOf(players: readonly Player[], { parts, standardErrors, alone, none, all }: Shares, ahead: number, draws: number): BridgeYear {
  const at = ahead * (1 + draws)
  const [from, to] = [none[at]!, all[at]!]
  const rows = players.map(({ id }, player): Part => {
    const sorted = parts[player]!.slice(at + 1, at + 1 + draws).sort()
    return { id, gap: parts[player]![at]!, alone: alone[player]![at]!, low: percentile(sorted, 0.1), high: percentile(sorted, 0.9), standardError: standardErrors === null ? null : standardErrors[player]![at]! }
  })
  const left = rows.reduce((sum, { gap }) => sum - gap, to - from)
  if (!(Math.abs(left) <= 1e-9 * Math.max(1, Math.abs(from), Math.abs(to)))) throw new Error(`Sharing out the change of a gap: ${left} of ${to - from} is nobody's`)
  return { ahead, from, to, parts: rows }
}
