import type { LinkedCell, LinkedTable, Shown } from './linked-table.ts'
import type { DisclosurePolicy } from './policy.ts'

/** Apply the policy to one count: nought is nought, small counts and counts of too few organisations are hidden, the rest is rounded. */
function showCount(heads: number, organisations: number, policy: DisclosurePolicy): Shown {
  if (heads === 0) return { as: 'number', heads: 0 }
  if (heads < policy.smallestShown || organisations < policy.fewestOrganisations) return { as: 'hidden' }
  return { as: 'number', heads: roundHeads(heads, policy) }
}

/** Round a count of heads as the policy says. A half is rounded up; whole heads never make one with an odd base. */
export function roundHeads(heads: number, policy: DisclosurePolicy): number {
  return Math.floor(heads / policy.roundTo + 0.5) * policy.roundTo
}

/** Apply the policy to every cell by itself, as far as nothing was decided about it elsewhere: what hiding small cells alone gives. */
export function showEachAlone(table: LinkedTable, policy: DisclosurePolicy): Shown[] {
  return table.cells.map(({ heads, by, decided, untold }) => decided ?? (untold === true ? { as: 'hidden' } : showCount(heads, organisationsIn(by), policy)))
}

/** How many organisations have somebody in a cell. */
export function organisationsIn(by: LinkedCell['by']): number {
  let organisations = 0
  for (const heads of by.values()) if (heads > 0) organisations += 1
  return organisations
}
