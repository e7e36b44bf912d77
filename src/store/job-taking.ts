import { hand, jobOf, workOf, type JobKind, type JobWork, type KeptJob, type KeptJobState } from './job.ts'
import type { JobQueue, QueueAttendance, TakeJob } from './job-queue.ts'
import { kept } from './people.ts'
import type { Query } from './records-driver.ts'
import type { Records } from './records.ts'

/** A job in hand. Whoever has not this attempt of it may change nothing. */
export interface TakenJob { readonly job: KeptJob; readonly work: JobWork }

/** A process that takes jobs, as it makes itself known. */
export interface NewWorker { readonly id: string; readonly kind: 'server' | 'worker'; readonly name: string; readonly hands: number; readonly since: string }

/** How far a job in hand is. `doc` is what is known of it; left out when it has not changed. */
export interface JobProgress { readonly id: string; readonly attempt: number; readonly step: string | null; readonly done: number; readonly of: number; readonly stepAt: string | null; readonly doc?: unknown }

/** How a job in hand ends: `again` puts it in line once more, after seconds. */
export type JobEnd =
  | { readonly state: 'asking' | 'done'; readonly doc: unknown }
  | { readonly state: 'failed'; readonly doc: unknown; readonly code: string; readonly problem: unknown }
  | { readonly state: 'again'; readonly after: number; readonly doc: unknown }

/** The side of who does jobs: take, tell that one lives, keep how far it is, end. */
export interface Taking {
  /** Make a process known, before it takes the first job. */
  enter(worker: NewWorker): Promise<void>
  /** Begin to be handed jobs. */
  attend(hands: number, take: TakeJob): Promise<QueueAttendance>
  /** Take up a job that waits, by its id or the first of a kind; null when there is none. */
  take(worker: NewWorker, wanted: { readonly id: string } | { readonly kind: JobKind }, at: string): Promise<TakenJob | null>
  /** Say that the process lives; false when it was given up meanwhile, and its jobs with it. */
  beat(worker: NewWorker, pool: string | null): Promise<boolean>
  /** Keep how far jobs are; answers those that are no longer in hand: cancelled, or taken from it. */
  keep(progress: readonly JobProgress[]): Promise<string[]>
  /** End a job, or put it in line again; false when it is no longer in hand. */
  end(taken: TakenJob, end: JobEnd, at: string): Promise<boolean>
  /** How a job stands; null when it was forgotten. */
  stateOf(id: string): Promise<KeptJobState | null>
  /** Hand a job back as it was, for another to take at once. */
  giveBack(taken: TakenJob, doc: unknown): Promise<void>
  /** Take the jobs of processes that were not heard of for so many seconds from them, and put them in line. */
  sweep(lease: number, at: string): Promise<void>
  leave(worker: NewWorker): Promise<void>
}

/** A job that took this many processes down with it is not begun again unless a person says so. */
const mostTries = 10

export function openTaking(records: Records, queue: JobQueue): Taking {
  const atWork = <T>(work: (query: Query) => Promise<T>): Promise<T> => records.transaction(hand, work)
  return {
    enter: (worker) => atWork((query) => register(query, worker)),
    attend: (hands, take) => queue.attend(hands, take),
    take: (worker, wanted, at) => atWork((query) => takeUp(query, worker, wanted, at)),
    beat: (worker, pool) => atWork(async (query) => (await query('update cadre.job_worker set heard_at = now(), pool = $2 where id = $1 returning id', [worker.id, pool])).length > 0),
    keep: (progress) => atWork(async (query) => {
      const lost: string[] = []
      for (const one of progress) if (!await keepOne(query, one)) lost.push(one.id)
      return lost
    }),
    end: async (taken, end, at) => {
      const isOurs = await kept(records, hand, (query) => endOne(query, queue, taken, end, at))
      if (isOurs && end.state === 'again') queue.wake(end.after)
      return isOurs
    },
    stateOf: (id) => atWork(async (query) => ((await query('select state from cadre.job where id = $1', [id]))[0]?.state ?? null) as KeptJobState | null),
    giveBack: async ({ job }, doc) => {
      await kept(records, hand, async (query) => {
        const given = await query(`update cadre.job set state = 'waiting', worker = null, step = null, tries = tries - 1 where id = $1 and attempt = $2 and state = 'running' returning id`, [job.id, job.attempt])
        if (given.length === 0) return
        await query('update cadre.job_work set doc = $2::text::jsonb where id = $1', [job.id, JSON.stringify(doc)])
        await queue.put(query, job.id, 0)
      })
      queue.wake(0)
    },
    sweep: async (lease, at) => {
      await atWork((query) => sweep(query, queue, lease, at))
      queue.wake(0)
    },
    leave: ({ id }) => atWork(async (query) => void await query('delete from cadre.job_worker where id = $1', [id])),
  }
}

