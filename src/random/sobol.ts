import directions from './sobol-directions.json' with { type: 'json' }

/** How many dimensions the direction numbers reach. */
export const sobolDimensions = directions.rows.length + 1

/**
 * Give the Sobol point of an index in one dimension, as 32 bits: 0 means 0, the top bit means one half.
 *
 * Any 2^k points in a row from a multiple of 2^k fall one into each of 2^k equal parts of the line.
 *
 * Units:  `index` from 0 to 2^32 − 1, `dimension` from 0.
 * Errors: RangeError when the dimension is beyond `sobolDimensions`.
 * Source: S. Joe and F. Y. Kuo, SIAM J. Sci. Comput. 30 (2008) 2635–2654, direction numbers new-joe-kuo-6.
 */
export function sobolBits(index: number, dimension: number): number {
  const numbers = directionNumbers(dimension)
  let bits = 0
  for (let rest = index >>> 0, at = 0; rest !== 0; rest >>>= 1, at++) if (rest & 1) bits ^= numbers[at]!
  return bits >>> 0
}

const made = new Map<number, Uint32Array>()

/** The 32 direction numbers of a dimension, made once. */
function directionNumbers(dimension: number): Uint32Array {
  const known = made.get(dimension)
  if (known) return known
  const numbers = dimension === 0 ? vanDerCorput() : recurrence(rowOf(dimension))
  made.set(dimension, numbers)
  return numbers
}

function rowOf(dimension: number): readonly number[] {
  const row = directions.rows[dimension - 1]
  if (!row) {
    throw new RangeError(`Making Sobol points: dimension ${dimension} was asked for. The direction numbers reach dimensions 0 to ${sobolDimensions - 1}.`)
  }
  return row
}

function vanDerCorput(): Uint32Array {
  return Uint32Array.from({ length: 32 }, (_, at) => 0x80000000 >>> at)
}

/** v[k] = v[k−s]/2^s xor v[k−s] xor the earlier ones the primitive polynomial names; m gives the first s. */
function recurrence([polynomial, ...m]: readonly number[]): Uint32Array {
  const degree = m.length
  const numbers = new Uint32Array(32)
  for (let at = 0; at < 32; at++) {
    if (at < degree) {
      numbers[at] = m[at]! << (31 - at)
      continue
    }
    let next = numbers[at - degree]! ^ (numbers[at - degree]! >>> degree)
    for (let back = 1; back < degree; back++) if ((polynomial! >>> (degree - back)) & 1) next ^= numbers[at - back]!
    numbers[at] = next
  }
  return numbers
}
