import { useRef } from 'react'
import type { DemandRead } from '../../contract/demand.ts'
import { ask, problemOf } from '../ask/ask.ts'
import { FieldGroup } from '../data/form-fields.tsx'
import type { Trouble } from '../data/form-fields.tsx'

/** Where the text of a demand file is typed. */
export const demandFileId = 'demandFile'

/** A demand file, brought or pasted: it says by which method the need for each profession is reckoned. */
export function DemandFileField({ text, troubles, onBring }: { text: string; troubles: readonly Trouble[]; onBring: (text: string) => void }) {
  const chooser = useRef<HTMLInputElement>(null)
  const bring = async (chosen: File | undefined) => {
    if (chosen !== undefined) onBring(await chosen.text())
  }
  return (
    <FieldGroup id={demandFileId} label="Demand file" hint="JSON or YAML, as cadre project --demand reads it: bring one, or paste its text" troubles={troubles} wide>
      {(ties) => (
        <>
          <textarea className="nhsuk-textarea" rows={8} spellCheck={false} {...ties} value={text} onChange={(event) => onBring(event.target.value)} />
          <input
            ref={chooser}
            type="file"
            hidden
            accept=".json,.yaml,.yml,application/json"
            aria-label="Demand file"
            id={`${demandFileId}-chooser`}
            onChange={(event) => {
              const [chosen] = event.target.files ?? []
              event.target.value = ''
              void bring(chosen)
            }}
          />
          <button type="button" className="nhsuk-button nhsuk-button--secondary" onClick={() => chooser.current?.click()}>
            Bring a demand file
          </button>
        </>
      )}
    </FieldGroup>
  )
}

/** The file an address carries, as text to read and change. */
export function demandTextOf(demand: string | undefined): string {
  if (demand === undefined) return ''
  try {
    return JSON.stringify(JSON.parse(demand), null, 2)
  } catch {
    return demand
  }
}

/** Have the text read as the command line reads it: the file as an address carries it, or what is wrong with it. */
export async function readDemandText(text: string): Promise<{ readonly demand: string } | { readonly says: string }> {
  try {
    const { file } = await ask<DemandRead>('/api/demand/read', { method: 'POST', headers: { 'x-cadre': '1', 'content-type': 'application/json' }, body: JSON.stringify({ text }) })
    return { demand: JSON.stringify(file) }
  } catch (error) {
    const { detail, next } = problemOf(error)
    return { says: next === undefined || detail.includes(next) ? detail : `${detail} ${next}.` }
  }
}
