import { useQuery } from '@tanstack/react-query'
import type { Job, Jobs } from '../../contract/jobs.ts'
import { sayDate } from '../../units/calendar-date.ts'
import { problemOf } from '../ask/ask.ts'
import { words } from '../figure/cell.ts'
import { DataTable } from '../figure/data-table.tsx'
import { ProblemSummary } from '../shell/problem-summary.tsx'
import { jobsQuestion, useChange } from './access-questions.ts'

/** Heavy work: how each job stands, cancel and retry, and who does it. Asked again while any of it goes on. */
export function JobsView() {
  const { data, error } = useQuery(jobsQuestion())
  const change = useChange<Job, { readonly id: string; readonly what: 'cancel' | 'retry' }>(({ id, what }) =>
    what === 'cancel' ? { method: 'DELETE', address: `/api/jobs/${encodeURIComponent(id)}` } : { method: 'POST', address: `/api/jobs/${encodeURIComponent(id)}/retry` },
  )
  const failed = error ?? change.error
  return (
    <div className="cdr-grid">
      <section className="cdr-figure cdr-12" aria-labelledby="jobs-title">
        <h2 id="jobs-title">Heavy work</h2>
        <p className="cdr-subtitle">Your own; everybody’s to a system administrator</p>
        {failed === null ? null : <ProblemSummary problem={problemOf(failed)} />}
        {data === undefined ? null : <output className="cdr-told">{sayCounts(data)}</output>}
        <ul className="cdr-files">
          {(data?.jobs ?? []).map((job) => (
            <OneJob key={job.id} job={job} onChange={change.mutate} />
          ))}
        </ul>
      </section>
      {data === undefined || data.workers.length === 0 ? null : <Workers jobs={data} />}
    </div>
  )
}

const colour = { waiting: 'white', running: 'blue', asking: 'orange', done: 'green', failed: 'red', cancelled: 'white' } as const

function OneJob({ job, onChange }: { job: Job; onChange: (change: { id: string; what: 'cancel' | 'retry' }) => void }) {
  const { id, title, state, says, done, of, askedBy, askedAt, attempt, problem, mayCancel, mayRetry } = job
  return (
    <li>
      <span className="cdr-files__name">{title}</span>
      <p className="cdr-second">
        <span className={`nhsuk-tag nhsuk-tag--${colour[state]}`}>{state}</span> {says} Asked for by {askedBy.name} on {sayDate(askedAt.slice(0, 10))} at {askedAt.slice(11, 16)} UTC{attempt > 1 ? `, taken up ${attempt} times` : ''}.
      </p>
      {state === 'running' && of > 0 ? (
        <progress max={of} value={done} aria-label={`Progress of ${title}`}>
          {done} of {of}
        </progress>
      ) : null}
      {problem === null ? null : <p>{problem.detail}</p>}
      <div className="cdr-actions">
        {mayCancel ? (
          <button type="button" className="cdr-action" onClick={() => onChange({ id, what: 'cancel' })}>
            Cancel<span className="nhsuk-u-visually-hidden"> {title}</span>
          </button>
        ) : null}
        {mayRetry ? (
          <button type="button" className="cdr-action" onClick={() => onChange({ id, what: 'retry' })}>
            Try again<span className="nhsuk-u-visually-hidden">: {title}</span>
          </button>
        ) : null}
      </div>
    </li>
  )
}

function Workers({ jobs }: { jobs: Jobs }) {
  return (
    <section className="cdr-figure cdr-12" aria-labelledby="workers-title">
      <h2 id="workers-title">Who does it</h2>
      <p className="cdr-subtitle">{jobs.shared ? 'Several processes may take work: the records are on a PostgreSQL server' : 'This server does it itself: the records are in its folder'}</p>
      <DataTable
        caption="Processes that take work"
        table={{
          columns: ['Process', 'Kind', 'Doing', 'At most', 'Last heard of'].map((name) => ({ name })),
          rows: jobs.workers.map(({ name, kind, running, hands, silentFor }) => [name, kind, String(running), String(hands), `${Math.round(silentFor)} seconds ago`].map(words)),
        }}
      />
    </section>
  )
}

function sayCounts({ counts, jobs }: Jobs): string {
  if (jobs.length === 0) return 'Nothing was asked for, or it was forgotten: jobs are kept for a week after they are over.'
  return `${counts.running} running, ${counts.waiting} waiting, ${counts.asking} waiting for a person, ${counts.failed} failed, ${counts.done} done, ${counts.cancelled} cancelled.`
}
