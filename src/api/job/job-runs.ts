import { createHash, randomUUID } from 'node:crypto'
import { rename, writeFile } from 'node:fs/promises'
import { sayReach, type Reach } from '../../access/reach.ts'
import type { Viewer } from '../../access/viewer.ts'
import { modelVersion } from '../../scenario/manifest.ts'
import type { House } from '../../store/house.ts'
import type { JobKind, JobWork, KeptJob } from '../../store/job.ts'
import { isRefusal, type Refusal } from '../../units/refusal.ts'
import type { Folder } from '../folder.ts'
import type { JobHands } from './job-hands.ts'

/** A run as it was found: its job, what was asked and is known of it, and where its answer lies. */
export interface FoundRun { readonly job: KeptJob; readonly work: JobWork; readonly directory: string }

/** What is known of a run, as it is kept with its job; its answer lies beside it in files. */
export interface RunDoc {
  /** Reach it was answered with: whoever reaches something else is not shown it. */
  reach: string
  summary: string | null
  /** How long it took. */
  seconds: number | null
}

/** Runs of one kind: each is known to every server of an installation, to whoever asked. The same question of the same snapshot is one run. */
export interface Runs<Request, Run> {
  start(viewer: Viewer, request: Request): Promise<Run>
  find(viewer: Viewer, id: string): Promise<Run | Refusal>
  /** What is kept of it, for whoever reads its answer. */
  found(viewer: Viewer, id: string): Promise<FoundRun | Refusal>
  cancel(viewer: Viewer, id: string): Promise<Run | Refusal>
}

/** What one kind of run has of its own. */
export interface RunWays<Request, Run> {
  readonly kind: JobKind
  /** Runs of one person that are under way; of more the oldest are ended. */
  readonly mostUnderWay: number
  /** How its job is called: titles are shown to who keeps the system. */
  title(request: Request): string
  /** What makes a question another one; `asked`: by whom, with what reach, of which snapshot and model, and the question itself. */
  key(house: House, viewer: Viewer, request: Request, asked: string): string | Promise<string>
  /** Whether the answer of a run that is done is still there. */
  isKept(directory: string): Promise<boolean>
  say(found: FoundRun): Run
  /** Say that there is no run of this id for whoever asks. */
  absent(id: string): Refusal
}

export function openRuns<Request, Run>(folder: Folder, hands: JobHands, ways: RunWays<Request, Run>): Runs<Request, Run> {
  const found = (viewer: Viewer, id: string): Promise<FoundRun | Refusal> => folder.borrow((house) => findRun(house, viewer, id, hands, ways))
  return {
    start: (viewer, request) => folder.borrow((house) => start(house, viewer, request, hands, ways)),
    found,
    find: async (viewer, id) => {
      const run = await found(viewer, id)
      return isRefusal(run) ? run : ways.say(run)
    },
    cancel: (viewer, id) => folder.borrow(async (house) => {
      const run = await findRun(house, viewer, id, hands, ways)
      if (isRefusal(run)) return run
      return ways.say({ ...run, job: await hands.cancel(house, viewer, run.job) ?? run.job })
    }),
  }
}

async function start<Request, Run>(house: House, viewer: Viewer, request: Request, hands: JobHands, ways: RunWays<Request, Run>): Promise<Run> {
  const asked = { request, reach: reachMark(viewer.reach) }
  const key = await ways.key(house, viewer, request, `${viewer.id} ${sayReach(viewer.reach)} ${await house.catalogue.live(viewer)} ${modelVersion} ${JSON.stringify(request)}`)
  const doc: RunDoc = { reach: asked.reach, summary: null, seconds: null }
  const known = await house.jobs.ask(viewer, { id: randomUUID(), kind: ways.kind, title: ways.title(request), key: hashOf(key), question: asked, doc, at: new Date().toISOString() })
  // A folder that was restored from a backup has the row of a run and not its answer.
  const isGone = known.state === 'done' && !(await ways.isKept(house.jobs.folderOf(known.id)))
  const job = isGone ? await house.jobs.again(viewer, known.id, ['done'], new Date().toISOString()) ?? known : known
  const older = (await house.jobs.list(viewer, ways.kind)).filter(({ person, state, id }) => person === viewer.id && id !== job.id && ['waiting', 'running'].includes(state))
  for (const one of older.slice(ways.mostUnderWay - 1)) await hands.cancel(house, viewer, one)
  return ways.say({ job, work: (await house.jobs.workOf(viewer, job.id))!, directory: house.jobs.folderOf(job.id) })
}

async function findRun<Request, Run>(house: House, viewer: Viewer, id: string, hands: JobHands, ways: RunWays<Request, Run>): Promise<FoundRun | Refusal> {
  const kept = await house.jobs.find(viewer, id)
  const work = kept === null || kept.kind !== ways.kind || kept.person !== viewer.id ? null : await house.jobs.workOf(viewer, id)
  if (kept === null || work === null || (work.doc as RunDoc).reach !== reachMark(viewer.reach)) return ways.absent(id)
  return { job: kept.state === 'running' ? hands.live(id)?.job ?? kept : kept, work, directory: house.jobs.folderOf(id) }
}

/** What was asked of a run. */
export function requestOf<Request>({ work }: Pick<FoundRun, 'work'>): Request {
  return (work.question as { request: Request }).request
}

/** Say a reach in a few letters, to compare it. */
export function reachMark(reach: Reach): string {
  return hashOf(sayReach(reach))
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

/** Write a file of an answer whole or not at all: a process that was given up may still be writing. */
export async function writeWhole(path: string, text: string | Uint8Array, attempt: number): Promise<void> {
  await writeFile(`${path}.${attempt}`, text)
  await rename(`${path}.${attempt}`, path)
}
