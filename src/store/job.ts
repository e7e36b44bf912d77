import { nobody, type Viewer } from '../access/viewer.ts'

/** Heavy work, asked for by somebody and done by whichever process has a hand free. */
export interface KeptJob {
  readonly id: string
  readonly kind: JobKind
  readonly title: string
  readonly person: string
  readonly personName: string
  readonly state: KeptJobState
  /** What it is at, how far it is with it, and since when. Times are ISO 8601. */
  readonly step: string | null
  readonly done: number
  readonly of: number
  readonly stepAt: string | null
  readonly askedAt: string
  readonly startedAt: string | null
  readonly endedAt: string | null
  /** How often it was taken up: whoever has an earlier attempt may change nothing any more. */
  readonly attempt: number
  /** How often since a person last asked. */
  readonly tries: number
  readonly worker: string | null
  /** The snapshot that was live when what it publishes was published. */
  readonly landed: string | null
  /** Code of why it failed. */
  readonly code: string | null
}

export type JobKind = 'import' | 'everywhere' | 'scenario'
/** `asking`: it waits for a person to go on. */
export type KeptJobState = 'waiting' | 'running' | 'asking' | 'done' | 'failed' | 'cancelled'
export const jobStates: readonly KeptJobState[] = ['waiting', 'running', 'asking', 'done', 'failed', 'cancelled']

/** What a job is asked and what is known so far, as JSON. `viewer` is who asked, with what they had been granted. */
export interface JobWork {
  readonly viewer: Viewer
  readonly question: unknown
  readonly doc: unknown
  readonly problem: unknown
}

/** A process that takes jobs. */
export interface KeptWorker {
  readonly id: string
  readonly kind: 'server' | 'worker'
  readonly name: string
  readonly hands: number
  readonly since: string
  readonly running: number
  /** Units: seconds since it was last heard of, by the clock of the database. */
  readonly silentFor: number
}

/** What a publication holds on to: it happens only while the job is in hand at this attempt, and the job knows of it from the same moment on. */
export interface JobFence { readonly id: string; readonly attempt: number }

/** Whoever does the work: it takes jobs of everybody. Only the store acts as it. */
export const hand: Viewer = { ...nobody, id: 'jobs', name: 'Heavy work', rights: ['jobs'] }

type Cells = Readonly<Record<string, unknown>>

export function jobOf(row: Cells): KeptJob {
  return {
    id: String(row.id), kind: row.kind as JobKind, title: String(row.title), person: String(row.person), personName: String(row.person_name), state: row.state as KeptJobState,
    step: row.step as string | null, done: Number(row.done), of: Number(row.of), stepAt: row.step_at as string | null, askedAt: String(row.asked_at), startedAt: row.started_at as string | null,
    endedAt: row.ended_at as string | null, attempt: Number(row.attempt), tries: Number(row.tries), worker: row.worker as string | null, landed: row.landed as string | null, code: row.code as string | null,
  }
}

export function workOf(row: Cells): JobWork {
  return { viewer: row.viewer as Viewer, question: row.question, doc: row.doc, problem: row.problem ?? null }
}

export function workerOf(row: Cells): KeptWorker {
  return { id: String(row.id), kind: row.kind as KeptWorker['kind'], name: String(row.name), hands: Number(row.hands), since: String(row.since), running: Number(row.running), silentFor: Number(row.silent) }
}
