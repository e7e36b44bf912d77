import { useQuery } from '@tanstack/react-query'
import { planPresenceQuestion } from './scenario-questions.ts'

/** Who else has the scenario open. Nothing is said where nobody has. */
export function PlanPresenceLine({ plan }: { plan: string }) {
  const { data } = useQuery(planPresenceQuestion(plan))
  const others = data?.others ?? []
  return (
    <p className="cdr-subtitle" aria-live="polite">
      {others.length === 0 ? '' : `Also open: ${others.map(({ name, editing }) => (editing === null ? name : `${name} (changing ${editing})`)).join(', ')}`}
    </p>
  )
}
