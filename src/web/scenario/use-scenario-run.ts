import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import type { ScenarioResult, ScenarioRun } from '../../contract/scenario.ts'
import { ask } from '../ask/ask.ts'
import { useAnnounce } from '../shell/announcer.tsx'

const addressOf = (id: string, more = '') => `/api/scenario/${encodeURIComponent(id)}${more}`

/** Ask a question of scenarios (the same question is one run), ask how it stands until it rests, take the answer, and say each change aloud once. */
export function useScenarioRun<Answer extends ScenarioResult>(question: object | null) {
  const client = useQueryClient()
  const announce = useAnnounce()
  const start = useMutation({ mutationFn: (body: string) => ask<ScenarioRun>('/api/scenario', { method: 'POST', headers: { 'x-cadre': '1', 'content-type': 'application/json' }, body }) })
  const { mutate } = start
  const body = question === null ? null : JSON.stringify(question)
  useEffect(() => {
    if (body !== null) mutate(body)
  }, [mutate, body])
  const id = start.data?.id ?? ''
  const following = useQuery({ queryKey: [addressOf(id)], queryFn: ({ signal }) => ask<ScenarioRun>(addressOf(id), { signal }), enabled: id !== '', staleTime: 0, refetchInterval: ({ state }) => (state.data === undefined || isMoving(state.data) ? 700 : false) })
  const run = following.data ?? start.data
  // The last answer stays on the page while the next is on its way.
  const answer = useQuery({ queryKey: [addressOf(id, '/answer')], queryFn: async ({ signal }) => ({ of: start.variables ?? null, answer: await ask<Answer>(addressOf(id, '/answer'), { signal }) }), enabled: run?.state === 'done', staleTime: Infinity, placeholderData: keepPreviousData })
  const said = useRef<string | undefined>(undefined)
  useEffect(() => {
    const now = run === undefined ? undefined : `${run.id} ${run.state}`
    if (run !== undefined && said.current !== now && !isMoving(run)) announce(run.says)
    said.current = now
  }, [run, announce])
  const cancel = () => void ask<ScenarioRun>(addressOf(id), { method: 'DELETE', headers: { 'x-cadre': '1' } }).then((stopped) => client.setQueryData([addressOf(id)], stopped))
  // `answered`: the question that the answer is to, as it was sent.
  return { run, answer: answer.data?.answer, answered: answer.data?.of ?? null, error: start.error ?? following.error ?? answer.error, cancel, again: () => body !== null && mutate(body), csv: addressOf(id, '/answer.csv') }
}

export function isMoving({ state }: ScenarioRun): boolean {
  return state === 'waiting' || state === 'gathering' || state === 'running'
}
