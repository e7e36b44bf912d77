import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Viewer } from '../access/viewer.ts'
import { hand, jobOf, jobStates, workerOf, workOf, type JobKind, type JobWork, type KeptJob, type KeptJobState, type KeptWorker } from './job.ts'
import type { JobQueue } from './job-queue.ts'
import { openTaking, type Taking } from './job-taking.ts'
import { kept } from './people.ts'
import type { Query } from './records-driver.ts'
import type { Records } from './records.ts'

/** A job as it is asked for. */
export interface NewJob {
  readonly id: string
  readonly kind: JobKind
  readonly title: string
  /** Equal for the same question; null for a job of its own. */
  readonly key: string | null
  readonly question: unknown
  readonly doc: unknown
  /** ISO 8601. */
  readonly at: string
}

/** Heavy work that was asked for. Any process with the records answers for any job. */
export interface Jobs {
  /** Several processes may take jobs. */
  readonly shared: boolean
  /** Where the files of a job lie: in the data folder, reached by every process. */
  folderOf(id: string): string
  /** Ask for a job; where one with its key is under way or done, that one is answered. */
  ask(viewer: Viewer, asked: NewJob): Promise<KeptJob>
  find(viewer: Viewer, id: string): Promise<KeptJob | null>
  /** Newest first: those the viewer asked for, and everybody's to who keeps the system. */
  list(viewer: Viewer, kind: JobKind | null): Promise<KeptJob[]>
  /** What it is asked and what is known; only to who asked. */
  workOf(viewer: Viewer, id: string): Promise<JobWork | null>
  /** How many jobs of its kind come before one that waits. */
  ahead(job: KeptJob): Promise<number>
  /** Put a job in line again when it is in one of the states; `change` says what is known of it from then on. Null when it is in another. */
  again(viewer: Viewer, id: string, from: readonly KeptJobState[], at: string, change?: (doc: unknown) => unknown): Promise<KeptJob | null>
  /** End a job that is not over, whatever it is doing: nothing of it can be published from then on. Null when it is over, or was published. */
  cancel(viewer: Viewer, id: string, at: string): Promise<KeptJob | null>
  workers(viewer: Viewer): Promise<KeptWorker[]>
  counts(): Promise<Record<KeptJobState, number>>
  /** Remove rows and files of jobs that were over at a moment, end those that have asked since then, and remove files that belong to no job; answers how many jobs went. */
  forget(before: string, at: string): Promise<number>
  /** The side of who does them. */
  readonly taking: Taking
}

/** Open the jobs of the records; `folder` is where their files lie. */
export function openJobs(records: Records, queue: JobQueue, folder: string): Jobs {
  const folderOf = (id: string): string => join(folder, id)
  const wakeAfter = async <T>(made: Promise<T>): Promise<T> => {
    const answer = await made
    queue.wake(0)
    return answer
  }
  return {
    shared: queue.shared, folderOf,
    ask: (viewer, asked) => wakeAfter(kept(records, viewer, (query) => ask(query, queue, viewer, asked))),
    find: (viewer, id) => records.transaction(viewer, async (query) => (await query('select * from cadre.job where id = $1', [id])).map(jobOf)[0] ?? null),
    list: (viewer, kind) => records.transaction(viewer, async (query) => (await query('select * from cadre.job where $1::text is null or kind = $1 order by asked_at desc, id limit 500', [kind])).map(jobOf)),
    workOf: (viewer, id) => records.transaction(viewer, async (query) => (await query('select * from cadre.job_work where id = $1', [id])).map(workOf)[0] ?? null),
    ahead: ({ id }) => records.transaction(hand, (query) => ahead(query, id)),
    again: (viewer, id, from, at, change) => wakeAfter(kept(records, viewer, (query) => again(query, queue, { id, from, at }, change))),
    cancel: (viewer, id, at) => kept(records, viewer, async (query) => (await query(
      `update cadre.job set state = 'cancelled', ended_at = $2, worker = null, step = null where id = $1 and state in ('waiting', 'running', 'asking', 'failed') and landed is null returning *`, [id, at])).map(jobOf)[0] ?? null),
    workers: (viewer) => records.transaction(viewer, async (query) => (await query(
      `select job_worker.*, extract(epoch from now() - heard_at)::float8 as silent, (select count(*) from cadre.job where job.worker = job_worker.id and job.state = 'running')::int as running
      from cadre.job_worker order by since, id`)).map(workerOf)),
    counts: () => records.transaction(hand, counts),
    forget: (before, at) => forget(records, folder, before, at),
    taking: openTaking(records, queue),
  }
}

