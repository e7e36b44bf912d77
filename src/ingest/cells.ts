import { isCalendarDate, monthEnd, type CalendarDate } from '../units/calendar-date.ts'
import type { ValueStatus } from '../units/status.ts'
import type { Unmapped } from './source.ts'

/** A number of a cell, or the absence that stands there. */
export interface Measured {
  readonly value: number | null
  readonly status: ValueStatus
}

/** One row under its header: asks for cells by name and remembers what could not be mapped. */
export interface Cells {
  readonly unmapped: Unmapped[]
  /** Text without leading and trailing spaces; empty where the row is short. */
  text(column: string): string
  /** Text that must be there. */
  code(column: string): string
  number(column: string): Measured
  /** A date dd/mm/yyyy or yyyy-mm-dd. */
  date(column: string): CalendarDate
  /** Remember a cell that says something the source does not know. */
  unknown(column: string, expected: string): void
}

/** Read the cells of one row by the names of its header. */
export function cellsOf(position: ReadonlyMap<string, number>, raw: readonly string[]): Cells {
  const unmapped: Unmapped[] = []
  const text = (column: string) => (raw[position.get(column) ?? -1] ?? '').trim()
  const refuse = (kind: Unmapped['kind'], column: string, expected: string) => { unmapped.push({ column, found: text(column), expected, ...(kind ? { kind } : {}) }) }
  return {
    unmapped,
    text,
    code(column) {
      if (text(column) === '') refuse('code', column, 'a code or name')
      return text(column)
    },
    number(column) {
      const measured = measure(text(column))
      if (!measured) refuse('number', column, 'a number')
      return measured ?? { value: null, status: 'not-available' }
    },
    date(column) {
      const date = dateOf(text(column))
      if (!date) refuse('date', column, 'a date such as 30/09/2024')
      return date ?? ''
    },
    unknown: (column, expected) => refuse('code', column, expected),
  }
}

/**
 * Read a published number; absences keep their kind and are never zero.
 * Errors: null when the text is neither a number nor a known mark of absence.
 * Source: UK government guidance on symbols in tables, and the marks found in the published files.
 */
export function measure(text: string): Measured | null {
  const absence = absences.get(text.toLowerCase())
  if (absence) return { value: null, status: absence }
  const plain = /^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(text) ? text.replaceAll(',', '') : text
  return /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(plain) && isHeld(plain) ? { value: Number(plain), status: 'ok' } : null
}

/** Past the largest number a text would become infinity, and under the smallest it would become nothing. */
function isHeld(text: string): boolean {
  const value = Number(text)
  return Number.isFinite(value) && (value !== 0 || !/^[^eE]*[1-9]/.test(text))
}

const absences = new Map<string, ValueStatus>([
  ['', 'not-available'], ['na', 'not-available'], ['n/a', 'not-available'], ['null', 'not-available'], ['..', 'not-available'], [':', 'not-available'], ['[x]', 'not-available'],
  ['-', 'not-applicable'], ['[z]', 'not-applicable'], ['*', 'suppressed'], ['[c]', 'suppressed'],
])

/** A date written dd/mm/yyyy or yyyy-mm-dd; null when it is no day of the calendar. */
export function dateOf(text: string): CalendarDate | null {
  const british = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text)
  const date = british ? `${british[3]}-${british[2]!.padStart(2, '0')}-${british[1]!.padStart(2, '0')}` : text
  return isCalendarDate(date) ? date : null
}

const monthNames = ['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december']

/** Last day of a month given as its name, full or its first three letters, and its year; null when there is no such month. */
export function endOfNamedMonth(month: string, year: string): CalendarDate | null {
  const words = month.toLowerCase()
  const index = monthNames.findIndex((name) => name === words || name.slice(0, 3) === words)
  return index < 0 || !/^\d{4}$/.test(year) ? null : monthEnd(Number(year), index + 1)
}
