import { memo, useDeferredValue } from 'react'
import type { PlanState } from '../../contract/plan.ts'
import type { ScenarioAnswer } from '../../contract/scenario.ts'
import { ProblemError } from '../ask/ask.ts'
import { ProblemSummary } from '../shell/problem-summary.tsx'
import { EditConflict, conflictOf } from './edit-conflict.tsx'
import { GoalPanel } from './goal-panel.tsx'
import { viewOfLever } from './lever-view.ts'
import { LiveBar, LiveGap } from './live-gap.tsx'
import { sayCosts, type LiveYear } from './live-words.ts'
import { PlanBaselineView } from './plan-baseline.tsx'
import { PlanOverrides } from './plan-overrides.tsx'
import { PlanPresenceLine } from './plan-presence.tsx'
import { PlanSteps } from './plan-steps.tsx'
import { PlanTalk } from './plan-talk.tsx'
import { ReportFiles } from './report-files.tsx'
import { RunProgress } from './run-progress.tsx'
import { ScenarioFigures, ScenarioGround } from './scenario-figures.tsx'
import { ScenarioLevers } from './scenario-levers.tsx'
import type { CentralState } from './use-central-scenario.ts'
import type { useEdits } from './use-edits.ts'
import type { Moves } from './use-moves.ts'
import { isMoving, type useScenarioRun } from './use-scenario-run.ts'

interface Work {
  readonly plan: PlanState
  readonly edit: ReturnType<typeof useEdits>['edit']
  readonly change: ReturnType<typeof useEdits>['change']
  readonly moves: Moves
  /** How the run stands. */
  readonly asked: Omit<ReturnType<typeof useScenarioRun<ScenarioAnswer>>, 'answer' | 'answered'>
  /** The last answer there is, of these levers or of earlier ones. */
  readonly answer: ScenarioAnswer | undefined
  readonly central: CentralState
  /** The run of the levers as they stand; null until it is there. */
  readonly current: ScenarioAnswer | null
  readonly years: readonly LiveYear[] | null
}

/** The levers of a scenario beside what they do, and what was said of it. */
export function ScenarioWork({ plan, edit, change, moves, asked: { run, error, cancel, again, csv }, answer, central, current, years }: Work) {
  // Many figures are drawn of an answer: a hand that moves meanwhile goes before them.
  const [drawn, drawnCsv] = [useDeferredValue(answer), useDeferredValue(csv)]
  const last = years?.at(-1)
  const conflict = conflictOf(edit.error)
  const isTrouble = error !== null || run?.problem != null
  const progress = <RunProgress run={run} error={error} onCancel={cancel} onAgain={again} />
  return (
    <>
      <PlanPresenceLine plan={plan.id} />
      {conflict === null ? null : <EditConflict conflict={conflict} onKeep={(changes) => edit.mutate({ version: conflict.version, changes })} onTake={() => {
        moves.leave()
        edit.reset()
      }} />}
      {edit.error !== null && conflict === null ? <ProblemSummary problem={edit.error instanceof ProblemError ? edit.error.problem : { type: 'about:blank', title: 'The change was not kept', status: 0, code: 'page-fault', detail: edit.error.message, next: 'Reload the page' }} /> : null}
      {isTrouble ? progress : null}
      {central.problem === null ? null : <ProblemSummary problem={central.problem} />}
      <div className="cdr-grid cdr-scenario">
        <div className="cdr-5 cdr-scenario__levers">
          <Baseline plan={plan} />
          <ScenarioLevers plan={plan} moves={moves} busy={edit.isPending} onChange={change} view={(lever) => viewOfLever(lever, { central, run: current, programmes: plan.document.programmes, baseline: plan.document.baseline, mayAsk: current !== null })} />
          <Overrides plan={plan} answer={drawn} onChange={change} />
          <Steps plan={plan} />
          <Talk plan={plan} />
        </div>
        <div className="cdr-7 cdr-scenario__answer">
          {years === null || last === undefined ? (
            <div className="cdr-now">
              <p className="cdr-subtitle">{central.problem === null ? 'Learning what the levers act on…' : 'The central path cannot be walked.'} {isTrouble ? null : progress}</p>
            </div>
          ) : (
            <>
              <LiveGap years={years} scene={central.scene} run={current} unit="FTE" costs={sayCosts(current?.costs ?? central.central!.costs, last.still - last.gap.p50, last.year, 'FTE')} progress={isTrouble ? null : progress} />
              <LiveBar years={years} run={current} />
            </>
          )}
          <div className="cdr-scenario__figures" aria-busy={current === null && !isTrouble && (run === undefined || run.state === 'done' || isMoving(run))}>
            {answer === undefined ? null : <p className="cdr-second">{current === null ? 'The figures below are of the levers as they were last run.' : 'The figures below are of the levers as they stand.'}</p>}
            {drawn === undefined ? null : <Figures answer={drawn} csv={drawnCsv} />}
          </div>
        </div>
        {drawn === undefined ? null : <Goal plan={plan} answer={drawn} onChange={change} />}
        {drawn === undefined ? null : <Ground answer={drawn} csv={drawnCsv} file={plan.document} />}
        <Files plan={plan} run={run} />
      </div>
    </>
  )
}

// A slider draws the page anew many times a second: what does not move with it is left as it is.
const [Figures, Ground, Baseline, Overrides, Steps, Talk, Goal, Files] = [memo(ScenarioFigures), memo(ScenarioGround), memo(PlanBaselineView), memo(PlanOverrides), memo(PlanSteps), memo(PlanTalk), memo(GoalPanel), memo(ReportFiles)]
