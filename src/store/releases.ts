import { createHash } from 'node:crypto'
import type { Viewer } from '../access/viewer.ts'
import { refuse, type Refusal } from '../units/refusal.ts'
import { kept } from './people.ts'
import type { Query } from './records-driver.ts'
import type { Records } from './records.ts'

/** A step on the way of what is to leave. `because` is said of what is refused or withdrawn; `expiresAt` until when what was approved may leave. */
export interface ReleaseStep { readonly kind: 'approved' | 'refused' | 'withdrawn' | 'left'; readonly by: string; readonly name: string; readonly at: string; readonly because: string | null; readonly expiresAt: string | null; readonly file: string | null }

/** What somebody asks to leave the organisation: what it is, why, to whom, and the digest of the bytes. */
export interface KeptRelease {
  readonly id: number
  readonly kind: 'table' | 'records'
  readonly asked: unknown
  readonly title: string
  readonly summary: string
  readonly because: string
  readonly recipient: string
  /** The area and every area it lies in, as scopes; empty for all of the data. */
  readonly within: readonly string[]
  readonly snapshot: string
  readonly hash: string
  readonly askedBy: string
  readonly askedName: string
  readonly askedAt: string
  readonly expiresAt: string
  readonly files: readonly { readonly name: string; readonly sha256: string; readonly bytes: number }[]
  readonly steps: readonly ReleaseStep[]
}

export type ReleaseAsked = Omit<KeptRelease, 'id' | 'askedBy' | 'askedName' | 'files' | 'steps'> & { readonly files: readonly { readonly name: string; readonly bytes: Uint8Array }[] }
export type StepTaken = Pick<ReleaseStep, 'kind' | 'at'> & Partial<Pick<ReleaseStep, 'because' | 'expiresAt' | 'file'>>

/** What leaves the organisation. Row security and a trigger hold to two people as well. */
export interface Releases {
  /** Those that a viewer asked for or may decide about, newest first. */
  list(viewer: Viewer): Promise<KeptRelease[]>
  find(viewer: Viewer, id: number): Promise<KeptRelease | null>
  ask(viewer: Viewer, asked: ReleaseAsked): Promise<KeptRelease>
  /** Take a step after a look at how it stands, while nobody else takes one. What `judge` refuses is not done. Its bytes go when it is refused or withdrawn. */
  step(viewer: Viewer, id: number, taken: StepTaken, judge: (release: KeptRelease) => Refusal | null): Promise<KeptRelease | Refusal>
  /** Read a file again as it was approved. Errors: refuses `release-not-found`, `release-bytes-differ`. */
  read(viewer: Viewer, id: number, name: string): Promise<Uint8Array | Refusal>
  /** Let go of the bytes of what is over. */
  letGo(viewer: Viewer, id: number): Promise<void>
}

/** Open what leaves, of the records. */
export function openReleases(records: Records): Releases {
  return {
    list: (viewer) => records.transaction(viewer, (query) => readReleases(query, null)),
    find: (viewer, id) => records.transaction(viewer, async (query) => (await readReleases(query, id))[0] ?? null),
    ask: (viewer, asked) => kept(records, viewer, (query) => ask(query, viewer, asked)),
    step: (viewer, id, taken, judge) => kept(records, viewer, (query) => step(query, viewer, id, taken, judge)),
    read: (viewer, id, name) => records.transaction(viewer, (query) => readContent(query, id, name)),
    letGo: (viewer, id) => kept(records, viewer, async (query) => void await query('delete from cadre.release_content where release = $1', [id])),
  }
}

