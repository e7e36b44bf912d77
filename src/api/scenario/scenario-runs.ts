import type { Viewer } from '../../access/viewer.ts'
import type { ScenarioRequest, ScenarioResult, ScenarioRun } from '../../contract/scenario.ts'
import type { House } from '../../store/house.ts'
import type { KeptJob } from '../../store/job.ts'
import { isRefusal, refuse, type Refusal } from '../../units/refusal.ts'
import type { Folder } from '../folder.ts'
import type { JobHands } from '../job/job-hands.ts'
import { openRuns, requestOf, type FoundRun, type RunDoc, type Runs } from '../job/job-runs.ts'
import { problemOfJob, secondsLeft } from '../job/job-words.ts'
import { hashText } from '../bundle.ts'
import { readPlanRecord } from '../plan/plan-record.ts'
import { readScenarioAnswer, readScenarioBundle } from './scenario-way.ts'

/** Questions asked of scenarios, and their answers. */
export interface ScenarioRuns extends Runs<ScenarioRequest, ScenarioRun> {
  /** Errors: refuses `scenario-run-not-found`, `scenario-run-not-done`. */
  answer(viewer: Viewer, id: string): Promise<ScenarioResult | Refusal>
  /** A run that is done, with what was asked. Errors: refuses `scenario-run-not-found`, `scenario-run-not-done`. */
  whole(viewer: Viewer, id: string): Promise<WholeRun | Refusal>
  /** The zip of a run that was asked to export. Errors: as `whole`, and refuses `scenario-run-no-bundle`. */
  bundle(viewer: Viewer, id: string): Promise<Buffer | Refusal>
}

/** What was asked, and its answer. */
export interface WholeRun { readonly request: ScenarioRequest; readonly answer: ScenarioResult }

/** Counts up when an answer gains parts or other words: one that was kept in an older shape is worked out anew. */
const shape = 4

export function openScenarioRuns(folder: Folder, hands: JobHands): ScenarioRuns {
  const runs = openRuns<ScenarioRequest, ScenarioRun>(folder, hands, {
    kind: 'scenario', mostUnderWay: 4, title: ({ ask }) => titles[ask], key: keyOf, isKept: async (directory) => await readScenarioAnswer(directory) !== null, say: sayRun, absent: refuseRun,
  })
  const whole = async (viewer: Viewer, id: string): Promise<WholeRun & Pick<FoundRun, 'directory'> | Refusal> => {
    const found = await runs.found(viewer, id)
    if (isRefusal(found)) return found
    const answer = found.job.state === 'done' ? await readScenarioAnswer(found.directory) : null
    return answer === null ? refuseNotDone(sayRun(found)) : { request: requestOf<ScenarioRequest>(found), answer, directory: found.directory }
  }
  return {
    ...runs,
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
  }
}

/** Of an answer in the shape of today; of a plan that is exported, also as it is written down. */
async function keyOf(house: House, viewer: Viewer, request: ScenarioRequest, asked: string): Promise<string> {
  const said = request.ask === 'export' && request.plan !== null ? await recordMark(house, viewer, request.plan, new Date().toISOString()) : ''
  return `scenario ${shape} ${asked}${said}`
}

/** What is written down of a plan, in a word: decided or said since, it is another bundle. */
async function recordMark(house: House, viewer: Viewer, plan: string, now: string): Promise<string> {
  const read = await readPlanRecord(house, viewer, plan, now)
  return isRefusal(read) ? '' : hashText(JSON.stringify(read.record))
}

/** Nothing of what a scenario says: titles are shown to who keeps the system. */
const titles: Readonly<Record<ScenarioRequest['ask'], string>> = { run: 'A scenario', compare: 'Two scenarios compared', 'goal-seek': 'A goal sought with a scenario', export: 'A scenario as a bundle' }

function sayRun({ job, work }: FoundRun): ScenarioRun {
  const { summary, seconds } = work.doc as RunDoc
  const state = stateOf(job)
  return {
    id: job.id, ask: requestOf<ScenarioRequest>({ work }).ask, state, done: job.done, of: Math.max(1, job.of), secondsLeft: state === 'running' ? secondsLeft(job, Date.now()) : null,
    says: sayStage(state, job, summary), problem: problemOfJob(job, work), seconds: state === 'done' ? seconds : null,
  }
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
