import type { CalendarDate } from '../units/calendar-date.ts'
import { codesOf, plainWords, type CodeEditions, type CodeLists } from './code-list.ts'
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

/** Say what the list in force on a day says of a word: an imported edition from its first day on, the list we carry before that and where none was imported. Without a day, of the newest. */
export function standingOf(lists: CodeLists, list: string, text: string, on: CalendarDate | null): Standing {
  const spells = lists.editions?.spells(list, text, on)
  if (spells) return onDay(spells, on)
  const known = lists.codeNamed(list, text)
  if (!known) return { state: 'unknown' }
  const carried = codesOf(list).filter(({ code }) => code === known.code)
  return onDay(carried.length > 0 ? carried : [known], on)
}

/** Lay imported editions out for looking words up. */
export function editionsOf(imported: readonly EditionCode[]): CodeEditions {
  const lists = Map.groupBy(imported, ({ list }) => list)
  const begins = new Map([...lists].map(([list, codes]) => [list, [...new Set(codes.map(({ edition }) => edition))].toSorted(compareText)]))
  const held = Map.groupBy(imported, ({ list, edition, code }) => keyOf(list, edition, code))
  const codeOf = new Map([...imported.map((one) => [keyOf(one.list, one.edition, one.name), one.code] as const), ...imported.map((one) => [keyOf(one.list, one.edition, one.code), one.code] as const)])
  const editionOn: CodeEditions['editionOn'] = (list, on) => (begins.get(list) ?? []).findLast((edition) => on === null || edition <= on) ?? null
  return {
    editionOn,
    spells(list, text, on) {
      const edition = editionOn(list, on)
      if (edition === null) return null
      const code = codeOf.get(keyOf(list, edition, text))
      return code === undefined ? [] : held.get(keyOf(list, edition, code)) ?? []
    },
    codeFor: (list, text) => (begins.get(list) ?? []).toReversed().map((edition) => codeOf.get(keyOf(list, edition, text))).find((code) => code !== undefined) ?? null,
  }
}

function keyOf(list: string, edition: CalendarDate, text: string): string {
  return `${list}\n${edition}\n${plainWords(text)}`
}

type Spell = NonNullable<ReturnType<CodeEditions['spells']>>[number]

/** What the spells of one code say of a day. */
function onDay(spells: readonly Spell[], on: CalendarDate | null): Standing {
  const [first] = spells
  if (!first) return { state: 'unknown' }
  const { code } = first
  if (on === null || spells.some(({ valid_from, valid_to }) => (valid_from ?? '') <= on && on <= (valid_to ?? '9999'))) return { state: 'holds', code }
  const last = spells.flatMap(({ valid_to }) => (valid_to !== null && valid_to < on ? [valid_to] : [])).toSorted(compareText).at(-1)
  return last === undefined ? { state: 'not-yet', code, from: spells.map(({ valid_from }) => valid_from ?? '').toSorted(compareText)[0]! } : { state: 'closed', code, last }
}