async function readReleases(query: Query, id: number | null): Promise<KeptRelease[]> {
  const rows = await query(`select * from cadre.release ${id === null ? '' : 'where id = $1'} order by id desc`, id === null ? [] : [id])
  const files = Map.groupBy(await query('select release, name, sha256, bytes from cadre.release_file order by release, name collate "C"'), ({ release }) => Number(release))
  const steps = Map.groupBy(await query('select * from cadre.release_step order by id'), ({ release }) => Number(release))
  return rows.map((row) => ({
    id: Number(row.id), kind: row.kind as KeptRelease['kind'], asked: row.asked, title: String(row.title), summary: String(row.summary), because: String(row.because), recipient: String(row.recipient), within: row.within as string[],
    snapshot: String(row.snapshot), hash: String(row.hash), askedBy: String(row.asked_by), askedName: String(row.asked_name), askedAt: String(row.asked_at), expiresAt: String(row.expires_at),
    files: (files.get(Number(row.id)) ?? []).map(({ name, sha256, bytes }) => ({ name: String(name), sha256: String(sha256), bytes: Number(bytes) })), steps: (steps.get(Number(row.id)) ?? []).map(stepOf),
  }))
}

function stepOf(row: Readonly<Record<string, unknown>>): ReleaseStep {
  return {
    kind: row['kind'] as ReleaseStep['kind'], by: String(row['by_whom']), name: String(row['by_name']), at: String(row['at']), because: row['because'] as string | null, expiresAt: row['expires_at'] as string | null, file: row['file'] as string | null,
  }
}

async function ask(query: Query, viewer: Viewer, { kind, asked, title, summary, because, recipient, within, snapshot, hash, askedAt, expiresAt, files }: ReleaseAsked): Promise<KeptRelease> {
  const [made] = await query(`insert into cadre.release (kind, asked, title, summary, because, recipient, within, snapshot, hash, asked_by, asked_name, asked_at, expires_at)
    values ($1, $2::text::jsonb, $3, $4, $5, $6, $7::text::jsonb, $8, $9, $10, $11, $12, $13) returning id`,
  [kind, JSON.stringify(asked), title, summary, because, recipient, JSON.stringify(within), snapshot, hash, viewer.id, viewer.name, askedAt, expiresAt])
  const id = Number(made?.id)
  for (const { name, bytes } of files) {
    await query('insert into cadre.release_file (release, name, sha256, bytes) values ($1, $2, $3, $4)', [id, name, digest(bytes), bytes.length])
    await query('insert into cadre.release_content (release, name, content) values ($1, $2, $3)', [id, name, Buffer.from(bytes).toString('base64')])
  }
  return (await readReleases(query, id))[0]!
}

/** Steps are taken one after the other: each sees those before it. */
async function step(query: Query, viewer: Viewer, id: number, { kind, at, because = null, expiresAt = null, file = null }: StepTaken, judge: (release: KeptRelease) => Refusal | null): Promise<KeptRelease | Refusal> {
  await query(`select pg_advisory_xact_lock(hashtext('cadre.release'))`)
  const [release] = await readReleases(query, id)
  if (release === undefined) return refuseRelease(id)
  const refused = judge(release)
  if (refused) return refused
  await query('insert into cadre.release_step (release, kind, by_whom, by_name, at, because, expires_at, file) values ($1, $2, $3, $4, $5, $6, $7, $8)', [id, kind, viewer.id, viewer.name, at, because, expiresAt, file])
  if (kind === 'refused' || kind === 'withdrawn') await query('delete from cadre.release_content where release = $1', [id])
  return (await readReleases(query, id))[0]!
}

async function readContent(query: Query, id: number, name: string): Promise<Uint8Array | Refusal> {
  const [approved] = await query('select sha256 from cadre.release_file where release = $1 and name = $2', [id, name])
  const [held] = await query('select content from cadre.release_content where release = $1 and name = $2', [id, name])
  if (approved === undefined || held === undefined) return refuseRelease(id)
  const bytes = Buffer.from(String(held.content), 'base64')
  return digest(bytes) === approved.sha256 ? bytes : refuse('release-bytes-differ', 'check', {
    doing: `Giving ${name} away`, found: 'its bytes are not those that were approved', need: 'Exactly what was approved', next: 'Do not use any copy of it; ask for it again, and tell whoever keeps the installation',
  })
}

/** Nothing of that number is seen by whoever asks. */
export function refuseRelease(id: number): Refusal {
  return refuse('release-not-found', 'absent', { doing: 'Looking for what was asked to leave', found: `nothing with the number ${id} that you asked for or may decide about, or its files are gone`, need: 'A number of the list', next: 'See the page Approvals, or cadre release list' })
}

function digest(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
