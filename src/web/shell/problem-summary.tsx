import type { ReactNode } from 'react'
import type { Problem } from '../../contract/problem.ts'
import { sayDatesIn } from '../format.ts'

/** Say what went wrong and what to do, as an error summary. */
export function ProblemSummary({ problem, children }: { problem: Problem; children?: ReactNode }) {
  return (
    <div className="nhsuk-error-summary" role="alert" aria-labelledby="problem-title">
      <h2 id="problem-title">{problem.title}</h2>
      <p>{sayDatesIn(problem.detail)}</p>
      {problem.next === undefined || problem.detail.includes(problem.next) ? null : (
        <p>
          <strong>What to do:</strong> {sayDatesIn(problem.next)}.
        </p>
      )}
      {children}
      <p className="cdr-small cdr-second">
        Code <code>{problem.code}</code>
      </p>
    </div>
  )
}
