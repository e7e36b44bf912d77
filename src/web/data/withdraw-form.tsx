import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { SubmitEvent } from 'react'
import type { Holdings } from '../../contract/holdings.ts'
import type { Withdrawn } from '../../contract/history.ts'
import { sayDate } from '../../units/calendar-date.ts'
import { ask, problemOf } from '../ask/ask.ts'
import { useAnnounce } from '../shell/announcer.tsx'
import { ProblemSummary } from '../shell/problem-summary.tsx'
import { FieldGroup, TroubleSummary } from './form-fields.tsx'

type Snapshot = Holdings['snapshots'][number]

/** Go back: the live snapshot as a whole, or one file of it, after a second yes. */
export function WithdrawForm({ live, snapshots, files }: { live: Snapshot; snapshots: Holdings['snapshots']; files: Holdings['files'] }) {
  const [what, setWhat] = useState(live.id)
  const [sure, setSure] = useState(false)
  const [tries, setTries] = useState(0)
  const { mutate, isPending, error } = useWithdraw()
  const troubles = tries > 0 && !sure ? [{ field: 'withdraw-sure', says: 'Say that you want to withdraw it' }] : []
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    setTries(tries + 1)
    if (sure) mutate(what)
  }
  return (
    <section className="cdr-figure cdr-12" aria-labelledby="withdraw-title">
      <h2 id="withdraw-title">Go back</h2>
      <p className="cdr-subtitle">Withdraw the current snapshot and the one before it is live again, byte for byte. Or take one file out. Nothing is erased, and the history says who did it</p>
      <form noValidate onSubmit={submit} aria-labelledby="withdraw-title">
        {error === null ? null : <ProblemSummary problem={problemOf(error)} />}
        <TroubleSummary troubles={troubles} tries={tries} />
        <FieldGroup id="withdraw-what" label="Withdraw" troubles={troubles}>
          {(ties) => (
            <select className="nhsuk-select" {...ties} value={what} onChange={(event) => setWhat(event.target.value)}>
              <option value={live.id}>the snapshot of {sayDate(live.publishedAt)}, as a whole</option>
              <optgroup label="One file">
                {files.map((file) => (
                  <option key={file.id} value={file.id}>
                    {file.name}
                  </option>
                ))}
              </optgroup>
            </select>
          )}
        </FieldGroup>
        <p style={{ marginTop: '8px' }}>{sayAfter(what, live, snapshots, files)}</p>
        <FieldGroup id="withdraw-sure" label={<span className="nhsuk-u-visually-hidden">Be sure</span>} troubles={troubles}>
          {(ties) => (
            <span className="cdr-upload__choice">
              <input type="checkbox" {...ties} aria-label="Yes, withdraw it" checked={sure} onChange={(event) => setSure(event.target.checked)} />
              <span aria-hidden="true">Yes, withdraw it</span>
            </span>
          )}
        </FieldGroup>
        <div className="cdr-decide">
          <button type="submit" className="nhsuk-button nhsuk-button--secondary" disabled={isPending}>
            {isPending ? 'Withdrawing…' : 'Withdraw'}
          </button>
        </div>
      </form>
    </section>
  )
}

function sayAfter(what: string, live: Snapshot, snapshots: readonly Snapshot[], files: Holdings['files']): string {
  if (what !== live.id) return `Afterwards ${files.length === 1 ? 'nothing is loaded' : `${files.length - 1} of ${files.length} files are loaded`}.`
  const before = snapshots.find((snapshot) => !snapshot.live && snapshot.publishedAt <= live.publishedAt)
  return before === undefined ? 'Afterwards nothing is loaded: there is no snapshot before it.' : `Its own change goes: ${live.moved}. Afterwards the snapshot it was made from is live again.`
}

function useWithdraw() {
  const client = useQueryClient()
  const announce = useAnnounce()
  return useMutation({
    mutationFn: (id: string) => ask<Withdrawn>('/api/withdrawals', { method: 'POST', headers: { 'x-cadre': '1', 'content-type': 'application/json' }, body: JSON.stringify({ id }) }),
    onSuccess: ({ summary }) => {
      announce(summary)
      return client.invalidateQueries()
    },
  })
}
