import { formatNumber } from '../units/format.ts'

/** Say how many of something: `1 file`, `1,204 rows`, or the number alone. */
export function sayCount(count: number, noun?: string): string {
  const number = formatNumber(count, 0)
  if (noun === undefined) return number
  return `${number} ${noun}${count === 1 ? '' : 's'}`
}

/** Say a number for a reader, with decimals only where they tell something; a missing number is [x]. */
export function sayNumber(value: number | null, unit: string): string {
  if (value === null) return '[x]'
  return formatNumber(value, decimalsFor(unit, value))
}

/** Say a share as a rate with its unit; other units are left as they are. */
export function sayWithUnit(value: number | null, unit: string): string {
  return value === null ? '[x]' : `${sayNumber(value, unit)} ${unit}`
}

function decimalsFor(unit: string, value: number): number {
  if (/per cent|%|per 1,000|rate/.test(unit)) return 1
  return Math.abs(value) < 100 && !Number.isInteger(value) ? 1 : 0
}
