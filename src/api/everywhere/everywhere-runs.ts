import { createHash, randomUUID } from 'node:crypto'
import { sayReach } from '../../access/reach.ts'
import type { Viewer } from '../../access/viewer.ts'
import type { EverywhereRequest, EverywhereRun } from '../../contract/everywhere.ts'
import { levelWords } from '../../reference/levels.ts'
import { modelVersion } from '../../scenario/manifest.ts'
import type { House } from '../../store/house.ts'
import type { JobWork, KeptJob } from '../../store/job.ts'
import { isRefusal, refuse, type Refusal } from '../../units/refusal.ts'
import type { Everywhere } from '../everywhere.ts'
import { reachMark, readEverywhere, type EverywhereDoc } from './everywhere-way.ts'
import type { Folder } from '../folder.ts'
import type { JobHands } from '../job/job-hands.ts'
import { problemOfJob, secondsLeft } from '../job/job-words.ts'
import { sayCount } from '../say.ts'

/** Runs of every area: each is known to every server of an installation, to whoever asked. The same question of the same snapshot is one run. */
export interface EverywhereRuns {
  start(viewer: Viewer, request: EverywhereRequest): Promise<EverywhereRun>
  find(viewer: Viewer, id: string): Promise<EverywhereRun | Refusal>
  /** Errors: refuses `run-not-found`, `run-not-done`. */
  answer(viewer: Viewer, id: string): Promise<Everywhere | Refusal>
  cancel(viewer: Viewer, id: string): Promise<EverywhereRun | Refusal>
}

/** Runs of one person that are under way; of more the oldest are ended. */
const mostUnderWay = 8

export function openEverywhereRuns(folder: Folder, hands: JobHands): EverywhereRuns {
  const find = (viewer: Viewer, id: string): Promise<FoundRun | Refusal> => folder.borrow((house) => findRun(house, viewer, id, hands))
  return {
    start: (viewer, request) => folder.borrow((house) => start(house, viewer, request, hands)),
    find: async (viewer, id) => {
      const found = await find(viewer, id)
      return isRefusal(found) ? found : sayRun(found)
    },
    answer: async (viewer, id) => {
      const found = await find(viewer, id)
      if (isRefusal(found)) return found
      const answer = found.job.state === 'done' ? await readEverywhere(found.directory) : null
      return answer ?? refuseNotDone(sayRun(found))
    },
    cancel: (viewer, id) => folder.borrow(async (house) => {
      const found = await findRun(house, viewer, id, hands)
      if (isRefusal(found)) return found
      const ended = await hands.cancel(house, viewer, found.job)
      return sayRun({ ...found, job: ended ?? found.job })
    }),
  }
}

/** A run as it was found. */
interface FoundRun { readonly job: KeptJob; readonly work: JobWork; readonly directory: string }

async function start(house: House, viewer: Viewer, request: EverywhereRequest, hands: JobHands): Promise<EverywhereRun> {
  const asked = { request, reach: reachMark(viewer.reach) }
  const key = createHash('sha256').update(`${viewer.id} ${sayReach(viewer.reach)} ${await house.catalogue.live(viewer)} ${modelVersion} ${JSON.stringify(request)}`).digest('hex')
  const doc: EverywhereDoc = { reach: asked.reach, summary: null, seconds: null }
  const known = await house.jobs.ask(viewer, { id: randomUUID(), kind: 'everywhere', title: `Run of every area: ${levelWords[request.level].many}`, key, question: asked, doc, at: new Date().toISOString() })
  // A folder that was restored from a backup has the row of a run and not its answer.
  const isGone = known.state === 'done' && await readEverywhere(house.jobs.folderOf(known.id)) === null
  const job = isGone ? await house.jobs.again(viewer, known.id, ['done'], new Date().toISOString()) ?? known : known
  const older = (await house.jobs.list(viewer, 'everywhere')).filter(({ person, state, id }) => person === viewer.id && id !== job.id && ['waiting', 'running'].includes(state))
  for (const one of older.slice(mostUnderWay - 1)) await hands.cancel(house, viewer, one)
  return sayRun({ job, work: (await house.jobs.workOf(viewer, job.id))!, directory: house.jobs.folderOf(job.id) })
}

async function findRun(house: House, viewer: Viewer, id: string, hands: JobHands): Promise<FoundRun | Refusal> {
  const kept = await house.jobs.find(viewer, id)
  const work = kept === null || kept.kind !== 'everywhere' || kept.person !== viewer.id ? null : await house.jobs.workOf(viewer, id)
  if (kept === null || work === null || (work.doc as EverywhereDoc).reach !== reachMark(viewer.reach)) return refuseRun(id)
  return { job: kept.state === 'running' ? hands.live(id)?.job ?? kept : kept, work, directory: house.jobs.folderOf(id) }
}

function sayRun({ job, work }: FoundRun): EverywhereRun {
  const { summary, seconds } = work.doc as EverywhereDoc
  const state = stateOf(job)
  return {
    id: job.id, state, done: job.done, of: Math.max(1, job.of), secondsLeft: secondsLeft(job, Date.now()), says: sayStage(job, state, summary), request: (work.question as { request: EverywhereRequest }).request,
    problem: problemOfJob(job, work), seconds: state === 'done' ? seconds : null,
  }
}

/** How a job stands, in the words of runs: one that waits has learnt nothing yet. */
function stateOf({ state, step }: KeptJob): EverywhereRun['state'] {
  if (state === 'waiting' || state === 'asking') return 'calibrating'
  return state === 'running' ? (step === 'projecting' ? 'projecting' : 'calibrating') : state
}

function sayStage({ state: kept, done, of }: KeptJob, state: EverywhereRun['state'], summary: string | null): string {
  if (state === 'done') return summary ?? ''
  if (kept === 'waiting') return 'Waits for its turn.'
  if (state === 'calibrating') return `Learning rates: ${done} of ${sayCount(of, 'area')} done.`
  if (state === 'projecting') return `Projecting: ${done} of ${sayCount(of, 'group')} done in every area.`
  return state === 'cancelled' ? 'Cancelled: nothing is kept of it.' : 'The run did not come to an end.'
}

function refuseRun(id: string): Refusal {
  return refuse('run-not-found', 'absent', { doing: 'Looking for a run of every area', found: `none with the id “${id.slice(0, 60)}” that you asked for`, need: 'The id of a run of the last week', next: 'Start it again: the same question gives the same answer' })
}

function refuseNotDone({ says }: EverywhereRun): Refusal {
  return refuse('run-not-done', 'conflict', { doing: 'Taking the answer of a run of every area', found: `the run stands at “${says}”`, need: 'A run that is done', next: 'Ask how it stands until it says done, or start it again if it was cancelled' })
}
