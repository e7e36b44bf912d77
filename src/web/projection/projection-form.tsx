import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import type { SubmitEvent } from 'react'
import type { ProjectionSearch } from '../search.ts'
import { DemandMethodField } from './demand-method-field.tsx'
import { checkField, fields, shownValue } from './projection-fields.ts'
import type { Field } from './projection-fields.ts'

/** The assumptions a reader may set. A value we cannot use is named first, above the form, in the same words as at its field. */
export function ProjectionForm({ search, used }: { search: ProjectionSearch; used: Readonly<Record<string, number>> }) {
  const navigate = useNavigate({ from: '/projection' })
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({})
  const [checked, setChecked] = useState(false)
  const value = (field: Field) => typed[field.name] ?? shownValue(field, search[field.name], used)
  const troubles = fields.flatMap((field) => {
    const trouble = checkField(field, value(field))
    return trouble === null ? [] : [{ field, trouble }]
  })
  const fromLink = fields.some((field) => search[field.name] !== undefined && typed[field.name] === undefined && checkField(field, value(field)) !== null)
  const summary = useSummaryFocus(checked && troubles.length > 0)
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    setChecked(true)
    if (troubles.length > 0) return
    void navigate({
      search: (previous) => ({
        ...previous,
        ...Object.fromEntries(fields.map((field) => [field.name, field.name in typed ? field.read(value(field)) : previous[field.name]])),
        unit: typed['unit'] ?? previous.unit,
        ...methodTyped(typed, previous),
      }),
      resetScroll: false,
    })
    setTyped({})
  }
  const showing = checked || fromLink
  return (
    <form noValidate onSubmit={submit} aria-label="Assumptions of the projection">
      {showing && troubles.length > 0 ? (
        <div className="nhsuk-error-summary" role="alert" ref={summary} tabIndex={-1}>
          <h2>There is a problem</h2>
          <ul>
            {troubles.map(({ field, trouble }) => (
              <li key={field.name}>
                <a
                  href={`#${field.name}`}
                  onClick={(event) => {
                    event.preventDefault()
                    document.getElementById(field.name)?.focus()
                  }}
                >
                  {trouble}
                </a>
              </li>
            ))}
          </ul>
        </div>
      ) : null}
      <div className="cdr-form cdr-form--fields">
        <UnitField unit={typed['unit'] ?? search.unit ?? 'fte'} onPick={(unit) => setTyped({ ...typed, unit })} />
        <DemandMethodField
          search={search}
          method={typed['demandMethod'] ?? (search.demand === undefined ? (search.demandMethod ?? 'growth') : 'file')}
          condition={typed['condition'] ?? search.condition ?? ''}
          onPick={(change) => setTyped({ ...typed, ...change })}
        />
        {fields.map((field) => (
          <NumberField
            key={field.name}
            field={field}
            value={value(field)}
            trouble={showing ? (troubles.find((trouble) => trouble.field === field)?.trouble ?? null) : null}
            onType={(text) => setTyped({ ...typed, [field.name]: text })}
          />
        ))}
        <button type="submit" className="nhsuk-button">
          Project
        </button>
      </div>
    </form>
  )
}

/** The part of the address that says how need is reckoned: a method picked takes the place of a demand file. */
function methodTyped(typed: Readonly<Record<string, string>>, previous: ProjectionSearch): Pick<ProjectionSearch, 'demandMethod' | 'condition' | 'staffPer' | 'demand'> {
  const method = typed['demandMethod']
  if (method === 'file' || (method === undefined && typed['condition'] === undefined)) return {}
  const now = method ?? previous.demandMethod
  const condition = now === 'prevalence' ? (typed['condition'] ?? previous.condition) : undefined
  return { demandMethod: now === 'growth' ? undefined : now, condition, staffPer: now === previous.demandMethod ? previous.staffPer : undefined, demand: undefined }
}

function useSummaryFocus(wrong: boolean) {
  const summary = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (wrong) summary.current?.focus()
  }, [wrong])
  return summary
}

function NumberField({ field, value, trouble, onType }: { field: Field; value: string; trouble: string | null; onType: (text: string) => void }) {
  const described = [`${field.name}-hint`, ...(trouble === null ? [] : [`${field.name}-error`])].join(' ')
  return (
    <div className={`nhsuk-form-group${trouble === null ? '' : ' nhsuk-form-group--error'}`}>
      <label className="nhsuk-label" htmlFor={field.name}>
        {field.label}
      </label>
      <span className="nhsuk-hint" id={`${field.name}-hint`}>
        {field.hint}
      </span>
      {trouble === null ? null : (
        <span className="nhsuk-error-message" id={`${field.name}-error`}>
          {trouble}
        </span>
      )}
      <span className="cdr-unit">
        <input
          id={field.name}
          className="nhsuk-input"
          inputMode="decimal"
          autoComplete="off"
          value={value}
          aria-describedby={described}
          aria-invalid={trouble === null ? undefined : true}
          onChange={(event) => onType(event.target.value)}
        />
        {field.unit}
      </span>
    </div>
  )
}

function UnitField({ unit, onPick }: { unit: string; onPick: (unit: string) => void }) {
  return (
    <div className="nhsuk-form-group">
      <label className="nhsuk-label" htmlFor="unit">
        Counted in
      </label>
      <span className="nhsuk-hint">Part-time staff count as a part</span>
      <span className="cdr-unit">
        <select id="unit" className="nhsuk-select" value={unit} onChange={(event) => onPick(event.target.value)}>
          <option value="fte">full-time equivalents</option>
          <option value="headcount">people</option>
        </select>
      </span>
    </div>
  )
}
