import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { RetentionState, SignedCertificate } from '../../contract/retention.ts'
import { sayDate } from '../../units/calendar-date.ts'
import { problemOf } from '../ask/ask.ts'
import { words } from '../figure/cell.ts'
import { DataTable } from '../figure/data-table.tsx'
import { ProblemSummary } from '../shell/problem-summary.tsx'
import { AccessForm } from './access-form.tsx'
import { retentionQuestion, useChange } from './access-questions.ts'

/** How long what is held is kept, what is past its clock, its deletion, and the certificates. */
export function RetentionView() {
  const { data, error } = useQuery(retentionQuestion())
  if (error) return <ProblemSummary problem={problemOf(error)} />
  if (data === undefined) return <output className="cdr-told">Working it out</output>
  return (
    <div className="cdr-grid">
      <Due state={data} />
      <Rules state={data} />
      <Certificates state={data} />
    </div>
  )
}

function Due({ state }: { state: RetentionState }) {
  const [done, setDone] = useState<SignedCertificate | null>(null)
  const [sure, setSure] = useState(false)
  const remove = useChange<SignedCertificate>(() => ({ method: 'POST', address: '/api/retention/deletions', body: { plan: state.plan } }), (signed) => {
    setDone(signed)
    setSure(false)
  })
  const isDue = state.due.length > 0 || state.uploadsBefore !== null
  return (
    <section className="cdr-figure cdr-12" aria-labelledby="due-title">
      <h2 id="due-title">Past its clock today</h2>
      <output className="cdr-told">
        {state.summary}
        {state.uploadsBefore === null ? '' : ` Uploads that were over before ${sayDate(state.uploadsBefore.slice(0, 10))} go too.`}
      </output>
      {remove.error === null ? null : <ProblemSummary problem={problemOf(remove.error)} />}
      {done === null ? null : (
        <output className="nhsuk-inset-text cdr-told">
          <p>
            <strong>Deleted, with certificate {done.certificate.number}.</strong> {done.certificate.counts.files} files, {done.certificate.counts.rows} rows and {done.certificate.counts.heldBack} rows held back.
          </p>
          <p>Not reached: {done.certificate.outOfReach.join('; ')}.</p>
        </output>
      )}
      {state.due.length === 0 ? null : (
        <DataTable
          caption="What is past its clock"
          table={{
            columns: ['File', 'By the clock of', 'Since', 'Source', 'Sender', 'Period to', 'Rows', 'Held back', 'Live'].map((name) => ({ name })),
            rows: state.due.map(({ id, dataset, dueOn, source, sender, periodTo, rows, heldBack, live }) => [id, dataset, sayDate(dueOn), source, sender ?? 'published', sayDate(periodTo), String(rows), String(heldBack), live ? 'yes' : 'no'].map(words)),
          }}
        />
      )}
      {isDue ? (
        <div className="cdr-decide">
          {sure ? (
            <button type="button" className="nhsuk-button" disabled={remove.isPending} onClick={() => remove.mutate()}>
              {remove.isPending ? 'Deleting' : 'Delete it for good'}
            </button>
          ) : (
            <button type="button" className="nhsuk-button nhsuk-button--secondary" onClick={() => setSure(true)}>
              Delete what is past its clock
            </button>
          )}
          {sure ? <output className="cdr-told">This cannot be undone: snapshots that held these files cannot be read afterwards, and the same files do not come back.</output> : null}
        </div>
      ) : null}
    </section>
  )
}

function Rules({ state }: { state: RetentionState }) {
  const set = state.rules.filter(({ id }) => id !== null)
  const change = useChange<RetentionState, Readonly<Record<string, string>>>((typed) => ({
    method: 'POST', address: '/api/retention/rules', body: { dataset: typed.dataset, months: typed.months?.trim() ? Number(typed.months) : null, because: typed.because, ...(typed.since ? { from: typed.since } : {}) },
  }))
  return (
    <section className="cdr-figure cdr-12" aria-labelledby="rules-title">
      <h2 id="rules-title">How long it is kept</h2>
      <p className="cdr-subtitle">Counted from the end of its period; rows held back from when they were loaded; uploads from when they were over. Nothing has a clock until somebody sets one</p>
      {set.length === 0 ? null : (
        <DataTable
          caption="Rules"
          table={{
            columns: ['Dataset', 'Kept for', 'From', 'Because', 'Set by'].map((name) => ({ name })),
            rows: set.map(({ dataset, months, from, because, by, inForce }) => [dataset, months === null ? 'no end' : months === 1 ? '1 month' : `${months} months`, from === null ? '' : `${sayDate(from)}${inForce ? '' : ', not yet'}`, because ?? '', by ?? ''].map(words)),
          }}
        />
      )}
      <p style={{ marginBlock: '16px' }}>Without a clock: {state.rules.filter(({ id, inForce }) => inForce && id === null).map(({ dataset }) => dataset.replaceAll('_', ' ')).join(', ')}.</p>
      <AccessForm
        name="Set a rule" button="Set the rule" busy={change.isPending} error={change.error} onSend={change.mutate}
        fields={[
          { id: 'dataset', label: 'Dataset', first: 'staff', choices: [...new Set(state.rules.map(({ dataset }) => dataset))].map((value) => ({ value, says: value.replaceAll('_', ' ') })) },
          { id: 'months', label: 'Months it is kept', hint: 'Left empty: without an end', inputMode: 'numeric' },
          { id: 'because', label: 'Which schedule or decision says so', needs: 'Say which schedule or decision says so' },
          { id: 'since', label: 'First day of the rule', hint: 'Left empty: today', type: 'date' },
        ]}
      />
    </section>
  )
}

function Certificates({ state }: { state: RetentionState }) {
  return (
    <section className="cdr-figure cdr-12" aria-labelledby="certificates-title">
      <h2 id="certificates-title">Certificates of deletion</h2>
      {state.certificates.length === 0 ? <p>Nothing was deleted yet.</p> : null}
      <ul className="cdr-files">
        {state.certificates.map(({ number, at, by, files, rows, uploads, doneAt }) => (
          <li key={number}>
            <span className="cdr-files__name">Certificate {number}</span>
            <p className="cdr-second">
              {sayDate(at.slice(0, 10))} by {by}: {files} files, {rows} rows, {uploads} uploads{doneAt === null ? '; files are still being removed' : ''}
            </p>
            <a href={`/api/retention/certificates/${number}`} download={`certificate-${number}.json`}>
              Take certificate {number} away
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}
