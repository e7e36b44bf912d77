import type { PlanStatus } from '../../contract/plan.ts'

const looks: Record<PlanStatus, { says: string; colour: string }> = {
  draft: { says: 'Draft', colour: 'blue' }, submitted: { says: 'Submitted', colour: 'orange' }, agreed: { says: 'Agreed', colour: 'green' }, superseded: { says: 'Superseded', colour: 'grey' },
}

/** Where a plan stands, as a word in a box. */
export function PlanTag({ status }: { status: PlanStatus }) {
  return <strong className={`nhsuk-tag nhsuk-tag--${looks[status].colour}`}>{looks[status].says}</strong>
}
