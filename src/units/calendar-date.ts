/** A calendar day as `YYYY-MM-DD`. No clock, no time zone: text compares in date order. */
export type CalendarDate = string

/** Say whether a text is a real day of the Gregorian calendar in the form `YYYY-MM-DD`. */
export function isCalendarDate(text: string): boolean {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  if (!found) return false
  const [year, month, day] = [Number(found[1]), Number(found[2]), Number(found[3])]
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)
}

/** Days in a month; `month` is 1 to 12. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28
  return [4, 6, 9, 11].includes(month) ? 30 : 31
}

/** Last day of a month; `month` is 1 to 12. */
export function monthEnd(year: number, month: number): CalendarDate {
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(daysInMonth(year, month), 2)}`
}

/** The month-end `count` months after the month that `date` lies in; negative counts go back. */
export function addMonths(date: CalendarDate, count: number): CalendarDate {
  const months = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 + count
  return monthEnd(Math.floor(months / 12), (months % 12) + 1)
}

/** Whole months from the month of `from` to the month of `to`. */
export function monthsBetween(from: CalendarDate, to: CalendarDate): number {
  return monthNumber(to) - monthNumber(from)
}

/** Months since the year 0, digit by digit: it is asked of every row of a file. */
function monthNumber(date: CalendarDate): number {
  const digit = (at: number): number => date.charCodeAt(at) - 48
  return (digit(0) * 1000 + digit(1) * 100 + digit(2) * 10 + digit(3)) * 12 + digit(5) * 10 + digit(6)
}

const monthNames = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']

/** Say a date as people write it: `30 September 2025`. */
export function sayDate(date: CalendarDate): string {
  return `${Number(date.slice(8, 10))} ${monthNames[Number(date.slice(5, 7)) - 1]} ${Number(date.slice(0, 4))}`
}

/** Say the month of a date: `September 2025`. */
export function sayMonth(date: CalendarDate): string {
  return `${monthNames[Number(date.slice(5, 7)) - 1]} ${Number(date.slice(0, 4))}`
}

function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, '0')
}
