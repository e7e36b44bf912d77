import type { CalendarDate } from '../units/calendar-date.ts'
import { byTrustOn, compareText } from './in-force.ts'
import { rankOf } from './levels.ts'
import type { Parent, RelationRow, SuccessionRow } from './map-rows.ts'
import { successorsOf } from './successors.ts'

/** What a map knows when it asks who belongs to whom. `exists` takes `level:code`. */
export interface Ground { readonly date: CalendarDate; readonly successions: readonly SuccessionRow[]; readonly exists: (key: string) => boolean }

/**
 * Say who each child belongs to: the nearest level above it that stands on the map, in the words of the source seen nearest the date.
 *
 * A parent that has ended gives way to its successors with their shares, so that a merged area has the children of both.
 * Shape: keyed by `level:code` of the child.
 */
export function believedParents(relations: readonly RelationRow[], ground: Ground): Map<string, Parent[]> {
  const parents = new Map<string, Parent[]>()
  for (const [key, group] of byChild(relations)) parents.set(key, believed(group, ground))
  return parents
}

/** Say which networks each child is a member of, each membership by the source seen nearest the date; memberships may overlap. */
export function believedMemberships(relations: readonly RelationRow[], ground: Ground): Map<string, Parent[]> {
  const members = new Map<string, Parent[]>()
  for (const [key, group] of byChild(relations)) {
    const best = new Map<string, RelationRow>()
    for (const row of group.toSorted(byTrustOn(ground.date))) if (!best.has(row.parent_code) && ground.exists(`${row.parent_level}:${row.parent_code}`)) best.set(row.parent_code, row)
    members.set(key, [...best.values()].toSorted((a, b) => compareText(a.parent_code, b.parent_code)).map((row) => ({ level: row.parent_level, code: row.parent_code, share: row.share, source: row.source, otherwise: [] })))
  }
  return members
}

function byChild(relations: readonly RelationRow[]): Map<string, RelationRow[]> {
  const groups = new Map<string, RelationRow[]>()
  for (const row of relations) {
    const key = `${row.child_level}:${row.child_code}`
    const group = groups.get(key)
    if (group) group.push(row)
    else groups.set(key, [row])
  }
  return groups
}

function believed(group: readonly RelationRow[], ground: Ground): Parent[] {
  const standing = group.filter((row) => standsIn(row, ground).length > 0)
  if (standing.length === 0) return []
  const nearest = Math.max(...standing.map((row) => rankOf(row.parent_level)))
  const candidates = standing.filter((row) => rankOf(row.parent_level) === nearest).toSorted((a, b) => byTrustOn(ground.date)(a, b) || compareText(a.parent_code, b.parent_code))
  const best = candidates[0]
  if (!best) return []
  const agreed = candidates.filter((row) => row.source === best.source && row.seen_at === best.seen_at && row.valid_from === best.valid_from)
  const parents = new Map<string, Parent>()
  for (const row of new Map(agreed.map((one) => [one.parent_code, one])).values()) for (const { code, share } of standsIn(row, ground)) {
    const known = parents.get(code)
    parents.set(code, { level: row.parent_level, code, share: (known?.share ?? 0) + share * row.share, source: row.source, otherwise: [] })
  }
  const otherwise = candidates.filter((row) => standsIn(row, ground).some(({ code }) => !parents.has(code))).map((row) => ({ code: row.parent_code, source: row.source }))
  return [...parents.values()].map((parent) => ({ ...parent, otherwise })).toSorted((a, b) => compareText(a.code, b.code))
}

/** The parent of a row as it stands on the map: itself, or what became of it. */
function standsIn(row: RelationRow, ground: Ground): { code: string; share: number }[] {
  return successorsOf(ground.successions, row.parent_level, row.parent_code, ground.date, (code) => ground.exists(`${row.parent_level}:${code}`))
}
