import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { ProgrammeFile, ProgrammeHeld } from '../../contract/programme.ts'
import { sessionQuestion } from '../access/access-questions.ts'
import { problemOf } from '../ask/ask.ts'
import { useAnnounce } from '../shell/announcer.tsx'
import { ProblemSummary } from '../shell/problem-summary.tsx'
import { draftId, keepDraftText } from './draft-text.ts'
import { saveProgramme } from './programme-questions.ts'

/** A programme that was read without trouble. */
export interface Checked {
  readonly file: ProgrammeFile
  readonly yaml: string
}

/** What can be done with the programme in the form: each first has it checked. */
export function ProgrammeActions({ check, held }: { check: () => Promise<Checked | null>; held: ProgrammeHeld | null }) {
  const { data: session } = useQuery(sessionQuestion())
  const navigate = useNavigate()
  const client = useQueryClient()
  const announce = useAnnounce()
  const [shared, setShared] = useState(held?.listed.shared ?? false)
  const look = async () => {
    const checked = await check()
    if (checked === null) return
    keepDraftText(checked.yaml)
    await client.resetQueries({ queryKey: ['/api/programme'] })
    void navigate({ to: '/programme', search: { id: draftId } })
  }
  const save = useMutation({
    mutationFn: async () => {
      const checked = await check()
      return checked === null ? null : saveProgramme({ text: checked.yaml, shared, ...(held === null ? {} : { id: held.listed.id }) })
    },
    onSuccess: (saved) => {
      if (saved === null) return
      announce('The programme is saved')
      void client.invalidateQueries({ queryKey: ['/api/programmes'] })
      void client.invalidateQueries({ queryKey: ['/api/programme/file'] })
      void navigate({ to: '/programme', search: { id: saved.id } })
    },
  })
  const signedIn = session?.person != null
  return (
    <div>
      {save.error ? <ProblemSummary problem={problemOf(save.error)} /> : null}
      <div className="cdr-buttons">
        <button type="submit" className="nhsuk-button nhsuk-button--secondary">
          Check it
        </button>
        <button type="button" className="nhsuk-button nhsuk-button--secondary" onClick={() => void look()}>
          See how it stands
        </button>
        <button type="button" className="nhsuk-button nhsuk-button--secondary" onClick={() => void takeAway(check)}>
          Download as a file
        </button>
        {signedIn ? (
          <button type="button" className="nhsuk-button" disabled={save.isPending} onClick={() => save.mutate()}>
            Save the programme
          </button>
        ) : null}
      </div>
      {signedIn ? (
        <span className="cdr-making__checks">
          <label>
            <input type="checkbox" checked={shared} onChange={(event) => setShared(event.target.checked)} />
            Whoever signs in and has its address may open it; they see figures of their own scope
          </label>
        </span>
      ) : (
        <p className="cdr-small cdr-second">Nobody is signed in, so it cannot be saved here: take it away as a file, and bring it back later.</p>
      )}
    </div>
  )
}

async function takeAway(check: () => Promise<Checked | null>): Promise<void> {
  const checked = await check()
  if (checked === null) return
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([checked.yaml], { type: 'application/yaml' }))
  link.download = `${checked.file.id}.yaml`
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}
