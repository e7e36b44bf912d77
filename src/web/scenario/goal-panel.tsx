import { useState } from 'react'
import type { PlanState } from '../../contract/plan.ts'
import type { ScenarioAnswer, ScenarioGoal } from '../../contract/scenario.ts'
import type { ChangePlan } from './change-plan.ts'
import { FrontierFigure } from './frontier-figure.tsx'
import { GoalFigure } from './goal-figure.tsx'
import { GoalForm, type Goal } from './goal-form.tsx'
import { RunProgress } from './run-progress.tsx'
import { isMoving, useScenarioRun } from './use-scenario-run.ts'

interface Asked extends Goal { readonly document: PlanState['document']; readonly version: number }

/** Seek a goal: the smallest change of one lever that reaches it, or how much of one goes with how much of another. What was found stays that of the version it was sought with. */
export function GoalPanel({ plan, answer, onChange }: { plan: PlanState; answer: ScenarioAnswer; onChange: ChangePlan }) {
  const [asked, setAsked] = useState<Asked | null>(null)
  const { run, answer: goal, error, cancel, again, csv } = useScenarioRun<ScenarioGoal>(asked === null ? null : questionOf(asked))
  if (answer.levers.length === 0) return null
  const isNow = asked?.version === plan.version
  // What was sought with an earlier version is another question than the plan's own.
  const shown = goal === undefined || !isNow ? goal : { ...goal, provenance: { ...goal.provenance, repeat: goal.provenance.repeat.replace('FILE', plan.id) } }
  return (
    <section className="cdr-figure cdr-12" aria-labelledby="goal-form-title">
      <h2 id="goal-form-title">Reach a goal</h2>
      <p className="cdr-subtitle">The smallest change of one lever that reaches it, every other as it stands; with two levers, how much of one goes with how much of the other</p>
      <GoalForm answer={answer} busy={run !== undefined && isMoving(run)} onAsk={(found) => setAsked({ ...found, document: plan.document, version: plan.version })} />
      {asked === null ? null : <RunProgress run={run} error={error} onCancel={cancel} onAgain={again} />}
      {shown === undefined || run?.state !== 'done' ? null : (
        <div className="cdr-grid">
          {isNow ? null : <p className="cdr-subtitle cdr-12">Sought with version {asked?.version}; the scenario has changed since.</p>}
          <GoalFigure goal={shown} csv={csv} onTake={isNow && plan.mayMoveLevers && shown.found.reached ? () => onChange(changesOf(shown), `Goal sought: ${shown.target.says}`) : null} />
          {shown.frontier === null || shown.second === null ? null : <FrontierFigure goal={shown} csv={csv} />}
        </div>
      )}
    </section>
  )
}

function questionOf({ target, lever, second, document }: Asked): object {
  return { ask: 'goal-seek', document, target, lever, ...(second === undefined ? {} : { second }) }
}

/** What has to change in the scenario so that it reaches the goal. */
function changesOf({ document, lever, second }: ScenarioGoal): Parameters<ChangePlan>[0] {
  return document.levers.filter(({ id }) => id === lever || id === second?.lever).flatMap(({ id, change, range }) => [{ field: `levers/${id}/change`, to: change }, ...(range === undefined ? [] : [{ field: `levers/${id}/range`, to: range }])])
}
