import type { CalendarDate } from '../units/calendar-date.ts'
import { codesOf, codeNamed, plainWords } from './code-list.ts'
import { compareText } from './in-force.ts'

/** One code of an imported edition of a list. Plain values only: editions are handed from thread to thread. */
export interface EditionCode {
  readonly list: string
  readonly code: string
  readonly name: string
  /** Code of the same list that it is part of. */
  readonly parent: string | null
  readonly valid_from: CalendarDate | null
  readonly valid_to: CalendarDate | null
  /** First day from which this edition judges. */
  readonly edition: CalendarDate
}

/** What a list says of a word on a day: it holds, it was closed on a day before, it begins later, or nobody knows it. */
export type Standing =
  | { readonly state: 'holds'; readonly code: string }
  | { readonly state: 'closed'; readonly code: string; readonly last: CalendarDate }
  | { readonly state: 'not-yet'; readonly code: string; readonly from: CalendarDate }
  | { readonly state: 'unknown' }

/** The lists that judge a file: an imported edition from its first day on, the list we carry before that and where none was imported. */
export interface CodeLists {
  /** First day of the imported edition that judges a list on a day; null when the list we carry does. */
  editionOf(list: string, on: CalendarDate | null): CalendarDate | null
  /** What is said of a word on a day; today’s newest edition when no day is known. */
  standing(list: string, text: string, on: CalendarDate | null): Standing
  /** Code that an imported edition has for a word, by code or name; null when none knows it. */
  imported(list: string, text: string): string | null
}

/** Lay the imported editions over the lists we carry. */
export function codeLists(imported: readonly EditionCode[]): CodeLists {
  const lists = Map.groupBy(imported, ({ list }) => list)
  const editions = new Map([...lists].map(([list, codes]) => [list, [...new Set(codes.map(({ edition }) => edition))].toSorted(compareText)]))
  const byWord = new Map(imported.toReversed().flatMap((code) => [[keyOf(code.list, code.edition, code.name), code], [keyOf(code.list, code.edition, code.code), code]] as const))
  const held = Map.groupBy(imported, ({ list, edition, code }) => keyOf(list, edition, code))
  const editionOf: CodeLists['editionOf'] = (list, on) => (editions.get(list) ?? []).findLast((edition) => on === null || edition <= on) ?? null
  return {
    editionOf,
    standing(list, text, on) {
      const edition = editionOf(list, on)
      if (edition === null) return carried(list, text, on)
      const known = byWord.get(keyOf(list, edition, text))
      return known ? standingOf(held.get(keyOf(list, edition, known.code)) ?? [], on) : { state: 'unknown' }
    },
    imported: (list, text) => (editions.get(list) ?? []).toReversed().map((edition) => byWord.get(keyOf(list, edition, text))?.code).find((code) => code !== undefined) ?? null,
  }
}

/** The lists we carry, where nothing was imported. */
export const carriedLists: CodeLists = codeLists([])

function keyOf(list: string, edition: CalendarDate, text: string): string {
  return `${list}\n${edition}\n${plainWords(text)}`
}

function carried(list: string, text: string, on: CalendarDate | null): Standing {
  const known = codeNamed(list, text)
  return known ? standingOf(codesOf(list).filter(({ code }) => code === known.code), on) : { state: 'unknown' }
}

/** What the spells of one code say of a day. */
function standingOf(spells: readonly { readonly code: string; readonly valid_from: CalendarDate | null; readonly valid_to: CalendarDate | null }[], on: CalendarDate | null): Standing {
  const [first] = spells
  if (!first) return { state: 'unknown' }
  const { code } = first
  if (on === null || spells.some(({ valid_from, valid_to }) => (valid_from ?? '') <= on && on <= (valid_to ?? '9999'))) return { state: 'holds', code }
  const last = spells.flatMap(({ valid_to }) => (valid_to !== null && valid_to < on ? [valid_to] : [])).toSorted(compareText).at(-1)
  return last === undefined ? { state: 'not-yet', code, from: spells.map(({ valid_from }) => valid_from ?? '').toSorted(compareText)[0]! } : { state: 'closed', code, last }
}
