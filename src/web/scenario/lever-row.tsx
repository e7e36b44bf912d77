import { useState } from 'react'
import type { SubmitEvent } from 'react'
import type { PlanState } from '../../contract/plan.ts'
import type { ScenarioAnswer } from '../../contract/scenario.ts'
import { anyLeverNamed, unitOf } from '../../scenario/scenario-lever.ts'
import { sayNumber } from '../format.ts'
import type { ChangePlan } from './change-plan.ts'
import { sayChange } from '../projection/what-if-figures.tsx'
import { readNumber } from '../read-number.ts'

type PlannedLever = PlanState['document']['levers'][number]

/** One lever: what it does, slider and number, its cost, and why it is believed. A move is kept when the control is left. */
export function LeverRow({ lever, answer, off, onChange }: { lever: PlannedLever; answer: ScenarioAnswer | undefined; off: boolean; onChange: ChangePlan }) {
  const named = anyLeverNamed(lever.kind)
  const said = answer?.levers.find(({ id }) => id === lever.id)
  const title = `${named?.title ?? lever.kind}${lever.programme === undefined ? '' : `, ${lever.programme}`}${lever.profession === undefined ? '' : `, ${lever.profession}`}`
  return (
    <div className="cdr-lever">
      <p className="cdr-lever__head">
        <b>{title}</b> <LeverEffect id={lever.id} answer={answer} />
      </p>
      <LeverMove lever={lever} title={title} off={off} onMove={(change) => onChange([{ field: `levers/${lever.id}/change`, to: change }])} />
      <p className="cdr-subtitle">
        {said?.costSays ?? 'Cost: after the run'}
        {lever.from === undefined ? '' : ` · from ${lever.from}`}
        {lever.ramp === 0 ? '' : ` · in full after ${lever.ramp} months`}
      </p>
      <details className="nhsuk-details">
        <summary className="nhsuk-details__summary">
          <span className="nhsuk-details__summary-text">
            Why we believe it<span className="nhsuk-u-visually-hidden">: {title}</span>
          </span>
        </summary>
        <div className="nhsuk-details__text">
          <p>{said?.says ?? named?.says}</p>
          <Rationale lever={lever} title={title} off={off} onKeep={(text) => onChange([{ field: `levers/${lever.id}/rationale`, to: text === '' ? null : text }])} />
          <button type="button" className="cdr-action" disabled={off} onClick={() => onChange([{ field: `levers/${lever.id}`, to: null }], 'Lever taken away')}>
            Take this lever away<span className="nhsuk-u-visually-hidden">: {title}</span>
          </button>
        </div>
      </details>
    </div>
  )
}

/** What the lever does to the gap in the last year, whatever the order of the levers. */
function LeverEffect({ id, answer }: { id: string; answer: ScenarioAnswer | undefined }) {
  const bridge = answer?.contributions.years.at(-1)
  const part = bridge?.parts.find((each) => each.id === id)
  if (part === undefined || bridge === undefined) return null
  return (
    <span className="cdr-lever__effect">
      {sayChange(part.gap)} in the gap of {bridge.year} <small>{sayChange(part.low)} to {sayChange(part.high)}</small>
    </span>
  )
}

function LeverMove({ lever, title, off, onMove }: { lever: PlannedLever; title: string; off: boolean; onMove: (change: number) => void }) {
  const [text, setText] = useState(say(lever.change))
  const { unit, low, high } = unitOf(lever) ?? { unit: lever.unit ?? '', low: -100, high: 100 }
  const value = readNumber(text)
  const wrong = value === null || value < low || value > high ? `Enter a number between ${sayNumber(low)} and ${sayNumber(high)}` : null
  const reach = reachOf(lever.change, high)
  const [field, hint] = [`lever-${lever.id}`, `lever-${lever.id}-error`]
  const keep = () => { if (wrong === null && value !== null && value !== lever.change) onMove(value) }
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    keep()
  }
  return (
    <form className={`cdr-slider nhsuk-form-group${wrong === null ? '' : ' nhsuk-form-group--error'}`} noValidate onSubmit={submit} aria-label={title}>
      {wrong === null ? null : <span className="nhsuk-error-message" id={hint}>{wrong}</span>}
      <span className="cdr-slider__row">
        <input
          type="range" aria-label={`${title}, ${unit}`} min={Math.max(low, -reach)} max={Math.min(high, reach)} step={reach / 100} disabled={off} value={Math.max(-reach, Math.min(reach, value ?? 0))}
          aria-valuetext={`${text} ${unit}`} onChange={(event) => setText(say(Number(Number(event.target.value).toPrecision(3))))} onPointerUp={keep} onBlur={keep} onKeyUp={(event) => { if (event.key === 'Enter') keep() }}
        />
        <span className="cdr-unit">
          <label className="nhsuk-u-visually-hidden" htmlFor={field}>
            {title}, change in {unit}
          </label>
          <input id={field} className="nhsuk-input" inputMode="decimal" autoComplete="off" disabled={off} value={text} aria-invalid={wrong === null ? undefined : true} aria-describedby={wrong === null ? undefined : hint} onChange={(event) => setText(event.target.value)} onBlur={keep} />
          {unit}
        </span>
      </span>
    </form>
  )
}

function Rationale({ lever, title, off, onKeep }: { lever: PlannedLever; title: string; off: boolean; onKeep: (text: string) => void }) {
  const [text, setText] = useState(lever.rationale ?? '')
  const id = `why-${lever.id}`
  return (
    <div className="nhsuk-form-group">
      <label className="nhsuk-label" htmlFor={id}>
        Why we believe it<span className="nhsuk-u-visually-hidden">: {title}</span>
      </label>
      <textarea id={id} className="nhsuk-textarea" rows={3} maxLength={2000} disabled={off} value={text} onChange={(event) => setText(event.target.value)} onBlur={() => { if (text.trim() !== (lever.rationale ?? '')) onKeep(text.trim()) }} />
      <span className="nhsuk-hint">Kept when you leave the field. {text.length} of 2,000 characters</span>
    </div>
  )
}

/** How far the slider goes: some way beyond the change that is stated. The number goes further. */
function reachOf(change: number, high: number): number {
  return Math.min(high, Math.max(high > 1000 ? 500 : 5, Math.abs(change) * 2))
}

function say(value: number): string {
  return String(value).replace('-', '−')
}
