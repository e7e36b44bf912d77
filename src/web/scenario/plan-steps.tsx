import { useState } from 'react'
import type { PlanState } from '../../contract/plan.ts'
import type { PlanStepRequest } from '../../contract/plan-work.ts'
import { problemOf } from '../ask/ask.ts'
import { ProblemSummary } from '../shell/problem-summary.tsx'
import { useStepPlan } from './scenario-questions.ts'

const says: Record<PlanStepRequest['kind'], string> = {
  'baseline-agreed': 'Agree the baseline', 'baseline-reopened': 'Reopen the baseline', submitted: 'Submit for agreement', returned: 'Return to draft', agreed: 'Agree', superseded: 'Supersede',
}
const needsReason: ReadonlySet<string> = new Set(['baseline-reopened', 'returned', 'superseded'])

/** The steps that the reader may take now; going back asks for a reason. */
export function PlanSteps({ plan }: { plan: PlanState }) {
  const { mutate, isPending, error } = useStepPlan(plan.id)
  const [because, setBecause] = useState('')
  const steps = plan.may as PlanStepRequest['kind'][]
  if (steps.length === 0) return null
  const asks = steps.some((kind) => needsReason.has(kind))
  return (
    <section className="cdr-figure" aria-labelledby="steps-title">
      <h2 id="steps-title">Next step</h2>
      {error === null ? null : <ProblemSummary problem={problemOf(error)} />}
      {asks ? (
        <div className="nhsuk-form-group">
          <label className="nhsuk-label" htmlFor="step-because">
            Why, where a step goes back
          </label>
          <input id="step-because" className="nhsuk-input" autoComplete="off" value={because} onChange={(event) => setBecause(event.target.value)} />
        </div>
      ) : null}
      <div className="cdr-decide">
        {steps.map((kind, at) => (
          <button
            key={kind} type="button" className={`nhsuk-button${at === 0 ? '' : ' nhsuk-button--secondary'}`} disabled={isPending || (needsReason.has(kind) && because.trim() === '')}
            onClick={() => mutate({ version: plan.version, kind, ...(because.trim() === '' ? {} : { because: because.trim() }) })}
          >
            {says[kind]}
          </button>
        ))}
      </div>
    </section>
  )
}
