import type { ScenarioAnswer } from '../../contract/scenario.ts'
import { firstDifference, type Verification } from '../../scenario/first-difference.ts'
import { hashOf, modelVersion } from '../../scenario/manifest.ts'
import { notThatRun } from '../../scenario/run.ts'
import { asPlain, runScenario, type ScenarioFound } from '../../scenario/scenario.ts'
import { isRefusal, type Refusal } from '../../units/refusal.ts'
import { writeCsv } from '../csv.ts'
import { sayAnswer, type AnsweredScenario, type SaidOfProjection, type ScenarioScope } from '../scenario.ts'
import { writeScenarioCsv } from './scenario-csv.ts'
import { readScenario } from './scenario-file.ts'

/** Files that only a scenario has in its bundle. */
export const scenarioNames = ['scenario.json', 'scenario-inputs.json', 'scenario-run.json', 'scenario-answer.json', 'scenario.csv', 'inputs.csv', 'manual-changes.csv', 'not-done.json'] as const

type Texts = Readonly<Record<(typeof scenarioNames)[number], string>>

/** The files of a scenario in a bundle: what was asked, all it is a function of, what was found, the assumptions log, manual changes, and what a reviewer does not find here. */
export function scenarioFiles({ answer, file, gathered, found }: AnsweredScenario): [string, string][] {
  const texts: Texts = {
    'scenario.json': json(file.document), 'scenario-inputs.json': json(asPlain({ inputs: gathered.inputs, settings: gathered.settings, map: gathered.map, said: saidOf(gathered.projected.answer) })), 'scenario-run.json': json(asPlain(found)), 'scenario-answer.json': json(answer),
    'scenario.csv': writeScenarioCsv(answer).text, 'inputs.csv': inputsText(found), 'manual-changes.csv': manualText(found), 'not-done.json': json(notDone),
  }
  return Object.entries(texts)
}

function saidOf({ area, areaName, profession, unit, provenance }: SaidOfProjection): SaidOfProjection {
  return { area, areaName, profession, unit, provenance }
}

/** Every input by its kind: the assumptions log. */
function inputsText({ inputs }: Pick<ScenarioFound, 'inputs'>): string {
  return writeCsv(['kind', 'id', 'says', 'value', 'unit', 'low', 'high', 'source', 'grade', 'acts'], inputs.map(({ kind, id, says, value, unit, low, high, source, grade, acts }) => [kind, id, says, value, unit, low, high, source, grade, acts]))
}

/** Manual changes, in force or not: always reported. */
function manualText({ overrides }: Pick<ScenarioFound, 'overrides'>): string {
  return writeCsv(['id', 'what', 'value', 'who', 'when', 'why', 'in_force', 'effect_on_gap', 'says'], overrides.map(({ id, what, value, who, when, why, inForce, effect, says }) => [id, what, value, who, when, why, inForce, effect, says]))
}

/** What a reviewer may look for and does not find, and why. */
const notDone = [
  { what: 'Decisions and comments', because: 'A scenario file does not hold them: they are kept with the plan it is of, and stand in its history (cadre plan history)' },
  { what: 'The data', because: 'The bundle holds the rates learnt from it and not the data itself; the snapshot is named in the manifest' },
]

/** A scenario as its bundle holds it: what was asked, all it is a function of, what was found and how it was worded. */
export interface RecordedScenario { readonly document: unknown; readonly scope: ScenarioScope; readonly recorded: ScenarioFound; readonly answer: ScenarioAnswer }

/** Repeat a recorded scenario from its inputs and compare. Errors: refused when the inputs or the model are not those it was made with. */
export function verifyScenario({ recorded, scope, document, answer }: RecordedScenario): Verification | Refusal {
  const { inputs, settings } = scope
  if (recorded.manifest.model !== modelVersion) return notThatRun(`it was made by model ${recorded.manifest.model}, and this is ${modelVersion}`)
  if (recorded.manifest.inputs !== hashOf(inputs.nodes)) return notThatRun('who is in the scenario has another hash than its manifest says')
  const repeated = runScenario({ ...inputs, names: { ...inputs.names, places: new Map(inputs.names.places) } }, settings)
  if (isRefusal(repeated)) return repeated
  const file = readScenario(document, settings.unit)
  if (isRefusal(file)) return file
  // What staff are paid is asked of the data, which the bundle does not hold.
  const said = sayAnswer(file, scope, recorded, answer.payBill)
  return firstDifference('scenario', recorded, asPlain(repeated)) ?? firstDifference('scenario-answer', { ...answer, notes: ofToday(answer) }, asPlain({ ...said, notes: ofToday(said) })) ?? { identical: true }
}

/** Notes but those about the file it was read from: the bundle holds it in the form of today. */
function ofToday({ notes }: Pick<ScenarioAnswer, 'notes'>): string[] {
  return notes.filter((note) => !note.startsWith('The file was brought'))
}

/** Texts of a bundle that follow from what was recorded. */
export function scenarioTexts({ recorded, answer }: RecordedScenario): Readonly<Record<string, string>> {
  return { 'scenario.csv': writeScenarioCsv(answer).text, 'inputs.csv': inputsText(recorded), 'manual-changes.csv': manualText(recorded) }
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`
}
