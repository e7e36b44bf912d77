import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { hostname } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import type { PolicyName } from '../../access/policy.ts'
import type { Viewer } from '../../access/viewer.ts'
import type { Problem } from '../../contract/problem.ts'
import type { House } from '../../store/house.ts'
import type { JobKind, KeptJob } from '../../store/job.ts'
import type { JobEnd, JobProgress, NewWorker, TakenJob } from '../../store/job-taking.ts'
import { isRefusal, type Refusal } from '../../units/refusal.ts'
import type { Folder } from '../folder.ts'
import { viewerOfJob } from './job-viewer.ts'
import { problemOf } from '../problem.ts'

/** A job while it is done. */
export interface Doing {
  readonly house: House
  readonly viewer: Viewer
  readonly taken: TakenJob
  /** Where its files lie. */
  readonly directory: string
  /** Given when it is cancelled, taken from this process, or this process stops. */
  readonly signal: AbortSignal
  /** What is known of it. It may be changed in place: `tell` and `keep` see to its being kept. */
  readonly doc: unknown
  /** Say what it is at and how far; kept now and then, with what is known. */
  tell(step: string, done: number, of: number): void
  /** Keep at once how far it is and what is known; nothing more may happen when it is no longer in hand. */
  keep(): Promise<void>
}

/** How a kind of job is done. */
export interface JobWay {
  readonly policy: PolicyName
  /** Do it to its end; `asking` when a person has to go on, null when it was stopped. */
  readonly run: (doing: Doing) => Promise<'asking' | 'done' | Refusal | null>
  /** What is said when it fails by a fault of ours. */
  readonly broken: (error: unknown, id: string) => Problem
}

/** Whoever takes jobs in this process. */
export interface JobHands {
  /** What this process knows of a job it has in hand, fresher than what is kept; null when it has not. */
  live(id: string): { readonly job: KeptJob; readonly doc: unknown } | null
  /** End a job; null when it is over or published. */
  cancel(house: House, viewer: Viewer, job: KeptJob): Promise<KeptJob | null>
  /** Take nothing any more; what is in hand may go on for so many milliseconds, and is handed back then. */
  close(patience: number): Promise<void>
}

export interface HandsOptions {
  readonly kind: 'server' | 'worker'
  /** Jobs at a time; none at all with 0. */
  readonly hands: number
  /** Seconds after which a process that was not heard of has its jobs taken from it. */
  readonly lease: number
  readonly log: (line: string) => void
}

/** Begin to take jobs of the folder that is open, and of the one that is opened in its place. */
export function openHands(folder: Folder, ways: Readonly<Record<JobKind, JobWay>>, options: HandsOptions): JobHands {
  const stopped = new AbortController()
  let attendance: Attendance | null = null
  const complained = { of: '', at: -Infinity }
  // While a database is away, once a minute is enough to say so.
  const complain = (error: unknown): void => {
    const said = sayError(error)
    if (said === complained.of && performance.now() - complained.at < 60_000) return
    Object.assign(complained, { of: said, at: performance.now() })
    options.log(`taking jobs failed, and is tried again: ${said}`)
  }
  const look = async (): Promise<void> => {
    while (!stopped.signal.aborted) {
      await folder.borrow(async (house) => {
        if (attendance?.house !== house || attendance.isOver()) {
          await attendance?.leave(0)
          attendance = null
          attendance = await attend(house, folder, ways, options)
        }
        await attendance.beat()
      }).catch(complain)
      await sleep(beatEvery(options.lease), undefined, { signal: stopped.signal }).catch(() => undefined)
    }
  }
  const looking = options.hands === 0 ? Promise.resolve() : look()
  return {
    live: (id) => attendance?.live(id) ?? null,
    cancel: async (house, viewer, job) => {
      const ended = await house.jobs.cancel(viewer, job.id, now())
      // Where another process has it, that one lets go of the files when it learns.
      if (ended !== null && attendance?.stop(job.id) !== true && job.state !== 'running') await rm(house.jobs.folderOf(job.id), { recursive: true, force: true })
      return ended
    },
    close: async (patience) => {
      const leaving = attendance?.leave(patience)
      // Order matters: until all is handed back it is said that this process lives.
      await leaving
      stopped.abort()
      await looking
      // A process that began to attend meanwhile.
      await attendance?.leave(0)
    },
  }
}

