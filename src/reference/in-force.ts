import type { CalendarDate } from '../units/calendar-date.ts'
import type { Validity } from './map-rows.ts'

/** Say whether a row holds on a date: stated dates bind, a source that states none does not forbid. */
export function holdsOn(row: Validity, date: CalendarDate): boolean {
  return (row.valid_from === null || row.valid_from <= date) && (row.valid_to === null || row.valid_to >= date)
}

/**
 * Order rows that say the same thing by how much we trust them on a date, best first: seen nearest to it, seen before rather
 * than after, dated rather than undated, then source id so that load order never matters.
 */
export function byTrustOn(date: CalendarDate): (a: Validity, b: Validity) => number {
  return (a, b) => daysFrom(a, date) - daysFrom(b, date)
    || Number(isAfter(a, date)) - Number(isAfter(b, date))
    || Number(a.valid_from === null) - Number(b.valid_from === null)
    || compareText(a.source, b.source)
}

/** Order text by its code units: the same on every machine, whatever its language. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function isAfter(row: Validity, date: CalendarDate): boolean {
  return row.seen_at !== null && row.seen_at > date
}

/** Days between the date and the day the source showed the row; its stated validity counts as seen all along. */
function daysFrom(row: Validity, date: CalendarDate): number {
  if (row.seen_at !== null) return Math.abs(dayNumber(row.seen_at) - dayNumber(date))
  return row.valid_from !== null || row.valid_to !== null ? 0 : Number.MAX_SAFE_INTEGER
}

/** Days since 1 January 1970, by the calendar alone. */
function dayNumber(date: CalendarDate): number {
  return Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8, 10))) / 86_400_000
}
