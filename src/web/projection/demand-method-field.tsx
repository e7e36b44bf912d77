import { useQuery } from '@tanstack/react-query'
import { demandMethodsQuestion } from '../ask/questions.ts'
import type { ProjectionSearch } from '../search.ts'

// A row of its own: the names of methods and registers are long.
const wide = { gridColumn: '1 / -1' } as const

/** How need is reckoned: every method there is, those whose data are not loaded disabled, with what is missing below. */
export function DemandMethodField({ search, method, condition, onPick }: { search: ProjectionSearch; method: string; condition: string; onPick: (change: { demandMethod?: string; condition?: string }) => void }) {
  const { area, profession, years, unit } = search
  const { data } = useQuery(demandMethodsQuestion({ area, profession, years, unit }))
  const methods = data?.methods ?? []
  const lacking = methods.filter(({ available }) => !available)
  return (
    <>
      <div className="nhsuk-form-group" style={wide}>
        <label className="nhsuk-label" htmlFor="demandMethod">
          Need reckoned by
        </label>
        <span className="nhsuk-hint" id="demandMethod-hint">
          {search.demand === undefined ? 'Methods are never averaged' : 'A demand file in the address says how; picking a method leaves it out'}
        </span>
        <span className="cdr-unit">
          <select
            id="demandMethod"
            className="nhsuk-select"
            style={{ maxWidth: '100%' }}
            value={method}
            aria-describedby={lacking.length === 0 ? 'demandMethod-hint' : 'demandMethod-hint demandMethod-lacking'}
            onChange={(event) => onPick({ demandMethod: event.target.value, condition: condition === '' ? (data?.conditions[0] ?? '') : condition })}
          >
            {search.demand === undefined ? null : <option value="file">As the demand file says</option>}
            {methods.length === 0 ? <option value={method === 'file' ? 'growth' : method}>As now</option> : null}
            {methods.map(({ id, name, available }) => (
              <option key={id} value={id} disabled={!available}>
                {available ? name : `${name}: not available`}
              </option>
            ))}
          </select>
        </span>
        {lacking.length === 0 ? null : (
          <ul className="nhsuk-hint" id="demandMethod-lacking">
            {lacking.map(({ id, name, why }) => (
              <li key={id}>
                {name} is not available: {why}
              </li>
            ))}
          </ul>
        )}
      </div>
      {method === 'prevalence' ? <RegisterField conditions={data?.conditions ?? []} condition={condition} onPick={(picked) => onPick({ condition: picked })} /> : null}
    </>
  )
}

function RegisterField({ conditions, condition, onPick }: { conditions: readonly string[]; condition: string; onPick: (condition: string) => void }) {
  return (
    <div className="nhsuk-form-group" style={wide}>
      <label className="nhsuk-label" htmlFor="condition">
        Disease register
      </label>
      <span className="nhsuk-hint" id="condition-hint">
        Prevalence × residents
      </span>
      <span className="cdr-unit">
        <select id="condition" className="nhsuk-select" style={{ maxWidth: '100%' }} value={condition} aria-describedby="condition-hint" onChange={(event) => onPick(event.target.value)}>
          {conditions.map((name) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </select>
      </span>
    </div>
  )
}
