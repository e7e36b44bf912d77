import type { PlanState } from '../../contract/plan.ts'
import type { ScenarioAnswer } from '../../contract/scenario.ts'
import { sayDate } from '../../units/calendar-date.ts'
import type { ChangePlan } from './change-plan.ts'
import { sayChange } from '../projection/what-if-figures.tsx'

/** Changes made by hand: always listed, each can be switched off. Nothing where there is none. */
export function PlanOverrides({ plan, answer, onChange }: { plan: PlanState; answer: ScenarioAnswer | undefined; onChange: ChangePlan }) {
  const { overrides } = plan.document
  if (overrides.length === 0) return null
  return (
    <section className="cdr-figure" aria-labelledby="overrides-title">
      <h2 id="overrides-title">{plan.overrides.says}</h2>
      <ul className="cdr-scenarios">
        {overrides.map(({ id, what, value, who, when, why, on }) => {
          const effect = answer?.overrides.find((each) => each.id === id)?.effect ?? null
          return (
            <li key={id}>
              {what}: {value}. {why}
              <span className="cdr-second">
                {who}, {sayDate(when)}{effect === null ? '' : `; ${sayChange(effect)} in the gap of the last year`}
              </span>
              <button type="button" className="cdr-action" aria-pressed={on} disabled={!plan.mayMoveLevers} onClick={() => onChange([{ field: `overrides/${id}/on`, to: !on }])}>
                {on ? 'Switch off' : 'Switch on'}
                <span className="nhsuk-u-visually-hidden">: {what}</span>
              </button>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
