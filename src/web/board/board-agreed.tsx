import { Link } from '@tanstack/react-router'
import type { BoardAnswer, BoardPlan } from '../../contract/board.ts'
import { sayDate } from '../../units/calendar-date.ts'
import { Figure } from '../figure/figure.tsx'
import { repeatBoard } from './repeat-board.ts'

const outcomes = { agreed: { colour: 'green', says: 'Agreed' }, 'not agreed': { colour: 'red', says: 'Not agreed' }, deferred: { colour: 'orange', says: 'Deferred' } } as const

/** What the agreed plan of the area does, who has it in hand, and what was decided about it. */
export function BoardAgreed({ answer }: { answer: BoardAnswer }) {
  const { plan, planWhy, snapshot, area } = answer
  if (plan === null)
    return (
      <section className="cdr-figure" aria-labelledby="agreed-title">
        <h2 id="agreed-title">No agreed plan to show</h2>
        <p className="cdr-subtitle">{planWhy}</p>
      </section>
    )
  return (
    <Figure
      id="agreed"
      title={`What is agreed: ${plan.title}`}
      subtitle={plan.says}
      provenance={[
        { name: 'Definition', says: 'Levers, manual changes and assumptions of the plan agreed last for this area, and the decisions written down about it that no later one took the place of' },
        { name: 'Plan', says: <Link to="/scenario" search={{ id: plan.plan }}>{plan.title}</Link> },
        { name: 'Snapshot', says: <code>{snapshot}</code> },
        { name: 'Repeat it', says: <code>{repeatBoard(area.code)}</code> },
      ]}
    >
      <div className="cdr-a4__two">
        <Actions plan={plan} />
        <Decisions plan={plan} />
      </div>
    </Figure>
  )
}

function Actions({ plan: { actions, moreActions } }: { plan: BoardPlan }) {
  return (
    <div>
      <h3 className="cdr-strong">What is done</h3>
      {actions.length === 0 ? <p className="cdr-second">The plan moves nothing.</p> : null}
      <ul className="cdr-a4__list">
        {actions.map(({ what, owner, when }) => (
          <li key={`${what} ${owner}`}>
            <b>{what}</b>
            <small>
              {owner}, {when}
            </small>
          </li>
        ))}
        {moreActions === 0 ? null : <li>and {moreActions} more in the plan</li>}
      </ul>
    </div>
  )
}

function Decisions({ plan: { decisions, moreDecisions, decisionsWhy } }: { plan: BoardPlan }) {
  return (
    <div>
      <h3 className="cdr-strong">What was decided</h3>
      {decisionsWhy === null ? null : <p className="cdr-second">{decisionsWhy}</p>}
      <ul className="cdr-a4__list">
        {decisions.map(({ what, outcome, decidedBy, on, dissent }) => (
          <li key={`${on} ${what}`}>
            <span className={`nhsuk-tag nhsuk-tag--${outcomes[outcome].colour}`}>{outcomes[outcome].says}</span> <b>{what}</b>
            <small>
              {decidedBy}, {sayDate(on)}
              {dissent.length === 0 ? '' : `. Of another mind: ${dissent.map(({ who, why }) => `${who} (${why})`).join('; ')}`}
            </small>
          </li>
        ))}
        {moreDecisions === 0 ? null : <li>and {moreDecisions} more in the plan</li>}
      </ul>
    </div>
  )
}
