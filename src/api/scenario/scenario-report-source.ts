import type { PlanDocument } from '../../contract/plan.ts'
import type { ScenarioAnswer } from '../../contract/scenario.ts'
import type { PlanRecord } from '../plan/plan-record.ts'

/** What a scenario’s paper is written from: the answer, what was asked, and what is written down of its plan. */
export interface ReportSource { readonly answer: ScenarioAnswer; readonly document: PlanDocument; readonly record: PlanRecord | null; readonly demonstration: boolean }
