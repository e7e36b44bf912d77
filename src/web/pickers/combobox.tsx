import { useEffect, useId, useMemo, useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import { filterChoices } from './filter-choices.ts'
import type { Choice } from './filter-choices.ts'

interface ComboboxParts {
  readonly label: string
  readonly hint?: string
  readonly choices: readonly Choice[]
  readonly value: string | undefined
  readonly onPick: (value: string) => void
  /** What to say when nothing is found; the list may still be on its way. */ readonly nothing: string
}

const mostShown = 80

/**
 * A field that filters a list while one types. Arrow keys move, Enter picks, Escape closes and keeps what was chosen.
 * Source: WAI-ARIA Authoring Practices, editable combobox with list autocomplete.
 */
export function Combobox({ label, hint, choices, value, onPick, nothing }: ComboboxParts) {
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const chosen = choices.find((choice) => choice.value === value)?.label ?? ''
  const [typed, setTyped] = useState<string | null>(null)
  const [open, setOpen] = useState(false)
  const [active, setActive] = useState(-1)
  const found = useMemo(() => filterChoices(choices, typed ?? ''), [choices, typed])
  const seen = found.slice(0, mostShown)

  const close = () => {
    setOpen(false)
    setTyped(null)
    setActive(-1)
  }
  const show = () => {
    setOpen(true)
    setActive(typed === null ? seen.findIndex((choice) => choice.value === value) : -1)
  }
  const pick = (choice: Choice | undefined) => {
    if (choice === undefined || choice.why !== undefined) return
    close()
    if (choice.value !== value) onPick(choice.value)
  }
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      if (!open) show()
      else setActive(seen.length === 0 ? -1 : (active + (event.key === 'ArrowDown' ? 1 : active < 0 ? 0 : -1) + seen.length) % seen.length)
    } else if (event.key === 'Enter' && open) {
      event.preventDefault()
      pick(seen[active] ?? (seen.length === 1 ? seen[0] : undefined))
    } else if (event.key === 'Escape' && open) {
      event.preventDefault()
      close()
    }
  }
  useEffect(() => {
    if (open && active >= 0) document.getElementById(`${id}-${active}`)?.scrollIntoView({ block: 'nearest' })
  }, [open, active, id])

  return (
    <div
      className="cdr-combobox nhsuk-form-group"
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) close()
      }}
    >
      <label className="nhsuk-label" htmlFor={`${id}-input`}>
        {label}
      </label>
      {hint === undefined ? null : (
        <span className="nhsuk-hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      <div className="cdr-combobox__field">
        <input
          ref={input}
          id={`${id}-input`}
          className="nhsuk-input"
          type="text"
          role="combobox"
          autoComplete="off"
          spellCheck={false}
          aria-autocomplete="list"
          aria-expanded={open}
          aria-controls={`${id}-list`}
          aria-activedescendant={open && active >= 0 ? `${id}-${active}` : undefined}
          aria-describedby={hint === undefined ? undefined : `${id}-hint`}
          value={typed ?? chosen}
          onChange={(event) => {
            setTyped(event.target.value)
            setOpen(true)
            setActive(event.target.value === '' ? -1 : 0)
          }}
          onFocus={(event) => event.target.select()}
          onClick={() => {
            if (!open) show()
          }}
          onKeyDown={onKey}
        />
        <button
          type="button"
          className="cdr-combobox__open"
          tabIndex={-1}
          aria-label={`Show every choice: ${label}`}
          aria-expanded={open}
          onClick={() => {
            if (open) close()
            else {
              input.current?.focus()
              show()
            }
          }}
        >
          <svg width="12" height="8" viewBox="0 0 12 8" aria-hidden="true">
            <path d="M1 1.5 6 6.5 11 1.5" fill="none" stroke="currentColor" strokeWidth="2" />
          </svg>
        </button>
      </div>
      <output className="nhsuk-u-visually-hidden">{open && typed !== null ? (found.length === 0 ? nothing : `${found.length} found`) : ''}</output>
      <div hidden={!open} className="cdr-combobox__list">
        <Listbox id={id} label={label} seen={seen} active={active} value={value} onPick={pick} />
        {found.length === 0 ? <p className="cdr-combobox__note">{nothing}</p> : null}
        {found.length > seen.length ? <p className="cdr-combobox__note">{found.length - seen.length} more: type part of a name to find them</p> : null}
      </div>
    </div>
  )
}

function Listbox({
  id,
  label,
  seen,
  active,
  value,
  onPick,
}: {
  id: string
  label: string
  seen: readonly Choice[]
  active: number
  value: string | undefined
  onPick: (choice: Choice) => void
}) {
  const groups = [...new Set(seen.map((choice) => choice.group))]
  return (
    // A native select cannot be filtered by typing; roles and keys follow the WAI-ARIA pattern named above.
    /* oxlint-disable jsx-a11y/prefer-tag-over-role */
    <div role="listbox" id={`${id}-list`} aria-label={label}>
      {groups.map((group, place) => (
        <div key={group} role="group" aria-labelledby={`${id}-group-${place}`}>
          <div className="cdr-combobox__group" id={`${id}-group-${place}`} role="presentation">
            {group}
          </div>
          {seen.map((choice, index) =>
            choice.group !== group ? null : (
              <div
                key={choice.value}
                id={`${id}-${index}`}
                role="option"
                tabIndex={-1}
                aria-selected={choice.value === value}
                aria-disabled={choice.why === undefined ? undefined : true}
                className={`cdr-combobox__option${index === active ? ' cdr-combobox__option--active' : ''}`}
                style={{ paddingLeft: `${12 + choice.depth * 14}px` }}
                onMouseDown={(event) => {
                  event.preventDefault()
                  onPick(choice)
                }}
                onKeyDown={(event) => {
                  if (event.key === 'Enter') onPick(choice)
                }}
              >
                {choice.label}
                {(choice.why ?? choice.note) === undefined ? null : <small>{choice.why ?? choice.note}</small>}
              </div>
            ),
          )}
        </div>
      ))}
    </div>
  )
}
