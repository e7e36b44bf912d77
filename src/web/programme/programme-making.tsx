import { useState } from 'react'
import type { ProgrammeFile, ProgrammeHeld } from '../../contract/programme.ts'
import { problemOf } from '../ask/ask.ts'
import { FileButton } from '../pickers/file-button.tsx'
import { useAnnounce } from '../shell/announcer.tsx'
import { blankDraft, draftOf } from './programme-draft.ts'
import { ProgrammeForm } from './programme-form.tsx'
import { checkText } from './programme-questions.ts'

/** Make a programme of one’s own from one that is held, from a file that is brought, or from nothing; look at it, save it, take it away. */
export function ProgrammeMaking({ held, draft }: { held: ProgrammeHeld | null; draft: ProgrammeFile | null }) {
  const [brought, setBrought] = useState<{ at: number; file: ProgrammeFile } | null>(null)
  const file = brought?.file ?? draft ?? held?.file ?? null
  const announce = useAnnounce()
  return (
    <section className="cdr-figure cdr-12" aria-labelledby="make-title">
      <h2 id="make-title">{file === null ? 'A programme from nothing' : held?.mine === true && brought === null ? `Change ${file.name}` : `A programme of your own, from ${file.name}`}</h2>
      <p className="cdr-subtitle">Stages, roles and standards of need; each judgement with who says so and how good that is. Nothing is kept until you save it</p>
      <BringFile
        onBring={(next) => {
          setBrought({ at: (brought?.at ?? 0) + 1, file: next })
          announce(`${next.name} is brought into the form`)
        }}
      />
      <ProgrammeForm key={brought?.at ?? 0} start={file === null ? blankDraft : draftOf(file)} held={held?.mine === true ? held : null} />
    </section>
  )
}

function BringFile({ onBring }: { onBring: (file: ProgrammeFile) => void }) {
  const [found, setFound] = useState<string | null>(null)
  const bring = async (chosen: File) => {
    const checked = await checkText(await chosen.text()).catch((thrown: unknown) => ({ file: null, troubles: [{ at: '', says: problemOf(thrown).detail }] }))
    setFound(checked.file === null ? checked.troubles.slice(0, 5).map(({ at, says }) => `${at === '' ? 'the file' : at}: ${says}`).join('; ') : null)
    if (checked.file !== null) onBring(checked.file)
  }
  return (
    <div style={{ marginBottom: '16px' }}>
      {found === null ? null : (
        <p className="nhsuk-error-message" role="alert">
          This file is no programme: {found}
        </p>
      )}
      <FileButton name="Programme file" words="Bring a programme file" onFile={(chosen) => void bring(chosen)} />{' '}
      <small className="cdr-second">
        YAML or JSON. <code>cadre programme check FILE</code> reads the same file and says the same.
      </small>
    </div>
  )
}
