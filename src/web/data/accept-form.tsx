import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { SubmitEvent } from 'react'
import type { AcceptedFinding } from '../../contract/accepted-finding.ts'
import type { RankedFinding } from '../../contract/quality.ts'
import { isCalendarDate } from '../../units/calendar-date.ts'
import { ask, problemOf } from '../ask/ask.ts'
import { useAnnounce } from '../shell/announcer.tsx'
import { ProblemSummary } from '../shell/problem-summary.tsx'
import { TextField, TroubleSummary } from './form-fields.tsx'
import type { Trouble } from './form-fields.tsx'

interface Typed {
  readonly because: string
  readonly by: string
  readonly until: string
  readonly scope: 'organisation' | 'file'
}

/** Answer for a finding: who, why, until when. It stays counted, and lets in no row that was held back. */
export function AcceptForm({ finding }: { finding: RankedFinding }) {
  const [typed, setTyped] = useState<Typed>({ because: '', by: '', until: '', scope: finding.organisation === null ? 'file' : 'organisation' })
  const [tries, setTries] = useState(0)
  const { mutate, isPending, error } = useAccept(finding)
  const at = (name: string) => `accept-${finding.rank}-${name}`
  const troubles = troublesOf(typed, at)
  const shown = tries === 0 ? [] : troubles
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    setTries(tries + 1)
    if (troubles.length === 0) mutate(typed)
  }
  return (
    <form noValidate onSubmit={submit} aria-label={`Accept: ${finding.sentence}`} style={{ marginTop: '16px' }}>
      {error === null ? null : <ProblemSummary problem={problemOf(error)} />}
      <TroubleSummary troubles={shown} tries={tries} />
      <div className="cdr-fieldrow">
        <TextField id={at('because')} label="Accept it because" hint="Such as: community nurses are on annualised hours" troubles={shown} value={typed.because} onType={(because) => setTyped({ ...typed, because })} />
        <TextField id={at('by')} label="Accepted by" hint="Your name or role" troubles={shown} value={typed.by} onType={(by) => setTyped({ ...typed, by })} />
        <TextField id={at('until')} label="Until" hint="Last day, such as 2027-03-31; leave empty for no end" troubles={shown} value={typed.until} onType={(until) => setTyped({ ...typed, until })} />
        {finding.organisation === null || finding.file === null ? null : <Scope finding={finding} typed={typed} setTyped={setTyped} />}
      </div>
      <div className="cdr-decide">
        <button type="submit" className="nhsuk-button nhsuk-button--secondary" disabled={isPending}>
          Accept this finding
        </button>
        <span className="cdr-small cdr-second">It stays counted and is shown apart; rows held back stay held back.</span>
      </div>
    </form>
  )
}

function Scope({ finding, typed, setTyped }: { finding: RankedFinding; typed: Typed; setTyped: (typed: Typed) => void }) {
  const choices = [
    { value: 'organisation', says: `every file of ${finding.organisation?.name ?? ''}` },
    { value: 'file', says: `${finding.file?.name ?? ''} only` },
  ] as const
  return (
    <fieldset>
      <legend className="nhsuk-label">It holds for</legend>
      {choices.map(({ value, says }) => (
        <label key={value} className="cdr-upload__choice">
          <input type="radio" name={`accept-${finding.rank}-scope`} checked={typed.scope === value} onChange={() => setTyped({ ...typed, scope: value })} />
          {says}
        </label>
      ))}
    </fieldset>
  )
}

function troublesOf({ because, by, until }: Typed, at: (name: string) => string): Trouble[] {
  return [
    ...(because.trim() === '' ? [{ field: at('because'), says: 'Enter why it is accepted' }] : []),
    ...(by.trim() === '' ? [{ field: at('by'), says: 'Enter who accepts it' }] : []),
    ...(until.trim() !== '' && !isCalendarDate(until.trim()) ? [{ field: at('until'), says: 'Enter the last day as year-month-day, or leave it empty' }] : []),
  ]
}

function useAccept(finding: RankedFinding) {
  const client = useQueryClient()
  const announce = useAnnounce()
  return useMutation({
    mutationFn: ({ because, by, until, scope }: Typed) => {
      const whose = scope === 'organisation' && finding.organisation !== null ? { organisation: finding.organisation.code } : { file: finding.file?.id }
      const body = { rule: finding.rule, ...whose, because: because.trim(), by: by.trim(), ...(until.trim() === '' ? {} : { until: until.trim() }) }
      return ask<AcceptedFinding>('/api/accepted-findings', { method: 'POST', headers: { 'x-cadre': '1', 'content-type': 'application/json' }, body: JSON.stringify(body) })
    },
    onSuccess: (accepted) => {
      announce(`Finding ${accepted.says}.`)
      return client.invalidateQueries()
    },
  })
}
