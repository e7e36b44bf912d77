import type { SensitivityAnswer } from '../../contract/sensitivity.ts'
import { sayNumber, sayUnit } from '../format.ts'
import { amount, repeatable, words } from '../figure/cell.ts'
import { Figure } from '../figure/figure.tsx'
import type { ProvenanceLine } from '../figure/provenance-panel.tsx'
import { commandOf } from './projection-part.ts'

/** Plans against futures: how many people would be missing or too many if another future came than the one planned for. */
export function RegretFigure({ answer, provenance }: { answer: SensitivityAnswer; provenance: readonly ProvenanceLine[] }) {
  const { policies, futures, choice } = answer.regret
  const [unit, year] = [sayUnit(answer.unit), answer.date.slice(0, 4)]
  const asked = (value: number, path: string) => repeatable(amount(value), commandOf(answer), `/regret/policies/${path}`)
  const largest = Math.max(0, ...policies.map(({ worst }) => worst))
  const title = `Least regretted at worst: ${choice.charAt(0).toLowerCase()}${choice.slice(1)}`
  return (
    <Figure
      id="regret"
      width={6}
      title={title}
      subtitle={`${unit} missing or too many in ${year}, in the worst of ${futures.length} futures: the low end (p10), the middle and the high end (p90) of the gap, with productivity and without`}
      source="Missing and too many count alike; what staff cost is not counted, and no future is called likelier than another."
      provenance={provenance}
      table={{
        columns: [
          { name: 'Plan' },
          { name: `Adds, ${unit}`, numeric: true },
          ...futures.map(({ name }) => ({ name: `Regret in the ${name}`, numeric: true })),
          { name: 'At worst', numeric: true },
        ],
        rows: policies.map((policy, at) => [words(policy.name), asked(policy.planned, `${at}/planned`), ...policy.regret.map((value, future) => asked(value, `${at}/regret/${future}`)), asked(policy.worst, `${at}/worst`)]),
      }}
    >
      <p className="nhsuk-u-visually-hidden">{title}.</p>
      <ul className="cdr-ranges">
        {policies.map((policy) => (
          <li key={policy.name}>
            <span>{policy.name}</span>
            <span className={`cdr-range${policy.name === choice ? '' : ' cdr-range--none'}`} aria-hidden="true">
              <span className="cdr-range__bar" style={{ left: 0, width: `${largest === 0 ? 0 : (policy.worst / largest) * 100}%` }} />
            </span>
            <span className="cdr-ranges__numbers">
              <b>
                {sayNumber(policy.worst)} <span className="nhsuk-u-visually-hidden">{unit} </span>at worst
              </b>{' '}
              <small>{sayAdds(policy.planned)}</small>
            </span>
          </li>
        ))}
      </ul>
    </Figure>
  )
}

function sayAdds(planned: number): string {
  if (Math.round(planned) === 0) return 'nobody added'
  return planned > 0 ? `${sayNumber(planned)} added` : `${sayNumber(-planned)} fewer`
}
