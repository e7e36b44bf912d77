import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Viewer } from '../../access/viewer.ts'
import type { ExportAsked, ScenarioExport, ScenarioRequest, ScenarioResult } from '../../contract/scenario.ts'
import type { House } from '../../store/house.ts'
import { isRefusal, type Refusal } from '../../units/refusal.ts'
import { zipBundle } from '../bundle.ts'
import type { Doing, JobWay } from '../job/job-hands.ts'
import { reachMark, writeWhole, type RunDoc } from '../job/job-runs.ts'
import { ourFault } from '../problem.ts'
import { recordOfRun } from '../plan/plan-record.ts'
import { answerScenario } from '../scenario.ts'
import { compareFiles } from './scenario-compare.ts'
import { exportScenario, sayExport } from './scenario-export.ts'
import { seekGoal } from './scenario-goal.ts'
import type { ScenarioWatch } from './scenario-thread.ts'

/** How a question asked of scenarios is answered. */
export const scenarioWay: JobWay = { policy: 'figures', run: runQuestion, broken: (_error, id) => ourFault(id) }

async function runQuestion({ house, viewer, taken, directory, signal, doc, tell }: Doing): Promise<'done' | Refusal | null> {
  const began = performance.now()
  await mkdir(directory, { recursive: true, mode: 0o700 })
  const keep = (bytes: Buffer): Promise<void> => writeWhole(join(directory, bundleName), bytes, taken.job.attempt)
  const found = await answerQuestion(house, viewer, (taken.work.question as { request: ScenarioRequest }).request, { step: tell, stop: signal }, keep)
  if (found === null || signal.aborted) return null
  if (isRefusal(found)) return found
  await writeWhole(join(directory, answerName), JSON.stringify(found), taken.job.attempt)
  Object.assign(doc as RunDoc, { reach: reachMark(viewer.reach), summary: found.summary, seconds: (performance.now() - began) / 1000 })
  return 'done'
}

/** Answer whatever is asked of scenarios; null when it was stopped. */
async function answerQuestion(house: House, viewer: Viewer, request: ScenarioRequest, watch: ScenarioWatch, keep: (bundle: Buffer) => Promise<void>): Promise<ScenarioResult | Refusal | null> {
  const form = { unit: request.unit, overrides: request.overrides }
  if (request.ask === 'run') {
    const done = await answerScenario(house, viewer, request.document, { ...form, areas: request.areas }, watch)
    return done === null || isRefusal(done) ? done : done.answer
  }
  if (request.ask === 'export') return answerExport(house, viewer, request, watch, keep)
  if (request.ask === 'goal-seek') return seekGoal(house, viewer, request.document, request, form, watch)
  return compareFiles(house, viewer, [{ given: request.a, manifest: null }, { given: request.b, manifest: null }], { ...form, nearest: request.nearest }, watch)
}

/** Write the bundle beside the answer, and answer what it holds. */
async function answerExport(house: House, viewer: Viewer, { document, plan, unit, overrides, areas }: ExportAsked, watch: ScenarioWatch, keep: (bundle: Buffer) => Promise<void>): Promise<ScenarioExport | Refusal | null> {
  const record = plan === null ? null : await recordOfRun(house, viewer, plan, document, new Date().toISOString())
  if (isRefusal(record)) return record
  const made = await exportScenario(house, viewer, document, record, { unit, overrides, areas }, watch)
  if (made === null || isRefusal(made)) return made
  await keep(zipBundle(made.gathered.projected, undefined, made))
  return sayExport(made)
}

const bundleName = 'bundle.zip'

/** The bundle of a question that asked for one; null when there is none. */
export function readScenarioBundle(directory: string): Promise<Buffer | null> {
  return readFile(join(directory, bundleName)).catch(() => null)
}

const answerName = 'answer.json'

/** The answer to a question that is done; null when its file is gone. */
export async function readScenarioAnswer(directory: string): Promise<ScenarioResult | null> {
  const text = await readFile(join(directory, answerName), 'utf8').catch(() => null)
  return text === null ? null : JSON.parse(text) as ScenarioResult
}
