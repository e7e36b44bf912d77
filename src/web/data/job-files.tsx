import { Link } from '@tanstack/react-router'
import type { ImportJob, ImportJobFile } from '../../contract/import-job.ts'
import { sayDate } from '../../units/calendar-date.ts'
import { sayBytes, sayNumber } from '../format.ts'
import { Opener } from '../figure/figure.tsx'
import { useOpenPanels } from '../figure/open-panels.ts'
import { FindingList } from './finding-list.tsx'
import { sayRows, saySums } from './row-account.ts'
import { verdictOfSent } from './verdict.ts'

/** Every file of an upload: what it is, its verdict, why, and what can be done about it. */
export function JobFiles({ job }: { job: ImportJob }) {
  return (
    <ul className="cdr-files">
      {job.files.map((file, at) => (
        <JobFileRow key={at} job={job} file={file} at={at} />
      ))}
    </ul>
  )
}

function JobFileRow({ job, file, at }: { job: ImportJob; file: ImportJobFile; at: number }) {
  const verdict = verdictOfSent(file)
  return (
    <li>
      <span className="cdr-files__name">
        <b>{file.name}</b>
        <span>{file.result === null ? 'Not yet recognised' : (file.result.title ?? 'Not recognised')}</span>
        <span>
          {sayAccount(file)}
          {file.result?.periodTo == null ? '' : `, to ${sayDate(file.result.periodTo)}`}
        </span>
      </span>
      <span>
        <span className={`nhsuk-tag nhsuk-tag--${verdict.colour}`}>{verdict.word}</span>
      </span>
      <JobFileWords job={job} file={file} at={at} />
    </li>
  )
}

function sayAccount({ result, bytes, read }: ImportJobFile): string {
  if (read !== null) return `${sayBytes(read.bytes)} of ${sayBytes(bytes)} read, ${sayNumber(read.rows)} rows`
  if (result === null) return sayBytes(bytes)
  return result.refused === null ? sayRows(result.rows) : 'Nothing of it is loaded'
}

function JobFileWords({ job, file, at }: { job: ImportJob; file: ImportJobFile; at: number }) {
  const panels = useOpenPanels()
  const panel = `sent-${at}`
  const { result } = file
  if (result === null) return <div />
  const open = job.state === 'checked'
  return (
    <div>
      {result.refused === null ? null : <p>{result.refused.message}</p>}
      {file.held || result.outcome === 'unchanged' ? <p>Held already, byte for byte. Nothing is added.</p> : null}
      <p className="cdr-second">{saySums(result.sums)}</p>
      <div className="cdr-actions">
        {result.findings.length === 0 ? null : <Opener panel={panel} panels={panels} words={`Findings (${result.findings.length})`} of={file.name} />}
        {file.mappable && open ? (
          <Link to="/data" search={{ job: job.id, file: String(at) }} className="cdr-action">
            Say what its columns mean<span className="nhsuk-u-visually-hidden">: {file.name}</span>
          </Link>
        ) : null}
        {file.rowsHeldBack > 0 && job.state !== 'cancelled' ? <TakeAway job={job} at={at} what="held-back" words="Rows held back" of={file.name} /> : null}
        {result.findings.length > 0 && job.state !== 'cancelled' ? <TakeAway job={job} at={at} what="exceptions" words="Exceptions file" of={file.name} /> : null}
      </div>
      {panels.isOpen(panel) ? (
        <div id={panel}>
          <FindingList findings={result.findings} />
        </div>
      ) : null}
    </div>
  )
}

function TakeAway({ job, at, what, words, of }: { job: ImportJob; at: number; what: 'held-back' | 'exceptions'; words: string; of: string }) {
  return (
    <a className="cdr-action" href={`/api/import-jobs/${job.id}/files/${at}/${what}.csv`} download>
      {words}
      <span className="nhsuk-u-visually-hidden"> of {of}, csv</span>
    </a>
  )
}
