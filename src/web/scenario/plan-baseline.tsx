import type { PlanState } from '../../contract/plan.ts'
import { sayDate } from '../../units/calendar-date.ts'

/** What the scenario is held against: agreed, by whom and on what; or not yet. */
export function PlanBaselineView({ plan: { baseline, always } }: { plan: PlanState }) {
  const { agreed, notes } = baseline
  return (
    <section className="cdr-figure" aria-labelledby="baseline-title">
      <h2 id="baseline-title">{agreed === null ? 'The baseline is not agreed yet' : 'The baseline is agreed'}</h2>
      {agreed === null ? null : (
        <p className="cdr-subtitle">
          By {agreed.by} on {sayDate(agreed.at.slice(0, 10))}: snapshot {agreed.dataset}, {agreed.horizon} years, model {agreed.model}. Rates rest on {agreed.basis}. To be looked at again by {sayDate(agreed.sunset)}.
        </p>
      )}
      {notes.map((note) => (
        <p key={note} className="cdr-subtitle">
          {note}
        </p>
      ))}
      <details className="nhsuk-details">
        <summary className="nhsuk-details__summary">
          <span className="nhsuk-details__summary-text">What is always there beside it</span>
        </summary>
        <div className="nhsuk-details__text">
          <ul>
            {always.map(({ id, name, says }) => (
              <li key={id}>
                <b>{name}</b>: {says}
              </li>
            ))}
          </ul>
        </div>
      </details>
    </section>
  )
}
