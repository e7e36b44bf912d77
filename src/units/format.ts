/**
 * Write a number as people read it: thousands separated by commas, a fixed count of decimals, a true minus sign.
 *
 * Half rounds away from zero on the shortest decimal text of the number, so 1.005 to two decimals is 1.01 on every machine.
 */
export function formatNumber(value: number, decimals: number): string {
  if (!Number.isFinite(value)) return '–'
  const [whole, fraction] = roundedText(Math.abs(value), decimals)
  const isZero = /^0*$/.test(whole + fraction)
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',')
  return `${value < 0 && !isZero ? '−' : ''}${grouped}${fraction === '' ? '' : `.${fraction}`}`
}

/** Whole and decimal digits of a number that is not negative, rounded half up on its decimal text. */
function roundedText(value: number, decimals: number): [string, string] {
  const [whole = '0', fraction = ''] = plainText(value).split('.')
  const kept = `${whole}${fraction.slice(0, decimals).padEnd(decimals, '0')}`
  const digits = (fraction[decimals] ?? '0') >= '5' ? plusOne(kept) : kept
  return [digits.slice(0, digits.length - decimals), decimals === 0 ? '' : digits.slice(-decimals)]
}

/** Decimal text without an exponent. */
function plainText(value: number): string {
  const text = String(value)
  if (text.includes('e-')) return value.toFixed(20)
  return text.includes('e') ? BigInt(value).toString() : text
}

function plusOne(digits: string): string {
  return (BigInt(digits) + 1n).toString().padStart(digits.length, '0')
}
