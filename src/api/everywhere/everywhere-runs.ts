import type { Viewer } from '../../access/viewer.ts'
import type { EverywhereRequest, EverywhereRun } from '../../contract/everywhere.ts'
import { levelWords } from '../../reference/levels.ts'
import type { KeptJob } from '../../store/job.ts'
import { isRefusal, refuse, type Refusal } from '../../units/refusal.ts'
import type { Everywhere } from '../everywhere.ts'
import { readEverywhere } from './everywhere-way.ts'
import type { Folder } from '../folder.ts'
import type { JobHands } from '../job/job-hands.ts'
import { openRuns, requestOf, type FoundRun, type RunDoc, type Runs } from '../job/job-runs.ts'
import { problemOfJob, secondsLeft } from '../job/job-words.ts'
import { sayCount } from '../say.ts'

/** Runs of every area, and their answers. */
export interface EverywhereRuns extends Runs<EverywhereRequest, EverywhereRun> {
  /** Errors: refuses `run-not-found`, `run-not-done`. */
  answer(viewer: Viewer, id: string): Promise<Everywhere | Refusal>
}

export function openEverywhereRuns(folder: Folder, hands: JobHands): EverywhereRuns {
  const runs = openRuns<EverywhereRequest, EverywhereRun>(folder, hands, {
    kind: 'everywhere', mostUnderWay: 8, title: ({ level }) => `Run of every area: ${levelWords[level].many}`, key: (_house, _viewer, _request, asked) => asked,
    isKept: async (directory) => await readEverywhere(directory) !== null, say: sayRun, absent: refuseRun,
  })
  return {
    ...runs,
    answer: async (viewer, id) => {
      const found = await runs.found(viewer, id)
      if (isRefusal(found)) return found
      const answer = found.job.state === 'done' ? await readEverywhere(found.directory) : null
      return answer ?? refuseNotDone(sayRun(found))
    },
  }
}

function sayRun({ job, work }: FoundRun): EverywhereRun {
  const { summary, seconds } = work.doc as RunDoc
  const state = stateOf(job)
  return {
    id: job.id, state, done: job.done, of: Math.max(1, job.of), secondsLeft: secondsLeft(job, Date.now()), says: sayStage(job, state, summary), request: requestOf<EverywhereRequest>({ work }),
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
