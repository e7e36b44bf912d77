import type { ReactNode } from 'react'
import { FieldGroup, TextField } from '../data/form-fields.tsx'
import type { Trouble } from '../data/form-fields.tsx'
import type { IndividualLine, ServiceLine, SupportLine } from './wisn-draft.ts'

interface Lines<Line> {
  readonly lines: readonly Line[]
  readonly troubles: readonly Trouble[]
  readonly onChange: (lines: Line[]) => void
  /** Whose activities, in words, and what their keys begin with. */
  readonly whose: string
  readonly stem: string
}

/** What a unit does for people: how long one takes and how many there are a year. */
export function ServiceLines({ lines, troubles, onChange, whose, stem }: Lines<ServiceLine>) {
  const change = (key: string, part: Partial<ServiceLine>) => onChange(lines.map((line) => (line.key === key ? { ...line, ...part } : line)))
  return (
    <LineList title="What it does for people" add="Add an activity" whose={whose} onAdd={() => onChange([...lines, { key: keyAfter(lines, `${stem}-s`), name: '', unitTimeHours: '', volume: '' }])}>
      {lines.map((line, at) => (
        <div className="cdr-workline" key={line.key}>
          <TextField id={`${line.key}-name`} label={`Activity ${at + 1}`} troubles={troubles} value={line.name} onType={(name) => change(line.key, { name })} />
          <TextField id={`${line.key}-time`} label="Hours each" troubles={troubles} value={line.unitTimeHours} onType={(unitTimeHours) => change(line.key, { unitTimeHours })} />
          <TextField id={`${line.key}-volume`} label="How many a year" troubles={troubles} value={line.volume} onType={(volume) => change(line.key, { volume })} />
          <Remove what={line.name || `activity ${at + 1}`} onRemove={() => onChange(lines.filter(({ key }) => key !== line.key))} />
        </div>
      ))}
    </LineList>
  )
}

/** What everybody does besides (category allowance). */
export function SupportLines({ lines, troubles, onChange, whose, stem }: Lines<SupportLine>) {
  const change = (key: string, part: Partial<SupportLine>) => onChange(lines.map((line) => (line.key === key ? { ...line, ...part } : line)))
  return (
    <LineList title="What everybody does besides: meetings, records, handover" add="Add a support activity" whose={whose} onAdd={() => onChange([...lines, { key: keyAfter(lines, `${stem}-c`), name: '', amount: '', per: 'day' }])}>
      {lines.map((line, at) => (
        <div className="cdr-workline" key={line.key}>
          <TextField id={`${line.key}-name`} label={`Support activity ${at + 1}`} troubles={troubles} value={line.name} onType={(name) => change(line.key, { name })} />
          <TextField id={`${line.key}-amount`} label="How much" troubles={troubles} value={line.amount} onType={(amount) => change(line.key, { amount })} />
          <FieldGroup id={`${line.key}-per`} label="Counted in" troubles={troubles}>
            {(ties) => (
              <select className="nhsuk-select" {...ties} value={line.per} onChange={(event) => change(line.key, { per: event.target.value as SupportLine['per'] })}>
                <option value="day">hours a day</option>
                <option value="year">hours a year</option>
                <option value="share">% of the time</option>
              </select>
            )}
          </FieldGroup>
          <Remove what={line.name || `support activity ${at + 1}`} onRemove={() => onChange(lines.filter(({ key }) => key !== line.key))} />
        </div>
      ))}
    </LineList>
  )
}

/** What only some do (individual allowance). */
export function IndividualLines({ lines, troubles, onChange, whose, stem }: Lines<IndividualLine>) {
  const change = (key: string, part: Partial<IndividualLine>) => onChange(lines.map((line) => (line.key === key ? { ...line, ...part } : line)))
  return (
    <LineList title="What only some of them do: supervision, management, study" add="Add an activity of single staff" whose={whose} onAdd={() => onChange([...lines, { key: keyAfter(lines, `${stem}-i`), name: '', staff: '1', hours: '' }])}>
      {lines.map((line, at) => (
        <div className="cdr-workline" key={line.key}>
          <TextField id={`${line.key}-name`} label={`Activity of single staff ${at + 1}`} troubles={troubles} value={line.name} onType={(name) => change(line.key, { name })} />
          <TextField id={`${line.key}-staff`} label="Staff" troubles={troubles} value={line.staff} onType={(staff) => change(line.key, { staff })} />
          <TextField id={`${line.key}-hours`} label="Hours a year each" troubles={troubles} value={line.hours} onType={(hours) => change(line.key, { hours })} />
          <Remove what={line.name || `activity of single staff ${at + 1}`} onRemove={() => onChange(lines.filter(({ key }) => key !== line.key))} />
        </div>
      ))}
    </LineList>
  )
}

function LineList({ title, add, whose, onAdd, children }: { title: string; add: string; whose: string; onAdd: () => void; children: ReactNode }) {
  return (
    <>
      <h4>{title}</h4>
      <div className="cdr-worklines">{children}</div>
      <button type="button" className="cdr-action" onClick={onAdd}>
        {add}
        <span className="nhsuk-u-visually-hidden"> to {whose}</span>
      </button>
    </>
  )
}

function Remove({ what, onRemove }: { what: string; onRemove: () => void }) {
  return (
    <button type="button" className="cdr-action" onClick={onRemove}>
      Remove<span className="nhsuk-u-visually-hidden"> {what}</span>
    </button>
  )
}

/** A key that no line has. */
function keyAfter(lines: readonly { readonly key: string }[], stem: string): string {
  let next = lines.length
  while (lines.some(({ key }) => key === `${stem}${next}`)) next += 1
  return `${stem}${next}`
}