async function register(query: Query, { id, kind, name, hands, since }: NewWorker): Promise<void> {
  await query(`insert into cadre.job_worker (id, kind, name, hands, since, heard_at) values ($1, $2, $3, $4, $5, now()) on conflict (id) do update set heard_at = now()`, [id, kind, name, hands, since])
}

/** The row of the process is held while it takes: who sweeps comes before or after, never between. */
async function takeUp(query: Query, worker: NewWorker, wanted: { readonly id: string } | { readonly kind: JobKind }, at: string): Promise<TakenJob | null> {
  const known = await query('select id from cadre.job_worker where id = $1 for share', [worker.id])
  if (known.length === 0) return null
  const which = 'id' in wanted ? 'id = $1' : 'kind = $1'
  const [row] = await query(`update cadre.job set state = 'running', attempt = attempt + 1, tries = tries + 1, worker = $2, started_at = coalesce(started_at, $3), not_before = null, step = null, done = 0, of = 0, step_at = null
    where id = (select id from cadre.job where ${which} and state = 'waiting' and (not_before is null or not_before <= now()) order by queued_at, id limit 1 for update skip locked) returning *`, ['id' in wanted ? wanted.id : wanted.kind, worker.id, at])
  if (row === undefined) return null
  const [work] = await query('select * from cadre.job_work where id = $1', [String(row.id)])
  return { job: jobOf(row), work: workOf(work!) }
}

async function keepOne(query: Query, { id, attempt, step, done, of, stepAt, doc }: JobProgress): Promise<boolean> {
  const ours = await query(`update cadre.job set step = $3, done = $4, of = $5, step_at = $6 where id = $1 and attempt = $2 and state = 'running' returning id`, [id, attempt, step, done, of, stepAt])
  if (ours.length > 0 && doc !== undefined) await query('update cadre.job_work set doc = $2::text::jsonb where id = $1', [id, JSON.stringify(doc)])
  return ours.length > 0
}

async function endOne(query: Query, queue: JobQueue, { job: { id, attempt } }: TakenJob, end: JobEnd, at: string): Promise<boolean> {
  const ours = `where id = $1 and attempt = $2 and state = 'running' returning id`
  const ended = end.state === 'again'
    ? await query(`update cadre.job set state = 'waiting', worker = null, step = null, not_before = now() + make_interval(secs => $3) ${ours}`, [id, attempt, end.after])
    : await query(`update cadre.job set state = $3, worker = null, step = null, ended_at = $4, code = $5 ${ours}`, [id, attempt, end.state, end.state === 'asking' ? null : at, end.state === 'failed' ? end.code : null])
  if (ended.length === 0) return false
  await query('update cadre.job_work set doc = $2::text::jsonb, problem = $3::text::jsonb where id = $1', [id, JSON.stringify(end.doc), end.state === 'failed' ? JSON.stringify(end.problem) : null])
  if (end.state === 'again') await queue.put(query, id, end.after)
  return true
}

async function sweep(query: Query, queue: JobQueue, lease: number, at: string): Promise<void> {
  const dead = await query('delete from cadre.job_worker where heard_at < now() - make_interval(secs => $1) returning pool', [lease])
  await query(`update cadre.job set state = 'failed', code = 'job-kept-breaking', ended_at = $2, worker = null, step = null where state = 'running' and tries >= $1 and worker not in (select id from cadre.job_worker)`, [mostTries, at])
  await query(`update cadre.job set state = 'waiting', worker = null, step = null where state = 'running' and worker not in (select id from cadre.job_worker)`)
  await queue.mend(query, dead.flatMap(({ pool }) => (pool === null ? [] : [String(pool)])))
}
