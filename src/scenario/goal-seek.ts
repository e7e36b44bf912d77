/** What is asked of one number that may be changed. */
export interface Search {
  /** How far the change may go either way. */
  readonly low: number
  readonly high: number
  /** What comes of a change; 0 is none. Errors: null where it cannot be asked. */
  readonly outcome: (change: number) => number | null
  /** What it should come to, or go beyond. */
  readonly target: number
  /** Which way to it; from whichever side the outcome of no change lies on when left out. */
  readonly way?: 'down' | 'up'
}

/** The smallest change that reaches the target, or how far it goes. */
export interface Found {
  readonly reached: boolean
  readonly change: number
  readonly outcome: number
  /** Where the lever was taken to see how far it goes: the end of its range; 0 where neither end helps. */
  readonly end: number
}

/**
 * Find the smallest change that takes an outcome to its target, or the smallest that takes it as far as it goes.
 *
 * The change is doubled from a millionth of its range until the target is met, and the interval then halved: where the outcome goes one way only with the change, no
 * smaller one does it. It is then taken to four digits, away from 0, and asked again: what is answered was asked.
 *
 * Source: docs/method/scenarios.md, C7.
 */
export function smallestChange({ low, high, outcome, target, way }: Search): Found {
  const ask = (change: number): number => outcome(change) ?? Number.NaN
  const still = ask(0)
  const isDown = way === undefined ? still > target : way === 'down'
  const isMet = (value: number): boolean => (isDown ? value <= target : value >= target)
  if (isMet(still)) return { reached: true, change: 0, outcome: still, end: 0 }
  const ends = [low, high].filter((end) => end !== 0).map((end) => ({ end, at: ask(end) })).filter(({ at }) => !Number.isNaN(at))
  const towards = (value: number): number => (isDown ? still - value : value - still)
  const best = ends.toSorted((a, b) => towards(b.at) - towards(a.at))[0]
  if (best === undefined || towards(best.at) <= 0) return { reached: false, change: 0, outcome: still, end: 0 }
  const far = towards(best.at)
  const met = isMet(best.at)
  // As far as it goes, but for a thousandth: beyond, more of the same gains next to nothing.
  const wanted = met ? isMet : (value: number): boolean => towards(value) >= far * 0.999
  const change = narrow(best.end, (at) => wanted(ask(at)))
  return { reached: met, change, outcome: ask(change), end: best.end }
}

/** The least share of `end`, to four digits, of which something is true; `end` where of nothing less. */
function narrow(end: number, isTrue: (change: number) => boolean): number {
  let [below, above] = [0, end]
  for (let change = end / 1_048_576; Math.abs(change) < Math.abs(end); change *= 2) {
    if (isTrue(change)) {
      above = change
      break
    }
    below = change
  }
  while (Math.abs(above - below) > 1e-5 * Math.abs(above)) {
    const middle = (below + above) / 2
    if (isTrue(middle)) above = middle
    else below = middle
  }
  return fourDigits(above).find((rounded) => Math.abs(rounded) <= Math.abs(end) && isTrue(rounded)) ?? above
}

/** The nearest number of four digits, and the next away from 0. */
function fourDigits(value: number): number[] {
  const nearest = Number(value.toPrecision(4))
  const step = Number(`1e${Number(value.toExponential(3).split('e')[1]) - 3}`)
  return [nearest, Number((nearest + Math.sign(value) * step).toPrecision(4))]
}

/** A pair of changes that reach a target together. */
export interface FrontierPoint { readonly first: number; readonly second: Found }

/**
 * Say how much of a second change is needed for each part of a first one: from none of it to all that reaches the target by itself, or to as far as it goes.
 *
 * Shape:  six points, the first change growing.
 */
export function frontier(first: Found, second: (first: number) => Search): FrontierPoint[] {
  return [0, 0.2, 0.4, 0.6, 0.8, 1].map((share) => {
    const change = share === 1 ? first.change : Number((share * first.change).toPrecision(4))
    return { first: change, second: smallestChange(second(change)) }
  })
}
