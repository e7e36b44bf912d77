import type { LinkedTable } from './linked-table.ts'
import type { DisclosurePolicy } from './policy.ts'
import type { Shown } from './shown.ts'

/** Least and most heads that a reader must allow for in each cell. Infinity where there is no upper bound. */
export interface Bounds { readonly least: Float64Array; readonly most: Float64Array }

/** Who reads: an outsider knows what is shown; an insider knows also their own organisation's people. */
export type Reader = { readonly organisation: string } | 'outsider'

/**
 * What a reader knows of each cell by looking at that cell only.
 * A rounded figure stands for the counts that round to it; a hidden one for at least one person, and for at least the reader's own.
 */
export function knownBounds(table: LinkedTable, shown: readonly Shown[], policy: DisclosurePolicy, reader: Reader): Bounds {
  const least = new Float64Array(table.cells.length)
  const most = new Float64Array(table.cells.length)
  for (const [at, cell] of table.cells.entries()) {
    const own = reader === 'outsider' ? 0 : cell.by.get(reader.organisation) ?? 0
    const [low, high] = reader !== 'outsider' && cell.ownRowOf === reader.organisation ? [cell.heads, cell.heads] : boundsOf(shown[at]!, policy)
    least[at] = Math.max(low, own)
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
