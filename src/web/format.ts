import { isCalendarDate, sayDate } from '../units/calendar-date.ts'
import { formatNumber } from '../units/format.ts'
import { absenceMarks } from '../units/status.ts'
import type { ValueStatus } from '../units/status.ts'

/** Write a number for people; whole unless decimals are asked for. */
export function sayNumber(value: number, decimals = 0): string {
  return formatNumber(value, decimals)
}

/** Write a value of a measure: rates with one decimal, counts whole, small amounts with what they need. */
function sayValue(value: number, unit: string): string {
  return sayNumber(value, decimalsFor(value, unit))
}

/** Write a value, or the mark of its absence. Zero is a value and is printed. */
export function sayCell(value: number | null, status: ValueStatus, unit: string): string {
  if (value !== null) return sayValue(value, unit)
  return status === 'ok' || status === 'estimated' ? absenceMarks['not-available'] : absenceMarks[status]
}

/** Name a unit as it stands behind a number. */
export function sayUnit(unit: string): string {
  const words: Readonly<Record<string, string>> = { fte: 'FTE', headcount: 'people', heads: 'people' }
  return words[unit] ?? unit
}

/** Turn dates inside a sentence into words: 2025-09-30 becomes 30 September 2025. */
export function sayDatesIn(text: string): string {
  return text.replace(/\b\d{4}-\d{2}-\d{2}\b/g, (date) => (isCalendarDate(date) ? sayDate(date) : date))
}

/** Write an amount of bytes for people. */
export function sayBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`
  return bytes < 1_000_000 ? `${sayNumber(bytes / 1000)} kB` : `${sayNumber(bytes / 1_000_000, 1)} MB`
}

function decimalsFor(value: number, unit: string): number {
  if (unit.includes('%') || /per cent|per 1,?000|per 100,?000/.test(unit)) return 1
  return Math.abs(value) < 10 && !Number.isInteger(value) ? 1 : 0
}
