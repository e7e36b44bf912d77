import { exactSqrt } from '../random/sqrt.ts'
import { stream } from '../random/stream.ts'

/** What a set of players achieves together. Shape: one entry for each thing that is measured, the same number every time. */
export type Worth = (on: readonly boolean[]) => Float64Array

/** What each player adds, however they are put in line. */
export interface Shares {
  /** Shape: [player][thing]. For each thing they add up to the worth of all less the worth of none. */
  readonly parts: readonly Float64Array[]
  /** Standard error of each part, where lines were sampled; null where every set was asked. */
  readonly standardErrors: readonly Float64Array[] | null
  /** Lines that were walked; null where every set was asked. */
  readonly lines: number | null
  /** What each adds by itself. Shape: [player][thing]. */
  readonly alone: readonly Float64Array[]
  readonly none: Float64Array
  readonly all: Float64Array
}

/** Players up to which every set is asked: 256 sets of eight. */
const mostExact = 8

/** How sharing is done. `told` hears how many sets were asked, of how many at most. */
export interface ShareSettings { readonly seed: number; readonly pairs?: number; readonly mostExact?: number; readonly told?: (done: number, of: number) => void }

/**
 * Share what players achieve together among them so that the shares add up and nobody's place in line matters.
 *
 * Up to eight players every set is asked. Beyond, lines are drawn from a seed, each with its reverse, and every line shares out the whole: the shares add up all
 * the same, and each has a standard error.
 *
 * Source: docs/method/scenarios.md, C1 and C2; L. S. Shapley, A value for n-person games (1953); sampling: J. Castro, D. Gómez and J. Tejada, Computers & Operations Research 36 (2009).
 */
export function shapley(players: number, worth: Worth, settings: ShareSettings): Shares {
  return players <= (settings.mostExact ?? mostExact) ? askEverySet(players, worth, settings) : sampleLines(players, worth, settings)
}

/** Lines and their reverses that are walked for what an easier question leaves over, and for the easier question of more players than can all be asked. */
const [pairsLeftOver, pairsOfEasier, mostEasier] = [4, 64, 12]

/**
 * Share out what is dear to ask by what is cheap and near it: the cheap question is shared out by every set, what is left between the two by few lines.
 *
 * A line and its reverse share out exactly whatever players do alone and in pairs; what is left to chance is the little that three or more of them do together otherwise than in the cheap question. Shares
 * add up to the dear worth of all less that of none, and their order does not matter.
 *
 * Shape:  `cheap` answers as many things as `worth`.
 * Source: docs/method/scenarios.md, C2; docs/decisions/0037-bridges-follow-the-fan.md.
 */
export function shapleyBeside(players: number, worth: Worth, cheap: Worth, { seed, told }: ShareSettings): Shares {
  if (players <= mostExact) return askEverySet(players, worth, { seed, ...(told ? { told } : {}) })
  const easier = players <= mostEasier ? askEverySet(players, cheap, { seed }) : sampleLines(players, cheap, { seed: seed + 1, pairs: pairsOfEasier })
  const kept = new Map<string, Float64Array>()
  const left: Worth = (on) => {
    const found = worth(on)
    kept.set(nameOf(on), found)
    const near = cheap(on)
    return found.map((value, thing) => value - near[thing]!)
  }
  const rest = sampleLines(players, left, { seed, pairs: pairsLeftOver, ...(told ? { told } : {}) })
  const worthOf = (on: readonly boolean[]): Float64Array => kept.get(nameOf(on))!
  const [none, all] = [worthOf(everybody(players, false)), worthOf(everybody(players, true))]
  return {
    parts: rest.parts.map((part, player) => part.map((value, thing) => value + easier.parts[player]![thing]!)), lines: rest.lines, none, all,
    standardErrors: rest.standardErrors!.map((errors, player) => errors.map((error, thing) => exactSqrt(error ** 2 + (easier.standardErrors?.[player]![thing] ?? 0) ** 2))),
    alone: rest.parts.map((_, player) => gainOf(worthOf(rest.parts.map((_part, at) => at === player)), none)),
  }
}

function nameOf(on: readonly boolean[]): string {
  return on.map(Number).join('')
}

/** Sets that are asked: all of them, or at most those of the lines drawn. */
function setsAsked(players: number, { pairs = pairsFor(players), mostExact: most = mostExact }: Partial<ShareSettings> = {}): number {
  return players <= most ? 1 << players : 2 + players + 2 * pairs * (players - 1)
}

/** As many lines as ask some 500 sets; never fewer than four and their reverses. */
function pairsFor(players: number): number {
  return Math.min(16, Math.max(4, Math.floor(256 / Math.max(1, players - 1))))
}

