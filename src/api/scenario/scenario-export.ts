import type { Viewer } from '../../access/viewer.ts'
import type { ScenarioExport } from '../../contract/scenario.ts'
import type { House } from '../../store/house.ts'
import { reviewScenario } from '../../scenario/review.ts'
import { isRefusal, type Refusal } from '../../units/refusal.ts'
import type { PlanRecord } from '../plan/plan-record.ts'
import { sayCount } from '../say.ts'
import { answerScenario, type ScenarioForm } from '../scenario.ts'
import { contentsOf } from './scenario-bundle-contents.ts'
import { scenarioFiles, type ReviewedScenario } from './scenario-bundle.ts'
import type { ScenarioWatch } from './scenario-thread.ts'

/** Run a scenario and review it, with what is written down of its plan: all that a reviewer’s bundle holds. Errors: refuses as `answerScenario`; null when it was stopped. */
export async function exportScenario(house: House, viewer: Viewer, given: unknown, record: PlanRecord | null, form: ScenarioForm, watch: ScenarioWatch): Promise<ReviewedScenario | Refusal | null> {
  const done = await answerScenario(house, viewer, given, form, watch)
  if (done === null || isRefusal(done)) return done
  const review = reviewScenario(done.gathered.inputs, done.gathered.settings, done.found)
  return isRefusal(review) ? review : { ...done, review, record, demonstration: house.mode === 'demonstration' }
}

/** Say what a bundle holds and what it does not. */
export function sayExport(bundle: ReviewedScenario): ScenarioExport {
  const { answer, record, demonstration, gathered } = bundle
  const { sunset, parts } = contentsOf({ answer, record, demonstration, scored: gathered.projected.answer.accuracy.length > 0 })
  const notDone = parts.flatMap(({ part, notDone: because }) => (because === null ? [] : [{ part, because }]))
  const files = ['manifest.json', 'parameters.json', 'rows.json', 'rows.csv', 'assumptions.csv', 'answer.json', ...scenarioFiles(bundle).map(([name]) => name), 'bundle.json']
  return {
    ask: 'export', name: answer.name, area: answer.area, profession: answer.profession, summary: `${sayCount(files.length, 'file')} that a reviewer can repeat without the data; ${notDone.length === 0 ? 'nothing is missing' : `${sayCount(notDone.length, 'part')} not done, each with its reason`}. ${sunset.says}.`,
    files, notDone: notDone.map((one) => ({ ...one })), sunset: sunset.on, manifest: answer.manifest,
  }
}
