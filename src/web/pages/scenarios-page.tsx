import '../styles/scenario.css'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import type { PlanList } from '../../contract/plan.ts'
import { sayDate } from '../../units/calendar-date.ts'
import { overviewQuestion } from '../ask/questions.ts'
import { useMode } from '../ask/use-mode.ts'
import { sayCounted } from '../scenario/answer-words.ts'
import { CompareForm } from '../scenario/compare-form.tsx'
import { NewScenario } from '../scenario/new-scenario.tsx'
import { PlanTag } from '../scenario/plan-tag.tsx'
import { sayArea } from '../scenario/say-area.ts'
import { plansQuestion } from '../scenario/scenario-questions.ts'
import { EmptyPage } from '../shell/empty-page.tsx'
import { Page } from '../shell/page.tsx'
import { PagePending } from '../shell/page-pending.tsx'
import { ErrorPage } from './error-page.tsx'

/** Scenarios within the reader's scope: those that are held, two of them to compare, and a new one. */
export function ScenariosPage() {
  const { area } = useSearch({ from: '/scenarios' })
  const navigate = useNavigate()
  const mode = useMode()
  const { data, error } = useQuery(plansQuestion())
  const { data: here } = useQuery(overviewQuestion(area))
  const [making, setMaking] = useState(false)
  if (mode === 'empty') return <EmptyPage title="Scenarios" />
  if (error) return <ErrorPage error={error} title="Scenarios" />
  if (mode === undefined || data === undefined) return <PagePending title="Scenarios" />
  return (
    <Page
      title="Scenarios"
      sentence={data.plans.length === 0 ? 'No scenario is held yet. The first one begins with a baseline: what happens if nothing changes.' : sayHeld(data.plans)}
      actions={
        <button type="button" className="nhsuk-button" aria-expanded={making} onClick={() => setMaking(!making)}>
          New scenario
        </button>
      }
    >
      <div className="cdr-grid">
        {making ? <NewScenario area={here?.area.code ?? area ?? ''} areaName={here?.area.name ?? ''} onMade={(id) => void navigate({ to: '/scenario', search: { id } })} /> : null}
        {data.plans.length > 0 ? <HeldScenarios plans={data.plans} /> : null}
        {data.plans.length > 1 ? <CompareForm plans={data.plans} /> : null}
      </div>
    </Page>
  )
}

const standings = [['draft', 'draft', 'drafts'], ['submitted', 'submitted', 'submitted'], ['agreed', 'agreed', 'agreed'], ['superseded', 'superseded', 'superseded']] as const

/** How many there are, and how they stand. */
function sayHeld(plans: PlanList['plans']): string {
  const counts = standings.map(([status, one, many]) => ({ count: plans.filter((plan) => plan.status === status).length, one, many })).filter(({ count }) => count > 0)
  return `${sayCounted(plans.length, 'scenario', 'scenarios')} within your scope: ${counts.map(({ count, one, many }) => sayCounted(count, one, many)).join(', ')}.`
}

function HeldScenarios({ plans }: { plans: PlanList['plans'] }) {
  return (
    <section className="cdr-figure cdr-12" aria-labelledby="held-title">
      <h2 id="held-title">The latest edited first</h2>
      <p className="cdr-subtitle">What is agreed never changes: another takes its place</p>
      <ul className="cdr-scenarios">
        {plans.map((plan) => (
          <li key={plan.id}>
            <Link to="/scenario" search={{ id: plan.id }}>
              {plan.title}
            </Link>{' '}
            <PlanTag status={plan.status} />
            <span className="cdr-second">
              {sayArea(plan)}, version {plan.version}, edited by {plan.editedBy} on {sayDate(plan.editedAt.slice(0, 10))}. {plan.baselineAgreed ? 'Baseline agreed.' : 'Baseline not agreed yet: levers wait for it.'}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
