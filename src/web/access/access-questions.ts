import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { Account, PeopleState, SessionState } from '../../contract/access.ts'
import type { AuditAnswer } from '../../contract/audit.ts'
import type { InstallationAnswer } from '../../contract/installation.ts'
import type { Jobs } from '../../contract/jobs.ts'
import type { RetentionState } from '../../contract/retention.ts'
import { addressOf, ask } from '../ask/ask.ts'
import type { Parameters } from '../ask/ask.ts'
import { questionAt } from '../ask/question-at.ts'

/** Who is looking. Asked again whenever an answer says that nobody is signed in. */
export const sessionKey = ['/api/session']
export const sessionQuestion = () => queryOptions({ queryKey: sessionKey, queryFn: ({ signal }) => ask<SessionState>('/api/session', { signal }) })

/** Whether whoever is looking may see the pages: the demonstration is open to everybody. */
export function isIn(session: SessionState | undefined): boolean {
  return session?.mode === 'demonstration' || session?.person != null
}

export const accountQuestion = () => questionAt<Account>('/api/account')
export const peopleQuestion = () => queryOptions({ queryKey: ['/api/people'], queryFn: ({ signal }) => ask<PeopleState>('/api/people', { signal }) })

export const auditQuestion = (wanted: Parameters) => {
  const address = addressOf('/api/audit', wanted)
  return queryOptions({ queryKey: ['/api/audit', address], queryFn: ({ signal }) => ask<AuditAnswer>(address, { signal }), placeholderData: keepPreviousData })
}
/** Asked again every other second while anything goes on. */
export const jobsQuestion = () => queryOptions({
  queryKey: ['/api/jobs'], queryFn: ({ signal }) => ask<Jobs>('/api/jobs', { signal }), refetchInterval: ({ state }) => ((state.data?.counts.running ?? 0) + (state.data?.counts.waiting ?? 0) > 0 ? 2000 : 15_000),
})
export const retentionQuestion = () => queryOptions({ queryKey: ['/api/retention'], queryFn: ({ signal }) => ask<RetentionState>('/api/retention', { signal }) })
export const installationQuestion = () => queryOptions({ queryKey: ['/api/installation'], queryFn: ({ signal }) => ask<InstallationAnswer>('/api/installation', { signal }), staleTime: Infinity })
/** 503 is an answer too: it says that the server is not ready. */
export const readyQuestion = () => queryOptions({ queryKey: ['/ready'], queryFn: async ({ signal }) => (await (await fetch('/ready', { signal })).json()) as { readonly status: 'ready' | 'verifying' | 'not ready' }, refetchInterval: 5000 })

/** Change something about people or their ways in; every answer shown is asked for again afterwards. */
export function useChange<Answer, Given = void>(makeRequest: (given: Given) => { readonly method: 'POST' | 'DELETE'; readonly address: string; readonly body?: object }, done?: (answer: Answer) => void) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (given: Given) => {
      const { method, address, body } = makeRequest(given)
      return ask<Answer>(address, { method, headers: { 'x-cadre': '1', ...(body === undefined ? {} : { 'content-type': 'application/json' }) }, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })
    },
    onSuccess: (answer) => {
      done?.(answer)
      void client.invalidateQueries()
    },
  })
}
