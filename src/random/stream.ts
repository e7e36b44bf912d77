import { hashName } from './hash.ts'

/** A source of chance that belongs to one name: draws from it move nobody else's draws. */
export interface Stream {
  /** The next number, above 0 and below 1, evenly spread; never exactly 0 or 1. */
  next(): number
}

/**
 * Open the stream of a name under a seed.
 *
 * A name such as `leaving/nurses` starts its own sequence, so adding a profession shifts nobody else's draws.
 *
 * Units:  `seed` is a whole number JavaScript holds exactly.
 * Errors: RangeError when the seed is not a safe integer.
 * Source: sfc32, C. Doty-Humphrey, PractRand (public domain), started from a 128-bit hash of seed and name.
 */
export function stream(seed: number, name: string): Stream {
  let [a, b, c, counter] = hashName(seed, name)
  const step = (): number => {
    const out = (a + b + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + out) | 0
    return out >>> 0
  }
  // The counter starts odd from the hash; 12 rounds mix the four words, as the author asks.
  for (let round = 0; round < 12; round++) step()
  // 52 random bits and a half: symmetric about 1/2, and never 0 or 1.
  return { next: () => (step() * 1048576 + (step() >>> 12) + 0.5) * 2.220446049250313e-16 }
}
