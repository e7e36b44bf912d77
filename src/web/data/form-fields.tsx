import { useEffect, useRef } from 'react'
import type { ReactNode } from 'react'

/** What is wrong at a field, in the words that stand above the form and beside it. */
export interface Trouble {
  readonly field: string
  readonly says: string
}

/** All that is wrong, first on the form, each line a link to its field. It takes the focus when it comes and when the form is sent again. */
export function TroubleSummary({ troubles, tries }: { troubles: readonly Trouble[]; tries: number }) {
  const summary = useRef<HTMLDivElement>(null)
  const any = troubles.length > 0
  useEffect(() => {
    if (any && tries > 0) summary.current?.focus()
  }, [any, tries])
  if (!any) return null
  return (
    <div className="nhsuk-error-summary" role="alert" ref={summary} tabIndex={-1}>
      <h3 className="cdr-strong">There is a problem</h3>
      <ul>
        {troubles.map(({ field, says }) => (
          <li key={field}>
            <a
              href={`#${field}`}
              onClick={(event) => {
                event.preventDefault()
                const at = document.getElementById(field)
                at?.closest('details')?.setAttribute('open', '')
                at?.focus()
              }}
            >
              {says}
            </a>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** A label, a hint and what is wrong, around one field. `children` is handed what ties the field to them. */
export function FieldGroup({
  id,
  label,
  hint,
  troubles,
  wide = false,
  children,
}: {
  id: string
  label: ReactNode
  hint?: ReactNode
  troubles: readonly Trouble[]
  /** A row of its own in a form of columns. */
  wide?: boolean
  children: (ties: { id: string; 'aria-describedby'?: string; 'aria-invalid'?: true }) => ReactNode
}) {
  const trouble = troubles.find(({ field }) => field === id)
  const described = [...(hint === undefined ? [] : [`${id}-hint`]), ...(trouble === undefined ? [] : [`${id}-error`])].join(' ')
  return (
    <div className={`nhsuk-form-group${wide ? ' cdr-form__wide' : ''}${trouble === undefined ? '' : ' nhsuk-form-group--error'}`}>
      <label className="nhsuk-label" htmlFor={id}>
        {label}
      </label>
      {hint === undefined ? null : (
        <span className="nhsuk-hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      {trouble === undefined ? null : (
        <span className="nhsuk-error-message" id={`${id}-error`}>
          {trouble.says}
        </span>
      )}
      {children({ id, ...(described === '' ? {} : { 'aria-describedby': described }), ...(trouble === undefined ? {} : { 'aria-invalid': true as const }) })}
    </div>
  )
}

/** A field for one line of text. */
export function TextField({ value, onType, ...group }: Omit<Parameters<typeof FieldGroup>[0], 'children'> & { value: string; onType: (text: string) => void }) {
  return <FieldGroup {...group}>{(ties) => <input className="nhsuk-input" autoComplete="off" {...ties} value={value} onChange={(event) => onType(event.target.value)} />}</FieldGroup>
}

/** A field for a number or a day, with its unit behind it. */
export function AmountField({ value, unit, day = false, onType, ...group }: Omit<Parameters<typeof FieldGroup>[0], 'children'> & { value: string; unit: string; day?: boolean; onType: (text: string) => void }) {
  return (
    <FieldGroup {...group}>
      {(ties) => (
        <span className="cdr-unit">
          <input className="nhsuk-input" {...(day ? { type: 'date' } : { inputMode: 'decimal' })} autoComplete="off" {...ties} value={value} onChange={(event) => onType(event.target.value)} />
          {unit}
        </span>
      )}
    </FieldGroup>
  )
}

export interface Choice {
  readonly value: string
  readonly says: string
  readonly off?: boolean
}

/** A field to choose one of several; those that are off are shown and cannot be chosen. */
export function ChoiceField({ value, choices, onPick, ...group }: Omit<Parameters<typeof FieldGroup>[0], 'children'> & { value: string; choices: readonly Choice[]; onPick: (value: string) => void }) {
  return (
    <FieldGroup {...group}>
      {(ties) => (
        <span className="cdr-unit">
          <select className="nhsuk-select" {...ties} value={value} onChange={(event) => onPick(event.target.value)}>
            {choices.map((choice) => (
              <option key={choice.value} value={choice.value} disabled={choice.off}>
                {choice.says}
              </option>
            ))}
          </select>
        </span>
      )}
    </FieldGroup>
  )
}
