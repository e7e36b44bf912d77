import type { QueryRow } from '../../contract/query.ts'
import type { TableNode } from '../../dataset/disclosure/linked-table.ts'
import { compareText } from '../../reference/in-force.ts'

/** A place of a table, as it is shown. */
export interface TreePlace { readonly level: string; readonly code: string; readonly name: string }

/** Places of rows as a tree, and which of its nodes are shown: a place on no area of a level hangs under the level above and is not shown by itself. */
export interface PlaceTree { readonly tree: TableNode; readonly shown: ReadonlyMap<string, TreePlace> }

/**
 * Hang the places of rows under each other, level by level from the widest down. Several widest places stand under one total.
 *
 * Shape: each row has a code and a name for every level, null where it has none. Nodes are in the order of their codes, whole before parts.
 */
export function placeTree(rows: readonly QueryRow[], levels: readonly string[]): PlaceTree {
  const shown = new Map<string, TreePlace>()
  const below = new Map<string, Set<string>>([['', new Set()]])
  for (const row of rows) {
    let above = ''
    for (const [at, id] of pathOfRow(row, levels).entries()) {
      const [level, code] = [levels[at]!, row[levels[at]!]]
      if (typeof code === 'string') shown.set(id, { level, code, name: String(row[`${level}_name`] ?? code) })
      below.set(above, (below.get(above) ?? new Set()).add(id))
      above = id
    }
  }
  const grow = (id: string): TableNode => ({ id, parts: [...below.get(id) ?? []].toSorted(compareText).map(grow) })
  const roots = grow('').parts
  if (roots.length === 1) return { tree: roots[0]!, shown }
  return { tree: { id: 'all', parts: roots }, shown: new Map([['all', { level: 'all', code: '', name: 'All together' }], ...shown]) }
}

/** Ids of the nodes a row lies in, from the widest down. */
export function pathOfRow(row: QueryRow, levels: readonly string[]): string[] {
  const codes = levels.map((level) => (typeof row[level] === 'string' ? row[level] : ''))
  return levels.map((level, at) => `${level}:${codes.slice(0, at + 1).join('/')}`)
}
