import { LeverCost } from '../../contract/scenario.ts'
import type { LeverFile, LeverStated } from '../../contract/lever.ts'
import type { PlanDocument } from '../../contract/plan.ts'
import { ProjectionRequest } from '../../contract/projection.ts'
import { canonicalText } from '../../scenario/manifest.ts'
import { demandLeverNamed, inOrder, movesWork, type ScenarioLever } from '../../scenario/scenario-lever.ts'
import { isRefusal, refuse, type Refusal } from '../../units/refusal.ts'
import { readPlanFile } from '../plan/plan-file.ts'

/** A scenario as it was read: its levers in the one order they act in, so that a file with the same levers in another order is the same scenario. */
export interface ScenarioFile {
  readonly document: PlanDocument
  readonly levers: readonly ScenarioLever[]
  /** The projection it stands on. */
  readonly request: ProjectionRequest
  /** What had to be changed to bring an older file to the form of today. */
  readonly changed: readonly string[]
}

/** Read a scenario of any age. Errors: refuses as `readPlanFile`, and `scenario-not-readable`. */
export function readScenario(given: unknown, unit: 'fte' | 'headcount'): ScenarioFile | Refusal {
  const read = readPlanFile(inPlainOrder(given))
  if (isRefusal(read)) return read
  const levers = read.document.levers.map(leverOf)
  const refused = levers.find(isRefusal)
  if (refused !== undefined) return refused
  const ordered = inOrder(levers.filter((lever): lever is ScenarioLever => !isRefusal(lever)))
  const request = requestOf(read.document, unit)
  if (isRefusal(request)) return request
  const byId = new Map(read.document.levers.map((lever) => [lever.id, lever]))
  return { levers: ordered, request, changed: read.changed, document: { ...read.document, levers: ordered.map(({ id, cost }) => ({ ...byId.get(id)!, ...(cost === null ? {} : { cost }) })) } }
}

/** Levers without ids are put in order before they are named by their place. */
function inPlainOrder(given: unknown): unknown {
  if (typeof given !== 'object' || given === null) return given
  const { levers } = given as { levers?: unknown }
  if (!Array.isArray(levers) || !levers.every((lever) => typeof lever === 'object' && lever !== null && !('id' in lever))) return given
  return { ...given, levers: levers.toSorted((a, b) => (plainText(a) < plainText(b) ? -1 : 1)) }
}

function plainText(lever: unknown): string {
  return canonicalText(JSON.parse(JSON.stringify(lever)))
}

function leverOf({ id, cost, rationale, ...lever }: PlanDocument['levers'][number]): ScenarioLever | Refusal {
  const read = LeverCost.nullable().safeParse(cost ?? null)
  if (read.success) return { id, lever, cost: read.data, rationale: rationale ?? null }
  return notReadable(`levers/${id}/cost: ${read.error.issues.slice(0, 5).map(({ path, message }) => `${path.join('/')} ${message}`).join('; ')}`, 'A cost has perUnit, oneOff or yearly in GBP, and payer, priceYear, leadTimeMonths, controls, evidence, source')
}

function requestOf({ baseline: { area, profession, horizon, seed, draws, map } }: PlanDocument, unit: 'fte' | 'headcount'): ProjectionRequest | Refusal {
  const read = ProjectionRequest.safeParse({ area, years: horizon, seed, draws, unit, ...(map === undefined ? {} : { map }), ...(profession === undefined ? {} : { profession }) })
  return read.success ? read.data : notReadable(`baseline: ${read.error.issues.map(({ path, message }) => `${path.join('/')} ${message}`).join('; ')}`, 'A horizon of 1 to 30 years and 20 to 2,000 draws')
}

function notReadable(found: string, need: string): Refusal {
  return refuse('scenario-not-readable', 'input', { doing: 'Reading a scenario', found, need, next: 'Correct what is named; examples/scenario.yaml is a file that works' })
}

/** The levers that name who is in the run, those of supply and those that move work, with the facts they need, as a lever file. */
export function leverFileOf({ document: { programmes, origins }, levers }: { readonly document: Pick<PlanDocument, 'programmes' | 'origins'>; readonly levers: readonly Pick<ScenarioLever, 'lever'>[] }): LeverFile {
  return { version: 1, programmes, origins, levers: levers.map(({ lever }) => lever as LeverStated).filter((lever) => demandLeverNamed(lever.kind) === undefined || movesWork(lever)) }
}
