import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { PlanEdit, PlanEditRequest, PlanList, PlanState } from '../../contract/plan.ts'
import type { PlanComments, PlanDecisions, PlanPresence, PlanStep, PlanStepRequest } from '../../contract/plan-work.ts'
import { ask } from '../ask/ask.ts'
import { liveQuestion } from '../ask/live-question.ts'
import { questionAt } from '../ask/question-at.ts'

const addressOfPlan = (id: string, more = '') => `/api/plans/${encodeURIComponent(id)}${more}`

export const plansQuestion = () => questionAt<PlanList>('/api/plans')
export const planQuestion = (id: string) => questionAt<PlanState>(addressOfPlan(id))
export const planCommentsQuestion = (id: string) => questionAt<PlanComments>(addressOfPlan(id, '/comments'))
export const planDecisionsQuestion = (id: string) => questionAt<PlanDecisions>(addressOfPlan(id, '/decisions'))

/** Say every quarter of a minute that the plan is open here, and hear who else has it open. */
export const planPresenceQuestion = (id: string) =>
  queryOptions({
    queryKey: [addressOfPlan(id, '/presence')], refetchInterval: 15_000, staleTime: 0,
    queryFn: ({ signal }) => ask<PlanPresence>(addressOfPlan(id, '/presence'), { signal, method: 'POST', headers: headers({}), body: JSON.stringify({}) }),
  })

/** Keep a scenario file as a new plan. */
export function useKeepPlan(done: (edit: PlanEdit) => void) {
  return usePlanChange((document: object) => ask<PlanEdit>('/api/plans', { method: 'POST', headers: headers({ once: true }), body: JSON.stringify(document) }), done)
}

/** Edit a plan as it was when it was read: a plan that somebody else changed meanwhile is not written over, the difference comes back. */
export function useEditPlan(id: string, done?: (edit: PlanEdit) => void) {
  return usePlanChange(
    ({ version, ...edit }: PlanEditRequest & { version: number }) => ask<PlanEdit>(addressOfPlan(id, '/edits'), { method: 'POST', headers: headers({ once: true, version }), body: JSON.stringify(edit) }),
    done,
  )
}

/** Take a step: agree the baseline, submit, return, agree. */
export function useStepPlan(id: string) {
  return usePlanChange(({ version, ...step }: PlanStepRequest & { version: number }) => ask<PlanStep>(addressOfPlan(id, '/steps'), { method: 'POST', headers: headers({ once: true, version }), body: JSON.stringify(step) }))
}

/** Say something of a plan, or write down what was decided. */
export function useSayOfPlan(id: string, what: 'comments' | 'decisions') {
  return usePlanChange((body: object) => ask<object>(addressOfPlan(id, `/${what}`), { method: 'POST', headers: headers({ once: true }), body: JSON.stringify(body) }))
}

function usePlanChange<Given, Answer>(change: (given: Given) => Promise<Answer>, done?: (answer: Answer) => void) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: change,
    onSuccess: async (answer) => {
      // An agreed plan is in the figures of other pages too: they ask anew when they are gone to, and it is no news to who agreed it.
      await client.invalidateQueries({ refetchType: 'none' })
      await client.refetchQueries({ type: 'active', predicate: ({ queryKey }) => String(queryKey[0]).startsWith('/api/plans') || queryKey[0] === liveQuestion().queryKey[0] })
      done?.(answer)
    },
  })
}

/** The key makes sending twice one change; a page without a safe address has no other source of chance than this. */
function headers({ once = false, version }: { once?: boolean; version?: number }): Record<string, string> {
  return {
    'x-cadre': '1', 'content-type': 'application/json',
    ...(once ? { 'idempotency-key': [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('') } : {}),
    ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
  }
}
