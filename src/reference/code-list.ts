import type { CalendarDate } from '../units/calendar-date.ts'
import codeListRows from './code-lists.json' with { type: 'json' }

/** One code of a list, with the days it holds and where it is published. */
export interface Code {
  /** Column of the dataset that the list is for. */
  readonly list: string
  /** What the dataset keeps. */
  readonly code: string
  readonly words: string
  /** What other systems write for the same. */
  readonly aliases: readonly string[]
  readonly valid_from: CalendarDate | null
  readonly valid_to: CalendarDate | null
  readonly source: string
  /** What it is part of, in the words of its own list or of the staff groups. */
  readonly parent?: string
  /** Nobody may start under the code from this day on. */
  readonly closed_to_new?: CalendarDate
  /** Pattern of a registration number. */
  readonly number_shape?: string
  /** For an occupation: staff groups, bands and registers that go with it; an empty list says nothing. */
  readonly staff_groups?: readonly string[]
  readonly bands?: readonly string[]
  readonly bodies?: readonly string[]
}

/** Plain words already made: the words of lists stand in row after row. */
const plainKnown = new Map<string, string>()
const mostKnown = 20_000

const codeLists: readonly Code[] = codeListRows as readonly Code[]
const byList = Map.groupBy(codeLists, ({ list }) => list)
const byWords = new Map([...byList].map(([list, codes]) => [list, lookUpOf(codes)]))

/** Names of the lists, the five that plans go by first. */
export const codeListNames: readonly string[] = [...new Set(['staff_group', 'occupation', 'band', 'job_role', 'area_of_work', ...byList.keys()])]

/** Code lists that rows are held against: the national ones, or an edition or a partner's own. */
export interface CodeLists {
  /** Find a code of a list; null when the list does not have it. */
  codeNamed(list: string, text: string): Code | null
  /** Find what an occupation code belongs to. */
  occupationOf(text: string): Code | null
  /** Whether an organisation is known; absent when nobody keeps a list of them. */
  knowsOrganisation?(code: string): boolean
  /** Editions that somebody imported; they judge from their first day on. */
  readonly editions?: CodeEditions
}

/** Imported editions of lists, by the days from which they judge. */
export interface CodeEditions {
  /** First day of the edition in force on a day, the newest when no day is given; null when none has begun. */
  editionOn(list: string, on: CalendarDate | null): CalendarDate | null
  /** Days for which the edition in force has a word, by code or name; null when no edition is in force. */
  spells(list: string, text: string, on: CalendarDate | null): readonly Pick<Code, 'code' | 'valid_from' | 'valid_to'>[] | null
  /** Code that the newest edition with the word has for it. */
  codeFor(list: string, text: string): string | null
}

/** Codes of a list that hold on a day, in the order published; all of them when no day is given. */
export function codesOf(list: string, on: CalendarDate | null = null): readonly Code[] {
  return (byList.get(list) ?? []).filter(({ valid_from, valid_to }) => on === null || ((valid_from === null || valid_from <= on) && (valid_to === null || on <= valid_to)))
}

/** Find a code by itself, its words or an alias; case and spacing do not matter. Null when the list does not have it. */
export function codeNamed(list: string, text: string): Code | null {
  return byWords.get(list)?.get(plainWords(text)) ?? null
}

/** Find what an occupation code belongs to, by its longest known beginning; three letters or digits, or null. */
export function occupationOf(text: string): Code | null {
  const code = text.trim().toUpperCase()
  if (!/^[A-Z0-9]{3}$/.test(code)) return null
  if (/^\d/.test(code)) return codeNamed('occupation', '0-9')
  return codeNamed('occupation', code.slice(0, 2)) ?? codeNamed('occupation', code.slice(0, 1))
}

/** The lists shipped with the product. */
export const nationalLists: CodeLists = { codeNamed, occupationOf }

/** Earlier codes win where two lists of aliases meet. */
function lookUpOf(codes: readonly Code[]): Map<string, Code> {
  const found = new Map<string, Code>()
  for (const code of codes) {
    for (const words of [code.code, code.words, ...code.aliases]) if (!found.has(plainWords(words))) found.set(plainWords(words), code)
  }
  return found
}

/** Words without what tells one spelling from another. */
export function plainWords(text: string): string {
  const known = plainKnown.get(text)
  if (known !== undefined) return known
  const plain = text.toLowerCase().replace(/&/g, ' and ').replace(/[^a-z0-9]+/g, ' ').trim()
  if (plainKnown.size < mostKnown) plainKnown.set(text, plain)
  return plain
}

