import { useState } from 'react'
import { anyLeverNamed } from '../../scenario/scenario-lever.ts'
import { sayMoney } from '../../units/money.ts'
import { sayDate } from '../../units/calendar-date.ts'
import { sayChange } from '../projection/what-if-figures.tsx'
import type { PlannedLever } from './central-messages.ts'
import type { ChangePlan } from './change-plan.ts'
import { LeverKnown } from './lever-known.tsx'
import { LeverMove } from './lever-move.tsx'
import type { LeverView } from './lever-view.ts'
import { costStated } from './lever-facts.tsx'
import type { Moves } from './use-moves.ts'

interface Parts { readonly lever: PlannedLever; readonly view: LeverView; readonly moves: Moves; readonly off: boolean; readonly onChange: ChangePlan }

/** One lever: what it does, slider and number with peers on the same scale, what it costs and who decides; opened, why it is believed. A move is kept when the hand rests. */
export function LeverRow({ lever, view, moves, off, onChange }: Parts) {
  const [isOpen, setOpen] = useState(false)
  const title = titleOf(lever, view.nameOfArea)
  const keep = (change: number) => onChange(changesTo(lever, change))
  return (
    <div className="cdr-lever">
      <div className="cdr-lever__head">
        <h4>{title}</h4>
        <LeverEffect view={view} />
      </div>
      <LeverMove lever={lever} title={title} view={view} moves={moves} off={off} looked={isOpen} onKeep={keep} />
      <p className="cdr-lever__facts">{factsOf(lever, view).join(' · ')}</p>
      <details className="nhsuk-details" onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary className="nhsuk-details__summary">
          <span className="nhsuk-details__summary-text">
            Why we believe it<span className="nhsuk-u-visually-hidden">: {title}</span>
          </span>
        </summary>
        {isOpen ? (
          <div className="nhsuk-details__text">
            <LeverKnown lever={lever} title={title} view={view} off={off} onChange={onChange} />
          </div>
        ) : null}
      </details>
    </div>
  )
}

/** What a lever is called: its kind, and where it acts when it says so. */
function titleOf({ kind, programme, profession, area, toProfession, toArea, toSector }: PlannedLever, nameOfArea: (area: string) => string): string {
  const to = [toProfession, toArea === undefined ? undefined : nameOfArea(toArea)].filter((part) => part !== undefined).join(', ')
  return [anyLeverNamed(kind)?.title ?? kind, programme, profession, area === undefined ? undefined : nameOfArea(area), to === '' ? undefined : `to ${to}`, toSector === undefined ? undefined : `to ${toSector}`].filter((part) => part !== undefined).join(', ')
}

/** A range stays about the change. */
function changesTo({ id, change: before, range }: PlannedLever, change: number): Parameters<ChangePlan>[0] {
  const moved = range === undefined ? [] : [{ field: `levers/${id}/range`, to: { low: range.low + change - before, high: range.high + change - before } }]
  return [{ field: `levers/${id}/change`, to: change }, ...moved]
}

/** What the lever gains at the last year end: on the central path, or with its range once it is run. */
function LeverEffect({ view: { effect, unit } }: { view: LeverView }) {
  if (effect === null) return null
  return (
    <span className="cdr-lever__effect">
      <b>
        {sayChange(effect.gained)} {unit}
      </b>{' '}
      in {effect.year} <small>{effect.range === null ? 'one path' : `${sayChange(effect.range[0])} to ${sayChange(effect.range[1])}`}</small>
    </span>
  )
}

/** Cost, start, lead time, who pays, who decides, evidence: what is not stated says so. */
function factsOf(lever: PlannedLever, { cost, effect }: LeverView): string[] {
  const { payer, controls, evidence, leadTimeMonths, priceYear } = costStated(lever)
  return [
    cost === undefined ? 'Cost follows' : cost === null ? 'Cost not stated' : `${sayMoney(cost)}${effect === null ? '' : ` to ${effect.year}`}${priceYear === undefined ? '' : ` in prices of ${priceYear}`}`,
    `${lever.from === undefined ? 'from the start' : `from ${sayDate(lever.from)}`}${lever.to === undefined ? '' : ` to ${sayDate(lever.to)}`}${lever.ramp === 0 ? '' : `, in full after ${lever.ramp} months`}`,
    leadTimeMonths === undefined ? 'lead time not stated' : `lead time ${leadTimeMonths} months`, payer ?? 'payer not stated', controls === undefined ? 'who decides is not stated' : `the ${controls} decides`, evidence === undefined ? 'evidence not graded' : `evidence ${evidence}`,
  ]
}
