import type { Logger as GraphileLogger, WorkerPool } from 'graphile-worker'
import { EventEmitter } from 'node:events'
import type { JobQueue, QueueAttendance, TakeJob } from './job-queue.ts'
import { openLines } from './postgres-lines.ts'
import type { Query, RecordsDriver } from './records-driver.ts'

/** Name of our one kind of task in the queue. */
const task = 'cadre'
/** Number of the last migration of graphile-worker 0.18.0, the version in package.json. */
const newestMigration = 20

/**
 * The queue of processes that share a PostgreSQL: graphile-worker, in a schema of its own in the same database.
 *
 * Its tables belong to the login, not to the role that answers viewers: putting a job in line steps out of that role for one statement.
 */
export async function queueInPostgres(address: string, driver: RecordsDriver): Promise<JobQueue> {
  await migrate(address, driver)
  return {
    shared: true,
    put: (query, id, after) => asLogin(query, () => put(query, id, after)),
    wake: () => {},
    mend: (query, deadPools) => asLogin(query, () => mend(query, deadPools)),
    attend: (hands, take) => attend(address, hands, take),
  }
}

/** Make or bring up to date the schema of the queue; it is read only when there is something to do. */
async function migrate(address: string, driver: RecordsDriver): Promise<void> {
  const isCurrent = await driver.transaction(async (query) => {
    const [made] = await query(`select to_regclass('graphile_worker.migrations') is not null as yes`)
    if (made?.yes !== true) return false
    const [newest] = await query('select max(id) as id from graphile_worker.migrations')
    return Number(newest?.id) >= newestMigration
  })
  if (isCurrent) return
  const { runMigrations } = await import('graphile-worker')
  const lines = openLines(address, { max: 2 })
  await runMigrations({ pgPool: lines, logger: await quietLogger() }).finally(() => lines.end())
}

/** Do as the login that owns the queue, and go on as the role of viewers. */
async function asLogin<T>(query: Query, work: () => Promise<T>): Promise<T> {
  await query('set local role none')
  const answer = await work()
  await query('set local role cadre_app')
  return answer
}

/** A job that is in line already, and not in hand, stays one. */
async function put(query: Query, id: string, after: number): Promise<void> {
  await query(`select graphile_worker.add_job($1, json_build_object('id', $2::text), job_key => $2::text, run_at => now() + make_interval(secs => $3))`, [task, id, after])
}

/** Of its own the queue lets go of what an ended process had after four hours. A process that ended before it had a row of its own is known by having none. */
async function mend(query: Query, deadPools: readonly string[]): Promise<void> {
  await query(`select graphile_worker.force_unlock_workers(array(
    select jsonb_array_elements_text($1::text::jsonb)
    union select locked_by from graphile_worker.jobs where locked_at < now() - interval '1 minute' and locked_by not in (select pool from cadre.job_worker where pool is not null)))`, [JSON.stringify(deadPools)])
  const lost = await query(`select job.id from cadre.job where state = 'waiting' and not exists (select from graphile_worker.jobs as line where line.key = job.id and line.attempts < line.max_attempts)`)
  for (const { id } of lost) await put(query, String(id), 0)
}

async function attend(address: string, hands: number, take: TakeJob): Promise<QueueAttendance> {
  const { run } = await import('graphile-worker')
  const events = new EventEmitter()
  let pool: string | null = null
  events.on('pool:create', ({ workerPool }: { workerPool: WorkerPool }) => { pool = workerPool.id })
  const lines = openLines(address, { max: hands + 2 })
  const runner = await run({
    pgPool: lines, concurrency: hands, pollInterval: 1000, noHandleSignals: true, crontab: '', events, logger: await quietLogger(),
    // Ours are ended by ourselves: the queue's own patience never cuts one off.
    gracefulShutdownAbortTimeout: 24 * 3600 * 1000,
    taskList: { [task]: async (payload) => void await take({ id: (payload as { id: string }).id }) },
  })
  let isOver = false
  const end = (): void => { isOver = true }
  runner.promise.then(end, end)
  return { pool, isOver: () => isOver, stop: () => runner.stop().catch(() => {}).finally(() => lines.end()) }
}

/** What the queue says of itself is not for a person: what becomes of a job stands in its row. */
async function quietLogger(): Promise<GraphileLogger> {
  const { Logger } = await import('graphile-worker')
  return new Logger(() => () => {})
}
