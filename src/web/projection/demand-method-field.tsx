import { useQuery } from '@tanstack/react-query'
import { problemOf } from '../ask/ask.ts'
import { demandMethodsQuestion } from '../ask/questions.ts'
import { ChoiceField } from '../data/form-fields.tsx'
import type { Choice } from '../data/form-fields.tsx'
import type { ProjectionSearch } from '../search.ts'

/** How need is reckoned: every method there is, those whose data are not loaded disabled, with what is missing below. */
export function DemandMethodField({ search, method, condition, onPick }: { search: ProjectionSearch; method: string; condition: string; onPick: (change: { demandMethod?: string; condition?: string }) => void }) {
  const { area, profession, years, unit } = search
  const { data, error } = useQuery(demandMethodsQuestion({ area, profession, years, unit }))
  const state = data !== undefined ? null : error === null ? 'Working it out: which other methods the data allow' : `Which other methods the data allow is not known: ${problemOf(error).detail}`
  const methods = data?.methods ?? []
  const known: Choice[] = methods.map(({ id, name, available }) => ({ value: id, says: available ? name : `${name}: not available`, off: !available }))
  const waiting = method === 'file' ? [] : [{ value: method, says: 'As now' }]
  const registers = (data?.conditions ?? []).map((name) => ({ value: name, says: name }))
  const pick = (demandMethod: string) => onPick({ demandMethod, ...(demandMethod === 'prevalence' && condition === '' ? { condition: registers[0]?.value ?? '' } : {}) })
  return (
    <>
      <ChoiceField
        id="demandMethod"
        label="Need reckoned by"
        wide
        hint={<MethodsHint state={state} lacking={methods.flatMap(({ name, why }) => (why === null ? [] : [`${name} is not available: ${why}`]))} />}
        troubles={[]}
        value={method}
        choices={[...(methods.length === 0 ? waiting : known), { value: 'file', says: 'As a demand file says' }]}
        onPick={pick}
      />
      {method === 'prevalence' ? <ChoiceField id="condition" label="Disease register" hint="Prevalence × residents" wide troubles={[]} value={condition} choices={registers} onPick={(picked) => onPick({ condition: picked })} /> : null}
    </>
  )
}

/** One method at a time, whether the list is whole, and what is missing for those that cannot be chosen. */
function MethodsHint({ state, lacking }: { state: string | null; lacking: readonly string[] }) {
  return (
    <>
      Methods are never averaged
      {state === null ? null : <span style={{ display: 'block' }}>{state}</span>}
      {lacking.map((says) => (
        <span key={says} style={{ display: 'block' }}>
          {says}
        </span>
      ))}
    </>
  )
}
