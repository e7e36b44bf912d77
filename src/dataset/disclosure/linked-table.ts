/** What a reader sees of one count of heads. */
export type Shown = { readonly as: 'number'; readonly heads: number } | { readonly as: 'hidden' }

/** One figure of a table: a count of heads. */
export interface LinkedCell {
  readonly id: string
  /** Heads, a whole number. */
  readonly heads: number
  /** Heads by contributing organisation; they add up to `heads`. */
  readonly by: ReadonlyMap<string, number>
  /** How it is shown where another table decided that already, such as a total that many tables share: it is not hidden to protect a part. */
  readonly decided?: Shown
  /** True for a figure that only a sum needs and nobody is ever told: it may be any number from nought, and is not protected by itself. */
  readonly untold?: true
}

/** Figures that add up: each sum says that the cell `whole` is the sum of the cells `parts`. Numbers are places in `cells`. */
export interface LinkedTable {
  readonly cells: readonly LinkedCell[]
  readonly sums: readonly LinkedSum[]
}
export interface LinkedSum { readonly whole: number; readonly parts: readonly number[] }

/** A node of a tree of places or of categories; the last nodes have no parts. */
export interface TableNode { readonly id: string; readonly parts: readonly TableNode[] }

/** Heads of one organisation in one last place and one last category. */
export interface TableEntry { readonly place: string; readonly category: string; readonly organisation: string; readonly heads: number }

/**
 * Lay out every place of one tree by every category of another, with all the sums that hold between them.
 *
 * Shape: cells are in the order of places (whole before parts), categories (whole before parts) within a place.
 */
export function crossTable(places: TableNode, categories: TableNode, entries: readonly TableEntry[]): LinkedTable {
  const rows = flatten(places)
  const columns = flatten(categories)
  const columnAt = new Map(columns.map(({ id }, at) => [id, at]))
  const counts = rows.map(() => columns.map(() => new Map<string, number>()))
  const above = { rows: ancestors(places), columns: ancestors(categories) }
  const rowAt = new Map(rows.map(({ id }, at) => [id, at]))
  for (const { place, category, organisation, heads } of entries) {
    for (const row of above.rows.get(place) ?? []) {
      for (const column of above.columns.get(category) ?? []) {
        const cell = counts[rowAt.get(row)!]![columnAt.get(column)!]!
        cell.set(organisation, (cell.get(organisation) ?? 0) + heads)
      }
    }
  }
  const cells = rows.flatMap((row, r) => columns.map((column, c): LinkedCell => {
    const by = counts[r]![c]!
    return { id: `${row.id}|${column.id}`, heads: [...by.values()].reduce((sum, heads) => sum + heads, 0), by }
  }))
  return { cells, sums: [...sumsOver(rows, rowAt, columns, columnAt)] }
}

/** Each place is the sum of its parts in every category, and each category the sum of its parts in every place. */
function* sumsOver(rows: readonly TableNode[], rowAt: ReadonlyMap<string, number>, columns: readonly TableNode[], columnAt: ReadonlyMap<string, number>): Generator<LinkedSum> {
  const at = (row: number, column: number): number => row * columns.length + column
  for (const [r, row] of rows.entries()) {
    for (const [c, column] of columns.entries()) {
      if (row.parts.length > 0) yield { whole: at(r, c), parts: row.parts.map(({ id }) => at(rowAt.get(id)!, c)) }
      if (column.parts.length > 0) yield { whole: at(r, c), parts: column.parts.map(({ id }) => at(r, columnAt.get(id)!)) }
    }
  }
}

function flatten(node: TableNode): TableNode[] {
  return [node, ...node.parts.flatMap(flatten)]
}

/** For each last node, itself and every node above it. */
function ancestors(node: TableNode, above: readonly string[] = []): Map<string, readonly string[]> {
  const path = [...above, node.id]
  return node.parts.length === 0 ? new Map([[node.id, path]]) : new Map(node.parts.flatMap((part) => [...ancestors(part, path)]))
}
