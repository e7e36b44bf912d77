import { skill } from './scores.ts'

/** How one forecast did. `error` is forecast less outcome, in the unit of the series. */
export interface ScoreOfPair {
  readonly error: number
  readonly crps: number
  readonly inside50: boolean
  readonly inside80: boolean
  readonly inside95: boolean
}

/** One group, one origin, one horizon: the model and the baselines beside what happened. */
export interface Scored {
  readonly series: string
  readonly origin: string
  readonly horizon: number
  readonly opening: number
  readonly actual: number
  /** Mean yearly change known at the origin, up or down: the scale of MASE. */
  readonly naive: number
  readonly model: ScoreOfPair
  readonly baselines: Readonly<Record<string, ScoreOfPair>>
  /** The model again with years ahead given in part, by what is given (backtest-realised.ts); absent where they are not known. */
  readonly realised?: Readonly<Record<string, ScoreOfPair>>
}

export interface Scores {
  readonly mape: number
  /** The middle of the same errors: a few very large ones do not move it. */
  readonly medianError: number
  /** All errors together as a share of all that happened: every person counts the same. */
  readonly pooledError: number
  readonly mase: number
  readonly crps: number
  readonly coverage50: number
  readonly coverage80: number
  readonly coverage95: number
  /** Mean of forecast less outcome as a share of the outcome. */
  readonly bias: number
}

export interface AccuracyRow {
  readonly horizon: number
  readonly n: number
  readonly model: Scores
  readonly baselines: Readonly<Record<string, Scores>>
  readonly skill: number
  /** Skill with every person counting the same, whatever the size of the group. */
  readonly skillByPeople: number
}

/** Sum scored forecasts up, a row per horizon. CRPS is in the unit of the series, or a share of the stock at the origin. */
export function accuracyRows(pairs: readonly Scored[], crpsIn: 'unit' | 'share of stock'): AccuracyRow[] {
  const horizons = [...new Set(pairs.map((pair) => pair.horizon))].sort((a, b) => a - b)
  const scale = (pair: Scored) => (crpsIn === 'unit' ? 1 : pair.opening)
  return horizons.map((horizon) => {
    const here = pairs.filter((pair) => pair.horizon === horizon)
    const names = Object.keys(here[0]!.baselines)
    const model = scoresOf(here, (pair) => pair.model, scale)
    const named = Object.fromEntries(names.map((name) => [name, scoresOf(here, (pair) => pair.baselines[name]!, scale)]))
    const byPeople = [scoresOf(here, (pair) => pair.model, () => 1), scoresOf(here, (pair) => pair.baselines['drift']!, () => 1)] as const
    return { horizon, n: here.length, model, baselines: named, skill: skillAgainst(model.crps, named['drift']!.crps), skillByPeople: skillAgainst(byPeople[0].crps, byPeople[1].crps) }
  })
}

/** One kind of years given, one horizon: the plan and the realised beside each other on the same forecasts. CRPS as a share of the stock at the origin. */
export interface RealisedRow {
  readonly given: string
  readonly horizon: number
  readonly n: number
  readonly plan: Scores
  readonly realised: Scores
  readonly drift: Scores
}

/** Score forecasts with years given, a row per kind and horizon. */
export function realisedRows(pairs: readonly Scored[]): RealisedRow[] {
  const kinds = [...new Set(pairs.flatMap((pair) => Object.keys(pair.realised ?? {})))].sort()
  const horizons = [...new Set(pairs.map((pair) => pair.horizon))].sort((a, b) => a - b)
  const opening = (pair: Scored) => pair.opening
  return kinds.flatMap((given) => horizons.flatMap((horizon) => {
    const here = pairs.filter((pair) => pair.horizon === horizon && pair.realised?.[given])
    if (here.length === 0) return []
    const [plan, realised, drift] = [scoresOf(here, (pair) => pair.model, opening), scoresOf(here, (pair) => pair.realised![given]!, opening), scoresOf(here, (pair) => pair.baselines['drift']!, opening)]
    return [{ given, horizon, n: here.length, plan, realised, drift }]
  }))
}

/** No skill can be shown against a baseline that was right every time without doubt. */
function skillAgainst(score: number, baselineScore: number): number {
  return baselineScore > 0 ? skill(score, baselineScore) : 0
}

function scoresOf(pairs: readonly Scored[], score: (pair: Scored) => ScoreOfPair, scale: (pair: Scored) => number): Scores {
  const scored = pairs.map((pair) => ({ pair, found: score(pair) }))
  return {
    mape: mean(scored.map(({ pair, found }) => Math.abs(found.error) / pair.actual)),
    medianError: middle(scored.map(({ pair, found }) => Math.abs(found.error) / pair.actual)),
    pooledError: mean(scored.map(({ found }) => Math.abs(found.error))) / mean(scored.map(({ pair }) => pair.actual)),
    mase: mean(scored.map(({ pair, found }) => Math.abs(found.error) / pair.naive)),
    crps: mean(scored.map(({ pair, found }) => found.crps / scale(pair))),
    coverage50: mean(scored.map(({ found }) => (found.inside50 ? 1 : 0))),
    coverage80: mean(scored.map(({ found }) => (found.inside80 ? 1 : 0))),
    coverage95: mean(scored.map(({ found }) => (found.inside95 ? 1 : 0))),
    bias: mean(scored.map(({ pair, found }) => found.error / pair.actual)),
  }
}

function middle(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const half = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2
}

function mean(values: readonly number[]): number {
  let total = 0
  for (const value of values) total += value
  return total / values.length
}
