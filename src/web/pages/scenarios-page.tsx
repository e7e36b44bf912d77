import '../styles/scenario.css'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import type { PlanList } from '../../contract/plan.ts'
import { sayDate } from '../../units/calendar-date.ts'
import { overviewQuestion } from '../ask/questions.ts'
import { CompareForm } from '../scenario/compare-form.tsx'
import { NewScenario } from '../scenario/new-scenario.tsx'
import { PlanTag } from '../scenario/plan-tag.tsx'
import { sayArea } from '../scenario/say-area.ts'
import { plansQuestion } from '../scenario/scenario-questions.ts'
import { Page } from '../shell/page.tsx'
import { PagePending } from '../shell/page-pending.tsx'
import { ErrorPage } from './error-page.tsx'

/** Scenarios within the reader's scope: those that are held, two of them to compare, and a new one. */
export function ScenariosPage() {
  const { area } = useSearch({ from: '/scenarios' })
  const navigate = useNavigate()
  const { data, error } = useQuery(plansQuestion())
  const { data: here } = useQuery(overviewQuestion(area))
  const [making, setMaking] = useState(false)
  if (error) return <ErrorPage error={error} title="Scenarios" />
  if (data === undefined) return <PagePending title="Scenarios" />
  return (
    <Page
      title="Scenarios"
      sentence={data.plans.length === 0 ? 'No scenario is held yet. The first one begins with a baseline: what happens if nothing changes.' : data.summary}
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

function HeldScenarios({ plans }: { plans: PlanList['plans'] }) {
  return (
    <section className="cdr-figure cdr-12" aria-labelledby="held-title">
      <h2 id="held-title">{plans.length === 1 ? 'One scenario is held' : `${plans.length} scenarios are held`}</h2>
      <p className="cdr-subtitle">The latest edited first. What is agreed never changes: another takes its place</p>
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
