import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import type { EverywhereAnswer, EverywhereRun } from '../../contract/everywhere.ts'
import { addressOf, ask, problemOf } from '../ask/ask.ts'
import { everywhereAnswerQuestion, everywhereQuestion } from '../ask/questions.ts'
import { sayTimeLeft } from '../data/say-time-left.ts'
import type { ProjectionSearch } from '../search.ts'
import { useAnnounce } from '../shell/announcer.tsx'
import { ProblemSummary } from '../shell/problem-summary.tsx'
import { EveryAreaFigures } from './every-area-figures.tsx'
import { LeverFileLink, nameLevers } from './lever-file.tsx'
import { askedOf } from './projection-part.ts'

/** Every staff group in every area in one run: started by hand, followed while it goes, cancelled at any moment. The address carries that it was asked for. */
export function EveryArea({ search, group }: { search: ProjectionSearch; group: string }) {
  const navigate = useNavigate({ from: '/projection' })
  const wanted = (every: string | undefined) => void navigate({ search: ({ every: _before, ...previous }) => (every === undefined ? previous : { ...previous, every }), resetScroll: false })
  if (search.every === undefined)
    return (
      <section className="cdr-figure cdr-12" aria-labelledby="every-title">
        <h2 id="every-title">Every area at once</h2>
        <p className="cdr-subtitle">Each profession in each integrated care system with the assumptions of this page{search.levers === undefined ? '' : ' and the levers of “What if?”'}. It takes from some seconds to some minutes; you can go on reading</p>
        <button type="button" className="nhsuk-button nhsuk-button--secondary" onClick={() => wanted('ics')}>
          Project every area
        </button>
      </section>
    )
  return <EveryAreaRun search={search} group={group} onCancel={() => wanted(undefined)} />
}

function EveryAreaRun({ search, group, onCancel }: { search: ProjectionSearch; group: string; onCancel: () => void }) {
  const { run, error, cancel } = useRun(search)
  const close = () => {
    cancel()
    onCancel()
  }
  return (
    <>
      <section className="cdr-figure cdr-12" aria-labelledby="every-title">
        <h2 id="every-title">Every area at once</h2>
        {run?.state === 'done' ? <p className="cdr-gapline">{run.says}</p> : <p className="cdr-subtitle">{run?.says ?? 'Starting…'}</p>}
        {error === null ? null : <ProblemSummary problem={problemOf(error)} />}
        {run?.problem == null ? null : <ProblemSummary problem={run.problem} />}
        {run !== undefined && isMoving(run) ? <RunProgress run={run} /> : null}
        {run === undefined || run.state === 'done' ? null : (
          <button type="button" className="nhsuk-button nhsuk-button--secondary" onClick={close}>
            {isMoving(run) ? 'Cancel' : 'Close'}
          </button>
        )}
      </section>
      {run?.state === 'done' ? <Done run={run} group={group} levers={search.levers} /> : null}
    </>
  )
}

/** Start the run the address asks for (the same question is one run), ask how it stands until it rests, and say each change aloud once. */
function useRun(search: ProjectionSearch) {
  const client = useQueryClient()
  const announce = useAnnounce()
  const { area: _area, profession: _profession, ...asked } = askedOf(search)
  const body = JSON.stringify({ ...asked, level: search.every, ...(search.levers === undefined ? {} : { levers: search.levers }) })
  const start = useMutation({ mutationFn: (sent: string) => ask<EverywhereRun>('/api/everywhere', { method: 'POST', headers: { 'x-cadre': '1', 'content-type': 'application/json' }, body: sent }) })
  const { mutate } = start
  useEffect(() => mutate(body), [mutate, body])
  const id = start.data?.id
  const following = useQuery({ ...everywhereQuestion(id ?? ''), enabled: id !== undefined, staleTime: 0, refetchInterval: ({ state }) => (state.data !== undefined && isMoving(state.data) ? 700 : false) })
  const run = following.data ?? start.data
  const said = useRef<string | undefined>(undefined)
  useEffect(() => {
    if (run === undefined || said.current === run.state) return
    if (said.current !== undefined || run.state === 'done') announce(run.says)
    said.current = run.state
  }, [run, announce])
  const cancel = () => {
    if (id !== undefined) void ask<EverywhereRun>(`/api/everywhere/${id}`, { method: 'DELETE', headers: { 'x-cadre': '1' } }).then((stopped) => client.setQueryData(everywhereQuestion(id).queryKey, stopped))
  }
  return { run, error: start.error ?? following.error, cancel }
}

function isMoving({ state }: EverywhereRun): boolean {
  return state === 'calibrating' || state === 'projecting'
}

function RunProgress({ run }: { run: EverywhereRun }) {
  return (
    <div className="cdr-progress">
      <progress aria-label={run.state === 'calibrating' ? 'Learning the rates of areas' : 'Projecting groups'} max={run.of || 1} value={run.done} />
      {run.secondsLeft === null ? 'How long it takes is not known yet.' : `${run.state === 'calibrating' ? 'This part' : 'All'}: ${sayTimeLeft(Math.ceil(run.secondsLeft))}.`}
    </div>
  )
}

function Done({ run, group, levers }: { run: EverywhereRun; group: string; levers: string | undefined }) {
  const answer = useQuery(everywhereAnswerQuestion(run.id))
  if (answer.error) return <ProblemSummary problem={problemOf(answer.error)} />
  if (answer.data === undefined) return null
  const named = { ...answer.data, provenance: { repeat: nameLevers(answer.data.provenance.repeat, levers) } } satisfies EverywhereAnswer
  return (
    <>
      <EveryAreaFigures answer={named} chosen={group} csv={addressOf(`/api/everywhere/${run.id}/answer.csv`)} seconds={run.seconds} />
      <LeverFileLink levers={levers} />
    </>
  )
}
