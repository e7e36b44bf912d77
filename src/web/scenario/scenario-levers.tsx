import { useState } from 'react'
import type { PlanState } from '../../contract/plan.ts'
import type { ScenarioAnswer } from '../../contract/scenario.ts'
import type { ChangePlan } from './change-plan.ts'
import { byArm, kindsToAdd } from './star-arms.ts'
import { LeverRow } from './lever-row.tsx'

/** The levers under their arms, and adding one. They wait for the baseline; what is submitted or agreed is only read. */
export function ScenarioLevers({ plan, answer, busy, onChange }: { plan: PlanState; answer: ScenarioAnswer | undefined; busy: boolean; onChange: ChangePlan }) {
  const { levers, programmes } = plan.document
  return (
    <section className="cdr-figure" aria-labelledby="levers-title">
      <h2 id="levers-title">Levers</h2>
      <p className="cdr-subtitle">{levers.length === 0 ? 'No lever is moved yet: the answer is the baseline' : 'Each is a change from what happens if nothing changes: 0 is no change'}</p>
      {byArm(levers).map((arm) => (
        <div key={arm.title}>
          <h3 className="cdr-arm">{arm.title}</h3>
          {arm.levers.map((lever) => (
            <LeverRow key={`${lever.id} ${lever.change} ${lever.rationale ?? ''}`} lever={lever} answer={answer} off={!plan.mayMoveLevers || busy} onChange={onChange} />
          ))}
        </div>
      ))}
      {plan.mayMoveLevers ? <AddLever taken={levers.map(({ id }) => id)} programmes={programmes.map(({ id }) => id)} busy={busy} onChange={onChange} /> : <p className="cdr-subtitle">{plan.mayEdit ? 'Agree the baseline first: levers wait for it.' : 'You read this scenario; its levers are not yours to move as it stands.'}</p>}
    </section>
  )
}

function AddLever({ taken, programmes, busy, onChange }: { taken: readonly string[]; programmes: readonly string[]; busy: boolean; onChange: ChangePlan }) {
  const kinds = kindsToAdd(programmes)
  const [kind, setKind] = useState(kinds[0]?.value ?? '')
  const add = () => {
    const [name = '', ...programme] = kind.split(' ')
    const id = `l${1 + Math.max(0, ...taken.map((each) => Number(/^l(\d+)$/.exec(each)?.[1] ?? 0)))}`
    onChange([{ field: `levers/${id}`, to: { id, kind: name, change: 0, ramp: 0, ...(programme.length > 0 ? { programme: programme.join(' ') } : {}) } }], 'Lever added')
  }
  return (
    <div className="nhsuk-form-group cdr-addlever">
      <label className="nhsuk-label" htmlFor="add-lever">
        Add a lever
      </label>
      <select id="add-lever" className="nhsuk-select" value={kind} onChange={(event) => setKind(event.target.value)}>
        {kinds.map(({ value, says }) => (
          <option key={value} value={value}>
            {says}
          </option>
        ))}
      </select>{' '}
      <button type="button" className="nhsuk-button nhsuk-button--secondary" disabled={busy} onClick={add}>
        Put it in
      </button>
      <p className="nhsuk-hint">Levers that need more facts (transfers, funded posts, shared pools) come in a scenario file.</p>
    </div>
  )
}
