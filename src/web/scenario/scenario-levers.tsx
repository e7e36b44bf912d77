import type { PlanState } from '../../contract/plan.ts'
import { AddLever } from './add-lever.tsx'
import type { PlannedLever } from './central-messages.ts'
import type { ChangePlan } from './change-plan.ts'
import { LeverRow } from './lever-row.tsx'
import type { LeverView } from './lever-view.ts'
import { byArm } from './star-arms.ts'
import type { Moves } from './use-moves.ts'

/** The levers under their arms, and adding one. They wait for the baseline; what is submitted or agreed is only read. */
export function ScenarioLevers({ plan, moves, view, busy, onChange }: { plan: PlanState; moves: Moves; view: (lever: PlannedLever) => LeverView; busy: boolean; onChange: ChangePlan }) {
  const { levers } = plan.document
  return (
    <section className="cdr-figure" aria-labelledby="levers-title">
      <h2 id="levers-title">Levers</h2>
      <p className="cdr-subtitle">
        {levers.length === 0 ? 'No lever is moved yet: the answer is the baseline' : 'Each is a change from what happens if nothing changes: 0 is no change. Under a slider: where other places stand, the middle eight of ten shaded; the tick is no change'}
      </p>
      {byArm(levers).map((arm) => (
        <div key={arm.title} className="cdr-armgroup">
          <h3 className="cdr-arm">{arm.title}</h3>
          {arm.levers.map((lever) => (
            <LeverRow key={lever.id} lever={lever} view={view(lever)} moves={moves} off={!plan.mayMoveLevers} onChange={onChange} />
          ))}
        </div>
      ))}
      {plan.mayMoveLevers ? <AddLever plan={plan} busy={busy} onChange={onChange} /> : <p className="cdr-subtitle">{plan.mayEdit ? 'Agree the baseline first: levers wait for it.' : 'You read this scenario; its levers are not yours to move as it stands.'}</p>}
    </section>
  )
}
