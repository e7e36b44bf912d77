import { parse, stringify } from 'yaml'
import type { MappingParts } from '../../contract/mapping.ts'
import { layoutOf, readMapping, type Mapping } from '../../ingest/mapping.ts'
import { isRefusal } from '../../units/refusal.ts'

/** Write what a mapping says, without whose and which version it is, always in the same order: equal mappings are equal texts. */
export function mappingText(mapping: Mapping): string {
  const order = layoutOf(mapping).columns.map(({ name }) => name)
  const inOrder = <T>(record: Readonly<Record<string, T>>): Record<string, T> => Object.fromEntries(order.flatMap((name) => (Object.hasOwn(record, name) ? [[name, record[name]!]] : [])))
  const values = Object.fromEntries(Object.entries(inOrder(mapping.values)).map(([column, words]) => [column, Object.fromEntries(Object.entries(words).toSorted(([a], [b]) => (a < b ? -1 : 1)))]))
  return stringify({ source: mapping.source, identifiers: mapping.identifiers, columns: inOrder(mapping.columns), values, constants: inOrder(mapping.constants), ignore: mapping.ignore.toSorted() })
}

/** Read a mapping that was kept. Errors: throws when the text is not one; it was checked before it was kept. */
export function keptMapping({ text, organisation, version }: { readonly text: string; readonly organisation: string; readonly version: number }): Mapping {
  const mapping = readMapping(parse(text), `of ${organisation}`)
  if (isRefusal(mapping)) throw new Error(`the mapping of ${organisation}, version ${version}, cannot be read: ${mapping.found}`)
  return { ...mapping, organisation, version }
}

/** A mapping as it travels, and as a file to import with. */
export function sayMapping(mapping: Mapping): { mapping: MappingParts; yaml: string } {
  const { source, organisation, version, identifiers, columns, values, constants, ignore, undecided } = mapping
  const words = Object.fromEntries(Object.entries(values).map(([column, theirs]) => [column, { ...theirs }]))
  return { mapping: { source, organisation, version, identifiers, columns: { ...columns }, values: words, constants: { ...constants }, ignore: [...ignore], undecided: [...undecided] }, yaml: stringify(mapping) }
}
