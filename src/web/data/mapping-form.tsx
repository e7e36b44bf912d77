import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { SubmitEvent } from 'react'
import type { ImportJob, SentFileMapping } from '../../contract/import-job.ts'
import type { MappingConfirmed } from '../../contract/mapping.ts'
import { ask, problemOf } from '../ask/ask.ts'
import { sentMappingQuestion, uploadQuestion } from '../ask/questions.ts'
import { useAnnounce } from '../shell/announcer.tsx'
import { ProblemSummary } from '../shell/problem-summary.tsx'
import { TextField, TroubleSummary } from './form-fields.tsx'
import { MappingColumns } from './mapping-columns.tsx'
import { codesOf, confirmationOf, constantField, draftOf, neededColumns, troublesOf } from './mapping-draft.ts'
import type { MappingDraft } from './mapping-draft.ts'

/** Ask a person what the columns of a file mean, and check the file with the answer. */
export function MappingForm({ job, file }: { job: string; file: string }) {
  const { data: proposal, error } = useQuery(sentMappingQuestion(job, file))
  return (
    <section className="cdr-figure" aria-labelledby="mapping-title" style={{ marginTop: '32px' }}>
      <h2 id="mapping-title">What the columns{proposal === undefined ? '' : ` of ${proposal.file}`} mean</h2>
      <p className="cdr-subtitle">
        {proposal?.summary ?? 'Looking at the columns.'} Nothing of a person is shown here: only headings, and what kind of cells stand below them.{' '}
        <Link to="/data" search={{ job }}>
          Back to the upload
        </Link>
      </p>
      {error ? <ProblemSummary problem={problemOf(error)} /> : null}
      {proposal === undefined ? null : <Fields key={proposal.file} job={job} file={file} proposal={proposal} />}
    </section>
  )
}

function Fields({ job, file, proposal }: { job: string; file: string; proposal: SentFileMapping }) {
  const [draft, setDraft] = useState(() => draftOf(proposal))
  const [tries, setTries] = useState(0)
  const { confirm, confirming, error } = useConfirm(job, file, proposal)
  const troubles = tries === 0 ? [] : troublesOf(proposal, draft)
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    setTries(tries + 1)
    if (troublesOf(proposal, draft).length === 0) confirm(draft)
  }
  return (
    <form noValidate onSubmit={submit} aria-labelledby="mapping-title">
      {error === null ? null : <ProblemSummary problem={problemOf(error)} />}
      <TroubleSummary troubles={troubles} tries={tries} />
      <div className="cdr-fieldrow">
        <TextField
          id="organisations"
          label="Organisations that send files of this shape"
          hint="Their codes, separated by commas"
          troubles={troubles}
          value={draft.organisations}
          onType={(organisations) => setDraft({ ...draft, organisations })}
        />
        <TextField id="by" label="Confirmed by" hint="Your name or role: it is kept with the mapping" troubles={troubles} value={draft.by} onType={(by) => setDraft({ ...draft, by })} />
        <Identifiers draft={draft} setDraft={setDraft} />
      </div>
      <MappingColumns proposal={proposal} draft={draft} setDraft={setDraft} troubles={troubles} />
      <div className="cdr-fieldrow">
        {neededColumns(proposal, draft).map((column) => (
          <TextField
            key={column}
            id={constantField(column)}
            label={`${column}, the same for every row`}
            hint={`Needed, and none of their columns is it: ${proposal.ours.find(({ name }) => name === column)?.means ?? ''}`}
            troubles={troubles}
            value={draft.constants[column] ?? ''}
            onType={(value) => setDraft({ ...draft, constants: { ...draft.constants, [column]: value } })}
          />
        ))}
      </div>
      <div className="cdr-decide">
        <button type="submit" className="nhsuk-button" disabled={confirming}>
          {confirming ? 'Confirming…' : 'Confirm, remember and check the file'}
        </button>
        <span className="cdr-small cdr-second">Files of the same shape that wait in this upload are checked with it too.</span>
      </div>
    </form>
  )
}

function Identifiers({ draft, setDraft }: { draft: MappingDraft; setDraft: (draft: MappingDraft) => void }) {
  const choices = [
    { value: 'local', says: 'this employer’s own' },
    { value: 'shared', says: 'one for a person at every employer' },
  ] as const
  return (
    <fieldset>
      <legend className="nhsuk-label">Person numbers are</legend>
      {choices.map(({ value, says }) => (
        <label key={value} className="cdr-upload__choice">
          <input type="radio" name="identifiers" checked={draft.identifiers === value} onChange={() => setDraft({ ...draft, identifiers: value })} />
          {says}
        </label>
      ))}
    </fieldset>
  )
}

function useConfirm(job: string, file: string, proposal: SentFileMapping) {
  const client = useQueryClient()
  const announce = useAnnounce()
  const navigate = useNavigate({ from: '/data' })
  const { mutate, isPending, error } = useMutation({
    mutationFn: async (draft: MappingDraft) => {
      const headers = { 'x-cadre': '1', 'content-type': 'application/json' }
      const confirmed = await ask<MappingConfirmed>('/api/mappings', { method: 'POST', headers, body: JSON.stringify(confirmationOf(proposal, draft)) })
      const codes = codesOf(draft.organisations)
      const saysItself = Object.values(draft.places).includes('organisation')
      const organisation = codes.length === 1 && !saysItself ? codes[0]! : null
      const next = await ask<ImportJob>(`/api/import-jobs/${job}/files/${file}/check`, { method: 'POST', headers, body: JSON.stringify({ organisation }) })
      return { confirmed, next }
    },
    onSuccess: ({ confirmed, next }) => {
      announce(`${confirmed.summary} ${next.says}`)
      client.setQueryData(uploadQuestion(job).queryKey, next)
      void navigate({ search: { job }, resetScroll: false })
    },
  })
  return { confirm: mutate, confirming: isPending, error }
}
