import { useState } from 'react'
import type { LeverCost } from '../../contract/scenario.ts'
import { isCalendarDate } from '../../units/calendar-date.ts'
import { anyLeverNamed } from '../../scenario/scenario-lever.ts'
import { AmountField, ChoiceField, TextField, type Trouble } from '../data/form-fields.tsx'
import { sayNumber } from '../format.ts'
import { readNumber } from '../read-number.ts'
import type { PlannedLever } from './central-messages.ts'
import type { ChangePlan } from './change-plan.ts'
import { sayPlain } from './use-moves.ts'

type Change = Parameters<ChangePlan>[0][number]

/** A fact of a lever that is kept as soon as its field is left. */
interface Fact {
  readonly name: string
  readonly label: string
  readonly hint: string
  readonly kind: 'number' | 'day' | 'text' | readonly { readonly value: string; readonly says: string }[]
  readonly unit?: string
  readonly most?: number
}

const start: readonly Fact[] = [
  { name: 'from', label: 'From', hint: 'Empty: from the start', kind: 'day' }, { name: 'to', label: 'Until', hint: 'Empty: for good', kind: 'day' },
  { name: 'ramp', label: 'Reached over', hint: 'Grows to its full size', kind: 'number', unit: 'months', most: 360 },
  { name: 'low', label: 'At least', hint: 'Eight times in ten it is more', kind: 'number', unit: '' }, { name: 'high', label: 'At most', hint: 'Eight times in ten it is less', kind: 'number', unit: '' },
]

const costs: readonly Fact[] = [
  { name: 'perUnit', label: 'Cost of each unit', hint: 'For each unit of the change, a year', kind: 'number', unit: 'GBP', most: 1e12 }, { name: 'oneOff', label: 'Cost once', hint: 'In the year it starts', kind: 'number', unit: 'GBP', most: 1e12 },
  { name: 'yearly', label: 'Cost a year', hint: 'Whatever its size', kind: 'number', unit: 'GBP', most: 1e12 }, { name: 'priceYear', label: 'Prices of', hint: 'Such as 2025/26', kind: 'text' }, { name: 'payer', label: 'Who pays', hint: '', kind: 'text' },
  { name: 'controls', label: 'Who decides', hint: '', kind: [['', 'Not stated'], ['organisation', 'The organisation'], ['ICS', 'The integrated care system'], ['region', 'The region'], ['nation', 'The nation']].map(([value = '', says = '']) => ({ value, says })) },
  { name: 'leadTimeMonths', label: 'Lead time', hint: 'From a decision to the first effect', kind: 'number', unit: 'months', most: 360 },
  { name: 'evidence', label: 'Evidence', hint: '', kind: [['', 'Not graded'], ['A', 'A: measured here'], ['B', 'B: measured elsewhere'], ['C', 'C: published estimate'], ['D', 'D: judgement']].map(([value = '', says = '']) => ({ value, says })) },
  { name: 'source', label: 'Source', hint: 'Where cost and effect are from', kind: 'text' },
]

/** What a lever costs, as it states it; nothing where it states none. */
export function costStated({ cost }: Pick<PlannedLever, 'cost'>): LeverCost {
  return typeof cost === 'object' && cost !== null ? cost as LeverCost : {}
}

/** When a lever acts, how sure its change is, what it costs, who pays and who decides: each kept when its field is left. */
export function LeverFacts({ lever, title, off, onChange }: { lever: PlannedLever; title: string; off: boolean; onChange: ChangePlan }) {
  const units = anyLeverNamed(lever.kind)?.units ?? []
  const stated: Readonly<Record<string, string | number | undefined>> = { ...costStated(lever), from: lever.from, to: lever.to, ramp: lever.ramp === 0 ? undefined : lever.ramp, low: lever.range?.low, high: lever.range?.high }
  const keep = (fact: Fact, value: string | number | null) => { if ((stated[fact.name] ?? null) !== value) onChange([changeOf(lever, fact.name, value)]) }
  return (
    <fieldset className="cdr-leverfacts" disabled={off}>
      <legend>
        Start, size and cost<span className="nhsuk-u-visually-hidden">: {title}</span>
      </legend>
      {units.length < 2 ? null : <ChoiceField id={`unit-${lever.id}`} label="Measured in" hint="The number stays, its meaning changes" troubles={[]} value={lever.unit ?? units[0]!.unit} choices={units.map(({ unit }) => ({ value: unit, says: unit }))} onPick={(unit) => onChange([{ field: `levers/${lever.id}/unit`, to: unit }])} />}
      {[...start, ...costs].map((fact) => (
        <FactField key={`${fact.name} ${stated[fact.name] ?? ''}`} id={`${fact.name}-${lever.id}`} fact={fact} stated={stated[fact.name]} onKeep={(value) => keep(fact, value)} />
      ))}
    </fieldset>
  )
}

/** A range has two ends or none: the other one is the change until it is stated. A cost begins with its first amount. */
function changeOf({ id, change, range, cost }: PlannedLever, name: string, value: string | number | null): Change {
  if (name === 'low' || name === 'high') return { field: `levers/${id}/range`, to: value === null ? null : { low: range?.low ?? change, high: range?.high ?? change, [name]: value } }
  if (start.some((fact) => fact.name === name)) return { field: `levers/${id}/${name}`, to: name === 'ramp' ? value ?? 0 : value }
  return cost === undefined || cost === null ? { field: `levers/${id}/cost`, to: { [name]: value } } : { field: `levers/${id}/cost/${name}`, to: value }
}

function FactField({ id, fact, stated, onKeep }: { id: string; fact: Fact; stated: string | number | undefined; onKeep: (value: string | number | null) => void }) {
  const { label, hint, kind, unit = '' } = fact
  const [text, setText] = useState(stated === undefined ? '' : typeof stated === 'number' ? sayPlain(stated) : stated)
  const says = wrongWithFact(fact, text)
  const troubles: Trouble[] = says === null ? [] : [{ field: id, says }]
  const leave = () => { if (says === null) onKeep(text.trim() === '' ? null : kind === 'number' ? readNumber(text) : text.trim()) }
  const group = { id, label, troubles, value: text, ...(hint === '' ? {} : { hint }) }
  if (typeof kind === 'object') return <ChoiceField {...group} choices={kind} onPick={(value) => onKeep(value === '' ? null : value)} />
  return <span onBlur={leave}>{kind === 'text' ? <TextField {...group} onType={setText} /> : <AmountField {...group} unit={unit} day={kind === 'day'} onType={setText} />}</span>
}

function wrongWithFact({ label, kind, most, name }: Fact, text: string): string | null {
  if (text.trim() === '' || kind === 'text' || typeof kind === 'object') return null
  if (kind === 'day') return isCalendarDate(text) ? null : `${label} must be a day that exists`
  const value = readNumber(text)
  if (value === null) return `${label} must be a number`
  if (most === undefined) return null
  return value >= 0 && value <= most && (!['ramp', 'leadTimeMonths'].includes(name) || Number.isInteger(value)) ? null : `${label} must be ${['ramp', 'leadTimeMonths'].includes(name) ? 'a whole number' : 'a number'} between 0 and ${sayNumber(most)}`
}
