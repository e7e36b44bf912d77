import '../styles/scenario.css'
import { useQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { PlanState } from '../../contract/plan.ts'
import { planQuestion, plansQuestion } from '../scenario/scenario-questions.ts'
import { later } from '../shell/later.tsx'
import { Page } from '../shell/page.tsx'
import { PagePending } from '../shell/page-pending.tsx'
import { ErrorPage } from './error-page.tsx'

const CompareForm = later(async () => (await import('../scenario/compare-form.tsx')).CompareForm)
const ComparedPair = later(async () => (await import('../scenario/compared-pair.tsx')).ComparedPair)

/** Why do two scenarios differ? A third is held against the first as well. */
export function ComparePage() {
  const { a = '', b = '', more = '' } = useSearch({ from: '/compare' })
  const plans = useQuery(plansQuestion())
  const [first, second, third] = [usePlan(a), usePlan(b), usePlan(more)]
  const error = plans.error ?? first.error ?? second.error ?? third.error
  if (error) return <ErrorPage error={error} title="Compare" />
  if (plans.data === undefined) return <PagePending title="Compare" />
  const form = plans.data.plans.length > 1 ? <CompareForm key={`${a} ${b} ${more}`} plans={plans.data.plans} {...(a === '' ? {} : { a })} {...(b === '' ? {} : { b })} more={more} /> : null
  if (first.data === undefined || second.data === undefined)
    return (
      <Page title="Compare" sentence={form === null ? 'Two scenarios are needed to compare them; fewer are held.' : 'Choose two scenarios, or three.'}>
        {form}
      </Page>
    )
  return (
    <Compared key={`${a} ${b} ${more}`} a={first.data} others={third.data === undefined ? [second.data] : [second.data, third.data]}>
      {form}
    </Compared>
  )
}

function usePlan(id: string) {
  return useQuery({ ...planQuestion(id), enabled: id !== '' })
}

function Compared({ a, others, children }: { a: PlanState; others: readonly PlanState[]; children: ReactNode }) {
  return (
    <Page title="Compare" sentence={`${a.name} beside ${others.map(({ name }) => name).join(', and beside ')}`} trail={<p className="cdr-subtitle"><Link to="/scenarios">All scenarios</Link></p>}>
      <div className="cdr-grid">
        {others.map((b, at) => (
          <ComparedPair key={b.id} a={a} b={b} of={at === 0 ? '' : `-${at + 1}`} />
        ))}
        {children}
      </div>
    </Page>
  )
}
