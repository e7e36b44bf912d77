import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { Account, PeopleState, SessionState } from '../../contract/access.ts'
import { ask } from '../ask/ask.ts'

/** Who is looking. Asked again whenever an answer says that nobody is signed in. */
export const sessionKey = ['/api/session']
export const sessionQuestion = () => queryOptions({ queryKey: sessionKey, queryFn: ({ signal }) => ask<SessionState>('/api/session', { signal }) })
export const accountQuestion = () => queryOptions({ queryKey: ['/api/account'], queryFn: ({ signal }) => ask<Account>('/api/account', { signal }) })
export const peopleQuestion = () => queryOptions({ queryKey: ['/api/people'], queryFn: ({ signal }) => ask<PeopleState>('/api/people', { signal }) })

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
