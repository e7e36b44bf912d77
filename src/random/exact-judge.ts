/**
 * The slow judge of exp, log and pow: whole-number arithmetic with 200 binary digits behind the point.
 * Used by tests only; far too slow for a model.
 */
const digits = 200n
const one = 1n << digits

/** How many units in the last place of `answer` lie between it and e^x, fractions included. */
export function judgeExp(answer: number, x: number): number {
  return apart(answer, fixedExp(toFixed(x)))
}

/** As `judgeExp`, for the natural logarithm. */
export function judgeLog(answer: number, x: number): number {
  return apart(answer, { mantissa: fixedLog(x), power: 0 })
}

/** As `judgeExp`, for base^exponent. */
export function judgePow(answer: number, base: number, exponent: number): number {
  return apart(answer, fixedExp((fixedLog(base) * toFixed(exponent)) >> digits))
}

/** Count the doubles from one finite number to another. */
export function unitsApart(first: number, second: number): number {
  return Math.abs(Number(ordinal(first) - ordinal(second)))
}

function ordinal(value: number): bigint {
  const view = new DataView(new ArrayBuffer(8))
  view.setFloat64(0, value)
  const bits = view.getBigInt64(0)
  return bits < 0n ? -(bits & 0x7fffffffffffffffn) : bits
}

/** A double as a whole number of 2^-200; bits below that are cut off. */
function toFixed(value: number): bigint {
  const { mantissa, power } = parts(value)
  const shift = digits + BigInt(power)
  return shift >= 0n ? mantissa << shift : mantissa >> -shift
}

/** A double as mantissa · 2^power, exactly. */
function parts(value: number): { mantissa: bigint; power: number } {
  const view = new DataView(new ArrayBuffer(8))
  view.setFloat64(0, Math.abs(value))
  const bits = view.getBigUint64(0)
  const exponent = Number(bits >> 52n)
  const fraction = bits & 0xfffffffffffffn
  const mantissa = exponent === 0 ? fraction : fraction | (1n << 52n)
  return { mantissa: value < 0 ? -mantissa : mantissa, power: Math.max(exponent, 1) - 1075 }
}

/** e^x as mantissa · 2^-200 · 2^power: halve x 20 times, sum the series, square 20 times. */
function fixedExp(x: bigint): { mantissa: bigint; power: number } {
  const power = Number((x + (ln2 >> 1n)) / ln2) - (x < 0n ? 1 : 0)
  const rest = x - BigInt(power) * ln2
  let term = one
  let sum = one
  for (let count = 1n; term !== 0n && count < 200n; count++) {
    term = (term * rest) / one / count
    sum += term
  }
  return { mantissa: sum, power }
}

/** log of a positive double: 2·artanh((m − 1)/(m + 1)) + k·ln 2 with m from 2/3 to 4/3. */
function fixedLog(value: number): bigint {
  const { mantissa, power } = parts(value)
  let shift = BigInt(mantissa.toString(2).length)
  let m = (mantissa << digits) >> shift
  if (m * 3n < one * 2n) {
    m <<= 1n
    shift -= 1n
  }
  return artanhTwice(m) + (BigInt(power) + shift) * ln2
}

function artanhTwice(m: bigint): bigint {
  const s = ((m - one) * one) / (m + one)
  const square = (s * s) / one
  let term = s
  let sum = s
  for (let odd = 3n; term !== 0n; odd += 2n) {
    term = (term * square) / one
    sum += term / odd
  }
  return 2n * sum
}

const ln2 = artanhTwice(2n * one)

/** Distance between a double and mantissa · 2^(power − 200), in units of the double's last place. */
function apart(answer: number, truth: { mantissa: bigint; power: number }): number {
  const found = parts(answer)
  // Both as whole numbers of 2^(lower power).
  const truthPower = truth.power - Number(digits)
  const lowest = Math.min(found.power, truthPower)
  const gap = (found.mantissa << BigInt(found.power - lowest)) - (truth.mantissa << BigInt(truthPower - lowest))
  const unit = 1n << BigInt(found.power - lowest)
  return Number(((gap < 0n ? -gap : gap) * 1000000n) / unit) / 1e6
}
