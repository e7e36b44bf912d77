import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { SubmitEvent } from 'react'
import { staffGroupsQuestion } from '../ask/questions.ts'
import { AmountField, ChoiceField, TroubleSummary } from '../data/form-fields.tsx'
import type { Trouble } from '../data/form-fields.tsx'
import type { ProjectionSearch } from '../search.ts'
import { checkTyped, leversTyped, typedFrom, whatIfParts } from './what-if-fields.ts'
import type { Typed, WhatIfField } from './what-if-fields.ts'

/** The levers of supply, in parts that open. What is typed becomes part of the address; errors are named first, in the same words as at their field. */
export function WhatIfForm({ search, area, profession }: { search: ProjectionSearch; area: string; profession: string }) {
  const navigate = useNavigate({ from: '/projection' })
  const { typed: inAddress, kept } = typedFrom(search.levers)
  const [edited, setEdited] = useState<Typed>({})
  const [tries, setTries] = useState(0)
  const typed = { ...inAddress, ...edited }
  const troubles = checkTyped(typed).map(({ name, trouble }): Trouble => ({ field: idOf(name), says: trouble }))
  const showing = tries > 0 ? troubles : []
  const go = (levers: string | undefined) => {
    void navigate({ search: (previous) => ({ ...previous, levers }), resetScroll: false })
    setEdited({})
    setTries(0)
  }
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    if (troubles.length > 0) setTries(tries + 1)
    else go(leversTyped(typed, area, profession, kept))
  }
  return (
    <form noValidate onSubmit={submit} aria-label="Levers of supply">
      <TroubleSummary troubles={showing} tries={tries} />
      {whatIfParts.map((part, at) => (
        <details key={part.title} className="nhsuk-details" open={at === 0 || part.fields.some(({ name }) => typed[name] !== undefined && typed[name] !== '') || undefined}>
          <summary className="nhsuk-details__summary">
            <span className="nhsuk-details__summary-text">{part.title}</span>
          </summary>
          <div className="nhsuk-details__text">
            <p className="cdr-subtitle">{part.says}</p>
            <div className="cdr-form cdr-form--fields">
              {part.fields.map((field) => (
                <LeverField
                  key={field.name}
                  field={field}
                  area={area}
                  value={typed[field.name] ?? ''}
                  troubles={showing}
                  onType={(text) => setEdited({ ...edited, [field.name]: text })}
                />
              ))}
            </div>
          </div>
        </details>
      ))}
      {kept === null ? null : (
        <p className="cdr-subtitle">
          This address holds {kept.levers.length} more {kept.levers.length === 1 ? 'lever' : 'levers'} than the fields can show, from a lever file. They stay as they are.
        </p>
      )}
      <button type="submit" className="nhsuk-button">
        Show what changes
      </button>{' '}
      {search.levers === undefined ? null : (
        <button type="button" className="cdr-action" onClick={() => go(undefined)}>
          Take all levers away
        </button>
      )}
    </form>
  )
}

/** What ties a lever to its field on the page. */
function idOf(name: string): string {
  return `what-if-${name}`
}

function LeverField({ field, area, value, troubles, onType }: { field: WhatIfField; area: string; value: string; troubles: readonly Trouble[]; onType: (text: string) => void }) {
  const { name, label, hint, unit, kind } = field
  const group = { id: idOf(name), label, hint, troubles, value }
  return kind === 'group' ? <GroupField {...group} area={area} onPick={onType} /> : <AmountField {...group} unit={unit} day={kind === 'date'} onType={onType} />
}

function GroupField({ area, ...field }: Omit<Parameters<typeof ChoiceField>[0], 'choices'> & { area: string }) {
  const { data } = useQuery(staffGroupsQuestion(area))
  const groups = (data?.groups ?? []).filter(({ projectable }) => projectable).map(({ name }) => ({ value: name, says: name }))
  return <ChoiceField {...field} choices={[{ value: '', says: 'Choose a staff group' }, ...groups]} />
}
