import { hashName, hashWords } from './hash.ts'
import { normalQuantile } from './normal.ts'
import { sobolBits, sobolDimensions } from './sobol.ts'

const perTwoTo32 = 2.3283064365386963e-10

/**
 * Draw evenly spread points in many dimensions: Sobol points in shuffled order, each dimension scrambled by Owen's method.
 *
 * Draw i under a name is the same whatever the number of draws, so a longer run repeats a shorter one. Two names are
 * shuffled apart, so their draws are independent. Beyond the Sobol table, dimensions go on as further shuffled blocks.
 *
 * Shape:  row by row, `draws` rows of `dimensions` numbers.
 * Units:  every number lies above 0 and below 1.
 * Errors: RangeError when draws or dimensions are not whole numbers above 0.
 * Source: A. B. Owen, Scrambling Sobol' and Niederreiter–Xing points, J. Complexity 14 (1998); shuffling and padding: B. Burley,
 *         Practical hash-based Owen scrambling, J. Computer Graphics Techniques 9 (2020).
 */
export function quasiUniforms(seed: number, name: string, draws: number, dimensions: number): Float64Array {
  for (const count of [draws, dimensions]) {
    if (!Number.isSafeInteger(count) || count < 1) {
      throw new RangeError(`Drawing quasi-random points: ${draws} draws of ${dimensions} dimensions were asked for. Both must be whole numbers above 0.`)
    }
  }
  const points = new Float64Array(draws * dimensions)
  const [key] = hashName(seed, name)
  let order = new Uint32Array(0)
  for (let dimension = 0; dimension < dimensions; dimension++) {
    // Dimensions of one block of the table share their shuffled order.
    if (dimension % sobolDimensions === 0) order = shuffled(draws, hashWords(key, Math.floor(dimension / sobolDimensions), 1))
    const scramble = hashWords(key, dimension, 2)
    for (let draw = 0; draw < draws; draw++) {
      const bits = sobolBits(order[draw]!, dimension % sobolDimensions)
      points[draw * dimensions + dimension] = (owenScramble(bits, scramble) + 0.5) * perTwoTo32
    }
  }
  return points
}

/**
 * Draw standard normal numbers that fill the distribution evenly: `quasiUniforms` through the normal quantile.
 *
 * Shape:  row by row, `draws` rows of `dimensions` numbers.
 * Errors: as `quasiUniforms`.
 */
export function quasiNormals(seed: number, name: string, draws: number, dimensions: number): Float64Array {
  return quasiUniforms(seed, name, draws, dimensions).map(normalQuantile)
}

/** The order of the draws: each number scrambled. */
function shuffled(draws: number, key: number): Uint32Array<ArrayBuffer> {
  return Uint32Array.from({ length: draws }, (_, draw) => owenScramble(draw, key))
}

/** Flip each bit or not, by a coin that depends on the key and on all higher bits: the halves of every half change places at random. */
function owenScramble(bits: number, key: number): number {
  let scrambled = 0
  for (let level = 0; level < 32; level++) {
    const above = level === 0 ? 0 : bits >>> (32 - level)
    const coin = hashWords(key, above, level) & 1
    scrambled = (scrambled << 1) | (((bits >>> (31 - level)) & 1) ^ coin)
  }
  return scrambled >>> 0
}
