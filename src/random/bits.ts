/** The two 32-bit words of a double, read and written in place. Words, not bytes, so the machine's byte order is found once. */
const double = new Float64Array(1)
const words = new Uint32Array(double.buffer)
double[0] = 1
const highAt = words[1] === 0x3ff00000 ? 1 : 0
const lowAt = 1 - highAt

/** Read sign, exponent and the top 20 bits of the fraction, as an unsigned 32-bit number. */
export function highWord(value: number): number {
  double[0] = value
  return words[highAt]!
}

/** Read the lower 32 bits of the fraction, as an unsigned 32-bit number. */
export function lowWord(value: number): number {
  double[0] = value
  return words[lowAt]!
}

/** Make a double from its two 32-bit words. */
export function fromWords(high: number, low: number): number {
  words[highAt] = high
  words[lowAt] = low
  return double[0]!
}

/** Keep only the high word, so that the product of two such numbers is nearly free of rounding. */
export function withoutLowWord(value: number): number {
  return fromWords(highWord(value), 0)
}

/**
 * Multiply by a power of two, rounding at most once even where the answer is subnormal.
 *
 * Units: `value` lies between 1/4 and 4 in size; `power` is a whole number from -2000 to 2000.
 */
export function timesPowerOfTwo(value: number, power: number): number {
  if (power > 1000) return value * powerOfTwo(1000) * powerOfTwo(power - 1000)
  if (power < -1000) return value * powerOfTwo(power + 1000) * powerOfTwo(-1000)
  return value * powerOfTwo(power)
}

/** `2^power` for a normal exponent, -1022 to 1023. */
function powerOfTwo(power: number): number {
  return fromWords((power + 1023) << 20, 0)
}
