import { useQuery } from '@tanstack/react-query'
import { AccessForm } from '../access/access-form.tsx'
import { staffGroupsQuestion } from '../ask/questions.ts'
import { useKeepPlan } from './scenario-questions.ts'

/** Begin a scenario: whom it is about, and how far it looks. Its baseline is agreed on its own page before a lever moves. */
export function NewScenario({ area, areaName, onMade }: { area: string; areaName: string; onMade: (id: string) => void }) {
  const { data } = useQuery(staffGroupsQuestion(area === '' ? undefined : area))
  const { mutate, isPending, error } = useKeepPlan(({ plan }) => onMade(plan))
  const groups = (data?.groups ?? []).filter(({ projectable }) => projectable)
  if (data === undefined) return null
  return (
    <section className="cdr-figure cdr-12" aria-labelledby="new-scenario-title">
      <h2 id="new-scenario-title">A new scenario{areaName === '' ? '' : ` for ${areaName}`}</h2>
      <p className="cdr-subtitle">It begins as a draft without levers: the baseline, which is agreed first</p>
      <AccessForm
        name="A new scenario" button="Make the scenario" busy={isPending} error={error}
        fields={[
          { id: 'scenario-name', label: 'Name', hint: 'What is to be tried, in a few words', needs: 'Give the scenario a name' },
          { id: 'scenario-purpose', label: 'Purpose', hint: 'What it is to answer, and for whom' },
          { id: 'scenario-area', label: 'Area', hint: areaName === '' ? 'Code or name' : `Code or name: ${area} is ${areaName}`, first: area, needs: 'Name an area' },
          { id: 'scenario-profession', label: 'Staff group', choices: groups.map(({ name }) => ({ value: name, says: name })), first: groups[0]?.name ?? '' },
          { id: 'scenario-horizon', label: 'Years ahead', inputMode: 'numeric', first: '10', needs: 'Say how many years' },
        ]}
        onSend={(typed) => mutate({
          version: 1, name: typed['scenario-name'], ...((typed['scenario-purpose'] ?? '').trim() === '' ? {} : { purpose: typed['scenario-purpose'] }),
          baseline: { area: typed['scenario-area'], profession: typed['scenario-profession'], horizon: Number(typed['scenario-horizon']), seed: 1, draws: 200 }, levers: [],
        })}
      />
    </section>
  )
}
