import type { QueryRequest } from './query.ts'

/** Write the command that asks a question: what a reader types to get the same figure. */
export function sayQuery({ measure, by, where, at, from, to, map, basis }: QueryRequest): string {
  const filters = typeof where === 'string' ? [where] : where
  const parts = [['--measure', measure], ...(by === '' ? [] : [['--by', by]]), ...filters.map((filter) => ['--where', quoted(filter)]), ...Object.entries({ at, from, to, map, basis }).flatMap(([name, value]) => (value === undefined ? [] : [[`--${name}`, value]]))]
  return `cadre query ${parts.flat().join(' ')}`
}

/** The words by which a command is asked of one place; none for the nation. */
export function areaOption(area: string | undefined): string {
  return area === undefined ? '' : ` --area ${quoted(area)}`
}

/** A shell takes words with blanks or signs as one when they stand in quotes. */
export function quoted(text: string): string {
  return /^[\w=.:,–-]+$/.test(text) ? text : `"${text.replaceAll(/["\\$`]/g, '\\$&')}"`
}
