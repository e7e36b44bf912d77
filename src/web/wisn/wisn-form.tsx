import { useState } from 'react'
import type { SubmitEvent } from 'react'
import type { WisnFile } from '../../contract/wisn.ts'
import { TextField, TroubleSummary } from '../data/form-fields.tsx'
import type { Trouble } from '../data/form-fields.tsx'
import { sayNumber } from '../format.ts'
import { sayDays } from './wisn-figures.tsx'
import { draftOf, emptyUnit, fileOf } from './wisn-draft.ts'
import type { Draft, DraftUnit } from './wisn-draft.ts'
import { IndividualLines, ServiceLines, SupportLines } from './wisn-lines.tsx'
import { clockOf, dayFields, idOf, supportShareIn, troublesOf } from './wisn-troubles.ts'

/** Type in or change a workload file. What is wrong stands above the form and beside its field, in the same words. */
export function WisnForm({ file, onDone }: { file: WisnFile; onDone: (file: WisnFile) => void }) {
  const [draft, setDraft] = useState<Draft>(() => draftOf(file))
  const [tries, setTries] = useState(0)
  useNewFile(file, draft, (changed) => {
    setDraft(changed)
    setTries(0)
  })
  const troubles = troublesOf(draft)
  const shown = tries === 0 ? [] : troubles
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    setTries(tries + 1)
    if (troubles.length === 0) onDone(fileOf(draft))
  }
  const clock = clockOf(draft)
  const change = (key: string, unit: DraftUnit | null) => setDraft({ ...draft, units: draft.units.flatMap((one) => (one.key === key ? (unit === null ? [] : [unit]) : [one])) })
  return (
    <form noValidate onSubmit={submit} aria-label="Workload">
      <TroubleSummary troubles={shown} tries={tries} />
      <WorkingTime draft={draft} troubles={shown} onChange={setDraft} />
      <h3 style={{ margin: '24px 0 8px' }}>Units</h3>
      {draft.units.map((unit, at) => (
        <WorkUnit key={unit.key} unit={unit} at={at} clock={clock} troubles={shown} onChange={(changed) => change(unit.key, changed)} />
      ))}
      <div className="cdr-decide">
        <button type="submit" className="nhsuk-button">
          Work out the need
        </button>
        <button type="button" id="wisn-add-unit" className="nhsuk-button nhsuk-button--secondary" onClick={() => setDraft({ ...draft, units: [...draft.units, emptyUnit(freeKey(draft.units))] })}>
          Add a unit
        </button>
      </div>
    </form>
  )
}

/** Put another file into the form when one comes that the form did not send itself. */
function useNewFile(file: WisnFile, draft: Draft, onNew: (draft: Draft) => void) {
  const written = JSON.stringify(file)
  const [seen, setSeen] = useState(written)
  if (written === seen) return
  setSeen(written)
  if (troublesOf(draft).length > 0 || JSON.stringify(fileOf(draft)) !== written) onNew(draftOf(file))
}

function WorkingTime({ draft, troubles, onChange }: { draft: Draft; troubles: readonly Trouble[]; onChange: (draft: Draft) => void }) {
  const clock = clockOf(draft)
  return (
    <>
      <h3>Available working time of one member of staff</h3>
      <fieldset className="cdr-choices">
        <legend className="nhsuk-u-visually-hidden">How the available working time is given</legend>
        {(['hours', 'days'] as const).map((way) => (
          <label key={way}>
            <input type="radio" name="wisn-way" checked={draft.way === way} onChange={() => onChange({ ...draft, way })} />
            {way === 'hours' ? 'I know the hours a year' : 'Work it out from days'}
          </label>
        ))}
      </fieldset>
      <div className="cdr-fieldrow cdr-fieldrow--short">
        {draft.way === 'hours' ? (
          <TextField id={idOf.time('awtHours')} label="Hours a year" troubles={troubles} value={draft.awtHours} onType={(awtHours) => onChange({ ...draft, awtHours })} />
        ) : (
          dayFields.map(({ name, letter, label }) => (
            <TextField key={name} id={idOf.time(name)} label={`${letter}: ${label}, days`} troubles={troubles} value={draft.days[name]} onType={(text) => onChange({ ...draft, days: { ...draft.days, [name]: text } })} />
          ))
        )}
        <TextField id={idOf.time('hoursPerDay')} label="F: Hours of a working day" troubles={troubles} value={draft.hoursPerDay} onType={(hoursPerDay) => onChange({ ...draft, hoursPerDay })} />
      </div>
      <p className="cdr-small cdr-second cdr-worktotal">
        {clock === null ? 'Available working time cannot be told yet.' : `Available working time: ${sayNumber(clock.awtHours, 0)} hours a year, ${sayDays(clock.awtHours / clock.hoursPerDay)}${draft.way === 'days' ? ', (A − B − C − D − E) × F' : ''}.`}
      </p>
    </>
  )
}

function WorkUnit({ unit, at, clock, troubles, onChange }: { unit: DraftUnit; at: number; clock: ReturnType<typeof clockOf>; troubles: readonly Trouble[]; onChange: (unit: DraftUnit | null) => void }) {
  const [open, setOpen] = useState(at === 0 || unit.name === '')
  const wrong = troubles.some(({ field }) => field.startsWith(`wisn-${unit.key}-`) || field.startsWith(`${unit.key}-`))
  const share = clock === null ? null : supportShareIn(unit, clock)
  const whose = unit.name.trim() || `unit ${at + 1}`
  return (
    <details className="cdr-workunit" open={open || wrong} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{whose}</summary>
      <div className="cdr-fieldrow">
        <TextField id={idOf.unit(unit.key, 'name')} label={`Name of unit ${at + 1}`} hint="Facility, ward or team" troubles={troubles} value={unit.name} onType={(name) => onChange({ ...unit, name })} />
        <TextField id={idOf.unit(unit.key, 'current')} label={`Staff in post of unit ${at + 1}`} hint="Full-time equivalents" troubles={troubles} value={unit.current} onType={(current) => onChange({ ...unit, current })} />
      </div>
      <ServiceLines lines={unit.service} troubles={troubles} whose={whose} stem={unit.key} onChange={(service) => onChange({ ...unit, service })} />
      <SupportLines lines={unit.support} troubles={troubles} whose={whose} stem={unit.key} onChange={(support) => onChange({ ...unit, support })} />
      {share === null || share === 0 ? null : <p className="cdr-small cdr-second">Together they take {sayNumber(share * 100, 1)} % of everybody’s time.</p>}
      <IndividualLines lines={unit.individual} troubles={troubles} whose={whose} stem={unit.key} onChange={(individual) => onChange({ ...unit, individual })} />
      <p style={{ marginTop: '12px' }}>
        <button type="button" className="cdr-action" onClick={() => onChange(null)}>
          Remove {whose}
        </button>
      </p>
    </details>
  )
}

function freeKey(units: readonly DraftUnit[]): string {
  let next = units.length
  while (units.some(({ key }) => key === `unit-${next}`)) next += 1
  return `unit-${next}`
}
