import type { LinkedCell, LinkedTable, Shown } from './linked-table.ts'
import type { DisclosurePolicy } from './policy.ts'

/** Least and most heads that a reader must allow for in each cell. Infinity where there is no upper bound. */
export interface Bounds { readonly least: Float64Array; readonly most: Float64Array }

/** Who reads: an outsider knows what is shown; an insider knows also the people of their own organisation, or of all organisations in their scope. */
export type Reader = Insider | 'outsider'
export interface Insider { readonly name: string; readonly organisations: ReadonlySet<string> }

/** Heads of a cell that a reader knows as their own. */
export function ownHeads({ by }: LinkedCell, reader: Reader): number {
  if (reader === 'outsider') return 0
  let own = 0
  for (const [organisation, heads] of by) if (reader.organisations.has(organisation)) own += heads
  return own
}

/** Say whether everybody in a cell is a reader's own: such a reader is taken to know that nobody else is. */
export function isOwn(cell: LinkedCell, reader: Reader): boolean {
  return reader !== 'outsider' && cell.heads > 0 && ownHeads(cell, reader) === cell.heads
}

/**
 * What a reader knows of each cell by looking at that cell only.
 * A rounded figure stands for the counts that round to it; a hidden one for at least one person, and for at least the reader's own.
 */
export function knownBounds(table: LinkedTable, shown: readonly Shown[], policy: DisclosurePolicy, reader: Reader): Bounds {
  const least = new Float64Array(table.cells.length)
  const most = new Float64Array(table.cells.length)
  for (const [at, cell] of table.cells.entries()) {
    const [low, high] = isOwn(cell, reader) ? [cell.heads, cell.heads] : cell.untold === true ? [0, Infinity] : boundsOf(shown[at]!, policy)
    least[at] = Math.max(low, ownHeads(cell, reader))
    most[at] = high
  }
  return { least, most }
}

function boundsOf(shown: Shown, policy: DisclosurePolicy): readonly [number, number] {
  if (shown.as === 'hidden') return [1, Infinity]
  if (shown.heads === 0) return [0, 0]
  const half = policy.roundTo / 2
  return [Math.max(policy.smallestShown, Math.ceil(shown.heads - half)), Math.ceil(shown.heads + half) - 1]
}

/** One name for each reader. */
export function nameReader(reader: Reader): string {
  return reader === 'outsider' ? 'outsider' : `insider ${reader.name}`
}
