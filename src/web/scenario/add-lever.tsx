import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { SubmitEvent } from 'react'
import type { PlanState } from '../../contract/plan.ts'
import { anyLeverNamed } from '../../scenario/scenario-lever.ts'
import { staffGroupsQuestion } from '../ask/questions.ts'
import { AmountField, ChoiceField, TextField, TroubleSummary, type Trouble } from '../data/form-fields.tsx'
import type { ChangePlan } from './change-plan.ts'
import { checkFacts, fieldsNeeded, leverTyped, newProgramme, sayKind, type NeededField, type TypedFacts } from './lever-needs.ts'
import { leversByArm } from './star-arms.ts'

/** Add a lever: its kind, and the facts that kind needs. It begins at no change. */
export function AddLever({ plan, busy, onChange }: { plan: PlanState; busy: boolean; onChange: ChangePlan }) {
  const { levers, programmes, baseline } = plan.document
  const [kind, setKind] = useState('leaver-rate')
  const [typed, setTyped] = useState<TypedFacts>({})
  const [tries, setTries] = useState(0)
  const { data } = useQuery(staffGroupsQuestion(baseline.area))
  const named = anyLeverNamed(kind)
  const programme = typed['of-programme'] ?? programmes[0]?.id ?? newProgramme
  const fields = fieldsNeeded(kind, programme)
  const groups = (data?.groups ?? []).filter(({ projectable }) => projectable).map(({ name }) => ({ value: name, says: name }))
  const troubles = tries === 0 || fields === null ? [] : checkFacts(fields, typed).map(({ name, says }): Trouble => ({ field: `add-${name}`, says }))
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    if (fields === null || checkFacts(fields, typed).length > 0) return setTries(tries + 1)
    const made = leverTyped(kind, typed, { id: nextId(levers), programme, at: { profession: baseline.profession ?? 'All staff', area: baseline.area } })
    onChange([...(made.programme === null ? [] : [{ field: `programmes/${made.programme.id}`, to: asJson(made.programme) }]), { field: `levers/${made.lever.id}`, to: asJson(made.lever) }], 'Lever added')
    setTyped({})
    setTries(0)
  }
  const type = (name: string) => (text: string) => setTyped({ ...typed, [name]: text })
  return (
    <form className="cdr-addlever" noValidate onSubmit={submit} aria-label="Add a lever">
      <TroubleSummary troubles={troubles} tries={tries} />
      <div className="nhsuk-form-group">
        <label className="nhsuk-label" htmlFor="add-lever">
          Add a lever
        </label>
        <select id="add-lever" className="nhsuk-select" value={kind} aria-describedby="add-lever-hint" onChange={(event) => setKind(event.target.value)}>
          {leversByArm.map((arm) => (
            <optgroup key={arm.title} label={arm.title}>
              {arm.kinds.map((each) => (
                <option key={each.kind} value={each.kind}>
                  {each.title}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
        <span className="nhsuk-hint" id="add-lever-hint">
          {sayKind(kind)}
        </span>
      </div>
      {named?.needs.includes('programme') ? (
        <ChoiceField id="add-of-programme" label="Programme of study" troubles={[]} value={programme} choices={[...programmes.map(({ id }) => ({ value: id, says: id })), { value: newProgramme, says: 'State another programme' }]} onPick={type('of-programme')} />
      ) : named?.needs.includes('members') || named?.arm === 'demand' || groups.length < 2 ? null : (
        <ChoiceField id="add-profession" label="Who is affected" troubles={[]} value={typed['profession'] ?? baseline.profession ?? groups[0]!.value} choices={groups} onPick={type('profession')} />
      )}
      {fields === null ? <p className="nhsuk-hint">It needs facts that no field here takes: it comes in a scenario file.</p> : <div className="cdr-form--fields cdr-addlever__facts">{fields.map((field) => <Needed key={field.name} field={field} groups={groups} troubles={troubles} value={typed[field.name] ?? ''} onType={type(field.name)} />)}</div>}
      <button type="submit" className="nhsuk-button nhsuk-button--secondary" disabled={busy || fields === null}>
        Put it in
      </button>
    </form>
  )
}

function Needed({ field: { name, label, hint, kind, unit = '', optional = false }, groups, troubles, value, onType }: { field: NeededField; groups: readonly { readonly value: string; readonly says: string }[]; troubles: readonly Trouble[]; value: string; onType: (text: string) => void }) {
  const group = { id: `add-${name}`, label, ...(hint === '' ? {} : { hint }), troubles, value }
  if (kind === 'group') return <ChoiceField {...group} choices={[{ value: '', says: optional ? 'None' : 'Choose a staff group' }, ...groups]} onPick={onType} />
  return kind === 'text' ? <TextField {...group} onType={onType} /> : <AmountField {...group} unit={unit} onType={onType} />
}

/** As it is sent: what is left out is not there. */
function asJson(value: object): Parameters<ChangePlan>[0][number]['to'] {
  return JSON.parse(JSON.stringify(value)) as Parameters<ChangePlan>[0][number]['to']
}

function nextId(levers: PlanState['document']['levers']): string {
  return `l${1 + Math.max(0, ...levers.map(({ id }) => Number(/^l(\d+)$/.exec(id)?.[1] ?? 0)))}`
}