function askEverySet(players: number, worth: Worth, { told }: ShareSettings): Shares {
  const sets = 1 << players
  const worths = Array.from({ length: sets }, (_, set) => {
    const found = worth(Array.from({ length: players }, (_player, at) => (set & (1 << at)) !== 0))
    told?.(set + 1, sets)
    return found
  })
  const weights = weightsOf(players)
  const parts = Array.from({ length: players }, (_, player) => {
    const sum = openSum(worths[0]!.length)
    for (let set = 0; set < sets; set++) if ((set & (1 << player)) === 0) sum.add(worths[set | (1 << player)]!, worths[set]!, weights[sizeOf(set)]!)
    return sum.total()
  })
  return { parts, standardErrors: null, lines: null, alone: parts.map((_, player) => gainOf(worths[1 << player]!, worths[0]!)), none: worths[0]!, all: worths[sets - 1]! }
}

/** Weight of a set of each size that a player may join: size! (players − size − 1)! ÷ players!. */
function weightsOf(players: number): number[] {
  let weight = 1 / players
  return Array.from({ length: players }, (_, size) => {
    if (size > 0) weight *= size / (players - size)
    return weight
  })
}

function sizeOf(set: number): number {
  let [size, left] = [0, set]
  for (; left > 0; left &= left - 1) size++
  return size
}

function sampleLines(players: number, asked: Worth, { seed, pairs = pairsFor(players), told }: ShareSettings): Shares {
  const most = setsAsked(players, { pairs, mostExact: 0 })
  const known = new Map<string, Float64Array>()
  const worth = (on: readonly boolean[]): Float64Array => {
    const key = nameOf(on)
    const found = known.get(key) ?? asked(on)
    known.set(key, found)
    told?.(known.size, most)
    return found
  }
  const none = worth(everybody(players, false))
  const things = none.length
  const chance = stream(seed, 'lines of levers')
  const sums = Array.from({ length: players }, () => openSum(things))
  const byPair: Float64Array[][] = []
  for (let pair = 0; pair < pairs; pair++) {
    const line = shuffled(players, chance.next)
    const [there, back] = [walkLine(line, worth), walkLine(line.toReversed(), worth)]
    byPair.push(there.map((gain, player) => gain.map((value, thing) => (value + back[player]![thing]!) / 2)))
    byPair[pair]!.forEach((gain, player) => sums[player]!.add(gain, null, 1 / pairs))
  }
  const parts = sums.map((sum) => sum.total())
  const alone = parts.map((_, player) => gainOf(worth(parts.map((_part, at) => at === player)), none))
  return { parts, alone, standardErrors: parts.map((part, player) => errorOf(byPair.map((pair) => pair[player]!), part)), lines: 2 * pairs, none, all: worth(everybody(players, true)) }
}

function everybody(players: number, on: boolean): boolean[] {
  return Array.from({ length: players }, () => on)
}

/** What each player adds when they come one after the other. Shape: [player][thing]. */
function walkLine(line: readonly number[], worth: Worth): Float64Array[] {
  const on = line.map(() => false)
  const gains: Float64Array[] = []
  let before = worth(on)
  for (const player of line) {
    on[player] = true
    const after = worth([...on])
    gains[player] = gainOf(after, before)
    before = after
  }
  return gains
}

function gainOf(after: Float64Array, before: Float64Array): Float64Array {
  return after.map((value, thing) => value - before[thing]!)
}

/** Fisher and Yates. */
function shuffled(players: number, next: () => number): number[] {
  const line = Array.from({ length: players }, (_, at) => at)
  for (let at = players - 1; at > 0; at--) {
    const other = Math.floor(next() * (at + 1))
    ;[line[at], line[other]] = [line[other]!, line[at]!]
  }
  return line
}

/** Standard error of a mean over pairs of lines. */
function errorOf(gains: readonly Float64Array[], mean: Float64Array): Float64Array {
  return mean.map((middle, thing) => {
    let squares = 0
    for (const gain of gains) squares += (gain[thing]! - middle) ** 2
    return gains.length < 2 ? Number.POSITIVE_INFINITY : exactSqrt(squares / (gains.length - 1) / gains.length)
  })
}

interface Sum {
  /** Add weight × (value − less). */
  add(value: Float64Array, less: Float64Array | null, weight: number): void
  total(): Float64Array
}

/** Sum up without losing what rounding drops (Neumaier): parts then add up to the whole to the last digits. */
function openSum(things: number): Sum {
  const [sum, dropped] = [new Float64Array(things), new Float64Array(things)]
  return {
    add: (value, less, weight) => {
      for (let thing = 0; thing < things; thing++) {
        const term = weight * (value[thing]! - (less === null ? 0 : less[thing]!))
        const next = sum[thing]! + term
        dropped[thing]! += Math.abs(sum[thing]!) >= Math.abs(term) ? sum[thing]! - next + term : term - next + sum[thing]!
        sum[thing] = next
      }
    },
    total: () => sum.map((value, thing) => value + dropped[thing]!),
  }
}
