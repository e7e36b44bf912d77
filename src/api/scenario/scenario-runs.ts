import { createHash, randomUUID } from 'node:crypto'
import { sayReach } from '../../access/reach.ts'
import type { Viewer } from '../../access/viewer.ts'
import type { ScenarioRequest, ScenarioResult, ScenarioRun } from '../../contract/scenario.ts'
import { modelVersion } from '../../scenario/manifest.ts'
import type { House } from '../../store/house.ts'
import type { JobWork, KeptJob } from '../../store/job.ts'
import { isRefusal, refuse, type Refusal } from '../../units/refusal.ts'
import { reachMark } from '../everywhere/everywhere-way.ts'
import type { Folder } from '../folder.ts'
import type { JobHands } from '../job/job-hands.ts'
import { problemOfJob, secondsLeft } from '../job/job-words.ts'
import { hashText } from '../bundle.ts'
import { readPlanRecord } from '../plan/plan-record.ts'
import { readScenarioAnswer, readScenarioBundle, type ScenarioDoc } from './scenario-way.ts'

/** Questions asked of scenarios: the same question of the same snapshot is answered once to whoever asked. */
export interface ScenarioRuns {
  start(viewer: Viewer, request: ScenarioRequest): Promise<ScenarioRun>
  /** Errors: refuses `scenario-run-not-found`. */
  find(viewer: Viewer, id: string): Promise<ScenarioRun | Refusal>
  /** Errors: refuses `scenario-run-not-found`, `scenario-run-not-done`. */
  answer(viewer: Viewer, id: string): Promise<ScenarioResult | Refusal>
  /** A run that is done, with what was asked. Errors: refuses `scenario-run-not-found`, `scenario-run-not-done`. */
  whole(viewer: Viewer, id: string): Promise<WholeRun | Refusal>
  /** The zip of a run that was asked to export. Errors: as `whole`, and refuses `scenario-run-no-bundle`. */
  bundle(viewer: Viewer, id: string): Promise<Buffer | Refusal>
  cancel(viewer: Viewer, id: string): Promise<ScenarioRun | Refusal>
}

/** What was asked, and its answer. */
export interface WholeRun { readonly request: ScenarioRequest; readonly answer: ScenarioResult }

/** Counts up when an answer gains parts: one that was kept in an older shape is worked out anew. */
const shape = 2

/** Questions of one person that are under way; of more the oldest are ended. */
const mostUnderWay = 4

export function openScenarioRuns(folder: Folder, hands: JobHands): ScenarioRuns {
  const find = (viewer: Viewer, id: string): Promise<FoundRun | Refusal> => folder.borrow((house) => findRun(house, viewer, id, hands))
  const whole = async (viewer: Viewer, id: string): Promise<WholeRun & Pick<FoundRun, 'directory'> | Refusal> => {
    const found = await find(viewer, id)
    if (isRefusal(found)) return found
    const answer = found.job.state === 'done' ? await readScenarioAnswer(found.directory) : null
    return answer === null ? refuseNotDone(sayRun(found)) : { request: requestOf(found), answer, directory: found.directory }
  }
  return {
    start: (viewer, request) => folder.borrow((house) => start(house, viewer, request, hands)),
    find: async (viewer, id) => {
      const found = await find(viewer, id)
      return isRefusal(found) ? found : sayRun(found)
    },
    answer: async (viewer, id) => {
      const found = await whole(viewer, id)
      return isRefusal(found) ? found : found.answer
    },
    whole,
    bundle: async (viewer, id) => {
      const found = await whole(viewer, id)
      if (isRefusal(found)) return found
      // Whoever may no longer read the plan is not given what was written down of it.
      const { request } = found
      const gone = request.ask === 'export' && request.plan !== null && await folder.borrow((house) => house.plans.find(viewer, request.plan!)) === null
      return (gone ? null : await readScenarioBundle(found.directory)) ?? refuseNoBundle(found.answer.ask)
    },
    cancel: (viewer, id) => folder.borrow(async (house) => {
      const found = await findRun(house, viewer, id, hands)
      if (isRefusal(found)) return found
      return sayRun({ ...found, job: await hands.cancel(house, viewer, found.job) ?? found.job })
    }),
  }
}

/** A question as it was found. */
interface FoundRun { readonly job: KeptJob; readonly work: JobWork; readonly directory: string }

