import type { ScenarioRun } from '../../contract/scenario.ts'
import { problemOf } from '../ask/ask.ts'
import { sayTimeLeft } from '../data/say-time-left.ts'
import { ProblemSummary } from '../shell/problem-summary.tsx'
import { isMoving } from './use-scenario-run.ts'

/** How a run stands: what it does, how long it takes, and the way out. Nothing when it is done. */
export function RunProgress({ run, error, onCancel, onAgain }: { run: ScenarioRun | undefined; error: Error | null; onCancel: () => void; onAgain: () => void }) {
  if (error !== null) return <ProblemSummary problem={problemOf(error)} />
  if (run?.problem != null) return <ProblemSummary problem={run.problem} />
  if (run === undefined || run.state === 'done') return null
  return (
    <div className="cdr-progress cdr-12">
      {run.says}{' '}
      {isMoving(run) ? (
        <>
          <progress aria-label="Sets of levers walked through all futures" max={run.of || 1} value={run.done} />
          {run.secondsLeft === null ? '' : `${sayTimeLeft(Math.ceil(run.secondsLeft))}. `}
          <button type="button" className="cdr-action" onClick={onCancel}>
            Cancel
          </button>
        </>
      ) : (
        <button type="button" className="cdr-action" onClick={onAgain}>
          Run it
        </button>
      )}
    </div>
  )
}
