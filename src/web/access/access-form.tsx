import { useState } from 'react'
import type { SubmitEvent } from 'react'
import { problemOf } from '../ask/ask.ts'
import { FieldGroup, TroubleSummary, type Trouble } from '../data/form-fields.tsx'
import { ProblemSummary } from '../shell/problem-summary.tsx'

export interface AccessField {
  readonly id: string
  readonly label: string
  readonly hint?: string
  readonly type?: 'text' | 'email' | 'password' | 'date'
  readonly autoComplete?: string
  readonly inputMode?: 'numeric'
  readonly choices?: readonly { readonly value: string; readonly says: string }[]
  readonly first?: string
  /** What is missing when it is left empty; a field without may be. */
  readonly needs?: string
}

/** A form about access: its fields, what is wrong first, and one button. What was typed is sent by the ids of the fields. */
export function AccessForm({ name, fields, button, busy, error, onSend }: {
  name: string
  fields: readonly AccessField[]
  button: string
  busy: boolean
  error: Error | null
  onSend: (typed: Readonly<Record<string, string>>) => void
}) {
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>(() => Object.fromEntries(fields.map(({ id, first = '' }) => [id, first])))
  const [tries, setTries] = useState(0)
  const troubles: Trouble[] = tries === 0 ? [] : fields.flatMap(({ id, needs }) => (needs !== undefined && (typed[id] ?? '').trim() === '' ? [{ field: id, says: needs }] : []))
  const send = (event: SubmitEvent) => {
    event.preventDefault()
    setTries(tries + 1)
    if (fields.every(({ id, needs }) => needs === undefined || (typed[id] ?? '').trim() !== '')) onSend(typed)
  }
  return (
    <form noValidate onSubmit={send} aria-label={name} className="cdr-access">
      {error === null ? null : <ProblemSummary problem={problemOf(error)} />}
      <TroubleSummary troubles={troubles} tries={tries} />
      {fields.map((field) => (
        <OneField key={field.id} field={field} troubles={troubles} value={typed[field.id] ?? ''} onType={(text) => setTyped({ ...typed, [field.id]: text })} />
      ))}
      <div className="cdr-decide">
        <button type="submit" className="nhsuk-button" disabled={busy}>
          {button}
        </button>
      </div>
    </form>
  )
}

function OneField({ field, troubles, value, onType }: { field: AccessField; troubles: readonly Trouble[]; value: string; onType: (text: string) => void }) {
  const { id, label, hint, type = 'text', autoComplete = 'off', inputMode, choices } = field
  return (
    <FieldGroup id={id} label={label} {...(hint === undefined ? {} : { hint })} troubles={troubles}>
      {(ties) =>
        choices === undefined ? (
          <input className="nhsuk-input" {...ties} type={type} autoComplete={autoComplete} inputMode={inputMode} value={value} onChange={(event) => onType(event.target.value)} />
        ) : (
          <select className="nhsuk-select" {...ties} value={value} onChange={(event) => onType(event.target.value)}>
            {choices.map((choice) => (
              <option key={choice.value} value={choice.value}>
                {choice.says}
              </option>
            ))}
          </select>
        )
      }
    </FieldGroup>
  )
}
