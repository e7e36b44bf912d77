import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { ScenarioResult, ScenarioRun } from '../../contract/scenario.ts'
import { ask } from '../ask/ask.ts'
import { useAnnounce } from '../shell/announcer.tsx'

const addressOf = (id: string, more = '') => `/api/scenario/${encodeURIComponent(id)}${more}`

// As long as what was kept has to stand before its futures are walked: a hand that lets go may begin again. Units: milliseconds.
const standsFor = 500

/**
 * Ask a question of scenarios (the same question is one run), ask how it stands until it rests, take the answer, and say each change aloud once.
 * `isHeld`: a hand is changing what is asked. Nothing is begun meanwhile, and a run under way ends: it is of what no longer stands, and takes the processor from what answers the hand.
 */
export function useScenarioRun<Answer extends ScenarioResult>(question: object | null, isHeld = false) {
  const client = useQueryClient()
  const start = useMutation({ mutationFn: (body: string) => ask<ScenarioRun>('/api/scenario', { method: 'POST', headers: { 'x-cadre': '1', 'content-type': 'application/json' }, body }) })
  const { mutate } = start
  const body = question === null ? null : JSON.stringify(question)
  // A run that ended because the hand moved on: nothing is told of it.
  const [left, setLeft] = useState<string | null>(null)
  const begun = useRef(false)
  useEffect(() => {
    if (body === null || isHeld) return
    const begin = setTimeout(() => {
      setLeft(null)
      mutate(body)
    }, begun.current ? standsFor : 0)
    begun.current = true
    return () => clearTimeout(begin)
  }, [mutate, body, isHeld])
  const id = start.data?.id ?? ''
  const following = useQuery({ queryKey: [addressOf(id)], queryFn: ({ signal }) => ask<ScenarioRun>(addressOf(id), { signal }), enabled: id !== '', staleTime: 0, refetchInterval: ({ state }) => (state.data === undefined || isMoving(state.data) ? 700 : false) })
  const found = following.data ?? start.data
  const run = found?.id === left ? undefined : found
  // The last answer stays on the page while the next is on its way.
  const answer = useQuery({ queryKey: [addressOf(id, '/answer')], queryFn: async ({ signal }) => ({ id, of: start.variables ?? null, answer: await ask<Answer>(addressOf(id, '/answer'), { signal }) }), enabled: run?.state === 'done', staleTime: Infinity, placeholderData: keepPreviousData })
  const end = useCallback((ended: string, isLeft = false) => void ask<ScenarioRun>(addressOf(ended), { method: 'DELETE', headers: { 'x-cadre': '1' } }).then((stopped) => {
    if (isLeft) setLeft(ended)
    client.setQueryData([addressOf(ended)], stopped)
  }, () => undefined), [client])
  const moving = run !== undefined && isMoving(run) ? run.id : null
  useEffect(() => {
    if (isHeld && moving !== null) end(moving, true)
  }, [isHeld, moving, end])
  useSaidOnce(run)
  // `answered`: the question that the answer is to, as it was sent.
  return { run, answer: answer.data?.answer, answered: answer.data?.of ?? null, error: start.error ?? following.error ?? answer.error, cancel: () => end(id), again: () => body !== null && mutate(body), csv: addressOf(answer.data?.id ?? id, '/answer.csv') }
}

/** Say aloud, once, where a run has come to rest. */
function useSaidOnce(run: ScenarioRun | undefined): void {
  const announce = useAnnounce()
  const said = useRef<string | undefined>(undefined)
  useEffect(() => {
    const now = run === undefined ? undefined : `${run.id} ${run.state}`
    if (run !== undefined && said.current !== now && !isMoving(run)) announce(run.says)
    said.current = now
  }, [run, announce])
}

export function isMoving({ state }: ScenarioRun): boolean {
  return state === 'waiting' || state === 'gathering' || state === 'running'
}
