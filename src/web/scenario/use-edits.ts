import { useCallback, useEffect, useRef } from 'react'
import type { PlanState } from '../../contract/plan.ts'
import type { ChangePlan } from './change-plan.ts'
import { useEditPlan } from './scenario-questions.ts'

/** Edit a plan one change after the other: what is changed while another change is kept waits for it, so that nobody is in their own way. */
export function useEdits(plan: PlanState): { readonly edit: ReturnType<typeof useEditPlan>; readonly change: ChangePlan } {
  const edit = useEditPlan(plan.id)
  const { mutate, isPending } = edit
  const waiting = useRef<Parameters<ChangePlan>[]>([])
  const { version } = plan
  useEffect(() => {
    if (isPending) return
    const [next] = waiting.current.splice(0, 1)
    if (next !== undefined) mutate({ version, changes: next[0], ...(next[1] === undefined ? {} : { note: next[1] }) })
  }, [isPending, version, mutate])
  const change: ChangePlan = useCallback((changes, note) => {
    if (isPending) waiting.current.push([changes, note])
    else mutate({ version, changes, ...(note === undefined ? {} : { note }) })
  }, [isPending, version, mutate])
  return { edit, change }
}
