import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Viewer } from '../../access/viewer.ts'
import type { ScenarioRequest, ScenarioResult } from '../../contract/scenario.ts'
import type { House } from '../../store/house.ts'
import { isRefusal, type Refusal } from '../../units/refusal.ts'
import { reachMark, writeWhole } from '../everywhere/everywhere-way.ts'
import type { Doing, JobWay } from '../job/job-hands.ts'
import { ourFault } from '../problem.ts'
import { answerScenario } from '../scenario.ts'
import { compareFiles } from './scenario-compare.ts'
import { seekGoal } from './scenario-goal.ts'
import type { ScenarioWatch } from './scenario-thread.ts'

/** What is known of a question asked of scenarios, as it is kept with its job; its answer lies beside it in a file. */
export interface ScenarioDoc {
  /** Reach it was answered with: whoever reaches something else is not shown it. */
  reach: string
  summary: string | null
  /** How long it took. */
  seconds: number | null
}

/** How a question asked of scenarios is answered. */
export const scenarioWay: JobWay = { policy: 'figures', run: runQuestion, broken: (_error, id) => ourFault(id) }

async function runQuestion({ house, viewer, taken, directory, signal, doc, tell }: Doing): Promise<'done' | Refusal | null> {
  const began = performance.now()
  const found = await answerQuestion(house, viewer, (taken.work.question as { request: ScenarioRequest }).request, { step: tell, stop: signal })
  if (found === null || signal.aborted) return null
  if (isRefusal(found)) return found
  await mkdir(directory, { recursive: true, mode: 0o700 })
  await writeWhole(join(directory, answerName), JSON.stringify(found), taken.job.attempt)
  Object.assign(doc as ScenarioDoc, { reach: reachMark(viewer.reach), summary: found.summary, seconds: (performance.now() - began) / 1000 })
  return 'done'
}

/** Answer whatever is asked of scenarios; null when it was stopped. */
async function answerQuestion(house: House, viewer: Viewer, request: ScenarioRequest, watch: ScenarioWatch): Promise<ScenarioResult | Refusal | null> {
  const form = { unit: request.unit, overrides: request.overrides }
  if (request.ask === 'run') {
    const done = await answerScenario(house, viewer, request.document, form, watch)
    return done === null || isRefusal(done) ? done : done.answer
  }
  if (request.ask === 'goal-seek') return seekGoal(house, viewer, request.document, request, form, watch)
  return compareFiles(house, viewer, [{ given: request.a, manifest: null }, { given: request.b, manifest: null }], { ...form, nearest: request.nearest }, watch)
}

const answerName = 'answer.json'

/** The answer to a question that is done; null when its file is gone. */
export async function readScenarioAnswer(directory: string): Promise<ScenarioResult | null> {
  const text = await readFile(join(directory, answerName), 'utf8').catch(() => null)
  return text === null ? null : JSON.parse(text) as ScenarioResult
}
