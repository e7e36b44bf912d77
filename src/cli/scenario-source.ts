import type { Viewer } from '../access/viewer.ts'
import { readPlanRecord, type PlanRecord } from '../api/plan/plan-record.ts'
import type { House } from '../store/house.ts'
import { isRefusal, type Refusal } from '../units/refusal.ts'
import { readValueFile } from './value-file.ts'

/** A scenario to be run: a file, or a plan with all that is written down of it. */
export interface ScenarioSource { readonly given: unknown; readonly record: PlanRecord | null }

/** Ids of plans are told from paths by their form. */
const planId = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/

/** Read what a command names: a scenario file by its path, or a plan by its id. Errors: as `readValueFile` and `readPlanRecord`. */
export async function readScenarioSource(house: House, viewer: Viewer, source: string): Promise<ScenarioSource | Refusal> {
  if (planId.test(source)) {
    const read = await readPlanRecord(house, viewer, source, new Date().toISOString())
    return isRefusal(read) ? read : { given: read.document, record: read.record }
  }
  const read = await readValueFile(source, 'scenario file')
  return isRefusal(read) ? read : { given: read.value, record: null }
}
