import type { PlanEditRequest } from '../../contract/plan.ts'

/** Change fields of the plan; nothing is kept when somebody else changed it meanwhile. */
export type ChangePlan = (changes: PlanEditRequest['changes'], note?: string) => void
