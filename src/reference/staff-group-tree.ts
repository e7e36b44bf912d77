import type { CalendarDate } from '../units/calendar-date.ts'
import { refuse } from '../units/refusal.ts'
import type { Refusal } from '../units/refusal.ts'
import { nearestNames, sayChoices } from './nearest-names.ts'
import professionRows from './professions.json' with { type: 'json' }
import staffGroupRows from './staff-groups.json' with { type: 'json' }

/** A staff group in its canonical published words. `total` is the root of a tree, `subtotal` is the sum of its children. */
export interface StaffGroup {
  readonly id: string
  readonly name: string
  readonly parent: string | null
  readonly level: 'total' | 'subtotal' | 'group'
  readonly sector: string
  /** Words other sources use for the same group. */
  readonly aliases: readonly string[]
  readonly valid_from: CalendarDate | null
  readonly valid_to: CalendarDate | null
}

export interface Profession { readonly profession: string; readonly staff_group: string; readonly sector: string }

/** Parents before children. */
export const staffGroups: readonly StaffGroup[] = staffGroupRows as readonly StaffGroup[]
export const professions: readonly Profession[] = professionRows

/**
 * Find a staff group by its words, an alias or its id; case does not matter.
 *
 * Errors: refusal `unknown-staff-group` with the nearest names.
 */
export function findStaffGroup(text: string): StaffGroup | Refusal {
  return staffGroupNamed(text) ?? refuse('unknown-staff-group', 'absent', {
    doing: `Looking for staff group “${text.trim()}”`, found: 'no staff group has that name',
    need: `The nearest are ${sayChoices(nearestNames(text.trim(), staffGroups.map((group) => group.name)))}`, next: 'Use one of these, in words or by id',
  })
}

/** Find a staff group, or null: for words met in data. */
export function staffGroupNamed(text: string): StaffGroup | null {
  const wanted = plainWords(text)
  return byName.get(wanted) ?? byId.get(text.trim().toLowerCase()) ?? byAlias.get(wanted) ?? null
}

/** The first group of a name, an id or an alias, for files with a group on every row. */
const [byName, byId, byAlias] = [firstBy((group) => [plainWords(group.name)]), firstBy((group) => [group.id]), firstBy((group) => group.aliases.map(plainWords))]

function firstBy(keys: (group: StaffGroup) => readonly string[]): ReadonlyMap<string, StaffGroup> {
  return new Map(staffGroups.flatMap((group) => keys(group).map((key) => [key, group] as const)).toReversed())
}

/** The canonical words for a group met in data; words nobody declared stay as they are. */
export function canonicalGroup(text: string): string {
  return staffGroupNamed(text)?.name ?? text
}

/** Find a profession by name, or null. */
export function professionNamed(text: string): Profession | null {
  const wanted = plainWords(text)
  return professions.find((row) => plainWords(row.profession) === wanted) ?? null
}

/** Names of the groups without children under a group, or the group itself. */
export function leavesUnder(group: StaffGroup): string[] {
  const children = staffGroups.filter((child) => child.parent === group.name)
  return children.length === 0 ? [group.name] : children.flatMap(leavesUnder)
}

/** The group and everything under it. */
export function groupsUnder(group: StaffGroup): string[] {
  return [group.name, ...staffGroups.filter((child) => child.parent === group.name).flatMap(groupsUnder)]
}

/** Root of the tree a group belongs to. */
export function rootOf(group: StaffGroup): StaffGroup {
  const parent = staffGroups.find((row) => row.name === group.parent)
  return parent ? rootOf(parent) : group
}

/** A group of the tree and every group above it; none for no group. */
export function groupsUpFrom(group: StaffGroup | null): string[] {
  return group === null ? [] : [group.name, ...groupsUpFrom(staffGroups.find((row) => row.name === group.parent) ?? null)]
}

function plainWords(text: string): string {
  return text.toLowerCase().replace(/&/g, ' and ').replace(/[^a-z0-9]+/g, ' ').trim()
}