/** Units: milliseconds. Ten signs of life in the time after which one counts as gone. */
const beatEvery = (lease: number): number => Math.min(1000, lease * 100)
const now = (): string => new Date().toISOString()
const sayError = (error: unknown): string => (error instanceof Error ? error.stack ?? error.message : String(error))
/** Faults of ours after which a job is not begun again by itself. */
const mostFaults = 3
/** Units: milliseconds that jobs are kept after they are over, or while they ask; and between two looks for those. */
const keptFor = 7 * 24 * 3600 * 1000
const tidyEvery = 600_000

/** A job in hand. `fate`: why it was stopped; a refusal when whoever asked may not go on. */
interface Active { readonly taken: TakenJob; readonly policy: PolicyName; readonly doc: unknown; readonly stop: AbortController; progress: JobProgress; isTouched: boolean; fate: 'cancelled' | 'lost' | 'handed back' | Refusal | null }

/** Houses in which what earlier processes left was looked for. */
const swept = new WeakSet<House>()

interface Attendance {
  readonly house: House
  live(id: string): { readonly job: KeptJob; readonly doc: unknown } | null
  /** Stop a job that is in hand here; says whether it was. */
  stop(id: string): boolean
  beat(): Promise<void>
  isOver(): boolean
  leave(patience: number): Promise<void>
}

async function attend(house: House, folder: Folder, ways: Readonly<Record<JobKind, JobWay>>, options: HandsOptions): Promise<Attendance> {
  const { taking, shared } = house.jobs
  const active = new Map<string, Active>()
  let worker = newWorker(options)
  let [heardAt, sweptAt, tidiedAt] = [performance.now(), 0, -tidyEvery]
  const stopAll = (fate: Active['fate']): void => { for (const one of active.values()) stopOne(one, fate) }
  // With the records to itself, a process finds once what those before it left unfinished.
  if (!shared && !swept.has(house)) await taking.sweep(0, now())
  swept.add(house)
  await taking.enter(worker)
  const queue = await taking.attend(options.hands, (wanted) => folder.borrow(async (open) => {
    const taken = open === house ? await taking.take(worker, wanted, now()) : null
    if (taken === null) return false
    await doTaken(house, taken, ways[taken.job.kind], active, options.log)
    return true
  }))
  const beat = async (): Promise<void> => {
    if (shared) {
      // Who was not heard of for so long has been given up by the others.
      const isKnown = await taking.beat(worker, queue.pool).catch((error: unknown) => { if (performance.now() - heardAt > options.lease * 1000) stopAll('lost'); throw error })
      heardAt = performance.now()
      if (!isKnown) {
        stopAll('lost')
        worker = newWorker(options)
        await taking.enter(worker)
      }
    }
    await keepAll([...active.values()].filter(({ isTouched }) => shared || isTouched), house)
    for (const one of active.values()) await stopRevoked(house, one)
    if (shared && performance.now() - sweptAt > options.lease * 300) {
      sweptAt = performance.now()
      await taking.sweep(options.lease, now())
    }
    if (performance.now() - tidiedAt > tidyEvery) {
      tidiedAt = performance.now()
      await house.jobs.forget(new Date(Date.now() - keptFor).toISOString(), now())
    }
  }
  let leaving: Promise<void> | null = null
  const leave = async (patience: number): Promise<void> => {
    const stopping = queue.stop()
    await Promise.race([stopping, sleep(patience, undefined, { ref: false })])
    stopAll('handed back')
    await stopping
    await taking.leave(worker).catch(() => undefined)
  }
  return {
    house, beat, isOver: queue.isOver, leave: (patience) => leaving ??= leave(patience),
    live: (id) => {
      const one = active.get(id)
      return one === undefined ? null : { job: { ...one.taken.job, ...one.progress }, doc: one.doc }
    },
    stop: (id) => {
      const one = active.get(id)
      if (one !== undefined) stopOne(one, 'cancelled')
      return one !== undefined
    },
  }
}

