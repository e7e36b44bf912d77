import { useState } from 'react'
import type { Release, ReleaseReason } from '../../contract/release.ts'
import { sayDate } from '../../units/calendar-date.ts'
import { AccessForm } from '../access/access-form.tsx'
import { useChange } from '../access/access-questions.ts'
import { problemOf } from '../ask/ask.ts'
import { sayNumber } from '../format.ts'
import { ProblemSummary } from '../shell/problem-summary.tsx'
import { PublishedTableView } from './published-table.tsx'

/** One request: what it is, how it stands, and what the viewer may do about it. */
export function ReleaseSection({ release }: { release: Release }) {
  const { id, title, summary, says, because, recipient, askedBy, askedAt, mine } = release
  const heading = `release-${id}`
  return (
    <section className="cdr-figure cdr-12" aria-labelledby={heading}>
      <h2 id={heading}>
        {title} <span className="cdr-second">(number {id})</span>
      </h2>
      <output className="cdr-told">{says}</output>
      <dl className="cdr-release">
        <dt>Asked for by</dt>
        <dd>{`${mine ? 'you' : askedBy}, on ${sayDate(askedAt.slice(0, 10))}`}</dd>
        <dt>Why</dt>
        <dd>{because}</dd>
        <dt>To whom</dt>
        <dd>{recipient}</dd>
        <dt>What it holds</dt>
        <dd>{summary}</dd>
      </dl>
      <LookInto release={release} />
      <Decide release={release} />
      <Withdraw release={release} />
    </section>
  )
}

function LookInto({ release }: { release: Release }) {
  const { id, files, hash, table, mayCollect, steps } = release
  const [open, setOpen] = useState(false)
  return (
    <>
      {table === null ? null : (
        <details className="nhsuk-details" onToggle={(event) => setOpen(event.currentTarget.open)}>
          <summary>
            Look at the table<span className="nhsuk-u-visually-hidden"> of number {id}</span>
          </summary>
          {open ? <PublishedTableView asked={{ by: table.by, ...(table.at === undefined ? {} : { at: table.at }), ...(table.area === undefined ? {} : { area: table.area }) }} signed={files.find(({ name }) => name === 'table.csv')?.sha256 ?? ''} /> : null}
        </details>
      )}
      <details className="nhsuk-details" open={mayCollect}>
        <summary>
          {mayCollect ? 'Take the files away' : 'Files and steps'}
          <span className="nhsuk-u-visually-hidden"> of number {id}</span>
        </summary>
        <ul>
          {files.map(({ name, bytes, sha256 }) => (
            <li key={name}>
              {mayCollect ? (
                <a href={`/api/releases/${id}/files/${encodeURIComponent(name)}`} download={name}>
                  {name}
                </a>
              ) : (
                name
              )}
              , {sayNumber(bytes)} bytes, SHA-256 <code className="cdr-secret">{sha256}</code>
            </li>
          ))}
        </ul>
        <p>
          Digest of all of them: <code className="cdr-secret">{hash}</code>
        </p>
        <ol>
          {steps.map((step, at) => (
            <li key={at}>{`${sayStep[step.kind]} by ${step.by} on ${sayDate(step.at.slice(0, 10))}${step.file === null ? '' : `: ${step.file}`}${step.because === null ? '' : `: ${step.because}`}`}</li>
          ))}
        </ol>
      </details>
    </>
  )
}

const sayStep = { approved: 'Approved', refused: 'Refused', withdrawn: 'Withdrawn', left: 'Taken away' } as const

function Decide({ release: { id, mayDecide } }: { release: Release }) {
  const approve = useChange<Release>(() => ({ method: 'POST', address: `/api/releases/${id}/approval` }))
  const refuse = useReason(id, 'refusal')
  if (!mayDecide) return null
  return (
    <>
      {approve.error === null ? null : <ProblemSummary problem={problemOf(approve.error)} />}
      <div className="cdr-decide">
        <button type="button" className="nhsuk-button" disabled={approve.isPending} onClick={() => approve.mutate()}>
          Approve<span className="nhsuk-u-visually-hidden"> number {id}</span>
        </button>
      </div>
      <Reason id={id} word="Refuse" {...refuse} />
    </>
  )
}

function Withdraw({ release: { id, mayWithdraw } }: { release: Release }) {
  const withdraw = useReason(id, 'withdrawal')
  return mayWithdraw ? <Reason id={id} word="Withdraw" {...withdraw} /> : null
}

function useReason(id: number, what: 'refusal' | 'withdrawal') {
  const { mutate, isPending, error } = useChange<Release, ReleaseReason>((body) => ({ method: 'POST', address: `/api/releases/${id}/${what}`, body }))
  return { busy: isPending, error, onSend: mutate }
}

function Reason({ id, word, busy, error, onSend }: { id: number; word: 'Refuse' | 'Withdraw'; busy: boolean; error: Error | null; onSend: (reason: ReleaseReason) => void }) {
  const field = `${word.toLowerCase()}-${id}`
  return (
    <details className="nhsuk-details">
      <summary>
        {word} with a reason<span className="nhsuk-u-visually-hidden">: number {id}</span>
      </summary>
      <AccessForm
        name={`${word} number ${id}`} button={word} busy={busy} error={error} fields={[{ id: field, label: 'Why', hint: 'Both people see it', needs: 'Say why' }]}
        onSend={(typed) => onSend({ because: typed[field] ?? '' })}
      />
    </details>
  )
}
