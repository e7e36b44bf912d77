import { codeNamed, type CodeEditions } from '../../reference/code-list.ts'
import { staffGroupNamed } from '../../reference/staff-group-tree.ts'
import type { Mapping } from '../mapping.ts'

/** Say their word in ours: by the mapping first, then by the lists somebody imported, then by those we carry; a word nobody knows stays as it is. */
export function translate(mapping: Mapping, column: string, word: string, editions: CodeEditions | null = null): string {
  const known = wordsKnown(mapping, editions, column)
  const before = known.get(word)
  if (before !== undefined) return before
  const said = sayInOurs(mapping, column, word, editions)
  if (known.size < mostKnown) known.set(word, said)
  return said
}

/** Words already said in ours. Shape: by mapping and editions, then by column. */
const knownWords = new WeakMap<Mapping, { readonly editions: CodeEditions | null; readonly columns: Map<string, Map<string, string>> }>()
const mostKnown = 5_000

function wordsKnown(mapping: Mapping, editions: CodeEditions | null, column: string): Map<string, string> {
  let of = knownWords.get(mapping)
  if (of === undefined || of.editions !== editions) {
    of = { editions, columns: new Map() }
    knownWords.set(mapping, of)
  }
  const words = of.columns.get(column) ?? new Map<string, string>()
  of.columns.set(column, words)
  return words
}

function sayInOurs(mapping: Mapping, column: string, word: string, editions: CodeEditions | null): string {
  const own = Object.hasOwn(mapping.values, column) ? mapping.values[column]! : {}
  const mapped = Object.hasOwn(own, word) ? own[word]! : word
  const carried = column === 'staff_group' ? staffGroupNamed(mapped)?.name ?? mapped : codeNamed(column, mapped)?.code ?? mapped
  return editions ? importedCode(editions, column, carried, mapped) ?? carried : carried
}

/** The list of a column has its name, but for occupation codes. */
function importedCode(editions: CodeEditions, column: string, carried: string, word: string): string | null {
  const list = column === 'occupation_code' ? 'occupation' : column
  return editions.codeFor(list, carried) ?? editions.codeFor(list, word)
}
