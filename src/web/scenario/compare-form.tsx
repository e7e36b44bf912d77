import { useNavigate } from '@tanstack/react-router'
import type { PlanList } from '../../contract/plan.ts'
import { AccessForm } from '../access/access-form.tsx'

/** Choose two scenarios to be compared, or three: the others each with the first. */
export function CompareForm({ plans, b = besideAnother(plans), a = besideOf(plans, b), more = '' }: { plans: PlanList['plans']; a?: string; b?: string; more?: string }) {
  const navigate = useNavigate()
  const choices = plans.map(({ id, title, areaName }) => ({ value: id, says: `${title}, ${areaName}` }))
  return (
    <section className="cdr-figure cdr-12" aria-labelledby="compare-form-title">
      <h2 id="compare-form-title">Compare two scenarios</h2>
      <p className="cdr-subtitle">Only scenarios of one area, horizon, map and data are compared; where they are not, the nearest comparison that is valid is offered</p>
      <AccessForm
        name="Compare two scenarios" button="Compare" busy={false} error={null}
        fields={[{ id: 'compare-a', label: 'From', choices, first: a }, { id: 'compare-b', label: 'To', choices, first: b }, ...(plans.length < 3 ? [] : [{ id: 'compare-more', label: 'And to', hint: 'A third is held against the first as well', choices: [{ value: '', says: 'None' }, ...choices], first: more }])]}
        onSend={(typed) => void navigate({ to: '/compare', search: { a: typed['compare-a'] ?? '', b: typed['compare-b'] ?? '', ...(typed['compare-more'] ? { more: typed['compare-more'] } : {}) } })}
      />
    </section>
  )
}

/** The latest that another of its area stands beside, else the latest. */
function besideAnother(plans: PlanList['plans']): string {
  return (plans.find(({ id, area }) => plans.some((other) => other.id !== id && other.area === area)) ?? plans[0])?.id ?? ''
}

/** What a scenario is compared with unless somebody chooses: the latest other of its area, else the latest other. */
function besideOf(plans: PlanList['plans'], id: string): string {
  const own = plans.find((plan) => plan.id === id)
  const others = plans.filter((plan) => plan.id !== id)
  return (others.find(({ area }) => area === own?.area) ?? others[0])?.id ?? ''
}
