import type { Row } from '../dataset/table.ts'
import { groupsUpFrom, staffGroupNamed } from '../reference/staff-group-tree.ts'
import type { CalendarDate } from '../units/calendar-date.ts'
import type { RowEdit } from './repair-edit.ts'

/** One post of one person at a year-end, as the lake holds it. */
export interface HeldPost { readonly organisation: string; readonly month: CalendarDate; readonly assignment: string; readonly person: string; readonly group: string; readonly profession: string; readonly age: number | null; readonly fte: number }

/** Rows of each staff group and profession. */
type RowsByKey = ReadonlyMap<string, readonly Row[]>

/**
 * People by key, year-end and age as they would be with the rows of a repair put right.
 *
 * Only the people whom the repair touches are followed again, as the store follows everybody: whoever holds a post in the area twelve months later has stayed.
 *
 * Shape: `ends` are year-ends twelve months apart, oldest first; `rows` have one entry for each day and age of a key, and keys that the repair does not touch keep theirs; `held` are all posts in the area at those days of the people concerned.
 */
export function repairedAges(rows: RowsByKey, ends: readonly CalendarDate[], held: readonly HeldPost[], edits: readonly RowEdit[]): RowsByKey {
  const after = editedPosts(held, edits.filter(({ month }) => ends.includes(month)))
  const [gone, come] = [held, after].map((posts) => Map.groupBy(tally(posts, ends), (row) => String(row.key)))
  const touched = [...new Set([...gone!.keys(), ...come!.keys()])].filter((key) => !isSame(gone!.get(key) ?? [], come!.get(key) ?? []))
  return new Map([...rows, ...touched.map((key) => [key, changed(rows.get(key) ?? [], gone!.get(key) ?? [], come!.get(key) ?? [])] as const)])
}

function isSame(gone: readonly Row[], come: readonly Row[]): boolean {
  return gone.length === come.length && gone.every((row, at) => JSON.stringify(row) === JSON.stringify(come[at]))
}

function changed(rows: readonly Row[], gone: readonly Row[], come: readonly Row[]): Row[] {
  const sums = new Map(rows.map((row) => [cellKey(row), { ...row }]))
  addInto(sums, gone, -1)
  addInto(sums, come, 1)
  return [...sums.values()].filter((row) => Number(row.heads) !== 0)
}

/** FTE that a repair adds on one day. */
export function fteChange(edits: readonly RowEdit[], day: CalendarDate): number {
  return edits.filter(({ month }) => month === day).reduce((sum, { before, after }) => sum + (after?.fte ?? 0) - (before?.fte ?? 0), 0)
}

function editedPosts(held: readonly HeldPost[], edits: readonly RowEdit[]): HeldPost[] {
  const gone = new Set(edits.filter(({ before }) => before !== null).map(postKey))
  const come = edits.flatMap(({ organisation, month, assignment, after }) => (after === null ? [] : [{ organisation, month, assignment, ...after }]))
  return [...held.filter((post) => !gone.has(postKey(post))), ...come]
}

function postKey({ organisation, month, assignment }: { organisation: string; month: string; assignment: string }): string {
  return `${organisation}\n${month}\n${assignment}`
}

interface Seen { readonly key: string; readonly day: CalendarDate; readonly person: string; age: number | null; fte: number }

/** Count people by key, day and age: one row per person, key and day first, with the age of the youngest record and all the FTE. */
function tally(posts: readonly HeldPost[], ends: readonly CalendarDate[]): Row[] {
  const present = new Set(posts.map(({ person, month }) => `${person}\n${month}`))
  const seen = new Map<string, Seen>()
  for (const post of posts) {
    for (const key of keysOf(post)) {
      const at = `${key}\n${post.month}\n${post.person}`
      const one = seen.get(at)
      if (one) Object.assign(one, { fte: one.fte + post.fte, age: one.age === null ? post.age : post.age === null ? one.age : Math.min(one.age, post.age) })
      else seen.set(at, { key, day: post.month, person: post.person, age: post.age, fte: post.fte })
    }
  }
  const beside = (day: CalendarDate, step: 1 | -1): string => ends[ends.indexOf(day) + step] ?? 'none'
  return [...seen.values()].map(({ key, day, person, age, fte }) => {
    const [stays, stayed, stayedInKey] = [present.has(`${person}\n${beside(day, 1)}`), present.has(`${person}\n${beside(day, -1)}`), seen.has(`${key}\n${beside(day, -1)}\n${person}`)]
    return { key, day, age, heads: 1, fte, leavers: stays ? 0 : 1, leavers_fte: stays ? 0 : fte, joiners: stayed ? 0 : 1, joiners_fte: stayed ? 0 : fte, entries: stayedInKey ? 0 : 1 }
  })
}

/** A post belongs to its profession, its staff group and every group above. */
function keysOf({ group, profession }: HeldPost): string[] {
  const above = groupsUpFrom(staffGroupNamed(group))
  return [...new Set([...(above.length > 0 ? above : [group]), profession])]
}

function cellKey(row: Row): string {
  return `${String(row.day)}\n${String(row.age)}`
}

const amounts = ['heads', 'fte', 'leavers', 'leavers_fte', 'joiners', 'joiners_fte', 'entries'] as const

function addInto(sums: Map<string, Row>, rows: readonly Row[], sign: 1 | -1): void {
  for (const row of rows) {
    const known = sums.get(cellKey(row))
    if (!known) sums.set(cellKey(row), { ...row, ...Object.fromEntries(amounts.map((amount) => [amount, sign * Number(row[amount])])) })
    else for (const amount of amounts) known[amount] = Number(known[amount]) + sign * Number(row[amount])
  }
}
