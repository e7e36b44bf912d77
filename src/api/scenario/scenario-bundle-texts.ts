import type { PlanDocument } from '../../contract/plan.ts'
import type { ScenarioAnswer } from '../../contract/scenario.ts'
import type { ScenarioReview } from '../../scenario/review.ts'
import type { ScenarioFound } from '../../scenario/scenario.ts'
import { writeCsv } from '../csv.ts'
import { lastChanged, type PlanRecord } from '../plan/plan-record.ts'

/** What the texts of a bundle are written from. */
interface BundleSource { readonly document: PlanDocument; readonly answer: ScenarioAnswer; readonly found: Pick<ScenarioFound, 'inputs' | 'overrides' | 'contributions'>; readonly record: PlanRecord | null }

/** The assumptions log: every input by its kind, with source, owner, the day it was last changed, and its rank: by how far its range moves the gap, and by what a lever contributes. */
export function writeInputs({ document, answer, found, record }: BundleSource): string {
  const [ranges, parts] = [rankOfRanges(answer), rankOfParts(found)]
  const header = ['kind', 'id', 'says', 'value', 'unit', 'low', 'high', 'source', 'grade', 'acts', 'owner', 'changed', 'library', 'rank_of_sensitivity', 'rank_of_contribution']
  return writeCsv(header, found.inputs.map(({ kind, id, says, value, unit, low, high, source, grade, acts }) => {
    const stated = document.assumptions.find((one) => one.id === id)
    const changed = record === null ? null : kind === 'lever' ? lastChanged(record.edits, `levers/${id}`) : stated === undefined ? null : lastChanged(record.edits, `assumptions/${id}`)
    return [kind, id, says, value, unit, low, high, source, grade, acts, stated?.owner ?? null, changed, stated?.from === undefined ? null : `${stated.from.id}, edition ${stated.from.edition}`, ranges.get(kind === 'lever' ? `lever/${id}` : id) ?? null, kind === 'lever' ? parts.get(id) ?? null : null]
  }))
}

/** What inputs are called where their ranges are walked; a path of years is that of both swings. */
const walkedAs: Readonly<Record<string, readonly string[]>> = { 'leaver-rate': ['leave'], 'joining-over-leaving': ['join'], 'unmet-need': ['unmet-need'], 'need-growth': ['demand-growth'], productivity: ['productivity'], 'swings-nation': ['leave-swing', 'growth-swing'], 'swings-group': ['leave-swing', 'growth-swing'] }

function rankOfRanges({ sensitivity: { inputs } }: ScenarioAnswer): Map<string, number> {
  const ranks = new Map<string, number>()
  for (const [at, { id }] of inputs.entries()) for (const name of walkedAs[id] ?? [id]) if (!ranks.has(name)) ranks.set(name, at + 1)
  return ranks
}

function rankOfParts({ contributions }: BundleSource['found']): Map<string, number> {
  const parts = contributions.years.at(-1)!.parts.toSorted((a, b) => Math.abs(b.gap) - Math.abs(a.gap))
  return new Map(parts.map(({ id }, at) => [id, at + 1]))
}

/** Manual changes, in force or not: always reported. */
export function writeManual({ overrides }: Pick<ScenarioFound, 'overrides'>): string {
  return writeCsv(['id', 'what', 'value', 'who', 'when', 'why', 'in_force', 'effect_on_gap', 'says'], overrides.map(({ id, what, value, who, when, why, inForce, effect, says }) => [id, what, value, who, when, why, inForce, effect, says]))
}

/** How far the gap goes with each input, widest first. */
export function writeSensitivity({ sensitivity }: ScenarioAnswer): string {
  const header = ['input', 'says', 'kind', 'p10', 'p90', 'input_unit', 'gap_at_p10', 'gap_at_p90', 'width', 'share_alone', 'share_with_others']
  return writeCsv(header, sensitivity.inputs.map((row) => [row.id, row.says, row.kind, row.p10, row.p90, row.unit, row.gapAtP10, row.gapAtP90, row.width, row.first, row.total]))
}

/** What has to be true of the run, and whether there were draws enough. */
export function writeChecks({ checks, convergence }: ScenarioReview, { levers }: Pick<ScenarioAnswer, 'levers'>): string {
  const tests = levers.map(({ id, selfTest }) => [`lever ${id}`, 'Pulled by itself the lever moves the gap the way such levers do', selfTest.says, selfTest.holds])
  return writeCsv(['id', 'must', 'found', 'holds'], [...checks.map(({ id, must, found, holds }) => [id, must, found, holds]), ...tests, ['convergence', 'Two halves of the draws tell the same story: they differ by less than a tenth of the 80 % range', convergence.says, convergence.settled]])
}

/** What was decided, in order, with who was of another mind. */
export function writeDecisions({ decisions }: PlanRecord): string {
  const header = ['id', 'version', 'on', 'what', 'outcome', 'decided_by', 'because', 'about', 'dissent', 'replaces', 'replaced_by', 'recorded_by', 'recorded_at']
  return writeCsv(header, decisions.map((one) => [one.id, one.version, one.on, one.what, one.outcome, one.decidedBy, one.because, one.about, one.dissent.map(({ who, why }) => `${who}: ${why}`).join('; '), one.replaces, one.replacedBy, one.recordedBy, one.at]))
}

/** What was said, thread by thread. */
export function writeComments({ comments }: PlanRecord): string {
  return writeCsv(['thread', 'state', 'about', 'version', 'kind', 'by', 'at', 'text'], comments.flatMap(({ id, state, about, remarks }) => remarks.map(({ version, kind, by, at, text }) => [id, state, about, version, kind, by, at, text])))
}

/** Every edit, field by field. */
export function writeHistory({ edits }: PlanRecord): string {
  return writeCsv(['version', 'at', 'by', 'field', 'before', 'after', 'note'], edits.flatMap(({ version, at, by, note, changes }) => changes.map(({ field, from, to }) => [version, at, by, field, from === null ? null : JSON.stringify(from), to === null ? null : JSON.stringify(to), note])))
}

/** Who signed what: the steps of the plan, and the baseline with the day by which it is agreed anew. */
export function writeSignOff({ steps, baseline }: PlanRecord): string {
  const rows = steps.map(({ kind, version, by, at, because }) => [kind, version, by, at, because, null, null, null])
  return writeCsv(['step', 'version', 'by', 'at', 'because', 'dataset', 'model', 'sunset'], [...rows, ...(baseline === null ? [] : [['baseline in force', baseline.version, baseline.by, baseline.at, null, baseline.dataset, baseline.model, baseline.sunset]])])
}
