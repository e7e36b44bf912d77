import type { ScenarioAnswer } from '../../contract/scenario.ts'
import { modelNamed } from '../model-register.ts'
import type { PlanRecord } from '../plan/plan-record.ts'

/** A part that a reviewer looks for: the files it is in, or why it was not done. */
export interface BundlePart { readonly part: string; readonly files: readonly string[]; readonly says: string | null; readonly notDone: string | null }

/** What a reviewer finds, part by part, and by when it is to be looked at again. */
export interface BundleContents {
  readonly demonstration: boolean
  /** The day by which the run is to be agreed anew: a year after its baseline was signed off, or the review of the model where nobody signed. */
  readonly sunset: { readonly on: string | null; readonly says: string }
  readonly parts: readonly BundlePart[]
}

/** What the contents are said of. `scored`: whether past projections of the group were scored. */
export interface ContentsSource { readonly answer: ScenarioAnswer; readonly record: PlanRecord | null; readonly demonstration: boolean; readonly scored: boolean }

/** List every part of a reviewer's bundle (docs/method/scenarios.md, bundles): where it is, or “not done, because …”. */
export function contentsOf(source: ContentsSource): BundleContents {
  const { answer, record, demonstration, scored } = source
  return {
    demonstration, sunset: sunsetOfRun(source),
    parts: [
      held('Manifest: snapshot, model, seed, draws, hashes', ['manifest.json', 'scenario-answer.json']), held('What was asked', ['scenario.json']), held('Parameters with units', ['parameters.json', 'assumptions.csv']), held('All that the run is a function of', ['scenario-inputs.json']),
      missing('The data themselves', 'a run stands on rates learnt from them, which are here; the snapshot is named in the manifest, and records of staff do not leave with a run'),
      held('Assumptions log: value, range, source, owner, rank of sensitivity', ['inputs.csv'], 'Owners are those of assumptions somebody stated; rates learnt from data have a source and no owner'),
      ofPlan(record, 'Dates of assumptions', ['inputs.csv'], 'a scenario file does not say when each was written; a plan does'),
      held('Manual changes, in force or switched off', ['manual-changes.csv']), ofPlan(record, 'Decisions, with dissent', ['decisions.csv'], fileOnly), ofPlan(record, 'Comments', ['comments.csv'], fileOnly), ofPlan(record, 'Every edit', ['history.csv'], fileOnly),
      held('Outputs with intervals', ['scenario.csv', 'scenario-run.json', 'rows.csv', 'rows.json']), held('Convergence', ['checks.csv', 'review.json']), held('Account of everybody', ['scenario-answer.json', 'rows.json'], 'flows and places of the answer; account of the rows'),
      held('Sensitivity', ['sensitivity.csv', 'scenario-answer.json']),
      scored ? held('Back-test', ['answer.json'], 'How past projections of this group did') : missing('Back-test', 'too few years of this group are held to score past projections'),
      held('Checks', ['checks.csv']), held('Limits of use', ['report.html', 'scenario-answer.json'], 'notes and notAvailable of the answer; limits of the model in the paper'),
      signed(record), held('Sunset date', ['contents.json']), held('The paper', ['report.html']), held('Model register', ['report.html'], modelNamed(answer.manifest.model)?.limits ?? 'This version is not registered'),
      ...answer.notAvailable.map(({ what, needed }) => missing(what, `it would need: ${needed}`)),
    ],
  }
}

const fileOnly = 'the scenario is a file and no plan: nobody decided, commented or edited where Cadre keeps it'

function held(part: string, files: readonly string[], says: string | null = null): BundlePart {
  return { part, files, says, notDone: null }
}

function missing(part: string, because: string): BundlePart {
  return { part, files: [], says: null, notDone: `not done, because ${because}` }
}

function ofPlan(record: PlanRecord | null, part: string, files: readonly string[], because: string): BundlePart {
  return record === null ? missing(part, because) : held(part, files)
}

function signed(record: PlanRecord | null): BundlePart {
  if (record === null) return missing('Sign-off', 'the scenario is a file and no plan: nobody signed it off')
  if (record.baseline === null) return missing('Sign-off', 'the baseline of the plan is not agreed')
  return record.plan.status === 'agreed' ? held('Sign-off', ['sign-off.csv']) : { ...held('Sign-off', ['sign-off.csv'], 'Of the baseline'), notDone: `not done for the plan, because it is ${record.plan.status}` }
}

function sunsetOfRun({ answer, record }: ContentsSource): BundleContents['sunset'] {
  const signedUntil = record?.baseline?.sunset
  if (signedUntil !== undefined) return { on: signedUntil, says: `To be agreed anew by ${signedUntil}: a year after its baseline was signed off` }
  const review = modelNamed(answer.manifest.model)?.review ?? null
  return { on: review, says: review === null ? 'No day: nobody signed it off, and this version of the model is not registered' : `Nobody signed it off; the model is to be reviewed by ${review}` }
}