async function start(house: House, viewer: Viewer, request: ScenarioRequest, hands: JobHands): Promise<ScenarioRun> {
  const asked = { request, reach: reachMark(viewer.reach) }
  const said = request.ask === 'export' && request.plan !== null ? await recordMark(house, viewer, request.plan, new Date().toISOString()) : ''
  const key = createHash('sha256').update(`scenario ${shape} ${viewer.id} ${sayReach(viewer.reach)} ${await house.catalogue.live(viewer)} ${modelVersion} ${JSON.stringify(request)}${said}`).digest('hex')
  const doc: ScenarioDoc = { reach: asked.reach, summary: null, seconds: null }
  const known = await house.jobs.ask(viewer, { id: randomUUID(), kind: 'scenario', title: titles[request.ask], key, question: asked, doc, at: new Date().toISOString() })
  const isGone = known.state === 'done' && await readScenarioAnswer(house.jobs.folderOf(known.id)) === null
  const job = isGone ? await house.jobs.again(viewer, known.id, ['done'], new Date().toISOString()) ?? known : known
  const older = (await house.jobs.list(viewer, 'scenario')).filter(({ person, state, id }) => person === viewer.id && id !== job.id && ['waiting', 'running'].includes(state))
  for (const one of older.slice(mostUnderWay - 1)) await hands.cancel(house, viewer, one)
  return sayRun({ job, work: (await house.jobs.workOf(viewer, job.id))!, directory: house.jobs.folderOf(job.id) })
}

/** What is written down of a plan, in a word: decided or said since, it is another bundle. */
async function recordMark(house: House, viewer: Viewer, plan: string, now: string): Promise<string> {
  const read = await readPlanRecord(house, viewer, plan, now)
  return isRefusal(read) ? '' : hashText(JSON.stringify(read.record))
}

/** Nothing of what a scenario says: titles are shown to who keeps the system. */
const titles: Readonly<Record<ScenarioRequest['ask'], string>> = { run: 'A scenario', compare: 'Two scenarios compared', 'goal-seek': 'A goal sought with a scenario', export: 'A scenario as a bundle' }

async function findRun(house: House, viewer: Viewer, id: string, hands: JobHands): Promise<FoundRun | Refusal> {
  const kept = await house.jobs.find(viewer, id)
  const work = kept === null || kept.kind !== 'scenario' || kept.person !== viewer.id ? null : await house.jobs.workOf(viewer, id)
  if (kept === null || work === null || (work.doc as ScenarioDoc).reach !== reachMark(viewer.reach)) return refuseRun(id)
  return { job: kept.state === 'running' ? hands.live(id)?.job ?? kept : kept, work, directory: house.jobs.folderOf(id) }
}

function sayRun({ job, work }: FoundRun): ScenarioRun {
  const { summary, seconds } = work.doc as ScenarioDoc
  const state = stateOf(job)
  return {
    id: job.id, ask: requestOf({ work }).ask, state, done: job.done, of: Math.max(1, job.of), secondsLeft: state === 'running' ? secondsLeft(job, Date.now()) : null,
    says: sayStage(state, job, summary), problem: problemOfJob(job, work), seconds: state === 'done' ? seconds : null,
  }
}

function requestOf({ work }: Pick<FoundRun, 'work'>): ScenarioRequest {
  return (work.question as { request: ScenarioRequest }).request
}

function stateOf({ state, step }: KeptJob): ScenarioRun['state'] {
  if (state === 'waiting' || state === 'asking') return 'waiting'
  return state === 'running' ? (step === 'running' ? 'running' : 'gathering') : state
}

function sayStage(state: ScenarioRun['state'], { done, of }: KeptJob, summary: string | null): string {
  const words: Readonly<Record<ScenarioRun['state'], string>> = {
    waiting: 'Waits for its turn.', gathering: 'Learning rates.', running: of > 1 ? `Walking sets of levers through every future: ${done} of ${of} done.` : 'Walking levers through every future.',
    done: summary ?? '', cancelled: 'Cancelled: nothing is kept of it.', failed: 'It did not come to an end.',
  }
  return words[state]
}

function refuseRun(id: string): Refusal {
  return refuse('scenario-run-not-found', 'absent', { doing: 'Looking for a run of a scenario', found: `none with the id “${id.slice(0, 60)}” that you asked for`, need: 'The id of a run of the last week', next: 'Ask again: the same question gives the same answer' })
}

function refuseNotDone({ says }: ScenarioRun): Refusal {
  return refuse('scenario-run-not-done', 'conflict', { doing: 'Taking the answer of a scenario', found: `it stands at “${says}”`, need: 'A run that is done', next: 'Ask how it stands until it says done, or ask again if it was cancelled' })
}

function refuseNoBundle(ask: string): Refusal {
  return refuse('scenario-run-no-bundle', 'conflict', { doing: 'Taking the bundle of a scenario', found: `a run that was asked to ${ask}, or whose bundle is not yours to take any more`, need: 'A run that was asked to export, of a plan you may read', next: 'Ask again with `ask: export`' })
}
