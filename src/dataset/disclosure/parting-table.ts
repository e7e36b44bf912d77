import type { LinkedCell, LinkedSum, LinkedTable, TableNode } from './linked-table.ts'

/**
 * People of one organisation, last place and category who left it, and how far: out of the whole (0), out of the place one below it only (1), and so on.
 * Read for joiners as who came, and from how far.
 */
export interface PartingEntry { readonly place: string; readonly category: string; readonly organisation: string; readonly beyond: number; readonly heads: number }

/**
 * Lay out who left each place of a tree, by category. Who moves between two places has left both and not what holds both, so the parts of a whole
 * add up to more than it, by those who moved inside; how many those are is never told.
 *
 * Shape: for each place (whole before parts) and category (`whole` first) the cell `place|category`; then the untold ones.
 */
export function partingTable(places: TableNode, whole: string, categories: readonly string[], entries: readonly PartingEntry[]): LinkedTable {
  const columns = [whole, ...categories]
  const cells: LinkedCell[] = []
  const sums: LinkedSum[] = []
  const add = (id: string, of: readonly PartingEntry[], untold: boolean): number[] => columns.map((column) => {
    const by = countBy(column === whole ? of : of.filter(({ category }) => category === column))
    cells.push({ id: `${id}|${column}`, heads: [...by.values()].reduce((sum, heads) => sum + heads, 0), by, ...(untold ? { untold: true } : {}) })
    return cells.length - 1
  })
  const acrossCategories = ([first, ...rest]: readonly number[]): void => { if (rest.length > 0) sums.push({ whole: first!, parts: rest }) }
  const lay = (node: TableNode, depth: number): number[] => {
    const inside = new Set(lastPlaces(node))
    const own = entries.filter(({ place, beyond }) => inside.has(place) && beyond <= depth + 1)
    const left = add(node.id, own.filter(({ beyond }) => beyond <= depth), false)
    acrossCategories(left)
    if (node.parts.length === 0) return left
    const parts = node.parts.map((part) => lay(part, depth + 1))
    const [together, movedInside] = [add(`${node.id}>parts`, own, true), add(`${node.id}>moved`, own.filter(({ beyond }) => beyond === depth + 1), true)]
    acrossCategories(movedInside)
    for (const [at, sum] of together.entries()) sums.push({ whole: sum, parts: parts.map((part) => part[at]!) }, { whole: sum, parts: [left[at]!, movedInside[at]!] })
    return left
  }
  lay(places, 0)
  return { cells, sums }
}

function lastPlaces(node: TableNode): string[] {
  return node.parts.length === 0 ? [node.id] : node.parts.flatMap(lastPlaces)
}

function countBy(entries: readonly PartingEntry[]): Map<string, number> {
  const by = new Map<string, number>()
  for (const { organisation, heads } of entries) by.set(organisation, (by.get(organisation) ?? 0) + heads)
  return by
}
