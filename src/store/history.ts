import type { Viewer } from '../access/viewer.ts'
import type { Query } from './records-driver.ts'
import type { Records } from './records.ts'

/** A change somebody made to the dataset, as it is written down. */
export interface ChangeMade {
  readonly kind: 'published' | 'withdrawn' | 'mapping-confirmed' | 'finding-accepted' | 'finding-reopened' | 'code-edition-loaded'
  /** When, ISO 8601, and who. */
  readonly at: string
  readonly by: string
  /** Codes of the organisations it concerns. */
  readonly organisations: readonly string[]
  readonly says: string
  /** Snapshot that was live before and the one since; null when none was, or when no data changed. */
  readonly from: string | null
  readonly to: string | null
  /** Places, `level:code`, whose records it speaks of: those of the organisations when left out. */
  readonly places?: readonly string[]
}

/** A change with its number: they count up in the order of the changes. */
export interface ChangeRecord extends ChangeMade { readonly number: number }

/** Every change there has been. It is only ever added to. */
export interface History {
  /** Newest first. */
  list(viewer: Viewer): Promise<ChangeRecord[]>
  /** Write down a change whose data lie outside the records, such as a new edition of a code list. */
  add(viewer: Viewer, change: ChangeMade): Promise<void>
}

/** Open the history of the records. */
export function openHistory(records: Records): History {
  return {
    list: (viewer) => records.transaction(viewer, listChanges),
    add: async (viewer, change) => {
      await records.transaction(viewer, (query) => addChange(query, change))
      await records.flush()
    },
  }
}

/** Write a change down in the transaction that makes it, so that neither is ever without the other. */
export async function addChange(query: Query, change: ChangeMade): Promise<void> {
  const organisations = [...new Set(change.organisations)].toSorted()
  const places = [...new Set(change.places ?? organisations.map((code) => `organisation:${code}`))].toSorted()
  await query('insert into cadre.change (at, by_whom, kind, organisations, says, from_snapshot, to_snapshot, open, places) values ($1, $2, $3, $4::text::jsonb, $5, $6, $7, $8, $9::text::jsonb)',
    [change.at, change.by, change.kind, JSON.stringify(organisations), change.says, change.from, change.to, isOpenChange(change, places), JSON.stringify(places)])
}

/** A change of publications alone, or of a code list, is told to everybody signed in; a decision about a file may speak of anybody. */
function isOpenChange({ kind }: ChangeMade, places: readonly string[]): boolean {
  return places.length === 0 && ['published', 'withdrawn', 'code-edition-loaded'].includes(kind)
}

/** What was live before the live snapshot was last published; undefined when no publication of it was written down. */
export async function beforePublication(query: Query, snapshot: string): Promise<string | null | undefined> {
  const [last] = await query(`select from_snapshot from cadre.change where kind = 'published' and to_snapshot = $1 order by number desc limit 1`, [snapshot])
  return last?.from_snapshot as string | null | undefined
}

async function listChanges(query: Query): Promise<ChangeRecord[]> {
  const rows = await query('select number, at, by_whom, kind, organisations, says, from_snapshot, to_snapshot from cadre.change order by number desc')
  return rows.map((row) => ({
    number: Number(row.number), at: String(row.at), by: String(row.by_whom), kind: row.kind as ChangeRecord['kind'], organisations: row.organisations as string[], says: String(row.says),
    from: row.from_snapshot as string | null, to: row.to_snapshot as string | null,
  }))
}
