import type { LinkedCell, LinkedTable } from './linked-table.ts'
import { ownHeads, type Insider, type Reader } from './known.ts'
import { organisationsIn } from './shown.ts'
import type { DisclosurePolicy } from './policy.ts'

/** A cell that the policy hides, a reader, and the range of heads that must remain possible to that reader. */
export interface Protection { readonly cell: number; readonly reader: Reader; readonly least: number; readonly most: number }

/** Cells that the policy hides for what they hold, not for the sake of others. */
function sensitiveCells(table: LinkedTable, policy: DisclosurePolicy): number[] {
  return table.cells.flatMap((cell, at) => (isSensitive(cell, policy) ? [at] : []))
}

/**
 * What must remain possible: to an outsider, that a small count is any from 1 to the largest hidden one, and that a larger one hidden for its few
 * contributors lies as far off either way; to an insider, that others add from nobody to three people at least. Where there are no others, there is
 * nobody of theirs to protect. Hiding cannot give all of it everywhere: see reach.ts.
 */
export function protectionsOf(table: LinkedTable, policy: DisclosurePolicy, insiders: readonly Insider[]): Protection[] {
  return sensitiveCells(table, policy).flatMap((at) => {
    const cell = table.cells[at]!
    const wide = policy.smallestShown - 1
    const least = cell.heads <= wide ? 1 : cell.heads - wide
    const most = cell.heads <= wide ? wide : cell.heads + wide
    const outsider: Protection = { cell: at, reader: 'outsider', least, most }
    const others = insiders.flatMap((insider): Protection[] => {
      const own = ownHeads(cell, insider)
      return own === cell.heads ? [] : [{ cell: at, reader: insider, least: Math.max(least, own), most: Math.max(most, own + fewestOthers) }]
    })
    return [outsider, ...others]
  })
}

/** An insider who has taken off their own people must still allow for this many others. Heads. */
const fewestOthers = 3

function isSensitive({ heads, by, untold }: LinkedCell, policy: DisclosurePolicy): boolean {
  return untold !== true && heads > 0 && (heads < policy.smallestShown || organisationsIn(by) < policy.fewestOrganisations)
}
