import { groupsUnder, rootOf, staffGroupNamed } from '../reference/staff-group-tree.ts'
import type { StaffGroup } from '../reference/staff-group-tree.ts'
import type { Holding } from './cube-holdings.ts'

/** Words of the source to read for a staff group; null when the source has no staff groups, empty when it does not hold this one. */
export interface GroupWords { readonly words: readonly string[]; readonly added: boolean }

/** Words of the rows to split by: groups without parts, inside the group asked. */
export function wordsToSplit(holding: Holding, group: StaffGroup | null): string[] {
  return inside(holding, group).filter((held) => !held.total).map((held) => held.word)
}

/** Words of published totals over those rows. */
export function totalWords(holding: Holding, group: StaffGroup | null): string[] {
  return inside(holding, group).filter((held) => held.total).map((held) => held.word)
}

/**
 * Words that answer for a staff group as a whole: the published row where there is one, else its parts.
 * `added` tells that parts were put together, so people in two of them count twice.
 */
export function wordsToAnswer(holding: Holding, group: StaffGroup | null): GroupWords {
  const published = group ? holding.groups.filter((held) => held.name === group.name) : publishedWhole(holding)
  if (published.length > 0) return { words: published.map((held) => held.word), added: false }
  const parts = wordsToSplit(holding, group)
  return { words: parts, added: parts.length > 1 }
}

function inside(holding: Holding, group: StaffGroup | null): Holding['groups'] {
  if (group === null) return holding.groups
  const names = new Set(groupsUnder(group))
  return holding.groups.filter((held) => names.has(held.name))
}

/** The published total over everything the source holds. */
function publishedWhole(holding: Holding): Holding['groups'] {
  return holding.groups.filter((held) => held.total && staffGroupNamed(held.word)?.level === 'total' && holding.groups.every((other) => isUnder(other.name, held.name)))
}

function isUnder(name: string, root: string): boolean {
  const group = staffGroupNamed(name)
  return group !== null && rootOf(group).name === root
}
