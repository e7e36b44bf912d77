import '../styles/scenario.css'
import { useQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import type { PlanState } from '../../contract/plan.ts'
import type { ScenarioComparison } from '../../contract/scenario.ts'
import { CompareFigures } from '../scenario/compare-figures.tsx'
import { CompareForm } from '../scenario/compare-form.tsx'
import { RunProgress } from '../scenario/run-progress.tsx'
import { planQuestion, plansQuestion } from '../scenario/scenario-questions.ts'
import { useScenarioRun } from '../scenario/use-scenario-run.ts'
import { Page } from '../shell/page.tsx'
import { PagePending } from '../shell/page-pending.tsx'
import { ErrorPage } from './error-page.tsx'

/** Why do two scenarios differ? */
export function ComparePage() {
  const { a = '', b = '' } = useSearch({ from: '/compare' })
  const plans = useQuery(plansQuestion())
  const [first, second] = [useQuery({ ...planQuestion(a), enabled: a !== '' }), useQuery({ ...planQuestion(b), enabled: b !== '' })]
  const error = plans.error ?? first.error ?? second.error
  if (error) return <ErrorPage error={error} title="Compare" />
  if (plans.data === undefined) return <PagePending title="Compare" />
  const form = plans.data.plans.length > 1 ? <CompareForm key={`${a} ${b}`} plans={plans.data.plans} {...(a === '' ? {} : { a })} {...(b === '' ? {} : { b })} /> : null
  if (first.data === undefined || second.data === undefined)
    return (
      <Page title="Compare" sentence={form === null ? 'Two scenarios are needed to compare them; fewer are held.' : 'Choose two scenarios.'}>
        {form}
      </Page>
    )
  return (
    <Compared key={`${a} ${b}`} a={first.data} b={second.data}>
      {form}
    </Compared>
  )
}

function Compared({ a, b, children }: { a: PlanState; b: PlanState; children: React.ReactNode }) {
  const [nearest, setNearest] = useState(false)
  const { run, answer, error, cancel, again, csv } = useScenarioRun<ScenarioComparison>({ ask: 'compare', a: a.document, b: b.document, nearest })
  const refused = run?.problem?.code === 'scenarios-not-comparable'
  return (
    <Page title="Compare" sentence={answer?.summary ?? `${a.name} and ${b.name}`} trail={<p className="cdr-subtitle"><Link to="/scenarios">All scenarios</Link></p>}>
      <RunProgress run={run} error={error} onCancel={cancel} onAgain={again} />
      {refused && !nearest ? (
        <button type="button" className="nhsuk-button" onClick={() => setNearest(true)}>
          Make the nearest comparison that is valid
        </button>
      ) : null}
      <div className="cdr-grid">
        {answer === undefined ? null : <CompareFigures answer={answer} csv={csv} />}
        {children}
      </div>
    </Page>
  )
}
