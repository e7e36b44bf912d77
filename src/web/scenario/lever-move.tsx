import { useRef } from 'react'
import type { CSSProperties, SubmitEvent } from 'react'
import { unitOf } from '../../scenario/scenario-lever.ts'
import { readNumber } from '../read-number.ts'
import type { PlannedLever } from './central-messages.ts'
import { LeverPeersUnder } from './lever-peers-under.tsx'
import type { LeverView } from './lever-view.ts'
import { reachOf } from './slider-reach.ts'
import { sayPlain, wrongWith, type Moves } from './use-moves.ts'
import { useRest } from './use-rest.ts'

// As long as a hand rests between two moves.
const restMilliseconds = 1500

/** Slider and number of a lever. The answer follows every move; the move is kept when the hand lets go, rests or leaves. */
export function LeverMove({ lever, title, view, moves, off, looked, onKeep }: { lever: PlannedLever; title: string; view: LeverView; moves: Moves; off: boolean; looked: boolean; onKeep: (change: number) => void }) {
  const text = moves.text(lever)
  const { unit, low, high } = unitOf(lever) ?? { unit: lever.unit ?? '', low: -100, high: 100 }
  const [value, wrong] = [readNumber(text), wrongWith(lever, text)]
  const reach = reachOf({ kind: lever.kind, unit, change: lever.change }, view.startsAYear, view.place?.heads ?? 0)
  const [least, most] = [Math.max(low, -reach), Math.min(high, reach)]
  const [field, hint] = [`lever-${lever.id}`, `lever-${lever.id}-error`]
  const sent = useRef<number | null>(null)
  const keep = () => {
    if (wrong !== null || value === null || value === lever.change || value === sent.current) return
    sent.current = value
    onKeep(value)
  }
  const moved = useRest(restMilliseconds, keep)
  const move = (next: string) => {
    sent.current = null
    moved()
    moves.move(lever.id, next)
  }
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    keep()
  }
  const share = (at: number) => Math.min(1, Math.max(0, (at - least) / (most - least || 1)))
  const fill = { '--a': Math.min(share(0), share(value ?? 0)), '--b': Math.max(share(0), share(value ?? 0)) } as CSSProperties
  return (
    <form className={`cdr-slider nhsuk-form-group${wrong === null ? '' : ' nhsuk-form-group--error'}`} noValidate onSubmit={submit} aria-label={title}>
      {wrong === null ? null : <span className="nhsuk-error-message" id={hint}>{wrong}</span>}
      <span className="cdr-slider__row">
        <span className="cdr-slider__scale">
          <label className="nhsuk-u-visually-hidden" htmlFor={`slide-${lever.id}`}>
            {title}, {unit}
          </label>
          <input
            id={`slide-${lever.id}`} type="range" style={fill} min={least} max={most} step={(most - least) / 200} disabled={off} value={Math.max(least, Math.min(most, value ?? 0))}
            aria-valuetext={`${text} ${unit}`} onChange={(event) => move(sayPlain(Number(Number(event.target.value).toPrecision(3))))} onPointerUp={keep} onBlur={keep} onKeyUp={(event) => { if (event.key === 'Enter') keep() }}
          />
          <LeverPeersUnder lever={lever} view={view} least={least} most={most} looked={looked} />
        </span>
        <span className="cdr-unit">
          <label className="nhsuk-u-visually-hidden" htmlFor={field}>
            {title}, change in {unit}
          </label>
          <input id={field} className="nhsuk-input" inputMode="decimal" autoComplete="off" disabled={off} value={text} aria-invalid={wrong === null ? undefined : true} aria-describedby={wrong === null ? undefined : hint} onChange={(event) => move(event.target.value)} onBlur={keep} />
          {unit}
        </span>
      </span>
    </form>
  )
}
