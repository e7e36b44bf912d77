import '../styles/scenario.css'
import { useQuery } from '@tanstack/react-query'
import { Link, Navigate, useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'
import type { PlanState } from '../../contract/plan.ts'
import type { ScenarioAnswer } from '../../contract/scenario.ts'
import { sayDate } from '../../units/calendar-date.ts'
import { useAreasTold } from '../scenario/areas-told.ts'
import { isOfScenario, sayNow, yearsOfCentral, yearsOfRun } from '../scenario/live-words.ts'
import { PlanTag } from '../scenario/plan-tag.tsx'
import { planQuestion } from '../scenario/scenario-questions.ts'
import { useCentralScenario } from '../scenario/use-central-scenario.ts'
import { useEdits } from '../scenario/use-edits.ts'
import { useMoves } from '../scenario/use-moves.ts'
import { useScenarioRun } from '../scenario/use-scenario-run.ts'
import { later } from '../shell/later.tsx'
import { Page } from '../shell/page.tsx'
import { PagePending } from '../shell/page-pending.tsx'
import { ErrorPage } from './error-page.tsx'

const ScenarioWork = later(async () => (await import('../scenario/scenario-work.tsx')).ScenarioWork)

/** One scenario: its levers beside what they do, where it stands, and what was said of it. */
export function ScenarioPage() {
  const { id = '' } = useSearch({ from: '/scenario' })
  const { data, error } = useQuery({ ...planQuestion(id), enabled: id !== '' })
  if (id === '') return <Navigate to="/scenarios" replace />
  if (error) return <ErrorPage error={error} title="Scenario"><p><Link to="/scenarios">All scenarios</Link></p></ErrorPage>
  if (data === undefined) return <PagePending title="Scenario" />
  return <OneScenario key={data.id} plan={data} />
}

function OneScenario({ plan }: { plan: PlanState }) {
  const { edit, change } = useEdits(plan)
  const moves = useMoves(plan.document.levers)
  const { told } = useAreasTold()
  // Futures are walked of what is kept, once the hand has let go.
  const isMoved = moves.now.some((lever, at) => lever !== plan.document.levers[at])
  const { answer: found, answered, ...asked } = useScenarioRun<ScenarioAnswer>({ ask: 'run', document: plan.document, ...(told ? { areas: true } : {}) }, isMoved)
  // The plan as it is kept is what its command runs; figures of an earlier version are another run, and no command has them.
  const isKept = found !== undefined && isOfScenario(answered, plan.document, plan.document.levers)
  const answer = useMemo(() => (found === undefined || !isKept ? found : { ...found, provenance: { ...found.provenance, repeat: `cadre scenario run ${plan.id}${found.gains.areasAsked ? ' --by-area' : ''}` } }), [found, isKept, plan.id])
  const central = useCentralScenario(plan.document, moves.now)
  // The run of the levers as they stand; until it is there, the central path answers in its place.
  const current = answer !== undefined && isOfScenario(answered, plan.document, moves.now) ? answer : null
  const years = current !== null ? yearsOfRun(current) : central.central !== null ? yearsOfCentral(central.central) : null
  const last = years?.at(-1)
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
      <ScenarioWork plan={plan} edit={edit} change={change} moves={moves} asked={asked} answer={answer} central={central} current={current} years={years} />
    </Page>
  )
}
