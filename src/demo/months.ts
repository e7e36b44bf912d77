import { addMonths, type CalendarDate } from '../units/calendar-date.ts'

/** Month-ends for which staff records are made, oldest first. */
export const recordMonths: readonly CalendarDate[] = Array.from({ length: 25 }, (_, index) => addMonths('2023-09-30', index))

/** Number of the last record month, the first being 0. */
export const lastMonth = recordMonths.length - 1

/** Record month 0, with calendar months counted as `year × 12 + month − 1`. */
export const firstMonthNumber = 2023 * 12 + 8

/** Month of the year, 0 for January, of record month `index`. */
export function monthOfYear(index: number): number {
  return (firstMonthNumber + index) % 12
}

/** First day of the month that a date lies in. */
export function monthStart(date: CalendarDate): CalendarDate {
  return `${date.slice(0, 8)}01`
}

/**
 * Count days from 1 January 1970 to the first day of a month.
 * Source: H. Hinnant, days_from_civil, chrono-compatible low-level date algorithms (public domain).
 */
export function dayNumberOfMonth(monthNumber: number): number {
  const year = Math.floor(monthNumber / 12) - (monthNumber % 12 < 2 ? 1 : 0)
  const monthFromMarch = (monthNumber % 12 + 10) % 12
  const era = Math.floor(year / 400)
  const yearOfEra = year - era * 400
  const dayOfYear = Math.floor((153 * monthFromMarch + 2) / 5)
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * 146097 + dayOfEra - 719468
}
