import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import type { AuditAnswer, AuditCheck } from '../../contract/audit.ts'
import { addressOf, ask, problemOf } from '../ask/ask.ts'
import { words } from '../figure/cell.ts'
import { DataTable } from '../figure/data-table.tsx'
import { ProblemSummary } from '../shell/problem-summary.tsx'
import { AccessForm } from './access-form.tsx'
import { auditQuestion } from './access-questions.ts'

/** Who did and read what: a list that can be narrowed, the check of the whole account, and the csv. */
export function AuditView() {
  const { contains, from, to, below } = useSearch({ from: '/admin' })
  const wanted = { contains, from, to }
  const navigate = useNavigate({ from: '/admin' })
  const { data, error } = useQuery(auditQuestion({ ...wanted, below }))
  return (
    <div className="cdr-grid">
      <CheckAccount />
      <section className="cdr-figure cdr-12" aria-labelledby="audit-title">
        <h2 id="audit-title">Who did and read what</h2>
        <p className="cdr-subtitle">With real data every answer and command is written down before it is given. The demonstration is not</p>
        <AccessForm
          key={`${contains} ${from} ${to}`} name="Narrow the account" button="Narrow the list" busy={false} error={null}
          onSend={(typed) => void navigate({ search: { view: 'audit', contains: typed['audit-words'], from: typed['audit-from'], to: typed['audit-to'] }, resetScroll: false })}
          fields={[
            { id: 'audit-words', label: 'With these words', hint: 'A name, an address, a policy such as publish, or an outcome such as refused', first: contains ?? '' },
            { id: 'audit-from', label: 'From this day', type: 'date', first: from ?? '' },
            { id: 'audit-to', label: 'To this day', type: 'date', first: to ?? '' },
          ]}
        />
        {error === null ? null : <ProblemSummary problem={problemOf(error)} />}
        {data === undefined ? null : <Entries answer={data} wanted={wanted} />}
      </section>
    </div>
  )
}

function Entries({ answer, wanted }: { answer: AuditAnswer; wanted: { contains?: string | undefined; from?: string | undefined; to?: string | undefined } }) {
  const oldest = answer.entries.at(-1)?.number ?? 1
  return (
    <>
      <output className="cdr-told">{answer.summary}</output>
      {answer.entries.length === 0 ? null : (
        <DataTable
          caption="Entries, newest first"
          table={{
            columns: ['Entry', 'When (UTC)', 'Who', 'By', 'Under', 'What', 'Outcome'].map((name) => ({ name })),
            rows: answer.entries.map(({ number, at, name, via, under, what, outcome }) => [String(number), at.slice(0, 19).replace('T', ' '), name, via, under, what, outcome].map(words)),
          }}
        />
      )}
      <p className="cdr-decide">
        {oldest <= 1 ? null : (
          <Link to="/admin" search={{ view: 'audit', ...wanted, below: String(oldest) }} resetScroll={false}>
            Older entries
          </Link>
        )}
        <a href={addressOf('/api/audit.csv', wanted)} download>
          Take the entries away (csv)
        </a>
      </p>
    </>
  )
}

function CheckAccount() {
  const [asked, setAsked] = useState(false)
  const { data, error, isFetching, refetch } = useQuery({ queryKey: ['/api/audit/check'], queryFn: ({ signal }) => ask<AuditCheck>('/api/audit/check', { signal }), enabled: asked, gcTime: 0 })
  return (
    <section className="cdr-figure cdr-12" aria-labelledby="check-title">
      <h2 id="check-title">Is the account as it was written?</h2>
      <p className="cdr-subtitle">Each entry is signed over the one before: an edit, a removal, a change of order or a shortening is found</p>
      {error === null ? null : <ProblemSummary problem={problemOf(error)} />}
      <output className="cdr-told">
        {data === undefined ? null : (
          <>
            <p>
              <span className={`nhsuk-tag nhsuk-tag--${data.fault === null ? 'green' : 'red'}`}>{data.fault === null ? 'As it was written' : 'Changed'}</span>{' '}
              {data.fault === null ? `All ${data.entries} entries.` : data.summary}
            </p>
            <p>
              Keep this elsewhere, and a later check can be held against it: <code className="cdr-secret">{`${data.head.number}:${data.head.hash}`}</code>
            </p>
          </>
        )}
      </output>
      <div className="cdr-decide">
        <button type="button" className="nhsuk-button nhsuk-button--secondary" disabled={isFetching} onClick={() => (asked ? void refetch() : setAsked(true))}>
          {isFetching ? 'Checking every entry' : 'Check every entry'}
        </button>
      </div>
    </section>
  )
}
