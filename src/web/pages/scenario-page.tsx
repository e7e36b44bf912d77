import '../styles/scenario.css'
import { useQuery } from '@tanstack/react-query'
import { Link, Navigate, useSearch } from '@tanstack/react-router'
import { memo, useDeferredValue, useMemo } from 'react'
import type { PlanState } from '../../contract/plan.ts'
import type { ScenarioAnswer } from '../../contract/scenario.ts'
import { ProblemError } from '../ask/ask.ts'
import { sayDate } from '../../units/calendar-date.ts'
import { EditConflict, conflictOf } from '../scenario/edit-conflict.tsx'
import { useAreasTold } from '../scenario/gains-figures.tsx'
import { GoalPanel } from '../scenario/goal-panel.tsx'
import { PlanBaselineView } from '../scenario/plan-baseline.tsx'
import { PlanOverrides } from '../scenario/plan-overrides.tsx'
import { PlanPresenceLine } from '../scenario/plan-presence.tsx'
import { PlanSteps } from '../scenario/plan-steps.tsx'
import { PlanTag } from '../scenario/plan-tag.tsx'
import { PlanTalk } from '../scenario/plan-talk.tsx'
import { ReportFiles } from '../scenario/report-files.tsx'
import { RunProgress } from '../scenario/run-progress.tsx'
import { ScenarioFigures, ScenarioGround } from '../scenario/scenario-figures.tsx'
import { ScenarioLevers } from '../scenario/scenario-levers.tsx'
import { viewOfLever } from '../scenario/lever-view.ts'
import { LiveBar, LiveGap } from '../scenario/live-gap.tsx'
import { isOfScenario, sayCosts, sayNow, yearsOfCentral, yearsOfRun } from '../scenario/live-words.ts'
import { planQuestion } from '../scenario/scenario-questions.ts'
import { useCentralScenario } from '../scenario/use-central-scenario.ts'
import { useEdits } from '../scenario/use-edits.ts'
import { useMoves } from '../scenario/use-moves.ts'
import { isMoving, useScenarioRun } from '../scenario/use-scenario-run.ts'
import { Page } from '../shell/page.tsx'
import { PagePending } from '../shell/page-pending.tsx'
import { ProblemSummary } from '../shell/problem-summary.tsx'
import { ErrorPage } from './error-page.tsx'

/** One scenario: its levers beside what they do, where it stands, and what was said of it. */
export function ScenarioPage() {
  const { id = '' } = useSearch({ from: '/scenario' })
  const { data, error } = useQuery({ ...planQuestion(id), enabled: id !== '' })
  if (id === '') return <Navigate to="/scenarios" replace />
  if (error) return <ErrorPage error={error} title="Scenario" />
  if (data === undefined) return <PagePending title="Scenario" />
  return <OneScenario key={data.id} plan={data} />
}

function OneScenario({ plan }: { plan: PlanState }) {
  const { edit, change } = useEdits(plan)
  const moves = useMoves(plan.document.levers)
  const { told } = useAreasTold()
  // Futures are walked of what is kept, once the hand has let go.
  const isMoved = moves.now.some((lever, at) => lever !== plan.document.levers[at])
  const { run, answer: found, answered, error, cancel, again, csv } = useScenarioRun<ScenarioAnswer>({ ask: 'run', document: plan.document, ...(told ? { areas: true } : {}) }, isMoved)
  // The plan as it is kept is what its command runs; figures of an earlier version are another run, and no command has them.
  const isKept = found !== undefined && isOfScenario(answered, plan.document, plan.document.levers)
  const answer = useMemo(() => (found === undefined || !isKept ? found : { ...found, provenance: { ...found.provenance, repeat: `cadre scenario run ${plan.id}${found.gains.areasAsked ? ' --by-area' : ''}` } }), [found, isKept, plan.id])
  // Many figures are drawn of an answer: a hand that moves meanwhile goes before them.
  const [drawn, drawnCsv] = [useDeferredValue(answer), useDeferredValue(csv)]
  const central = useCentralScenario(plan.document, moves.now)
  // The run of the levers as they stand; until it is there, the central path answers in its place.
  const current = answer !== undefined && isOfScenario(answered, plan.document, moves.now) ? answer : null
  const years = current !== null ? yearsOfRun(current) : central.central !== null ? yearsOfCentral(central.central) : null
  const last = years?.at(-1)
  const conflict = conflictOf(edit.error)
  const isTrouble = error !== null || run?.problem != null
  const progress = <RunProgress run={run} error={error} onCancel={cancel} onAgain={again} />
  return (
    <Page
      title={plan.name} sentence={current?.summary ?? (last === undefined ? plan.summary : `${sayNow(last, 'FTE')} The range follows.`)}
      trail={<p className="cdr-subtitle"><Link to="/scenarios">All scenarios</Link></p>}
      lens={[
        { name: 'Status', value: <PlanTag status={plan.status} /> },
        { name: 'Owner', value: `${plan.createdBy}, ${sayDate(plan.createdAt.slice(0, 10))}` },
        { name: 'Area', value: plan.areaName },
        { name: 'Staff group', value: plan.document.baseline.profession ?? 'All staff' },
        { name: 'Horizon', value: `${plan.document.baseline.horizon} years` },
        { name: 'Version', value: `${plan.version}, by ${plan.editedBy}` },
      ]}
    >
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
    </Page>
  )
}

// A slider draws the page anew many times a second: what does not move with it is left as it is.
const [Figures, Ground, Baseline, Overrides, Steps, Talk, Goal, Files] = [memo(ScenarioFigures), memo(ScenarioGround), memo(PlanBaselineView), memo(PlanOverrides), memo(PlanSteps), memo(PlanTalk), memo(GoalPanel), memo(ReportFiles)]