function newWorker({ kind, hands }: HandsOptions): NewWorker {
  return { id: randomUUID(), kind, name: `${hostname()} ${process.pid}`, hands, since: now() }
}

function stopOne(one: Active, fate: Active['fate']): void {
  one.fate ??= fate
  one.stop.abort()
}

/** What was taken back from whoever asked is gone while a job runs, too. */
async function stopRevoked(house: House, one: Active): Promise<void> {
  const viewer = await viewerOfJob(house, one.taken.work.viewer, one.policy, now())
  if (isRefusal(viewer)) stopOne(one, viewer)
}

async function keepAll(touched: readonly Active[], house: House): Promise<void> {
  if (touched.length === 0) return
  const progress = touched.map((one) => ({ ...one.progress, ...(one.isTouched ? { doc: one.doc } : {}) }))
  for (const one of touched) one.isTouched = false
  const lost = new Set(await house.jobs.taking.keep(progress))
  for (const one of touched) if (lost.has(one.taken.job.id)) stopOne(one, 'lost')
}

/** Do a job that was taken up, and say how it ended until that is kept. */
async function doTaken(house: House, taken: TakenJob, way: JobWay, active: Map<string, Active>, log: (line: string) => void): Promise<void> {
  const { id, attempt } = taken.job
  const one: Active = { taken, policy: way.policy, doc: taken.work.doc, stop: new AbortController(), progress: { id, attempt, step: null, done: 0, of: 0, stepAt: null }, isTouched: false, fate: null }
  active.set(id, one)
  try {
    const ended = await endOf(house, one, way, log)
    for (let wait = 100; ; wait = Math.min(5000, wait * 2)) {
      if (await settle(house, one, ended).then(() => true, (error: unknown) => { log(`${id} how a job ended could not be kept, and is tried again: ${sayError(error)}`); return false })) break
      await sleep(wait)
    }
  } finally {
    active.delete(id)
  }
}

/** How a job ends; null when it was stopped. */
async function endOf(house: House, one: Active, way: JobWay, log: (line: string) => void): Promise<JobEnd | null> {
  const { taken, doc, stop } = one
  try {
    const viewer = await viewerOfJob(house, taken.work.viewer, way.policy, now())
    const ended = isRefusal(viewer) ? viewer : await way.run({
      house, viewer, taken, doc, directory: house.jobs.folderOf(taken.job.id), signal: stop.signal,
      tell: (step, done, of) => {
        one.progress = { ...one.progress, step, done, of, stepAt: step === one.progress.step ? one.progress.stepAt : now() }
        one.isTouched = true
      },
      keep: async () => {
        one.isTouched = true
        await keepAll([one], house)
      },
    })
    if (ended === null) return null
    return isRefusal(ended) ? failedBy(ended, doc) : { state: ended, doc }
  } catch (error) {
    if (stop.signal.aborted) return null
    log(`${taken.job.id} a job (${taken.job.kind}, attempt ${taken.job.attempt}) failed: ${sayError(error)}`)
    const problem = way.broken(error, taken.job.id)
    return taken.job.tries < mostFaults ? { state: 'again', after: 2 ** (taken.job.tries - 1), doc } : { state: 'failed', doc, code: problem.code, problem }
  }
}

function failedBy(refusal: Refusal, doc: unknown): JobEnd {
  return { state: 'failed', doc, code: refusal.code, problem: problemOf(refusal) }
}

async function settle(house: House, { taken, doc, fate }: Active, reached: JobEnd | null): Promise<void> {
  if (reached === null && fate === 'handed back') return house.jobs.taking.giveBack(taken, doc)
  const ended = reached ?? (isRefusal(fate) ? failedBy(fate, doc) : null)
  const isKept = ended !== null && await house.jobs.taking.end(taken, ended, now())
  if (isKept) return
  // Somebody cancelled it, or another process has it: the files are its own then.
  const found = await house.jobs.taking.stateOf(taken.job.id)
  if (found === null || found === 'cancelled') await rm(house.jobs.folderOf(taken.job.id), { recursive: true, force: true })
}
