import { codeNamed } from '../../reference/code-list.ts'
import { staffGroupNamed } from '../../reference/staff-group-tree.ts'
import type { Mapping } from '../mapping.ts'

/** Say their word in ours: by the mapping first, then by the lists; a word nobody knows stays as it is. */
export function translate(mapping: Mapping, column: string, word: string): string {
  const own = Object.hasOwn(mapping.values, column) ? mapping.values[column]! : {}
  const mapped = Object.hasOwn(own, word) ? own[word]! : word
  if (column === 'staff_group') return staffGroupNamed(mapped)?.name ?? mapped
  return codeNamed(column, mapped)?.code ?? mapped
}
