import { limitsOf } from './limits.ts'

/** What sets a point apart from ordinary variation. */
export type SpcSign = 'beyond' | 'two-of-three' | 'shift' | 'trend'

export interface SpcChartNumbers {
  readonly mean: number
  readonly low: number
  readonly high: number
  /** Signs of each point, in the order of the points; none for ordinary variation. */
  readonly signs: readonly (readonly SpcSign[])[]
}

/** Points in a row on one side of the mean that make a shift, and that rise or fall that make a trend. */
const [shiftLength, trendLength] = [7, 6]

/**
 * Judge a series by the rules of an individuals chart. Null when there are too few points for limits.
 *
 * beyond: outside the limits. two-of-three: two of three points in a row in the outer third on one side. shift: seven in a row on one side of the mean.
 * trend: six in a row each higher, or each lower, than the one before.
 * Source: Shewhart; NHS England, Making Data Count, which uses these four.
 */
export function judgeSeries(values: readonly number[]): SpcChartNumbers | null {
  const limits = limitsOf(values)
  if (limits === null) return null
  const { mean, low, high } = limits
  const outer = (2 / 3) * (high - mean)
  const signs = values.map((): SpcSign[] => [])
  values.forEach((value, at) => {
    if (value > high || value < low) signs[at]!.push('beyond')
  })
  markTwoOfThree(values.map((value) => (value >= mean + outer ? 1 : value <= mean - outer ? -1 : 0)), high > mean, signs)
  markRuns(values.map((value) => Math.sign(value - mean)), shiftLength, 0, 'shift', signs)
  markRuns(values.slice(1).map((value, at) => Math.sign(value - values[at]!)), trendLength - 1, 1, 'trend', signs)
  return { mean, low, high, signs }
}

/** Mark points of the outer third when two of any three in a row lie there on the same side. */
function markTwoOfThree(sides: readonly number[], spread: boolean, signs: SpcSign[][]): void {
  if (!spread) return
  for (let at = 0; at + 2 < sides.length; at++) {
    for (const side of [1, -1]) {
      const found = [at, at + 1, at + 2].filter((place) => sides[place] === side)
      if (found.length >= 2) for (const place of found) if (!signs[place]!.includes('two-of-three')) signs[place]!.push('two-of-three')
    }
  }
}

/** Mark every point of a run of one sign that is long enough; `reach` is how far a run of steps reaches beyond its last step. */
function markRuns(sides: readonly number[], length: number, reach: number, sign: SpcSign, signs: SpcSign[][]): void {
  for (let from = 0; from < sides.length; ) {
    let to = from
    while (to < sides.length && sides[to] === sides[from]) to++
    if (sides[from] !== 0 && to - from >= length) for (let at = from; at < to + reach; at++) if (!signs[at]!.includes(sign)) signs[at]!.push(sign)
    from = to
  }
}
