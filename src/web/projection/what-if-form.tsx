import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import type { SubmitEvent } from 'react'
import { staffGroupsQuestion } from '../ask/questions.ts'
import type { ProjectionSearch } from '../search.ts'
import { checkTyped, leversTyped, typedFrom, whatIfParts } from './what-if-fields.ts'
import type { Typed, WhatIfField } from './what-if-fields.ts'

/** The levers of supply, in parts that open. What is typed becomes part of the address; errors are named first, in the same words as at their field. */
export function WhatIfForm({ search, area, profession }: { search: ProjectionSearch; area: string; profession: string }) {
  const navigate = useNavigate({ from: '/projection' })
  const { typed: inAddress, kept } = typedFrom(search.levers)
  const [edited, setEdited] = useState<Typed>({})
  const [checked, setChecked] = useState(false)
  const typed = { ...inAddress, ...edited }
  const troubles = checkTyped(typed)
  const showing = checked ? troubles : []
  const summary = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (showing.length > 0) summary.current?.focus()
  }, [showing.length])
  const go = (levers: string | undefined) => {
    void navigate({ search: (previous) => ({ ...previous, levers }), resetScroll: false })
    setEdited({})
    setChecked(false)
  }
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    if (troubles.length > 0) setChecked(true)
    else go(leversTyped(typed, area, profession, kept))
  }
  return (
    <form noValidate onSubmit={submit} aria-label="Levers of supply">
      {showing.length > 0 ? <Troubles troubles={showing} summary={summary} /> : null}
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
                  trouble={showing.find(({ name }) => name === field.name)?.trouble ?? null}
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

function Troubles({ troubles, summary }: { troubles: readonly { readonly name: string; readonly trouble: string }[]; summary: React.RefObject<HTMLDivElement | null> }) {
  return (
    <div className="nhsuk-error-summary" role="alert" ref={summary} tabIndex={-1}>
      <h3>There is a problem</h3>
      <ul>
        {troubles.map(({ name, trouble }) => (
          <li key={name}>
            <a
              href={`#what-if-${name}`}
              onClick={(event) => {
                event.preventDefault()
                const field = document.getElementById(`what-if-${name}`)
                field?.closest('details')?.setAttribute('open', '')
                field?.focus()
              }}
            >
              {trouble}
            </a>
          </li>
        ))}
      </ul>
    </div>
  )
}

function LeverField({ field, area, value, trouble, onType }: { field: WhatIfField; area: string; value: string; trouble: string | null; onType: (text: string) => void }) {
  const id = `what-if-${field.name}`
  const described = [`${id}-hint`, ...(trouble === null ? [] : [`${id}-error`])].join(' ')
  return (
    <div className={`nhsuk-form-group${trouble === null ? '' : ' nhsuk-form-group--error'}`}>
      <label className="nhsuk-label" htmlFor={id}>
        {field.label}
      </label>
      <span className="nhsuk-hint" id={`${id}-hint`}>
        {field.hint}
      </span>
      {trouble === null ? null : (
        <span className="nhsuk-error-message" id={`${id}-error`}>
          {trouble}
        </span>
      )}
      {field.kind === 'group' ? (
        <GroupField id={id} area={area} value={value} described={described} onType={onType} />
      ) : (
        <span className="cdr-unit">
          <input
            id={id}
            className="nhsuk-input"
            type={field.kind === 'date' ? 'date' : 'text'}
            inputMode={field.kind === 'number' ? 'decimal' : undefined}
            autoComplete="off"
            value={value}
            aria-describedby={described}
            aria-invalid={trouble === null ? undefined : true}
            onChange={(event) => onType(event.target.value)}
          />
          {field.unit}
        </span>
      )}
    </div>
  )
}

function GroupField({ id, area, value, described, onType }: { id: string; area: string; value: string; described: string; onType: (text: string) => void }) {
  const { data } = useQuery(staffGroupsQuestion(area))
  return (
    <select id={id} className="nhsuk-select" value={value} aria-describedby={described} onChange={(event) => onType(event.target.value)}>
      <option value="">Choose a staff group</option>
      {(data?.groups ?? [])
        .filter(({ projectable }) => projectable)
        .map(({ name }) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
    </select>
  )
}
