import type { CodeEditions } from '../../reference/code-list.ts'
import { isCalendarDate, monthEnd, type CalendarDate } from '../../units/calendar-date.ts'
import { dateOf, endOfNamedMonth, measure, type Measured } from '../cells.ts'
import type { Mapping } from '../mapping.ts'
import type { Unmapped } from '../source.ts'
import { personalCell } from './personal.ts'
import { translate } from './translate.ts'

/** One row of a return, asked by our column names. Whatever could not be read is remembered. */
export interface ReturnCells {
  readonly unmapped: Unmapped[]
  /** As it stands, for identifiers that are hidden before anyone sees them; empty when absent. */
  identifier(column: string): string
  /** Text in our words; null when absent. */
  text(column: string): string | null
  number(column: string): number | null
  /** A number with what stands behind it: an absence keeps its kind and is never zero. */
  measured(column: string): Measured
  /** The same for people and weeks, of which there are no parts. */
  whole(column: string): Measured
  date(column: string): CalendarDate | null
  /** Last day of the month that a cell names: a month, or any day. */
  monthEnd(column: string): CalendarDate | null
  /** First day of the month of birth. The cell is never quoted. */
  birthMonth(column: string): CalendarDate | null
}

/** What stands in place of a cell that may not be kept. */
export const notKept = '(not kept)'

/** Read the cells of one row through a mapping. */
export function returnCells(mapping: Mapping, position: ReadonlyMap<string, number>, raw: readonly string[], editions: CodeEditions | null = null): ReturnCells {
  const unmapped: Unmapped[] = []
  const found = (column: string): string => {
    const theirs = Object.hasOwn(mapping.columns, column) ? mapping.columns[column]! : null
    if (theirs !== null) return (raw[position.get(theirs) ?? -1] ?? '').trim()
    if (Object.hasOwn(mapping.constants, column)) return mapping.constants[column]!
    return column === 'organisation' ? mapping.organisation ?? '' : ''
  }
  const refuse = (kind: NonNullable<Unmapped['kind']>, column: string, expected: string, shown = safe(found(column))): null => {
    unmapped.push({ column, found: shown, expected, kind })
    return null
  }
  const read = <T>(column: string, take: (text: string) => T | null, kind: 'number' | 'date', expected: string): T | null => {
    const text = found(column)
    return absent(text) ? null : take(text) ?? refuse(kind, column, expected)
  }
  const measured = (column: string, isWhole: boolean): Measured => {
    const number = measure(found(column))
    const fits = number !== null && !(isWhole && number.value !== null && !Number.isInteger(number.value))
    if (!fits) refuse('number', column, isWhole ? 'a whole number' : 'a number')
    return fits ? number : { value: null, status: 'not-available' }
  }
  return {
    unmapped, identifier: found,
    measured: (column) => measured(column, false),
    whole: (column) => measured(column, true),
    text(column) {
      const words = found(column)
      if (absent(words)) return null
      const kind = personalCell(words)
      return kind ? refuse('code', column, `no ${kind.replace(/^an? /, '')} in this column`, notKept) : translate(mapping, column, words, editions)
    },
    number: (column) => read(column, (text) => measure(text)?.value ?? null, 'number', 'a number'),
    date: (column) => read(column, dayOf, 'date', 'a date such as 30/09/2025'),
    monthEnd: (column) => read(column, monthOf, 'date', 'a month-end such as 30/09/2025'),
    birthMonth(column) {
      const text = found(column)
      if (absent(text)) return null
      const day = dayOf(text) ?? monthOf(text)
      return day === null ? refuse('date', column, 'a date of birth, or its month such as 1980-05', notKept) : `${day.slice(0, 8)}01`
    },
  }
}

/** Copy a row with nothing in it that may not be kept: columns left out, numbers of people, and plainly personal cells. */
export function keepable(mapping: Mapping, header: readonly string[], raw: readonly string[]): string[] {
  const kept = keptPlaces(mapping, header)
  return raw.map((cell, at) => (kept[at] === true && personalCell(cell) === null ? cell : cell.trim() === '' ? '' : notKept))
}

/** Which cells of a row may be kept at all: worked out once for a header. */
function keptPlaces(mapping: Mapping, header: readonly string[]): readonly boolean[] {
  const known = placesKept.get(header)
  if (known?.mapping === mapping) return known.places
  const headings = new Set(Object.entries(mapping.columns).filter(([column]) => !secret.has(column)).map(([, theirs]) => theirs))
  const places = header.map((heading) => headings.has(heading.trim()))
  placesKept.set(header, { mapping, places })
  return places
}

const placesKept = new WeakMap<readonly string[], { readonly mapping: Mapping; readonly places: readonly boolean[] }>()

/** Columns that are never kept as they came. */
const secret = new Set(['person', 'assignment', 'birth_date', 'registration_number'])

function safe(text: string): string {
  return personalCell(text) === null ? text : notKept
}

/** Nothing, or a mark that says there is nothing. */
function absent(text: string): boolean {
  return /^(|na|n\/a|null|\.\.|-|\[x\]|\[z\])$/i.test(text)
}

/** A day as staff systems write it: 30/09/2025, 2025-09-30, 30-SEP-2025, each with a time of day or not. */
function dayOf(text: string): CalendarDate | null {
  const day = text.replace(/[ T]\d{1,2}:\d{2}(:\d{2})?(\.\d+)?Z?$/, '')
  const named = /^(\d{1,2})[- ]([A-Za-z]{3,9})[- ](\d{4})$/.exec(day)
  if (!named) return dateOf(day)
  const end = endOfNamedMonth(named[2]!, named[3]!)
  const date = end ? `${end.slice(0, 8)}${named[1]!.padStart(2, '0')}` : ''
  return isCalendarDate(date) ? date : null
}

/** A month as 2025-09, 09/2025, September 2025 or SEP-2025; a day stays that day, so that a rule can say it is no month-end. */
function monthOf(text: string): CalendarDate | null {
  const day = dayOf(text)
  if (day) return day
  const named = /^([A-Za-z]{3,9})[- ](\d{4})$/.exec(text)
  if (named) return endOfNamedMonth(named[1]!, named[2]!)
  const [iso, british] = [/^(\d{4})-(\d{2})$/.exec(text), /^(\d{2})\/(\d{4})$/.exec(text)]
  const [year, month] = iso ? [iso[1], iso[2]] : [british?.[2], british?.[1]]
  return year && month && Number(month) >= 1 && Number(month) <= 12 ? monthEnd(Number(year), Number(month)) : null
}
