import { daysInMonth, sayMonth } from '../../units/calendar-date.ts'
import { yearOf, yearTicks } from './scales.ts'

/** A place on a time axis and what is printed there. */
export interface TimeTick {
  readonly at: number
  readonly label: string
}

/** Choose what to print under a time axis: whole years, or months when two years or less are shown. Units: `at` in years, as `yearOf`. */
export function timeTicks(first: string, last: string, most: number): TimeTick[] {
  if (yearOf(last) - yearOf(first) > 2) return yearTicks(yearOf(first), yearOf(last), most).map((year) => ({ at: year, label: String(year) }))
  const months = monthsFrom(first, last)
  const step = [1, 2, 3, 6, 12].find((count) => months.length / count <= most) ?? 12
  return months.filter((_, index) => (months.length - 1 - index) % step === 0).map((date) => ({ at: yearOf(date), label: sayMonth(date).replace(/^(\w{3})\w*/, '$1') }))
}

/** Month-ends from one date to another, both months included. */
function monthsFrom(first: string, last: string): string[] {
  return Array.from({ length: Math.max(1, monthNumber(last) - monthNumber(first) + 1) }, (_, index) => {
    const [year, month] = [Math.floor((monthNumber(first) + index) / 12), ((monthNumber(first) + index) % 12) + 1]
    return `${year}-${String(month).padStart(2, '0')}-${daysInMonth(year, month)}`
  })
}

function monthNumber(date: string): number {
  return Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1
}
