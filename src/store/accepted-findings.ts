import type { Viewer } from '../access/viewer.ts'
import { refuse, type Refusal } from '../units/refusal.ts'
import { addChange } from './history.ts'
import type { Query } from './records-driver.ts'
import type { Records } from './records.ts'

/** A rule's finding in one organisation, or in one file, that somebody answers for. */
export interface AcceptanceGiven {
  readonly rule: string
  /** One of the two is null. */
  readonly organisation: string | null
  readonly fileId: string | null
  readonly because: string
  readonly by: string
  readonly at: string
  /** Last day it holds; null for no end. */
  readonly until: string | null
}

export interface AcceptedRecord extends AcceptanceGiven {
  readonly id: number
  readonly reopened: { readonly because: string; readonly by: string; readonly at: string } | null
}

export interface AcceptedFindings {
  /** Every acceptance there has been, newest first. */
  list(viewer: Viewer): Promise<AcceptedRecord[]>
  accept(viewer: Viewer, given: AcceptanceGiven): Promise<AcceptedRecord>
  /** Take an acceptance back. */
  reopen(viewer: Viewer, id: number, given: { readonly because: string; readonly by: string; readonly at: string }): Promise<AcceptedRecord | Refusal>
}

/** Open the accepted findings of the records. Errors: reopening refuses `acceptance-not-found`. */
export function openAcceptedFindings(records: Records): AcceptedFindings {
  const change = async <T>(viewer: Viewer, work: (query: Query) => Promise<T>): Promise<T> => {
    const answer = await records.transaction(viewer, work)
    await records.flush()
    return answer
  }
  return {
    list: (viewer) => records.transaction(viewer, listAccepted),
    accept: (viewer, given) => change(viewer, (query) => accept(query, given)),
    reopen: (viewer, id, given) => change(viewer, (query) => reopen(query, id, given)),
  }
}

async function listAccepted(query: Query): Promise<AcceptedRecord[]> {
  const rows = await query(`select accepted_finding.*, reopened.because as reopened_because, reopened_by, reopened_at
    from cadre.accepted_finding left join cadre.reopened_finding as reopened on reopened.accepted = accepted_finding.id order by id desc`)
  return rows.map((row) => ({
    id: Number(row.id), rule: String(row.rule), organisation: row.organisation as string | null, fileId: row.file_id as string | null, because: String(row.because), by: String(row.accepted_by),
    at: String(row.accepted_at), until: row.until as string | null,
    reopened: row.reopened_at === null ? null : { because: String(row.reopened_because), by: String(row.reopened_by), at: String(row.reopened_at) },
  }))
}

async function accept(query: Query, given: AcceptanceGiven): Promise<AcceptedRecord> {
  const { rule, organisation, fileId, because, by, at, until } = given
  const [made] = await query('insert into cadre.accepted_finding (rule, organisation, file_id, because, accepted_by, accepted_at, until) values ($1, $2, $3, $4, $5, $6, $7) returning id',
    [rule, organisation, fileId, because, by, at, until])
  await addChange(query, { kind: 'finding-accepted', at, by, organisations: organisation === null ? [] : [organisation], says: `${rule} in ${sayScope(given)} accepted: ${because}${until === null ? '' : `, until ${until}`}`, from: null, to: null })
  return { ...given, id: Number(made?.id), reopened: null }
}

async function reopen(query: Query, id: number, { because, by, at }: { because: string; by: string; at: string }): Promise<AcceptedRecord | Refusal> {
  const found = (await listAccepted(query)).find((one) => one.id === id)
  if (!found || found.reopened) return refuseReopen(id, found ? `it was reopened by ${found.reopened?.by ?? ''}` : 'there is none of that number')
  await query('insert into cadre.reopened_finding (accepted, because, reopened_by, reopened_at) values ($1, $2, $3, $4)', [id, because, by, at])
  await addChange(query, { kind: 'finding-reopened', at, by, organisations: found.organisation === null ? [] : [found.organisation], says: `${found.rule} in ${sayScope(found)} reopened: ${because}`, from: null, to: null })
  return { ...found, reopened: { because, by, at } }
}

function sayScope({ organisation, fileId }: Pick<AcceptanceGiven, 'organisation' | 'fileId'>): string {
  return organisation ?? `file ${fileId}`
}

function refuseReopen(id: number, found: string): Refusal {
  return refuse('acceptance-not-found', 'absent', { doing: `Reopening the accepted finding ${id}`, found, need: 'The number of an acceptance that is in force', next: 'List them with cadre quality accepted' })
}
