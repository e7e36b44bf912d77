import type { Viewer } from '../../access/viewer.ts'
import type { Row } from '../../dataset/table.ts'
import { postMark } from '../../ingest/returns/post-mark.ts'
import type { EndedPerson, HeldPosts } from '../../ingest/source.ts'
import type { House } from '../../store/house.ts'
import type { AcceptedFile } from '../../store/publish.ts'

/** Most posts that are handed to every file read: a region’s month. */
const most = 150_000

/** Posts held of every organisation at its last month-end, for the rules that look across employers; none when there are more than can be handed to every file. */
export async function heldPosts(house: House, viewer: Viewer): Promise<HeldPosts[]> {
  const live = await house.catalogue.live(viewer)
  if (live === null) return []
  const rows = await house.lake.select(viewer, live, `
    SELECT substr(file_id, 14) AS sender, at_code, period_to::VARCHAR AS period_to, person, fte, host_code, birth_month::VARCHAR AS birth_month, sex, start_in_post::VARCHAR AS start_in_post, staff_group FROM staff
    WHERE source = 'staff-return' AND (at_code, period_to) IN (SELECT (at_code, max(period_to)) FROM staff WHERE source = 'staff-return' GROUP BY at_code)
    ORDER BY at_code, person, assignment LIMIT ${most + 1}`)
  // A file's id is twelve characters of its hash, a hyphen and its source.
  return rows.length > most ? [] : [...Map.groupBy(rows, (row) => String(row.sender))].flatMap(([sender, own]) => postsOfRows(own, sender))
}

/** The same of a file that was just read; null when it has more than can be handed on. */
export function postsOf(file: AcceptedFile): readonly HeldPosts[] | null {
  if (file.posts !== undefined) return file.posts
  if (file.table === 'staff' && file.rows.loaded > most) return null
  return file.table === 'staff' && file.source.startsWith('staff-return-') ? postsOfRows(file.into.get('staff') ?? [], file.source) : []
}

/** Gathers the posts of rows one after the other; null when there are more than can be handed on. `sender` is the source that holds them. */
export function gatherPosts(sender: string): { see(row: Row): void; posts(): HeldPosts[] | null } {
  const months = new Map<string, Growing>()
  let rows = 0
  return {
    posts: () => (rows > most ? null : [...months.values()]),
    see(row) {
      rows += 1
      if (rows > most) return months.clear()
      const key = `${String(row.at_code)}\n${String(row.period_to)}`
      const own = months.get(key) ?? { sender, organisation: String(row.at_code), periodTo: String(row.period_to), people: [], fte: [], hosts: [], marks: [] }
      months.set(key, own)
      own.people.push(String(row.person))
      own.fte.push(Number(row.fte ?? 0))
      own.hosts.push(row.host_code === null || row.host_code === undefined ? null : String(row.host_code))
      own.marks.push(postMark(row)?.[0] ?? null)
    },
  }
}

/** Posts of one organisation at a month-end, as they are gathered. */
interface Growing extends HeldPosts { readonly people: string[]; readonly fte: number[]; readonly hosts: (string | null)[]; readonly marks: (string | null)[] }

/** Posts read anew stand in place of those held of the same organisation and sender, unless they are of an earlier month. */
export function withPosts(held: readonly HeldPosts[], read: readonly HeldPosts[] | null): readonly HeldPosts[] {
  if (read === null) return []
  const newer = read.filter((one) => !held.some((other) => keyOf(other) === keyOf(one) && other.periodTo > one.periodTo))
  const replaced = new Set(newer.map(keyOf))
  const kept = [...held.filter((one) => !replaced.has(keyOf(one))), ...newer]
  return kept.reduce((sum, { people }) => sum + people.length, 0) > most ? [] : kept
}

function keyOf({ organisation, sender }: HeldPosts): string {
  return `${organisation} ${sender}`
}

/** People whose death or retirement on grounds of ill health some month recorded. */
export async function endedPeople(house: House, viewer: Viewer): Promise<EndedPerson[]> {
  const live = await house.catalogue.live(viewer)
  if (live === null) return []
  const rows = await house.lake.select(viewer, live, `
    SELECT person, min(at_code) AS at_code, min(leave_date)::VARCHAR AS leave_date, min(leave_reason) AS reason FROM staff
    WHERE source = 'staff-return' AND leave_date IS NOT NULL AND leave_reason IN ('Death in service', 'Ill health retirement') GROUP BY person ORDER BY person`)
  return rows.map((row) => ({ person: String(row.person), organisation: String(row.at_code), leaveDate: String(row.leave_date), reason: String(row.reason) }))
}

function postsOfRows(rows: readonly Row[], sender: string): HeldPosts[] {
  const posts = gatherPosts(sender)
  for (const row of rows) posts.see(row)
  return posts.posts() ?? []
}
