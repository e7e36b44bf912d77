import { formatNumber } from '../../units/format.ts'

interface Range { readonly p10: number; readonly p50: number; readonly p90: number }

/** Print a number whole, as the page does; missing is [x], never 0. */
export function whole(value: number | null): string {
  return value === null ? '[x]' : formatNumber(value, 0)
}

/** Print a gap in words: short by, over by, or no gap. */
export function printGap(gap: number): string {
  const size = formatNumber(Math.abs(gap), 0)
  return size === '0' ? 'no gap' : `${gap > 0 ? 'short by' : 'over by'} ${size}`
}

/** Print the 80 % range of a gap in the direction of its middle. */
export function printGapRange(gap: Range): string {
  return gap.p50 < 0 && whole(gap.p50) !== '0' ? `${whole(-gap.p90)} to ${whole(-gap.p10)}` : printRange(gap)
}

/** Print an 80 % range. */
export function printRange({ p10, p90 }: Range): string {
  return `${whole(p10)} to ${whole(p90)}`
}

/** Print an input: a number to four digits with its unit, or its words. */
export function printValue(value: number | string, unit: string): string {
  return `${typeof value === 'number' ? digits(value, 4) : value} ${unit}`.trim()
}

/** Print a range of an input; not stated where it has none. */
export function printEnds(low: number | null, high: number | null): string {
  return low === null || high === null ? 'not stated' : `${digits(low, 3)} to ${digits(high, 3)}`
}

function digits(value: number, count: number): string {
  const size = Math.abs(value)
  return size >= 10 ** (count - 1) ? whole(value) : String(Number(value.toPrecision(count))).replace('-', '−')
}
