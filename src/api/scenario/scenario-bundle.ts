import type { ScenarioAnswer } from '../../contract/scenario.ts'
import { firstDifference, type Verification } from '../../scenario/first-difference.ts'
import { hashOf, modelVersion } from '../../scenario/manifest.ts'
import { reviewScenario, type ScenarioReview } from '../../scenario/review.ts'
import { notThatRun } from '../../scenario/run.ts'
import { partsFrom, runWithParts, type PartsGiven, type ScenarioWithParts } from '../../scenario/scenario-parts.ts'
import { asPlain } from '../../scenario/scenario.ts'
import { isRefusal, type Refusal } from '../../units/refusal.ts'
import { writePaperHtml } from '../paper/paper-html.ts'
import type { PlanRecord } from '../plan/plan-record.ts'
import { sayAnswer, type AnsweredScenario, type SaidOfProjection, type ScenarioScope } from '../scenario.ts'
import { contentsOf, type BundleContents } from './scenario-bundle-contents.ts'
import { writeChecks, writeComments, writeDecisions, writeHistory, writeInputs, writeManual, writeSensitivity, writeSignOff } from './scenario-bundle-texts.ts'
import { writeScenarioCsv } from './scenario-csv.ts'
import { readScenario, type ScenarioFile } from './scenario-file.ts'
import { scenarioPaper } from './scenario-report.ts'

/** Files that only a scenario has in its bundle; those of a plan are there where it is one. */
export const scenarioNames = ['scenario.json', 'scenario-inputs.json', 'scenario-run.json', 'scenario-answer.json', 'review.json', 'plan.json', 'contents.json', 'scenario.csv', 'inputs.csv', 'manual-changes.csv', 'sensitivity.csv', 'checks.csv', 'decisions.csv', 'comments.csv', 'history.csv', 'sign-off.csv', 'report.html'] as const

/** A scenario that was run, reviewed and, where it is a plan, recorded: all that its bundle holds. */
export interface ReviewedScenario extends AnsweredScenario { readonly review: ScenarioReview; readonly record: PlanRecord | null; readonly demonstration: boolean }

/** The files of a scenario in a bundle: what was asked, all it is a function of, what was found, how it stands up, what was decided, and what a reviewer does not find here. */
export function scenarioFiles({ answer, file, gathered, parts, found, review, record, demonstration }: ReviewedScenario): [string, string][] {
  const contents = contentsOf({ answer, record, demonstration, scored: gathered.projected.answer.accuracy.length > 0 })
  const held = {
    'scenario.json': json(file.document), 'scenario-inputs.json': json(asPlain({ inputs: gathered.inputs, settings: gathered.settings, map: gathered.map, parts, said: saidOf(gathered.projected.answer) })), 'scenario-run.json': json(asPlain(found)), 'scenario-answer.json': json(answer),
    'review.json': json(asPlain(review)), 'contents.json': json(contents), ...(record === null ? {} : { 'plan.json': json(record) }),
  }
  return [...Object.entries(held), ...Object.entries(textsOf({ document: file.document, recorded: found, answer, review, record, contents }))]
}

function saidOf({ area, areaName, profession, unit, provenance }: SaidOfProjection): SaidOfProjection {
  return { area, areaName, profession, unit, provenance }
}

/** A scenario as its bundle holds it: what was asked, all it is a function of, what was found and how it was worded. */
export interface RecordedScenario {
  readonly document: unknown
  readonly scope: ScenarioScope & { readonly parts: PartsGiven | null }
  readonly recorded: ScenarioWithParts
  readonly answer: ScenarioAnswer
  readonly review: ScenarioReview
  /** Null where the scenario is a file. */
  readonly record: PlanRecord | null
  readonly contents: BundleContents
}

/** Repeat a recorded scenario from its inputs and compare. Errors: refused when the inputs or the model are not those it was made with. */
export function verifyScenario({ recorded, scope, document, answer, review, record, contents }: RecordedScenario): Verification | Refusal {
  const { inputs, settings } = scope
  if (recorded.manifest.model !== modelVersion) return notThatRun(`it was made by model ${recorded.manifest.model}, and this is ${modelVersion}`)
  if (recorded.manifest.inputs !== hashOf(inputs.nodes)) return notThatRun('who is in the scenario has another hash than its manifest says')
  const named = { ...inputs, names: { ...inputs.names, places: new Map(inputs.names.places) } }
  const repeated = runWithParts(named, settings, partsFrom(scope.parts))
  if (isRefusal(repeated)) return repeated
  const file = readScenario(document, settings.unit)
  if (isRefusal(file)) return file
  // What staff are paid is asked of the data, which the bundle does not hold.
  const said = sayAnswer(file, scope, recorded, answer.payBill)
  const reviewed = reviewScenario(named, settings, repeated)
  if (isRefusal(reviewed)) return reviewed
  const scored = contents.parts.some(({ part, notDone }) => part === 'Back-test' && notDone === null)
  return firstDifference('scenario', recorded, asPlain(repeated)) ?? firstDifference('scenario-answer', { ...answer, notes: ofToday(answer) }, asPlain({ ...said, notes: ofToday(said) }))
    ?? firstDifference('review', review, asPlain(reviewed)) ?? firstDifference('contents', contents, asPlain(contentsOf({ answer, record, demonstration: contents.demonstration, scored }))) ?? { identical: true }
}

/** Notes but those about the file it was read from: the bundle holds it in the form of today. */
function ofToday({ notes }: Pick<ScenarioAnswer, 'notes'>): string[] {
  return notes.filter((note) => !note.startsWith('The file was brought'))
}

/** Texts of a bundle that follow from what was recorded. */
export function scenarioTexts(held: RecordedScenario): Readonly<Record<string, string>> | Refusal {
  const file = readScenario(held.document, held.scope.settings.unit)
  return isRefusal(file) ? file : textsOf({ ...held, document: file.document })
}

function textsOf({ document, recorded, answer, review, record, contents }: Omit<RecordedScenario, 'document' | 'scope'> & Pick<ScenarioFile, 'document'>): Record<string, string> {
  const source = { document, answer, found: recorded, record }
  return {
    'scenario.csv': writeScenarioCsv(answer).text, 'inputs.csv': writeInputs(source), 'manual-changes.csv': writeManual(recorded), 'sensitivity.csv': writeSensitivity(answer), 'checks.csv': writeChecks(review, answer),
    ...(record === null ? {} : { 'decisions.csv': writeDecisions(record), 'comments.csv': writeComments(record), 'history.csv': writeHistory(record), 'sign-off.csv': writeSignOff(record) }),
    'report.html': writePaperHtml(scenarioPaper({ answer, document, record, demonstration: contents.demonstration })),
  }
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`
}
