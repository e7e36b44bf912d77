import { isReservedName } from '../../contract/always-there.ts'
import { PlanDocument } from '../../contract/plan.ts'
import { readScenarioFile } from '../../contract/scenario-file.ts'
import { isRefusal, refuse, type Refusal } from '../../units/refusal.ts'

/** A scenario file that is a plan, with what was changed to bring it to the form of today. */
export interface PlanFile { readonly document: PlanDocument; readonly changed: readonly string[] }

/** Read a scenario file of any age as a plan. Errors: refuses as `readScenarioFile`, and `plan-not-readable`, `plan-name-reserved`. */
export function readPlanFile(given: unknown): PlanFile | Refusal {
  const read = readScenarioFile(given)
  if (isRefusal(read)) return read
  const document = readPlan(read.file)
  return isRefusal(document) ? document : { document, changed: read.changed }
}

/** Read a plan in the form of today. Errors: refuses `plan-not-readable` with every place that does not fit, and `plan-name-reserved`. */
export function readPlan(given: unknown): PlanDocument | Refusal {
  const read = PlanDocument.safeParse(given)
  const twice = read.success ? (['levers', 'assumptions', 'overrides', 'programmes'] as const).flatMap((list) => read.data[list].filter(({ id }, at, all) => all.findIndex((one) => one.id === id) !== at).map(({ id }) => `${list}: the id ${id} stands there twice`)) : []
  const faults = read.success ? twice : read.error.issues.slice(0, 10).map(({ path, message }) => `${path.length === 0 ? 'the plan' : path.join('/')}: ${message}`)
  if (!read.success || faults.length > 0) return refuse('plan-not-readable', 'input', { doing: 'Reading a plan', found: faults.join('; '), need: 'A scenario file: version 1, name, baseline with an area, and lists of levers, assumptions and overrides', next: 'Correct what is named; /api/docs says what each field takes' })
  return isReservedName(read.data.name) ? refuseName(read.data.name) : read.data
}

function refuseName(name: string): Refusal {
  return refuse('plan-name-reserved', 'input', { doing: 'Naming a plan', found: `“${name}” is the name of a scenario that is always there`, need: 'Another name: do nothing, zero productivity and history repeats stand beside every plan', next: 'Name what the plan would change' })
}
