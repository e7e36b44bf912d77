import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useCallback, useEffect, useRef } from 'react'
import type { ImportJob } from '../../contract/import-job.ts'
import { ask, problemOf } from '../ask/ask.ts'
import { uploadQuestion } from '../ask/questions.ts'
import { sayDate } from '../../units/calendar-date.ts'
import { sayBytes, sayNumber } from '../format.ts'
import { beginOwnChange } from '../live/own-change.ts'
import { useAnnounce } from '../shell/announcer.tsx'
import { ProblemSummary } from '../shell/problem-summary.tsx'
import { JobFiles } from './job-files.tsx'
import { sayTimeLeft } from './say-time-left.ts'

/** The upload that the address names: how it stands, file by file, and what can be decided. */
export function ImportJobView({ id }: { id: string }) {
  const { data: job, error } = useUpload(id)
  if (error) {
    return (
      <div style={{ marginTop: '24px' }}>
        <ProblemSummary problem={problemOf(error)} />
      </div>
    )
  }
  return job === undefined ? null : <JobFigure job={job} />
}

/** Ask how an upload stands until it rests, and say each change aloud once. */
function useUpload(id: string) {
  const announce = useAnnounce()
  const asked = useQuery({ ...uploadQuestion(id), staleTime: 0, refetchInterval: ({ state }) => (state.data !== undefined && isMoving(state.data) ? 500 : false) })
  const state = asked.data?.state
  const says = asked.data?.says
  const said = useRef(state)
  const readBack = useReadBack(state)
  useEffect(() => {
    if (state === undefined || says === undefined || state === said.current) return
    const before = said.current
    said.current = state
    if (before !== undefined) announce(says)
    if (state === 'published') void readBack()
  }, [state, says, announce, readBack])
  useQuarters(asked.data)
  return asked
}

/** From the moment an upload is being published until the page shows what it made live, it is a change of the reader's own. Answers how to read it back. */
function useReadBack(state: ImportJob['state'] | undefined): () => Promise<void> {
  const client = useQueryClient()
  const end = useRef<(() => void) | null>(null)
  useEffect(() => {
    if (state === 'publishing') end.current ??= beginOwnChange()
    else if (state !== 'published') end.current?.()
  }, [state])
  useEffect(() => () => end.current?.(), [])
  return useCallback(async () => {
    await client.invalidateQueries({ predicate: ({ queryKey }) => !String(queryKey[0]).startsWith('/api/import-jobs') })
    end.current?.()
    end.current = null
  }, [client])
}

/** Say aloud how far a check has come, at each quarter of it and no oftener. */
function useQuarters(job: ImportJob | undefined) {
  const announce = useAnnounce()
  const quarter = job === undefined || job.state !== 'checking' || job.bytes.of === 0 ? 0 : Math.floor((4 * job.bytes.done) / job.bytes.of)
  const says = job === undefined ? '' : `${job.filesDone} of ${job.files.length} files checked${job.secondsLeft === null ? '' : `, ${sayTimeLeft(job.secondsLeft)}`}.`
  const last = useRef(0)
  useEffect(() => {
    if (quarter > last.current && quarter < 4) announce(says)
    last.current = quarter
  }, [quarter, says, announce])
}

function isMoving({ state }: ImportJob): boolean {
  return state === 'waiting' || state === 'checking' || state === 'publishing'
}

function JobFigure({ job }: { job: ImportJob }) {
  return (
    <section className="cdr-figure" aria-labelledby="upload-title" style={{ marginTop: '40px' }}>
      <h2 id="upload-title">This upload</h2>
      <p className="cdr-subtitle">{saySent(job)}</p>
      {job.problem === null ? null : <ProblemSummary problem={job.problem} />}
      <JobFiles job={job} />
      {isMoving(job) ? <JobProgress job={job} /> : null}
      <JobDecision job={job} />
      {job.state === 'published' ? (
        <p style={{ marginTop: '16px' }}>
          <Link to="/data" search={{ view: 'quality' }}>
            See what is worth fixing first
          </Link>
        </p>
      ) : null}
    </section>
  )
}

/** When it was sent and how much it is; how it stands is the sentence of the page. */
function saySent({ sentAt, files, state }: ImportJob): string {
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0)
  const sent = `Sent on ${sayDate(sentAt)} at ${sentAt.slice(11, 16)} UTC, ${sayBytes(bytes)}.`
  return state === 'published' || state === 'cancelled' ? sent : `${sent} Nothing is published until you say so`
}

function JobProgress({ job }: { job: ImportJob }) {
  const of = job.files.length
  return (
    <div className="cdr-progress">
      <progress aria-label={`${job.state === 'publishing' ? 'Publishing' : 'Checking'} this upload`} max={job.bytes.of || 1} {...(job.bytes.done === 0 ? {} : { value: job.bytes.done })} />
      {job.state === 'waiting'
        ? `Waiting for ${job.ahead === 1 ? 'another import of this folder' : 'other imports of this folder'} to be done.`
        : `${job.filesDone} of ${of} ${of === 1 ? 'file' : 'files'}, ${sayNumber(job.rowsRead)} rows so far${job.secondsLeft === null ? '; no estimate of the time left yet' : `, ${sayTimeLeft(job.secondsLeft)}`}.`}
    </div>
  )
}

/** Publish or let go. Cancelling is there at any moment until it is published. */
function JobDecision({ job }: { job: ImportJob }) {
  const client = useQueryClient()
  const { mutate, isPending, error } = useMutation({
    mutationFn: (what: 'publish' | 'cancel') =>
      ask<ImportJob>(`/api/import-jobs/${job.id}${what === 'publish' ? '/publish' : ''}`, { method: what === 'publish' ? 'POST' : 'DELETE', headers: { 'x-cadre': '1' } }),
    onSuccess: (next) => client.setQueryData(uploadQuestion(job.id).queryKey, next),
    onSettled: () => client.invalidateQueries({ queryKey: uploadQuestion(job.id).queryKey }),
  })
  const over = job.state === 'published' || job.state === 'cancelled' || job.state === 'failed'
  return (
    <>
      {error === null ? null : <ProblemSummary problem={problemOf(error)} />}
      {over ? null : (
        <div className="cdr-decide">
          {job.state === 'checked' && job.publishable > 0 ? (
            <button type="button" className="nhsuk-button" disabled={isPending} onClick={() => mutate('publish')}>
              Publish {job.publishable} {job.publishable === 1 ? 'file' : 'files'} as a snapshot
            </button>
          ) : null}
          <button type="button" className="nhsuk-button nhsuk-button--secondary" disabled={isPending} onClick={() => mutate('cancel')}>
            {job.state === 'checked' ? 'Discard this upload' : 'Cancel'}
          </button>
        </div>
      )}
    </>
  )
}