async function ask(query: Query, queue: JobQueue, viewer: Viewer, { id, kind, title, key, question, doc, at }: NewJob): Promise<KeptJob> {
  const made = await query(`insert into cadre.job (id, kind, title, key, person, person_name, state, asked_at, queued_at) values ($1, $2, $3, $4, $5, $6, 'waiting', $7, $7)
    on conflict (key) where key is not null and state not in ('failed', 'cancelled') do nothing returning *`, [id, kind, title, key, viewer.id, viewer.name, at])
  const row = made[0] ?? (await query(`select * from cadre.job where key = $1 and state not in ('failed', 'cancelled')`, [key]))[0]
  if (row === undefined) throw new Error('a job with the same question ended while it was asked for')
  if (made.length === 0) return jobOf(row)
  const { reach: _reach, ...asker } = viewer
  await query('insert into cadre.job_work (id, viewer, question, doc) values ($1, $2::text::jsonb, $3::text::jsonb, $4::text::jsonb)', [id, JSON.stringify(asker), JSON.stringify(question), JSON.stringify(doc)])
  await queue.put(query, id, 0)
  return jobOf(row)
}

async function ahead(query: Query, id: string): Promise<number> {
  const [row] = await query(`select count(*)::int as jobs from cadre.job, (select kind, queued_at, id from cadre.job where id = $1 and state = 'waiting') as mine
    where job.kind = mine.kind and (job.state = 'running' or (job.state = 'waiting' and (job.queued_at, job.id) < (mine.queued_at, mine.id)))`, [id])
  return Number(row?.jobs ?? 0)
}

async function again(query: Query, queue: JobQueue, { id, from, at }: { readonly id: string; readonly from: readonly KeptJobState[]; readonly at: string }, change?: (doc: unknown) => unknown): Promise<KeptJob | null> {
  const [row] = await query('select * from cadre.job where id = $1 for update', [id])
  if (row === undefined || !from.includes(jobOf(row).state)) return null
  const [work] = change === undefined ? [] : await query('select * from cadre.job_work where id = $1', [id])
  if (change !== undefined && work !== undefined) await query('update cadre.job_work set doc = $2::text::jsonb, problem = null where id = $1', [id, JSON.stringify(change(workOf(work).doc))])
  const [put] = await query(`update cadre.job set state = 'waiting', tries = 0, not_before = null, queued_at = $2, ended_at = null, worker = null, code = null, step = null, done = 0, of = 0 where id = $1 returning *`, [id, at])
  await queue.put(query, id, 0)
  return jobOf(put!)
}

async function counts(query: Query): Promise<Record<KeptJobState, number>> {
  const rows = new Map((await query('select state, count(*)::int as jobs from cadre.job group by state')).map((row) => [String(row.state), Number(row.jobs)]))
  return Object.fromEntries(jobStates.map((state) => [state, rows.get(state) ?? 0])) as Record<KeptJobState, number>
}

/** Order matters: rows first. Of a cancelled job the files go with the next look, and so do files nobody has a row for: a process ended between the one and the other. */
async function forget(records: Records, folder: string, before: string, at: string): Promise<number> {
  const gone = await kept(records, hand, async (query) => {
    await query(`update cadre.job set state = 'cancelled', ended_at = $2 where state = 'asking' and queued_at < $1`, [before, at])
    return query(`delete from cadre.job where state in ('done', 'failed', 'cancelled') and ended_at < $1 returning id`, [before])
  })
  const forgotten = new Set(gone.map(({ id }) => String(id)))
  const staying = new Set((await records.transaction(hand, (query) => query(`select id from cadre.job where state <> 'cancelled'`))).map(({ id }) => String(id)))
  for (const name of await readdir(folder).catch(() => [])) {
    const path = join(folder, name)
    if (forgotten.has(name) || (!staying.has(name) && await isOld(path, at))) await rm(path, { recursive: true, force: true })
  }
  return gone.length
}

/** Files come a moment before the row that speaks of them, and of a job that is being cancelled somebody may still have hold. */
async function isOld(path: string, at: string): Promise<boolean> {
  const found = await stat(path).catch(() => null)
  return found !== null && found.mtimeMs < Date.parse(at) - 60 * 60 * 1000
}
