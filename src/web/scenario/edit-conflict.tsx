import type { PlanConflict, PlanEditRequest } from '../../contract/plan.ts'
import { ProblemError } from '../ask/ask.ts'

interface Conflict { readonly version: number; readonly difference: NonNullable<PlanConflict['difference']> }

/** What differs, when an edit was refused because somebody else changed the plan meanwhile; null for any other trouble. */
export function conflictOf(error: Error | null): Conflict | null {
  if (!(error instanceof ProblemError) || error.problem.status !== 412) return null
  const { version, difference } = error.problem as PlanConflict
  return version === undefined || difference === undefined ? null : { version, difference }
}

/** Both values of every field, side by side: nothing is written over until somebody has chosen. */
export function EditConflict({ conflict: { version, difference }, onKeep, onTake }: { conflict: Conflict; onKeep: (changes: PlanEditRequest['changes']) => void; onTake: () => void }) {
  const yours = difference.filter(({ base, yours: mine }) => JSON.stringify(base) !== JSON.stringify(mine))
  return (
    <section className="nhsuk-error-summary" role="alert" aria-labelledby="conflict-title">
      <h2 className="nhsuk-error-summary__title" id="conflict-title">
        Somebody else changed this scenario meanwhile
      </h2>
      <div className="nhsuk-error-summary__body">
        <p>Your change is not lost, and theirs is not written over. Choose which is to stand.</p>
        <table className="nhsuk-table">
          <caption className="nhsuk-u-visually-hidden">What differs</caption>
          <thead>
            <tr>
              <th scope="col">Field</th>
              <th scope="col">Before</th>
              <th scope="col">Yours</th>
              <th scope="col">Theirs</th>
            </tr>
          </thead>
          <tbody>
            {difference.map(({ field, base, yours: mine, theirs, by }) => (
              <tr key={field}>
                <th scope="row">{field}</th>
                <td>{sayValue(base)}</td>
                <td>{sayValue(mine)}</td>
                <td>
                  {sayValue(theirs)}
                  {by === null ? '' : `, by ${by}`}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        <button type="button" className="nhsuk-button" onClick={() => onKeep(yours.map(({ field, yours: mine }) => ({ field, to: mine })))}>
          Keep mine, as version {version + 1}
        </button>{' '}
        <button type="button" className="nhsuk-button nhsuk-button--secondary" onClick={onTake}>
          Take theirs
        </button>
      </div>
    </section>
  )
}

function sayValue(value: unknown): string {
  if (value === null || value === undefined) return 'nothing'
  if (typeof value === 'number') return String(value).replace('-', '−')
  return typeof value === 'string' ? value : JSON.stringify(value)
}
