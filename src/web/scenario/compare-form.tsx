import { useNavigate } from '@tanstack/react-router'
import type { PlanList } from '../../contract/plan.ts'
import { AccessForm } from '../access/access-form.tsx'

/** Choose two scenarios to be compared, or three: the others each with the first. */
export function CompareForm({ plans, a = plans[1]?.id ?? '', b = plans[0]?.id ?? '', more = '' }: { plans: PlanList['plans']; a?: string; b?: string; more?: string }) {
  const navigate = useNavigate()
  const choices = plans.map(({ id, title }) => ({ value: id, says: title }))
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
