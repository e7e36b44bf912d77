import '../styles/scenario.css'
import { useQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import type { PlanState } from '../../contract/plan.ts'
import type { ScenarioAnswer } from '../../contract/scenario.ts'
import { ProblemError } from '../ask/ask.ts'
import { sayDate } from '../../units/calendar-date.ts'
import type { ChangePlan } from '../scenario/change-plan.ts'
import { EditConflict, conflictOf } from '../scenario/edit-conflict.tsx'
import { GoalPanel } from '../scenario/goal-panel.tsx'
import { PlanBaselineView } from '../scenario/plan-baseline.tsx'
import { PlanOverrides } from '../scenario/plan-overrides.tsx'
import { PlanPresenceLine } from '../scenario/plan-presence.tsx'
import { PlanSteps } from '../scenario/plan-steps.tsx'
import { PlanTag } from '../scenario/plan-tag.tsx'
import { PlanTalk } from '../scenario/plan-talk.tsx'
import { RunProgress } from '../scenario/run-progress.tsx'
import { ScenarioFigures, ScenarioGround } from '../scenario/scenario-figures.tsx'
import { ScenarioLevers } from '../scenario/scenario-levers.tsx'
import { planQuestion, useEditPlan } from '../scenario/scenario-questions.ts'
import { isMoving, useScenarioRun } from '../scenario/use-scenario-run.ts'
import { Page } from '../shell/page.tsx'
import { PagePending } from '../shell/page-pending.tsx'
import { ProblemSummary } from '../shell/problem-summary.tsx'
import { ErrorPage } from './error-page.tsx'

/** One scenario: its levers beside what they do, where it stands, and what was said of it. */
export function ScenarioPage() {
  const { id = '' } = useSearch({ from: '/scenario' })
  const { data, error } = useQuery({ ...planQuestion(id), enabled: id !== '' })
  if (error) return <ErrorPage error={error} title="Scenario" />
  if (data === undefined) return <PagePending title="Scenario" />
  return <OneScenario key={data.id} plan={data} />
}

function OneScenario({ plan }: { plan: PlanState }) {
  const { run, answer, error, cancel, again, csv } = useScenarioRun<ScenarioAnswer>({ ask: 'run', document: plan.document })
  const edit = useEditPlan(plan.id)
  const change: ChangePlan = (changes, note) => edit.mutate({ version: plan.version, changes, ...(note === undefined ? {} : { note }) })
  const conflict = conflictOf(edit.error)
  return (
    <Page
      title={plan.name} sentence={answer?.summary ?? plan.summary}
      trail={<p className="cdr-subtitle"><Link to="/scenarios">All scenarios</Link></p>}
      lens={[
        { name: 'Status', value: <PlanTag status={plan.status} /> },
        { name: 'Owner', value: `${plan.createdBy}, ${sayDate(plan.createdAt.slice(0, 10))}` },
        { name: 'Area', value: answer?.areaName ?? plan.area.split(':')[1] ?? '' },
        { name: 'Staff group', value: plan.document.baseline.profession ?? 'All staff' },
        { name: 'Horizon', value: `${plan.document.baseline.horizon} years` },
        { name: 'Version', value: `${plan.version}, by ${plan.editedBy}` },
      ]}
    >
      <PlanPresenceLine plan={plan.id} />
      {conflict === null ? null : <EditConflict conflict={conflict} onKeep={(changes) => edit.mutate({ version: conflict.version, changes })} onTake={edit.reset} />}
      {edit.error !== null && conflict === null ? <ProblemSummary problem={edit.error instanceof ProblemError ? edit.error.problem : { type: 'about:blank', title: 'The change was not kept', status: 0, code: 'page-fault', detail: edit.error.message, next: 'Reload the page' }} /> : null}
      <RunProgress run={run} error={error} onCancel={cancel} onAgain={again} />
      <div className="cdr-grid cdr-scenario">
        <div className="cdr-5 cdr-scenario__levers">
          <PlanBaselineView plan={plan} />
          <ScenarioLevers plan={plan} answer={answer} busy={edit.isPending} onChange={change} />
          <PlanOverrides plan={plan} answer={answer} onChange={change} />
          <PlanSteps plan={plan} />
          <PlanTalk plan={plan} />
        </div>
        <div className="cdr-7 cdr-scenario__answer cdr-busy" aria-busy={run !== undefined && isMoving(run)}>
          {answer === undefined ? <p className="cdr-subtitle">What the levers do follows when the futures have been run.</p> : <ScenarioFigures answer={answer} csv={csv} />}
        </div>
        {answer === undefined ? null : <GoalPanel plan={plan} answer={answer} onChange={change} />}
        {answer === undefined ? null : <ScenarioGround answer={answer} csv={csv} file={plan.document} />}
      </div>
    </Page>
  )
}
