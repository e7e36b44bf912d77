import { randomUUID } from 'node:crypto'
import { sayReach } from '../access/reach.ts'
import type { Viewer } from '../access/viewer.ts'
import type { EverywhereRequest, EverywhereRun } from '../contract/everywhere.ts'
import type { Problem } from '../contract/problem.ts'
import type { House } from '../store/house.ts'
import { isRefusal, refuse, type Refusal } from '../units/refusal.ts'
import { answerEverywhere, type Everywhere } from './everywhere.ts'
import type { Folder } from './folder.ts'
import { ourFault, problemOf } from './problem.ts'
import { sayCount } from './say.ts'

/** One run of every area: how it stands, and its answer once it is there. */
export interface RunningRun {
  readonly viewer: Viewer
  say(): EverywhereRun
  answer(): Everywhere | null
  cancel(): void
}

/** The runs of a server, kept as long as it runs, the newest eight of them. The same question of the same snapshot is one run. */
export interface EverywhereRuns {
  start(viewer: Viewer, request: EverywhereRequest): Promise<RunningRun>
  find(viewer: Viewer, id: string): RunningRun | Refusal
  close(): void
}

const mostKept = 8

export function openEverywhereRuns(folder: Folder, log: (line: string) => void): EverywhereRuns {
  const runs = new Map<string, RunningRun & { readonly key: string }>()
  const start = async (viewer: Viewer, request: EverywhereRequest): Promise<RunningRun> => {
    const key = `${viewer.id} ${sayReach(viewer.reach)} ${await folder.borrow((house) => house.catalogue.live(viewer))} ${JSON.stringify(request)}`
    const same = [...runs.values()].find((run) => run.key === key && !['cancelled', 'failed'].includes(run.say().state))
    if (same) return same
    const run = { key, ...startRun(folder, viewer, request, log) }
    runs.set(run.say().id, run)
    for (const [id, old] of runs) {
      if (runs.size <= mostKept) break
      old.cancel()
      runs.delete(id)
    }
    return run
  }
  return {
    start,
    find: (viewer, id) => [...runs.values()].find((run) => run.viewer.id === viewer.id && sayReach(run.viewer.reach) === sayReach(viewer.reach) && run.say().id === id) ?? refuseRun(id),
    close: () => { for (const run of runs.values()) run.cancel() },
  }
}

function startRun(folder: Folder, viewer: Viewer, request: EverywhereRequest, log: (line: string) => void): RunningRun {
  const [id, began, stop] = [randomUUID(), performance.now(), new AbortController()]
  let stage: { state: EverywhereRun['state']; since: number; done: number; of: number } = { state: 'calibrating', since: began, done: 0, of: 1 }
  let [answer, problem, seconds]: [Everywhere | null, Problem | null, number | null] = [null, null, null]
  const become = (state: EverywhereRun['state']): void => { stage = { ...stage, state } }
  const step = (state: 'calibrating' | 'projecting', done: number, of: number): void => {
    stage = { state, since: state === stage.state ? stage.since : performance.now(), done, of }
  }
  const work = async (house: House): Promise<void> => {
    const found = await answerEverywhere(house, viewer, request, { step, stop: stop.signal })
    if (stop.signal.aborted || found === null) return become('cancelled')
    if (isRefusal(found)) {
      problem = problemOf(found)
      return become('failed')
    }
    answer = found
    seconds = (performance.now() - began) / 1000
    become('done')
  }
  void folder.borrow(work).catch((error: unknown) => {
    log(`${id} a run of every area failed: ${error instanceof Error ? error.stack ?? error.message : String(error)}`)
    problem = ourFault(id)
    become('failed')
  })
  return {
    viewer, answer: () => answer,
    cancel: () => { if (answer === null) stop.abort() },
    say: () => ({ id, state: stop.signal.aborted && stage.state !== 'done' ? 'cancelled' : stage.state, done: stage.done, of: stage.of, secondsLeft: secondsLeft(stage), says: sayStage(stage, answer), request, problem, seconds }),
  }
}

/** From the pace of the stage under way; nobody can know before its first step is done. */
function secondsLeft({ state, since, done, of }: { state: EverywhereRun['state']; since: number; done: number; of: number }): number | null {
  if (done === 0 || (state !== 'calibrating' && state !== 'projecting')) return null
  return ((performance.now() - since) / 1000 / done) * (of - done)
}

function sayStage({ state, done, of }: { state: EverywhereRun['state']; done: number; of: number }, answer: Everywhere | null): string {
  if (answer !== null) return answer.answer.summary
  if (state === 'calibrating') return `Learning rates: ${done} of ${sayCount(of, 'area')} done.`
  if (state === 'projecting') return `Projecting: ${done} of ${sayCount(of, 'group')} done in every area.`
  return state === 'cancelled' ? 'Cancelled: nothing is kept of it.' : 'The run did not come to an end.'
}

function refuseRun(id: string): Refusal {
  return refuse('run-not-found', 'absent', { doing: 'Looking for a run of every area', found: `none with the id “${id.slice(0, 60)}” is kept by this server`, need: 'The id of one of the last eight runs', next: 'Start it again: the same question gives the same answer' })
}
