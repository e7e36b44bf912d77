import '../styles/chart.css'
import type { PastRuns } from '../../contract/projection.ts'
import { sayMonth } from '../../units/calendar-date.ts'
import { queriedAs } from '../figure/queried.ts'
import { sayNumber, sayUnit } from '../format.ts'

const verdicts = { inside: { colour: 'green', says: 'Inside range' }, above: { colour: 'orange', says: 'More came than its range' }, below: { colour: 'orange', says: 'Fewer came than its range' } } as const

/** How past runs did: what the same projection, started one, two and three years ago, expected of today. `command` gives the same figures. */
export function PastRunsPanel({ past, unit, command }: { past: PastRuns | null; unit: string; command: string }) {
  if (past === null) return null
  const { date, actual, runs, why } = past
  const asked = (value: number, path: string) => queriedAs(command, { value, status: 'ok' }, `/pastRuns/${path}`)
  return (
    <section className="cdr-past" aria-label="How past runs did">
      <h3>
        How past runs did, against <span {...asked(actual, 'actual')}>{sayNumber(actual)}</span> {sayUnit(unit)} in {sayMonth(date)}
      </h3>
      {runs.length === 0 ? (
        <p>No year back can be run. {why === null ? '' : `${why}.`}</p>
      ) : (
        <ul>
          {runs.map(({ from, expected, verdict }, at) => (
            <li key={from}>
              <p>
                <b>{from.slice(0, 4)} run</b> expected <span {...asked(expected.p50, `runs/${at}/expected/p50`)}>{sayNumber(expected.p50)}</span>
              </p>
              <p>80 % range {`${sayNumber(expected.p10)} to ${sayNumber(expected.p90)}`}</p>
              <span className={`nhsuk-tag nhsuk-tag--${verdicts[verdict].colour}`}>{verdicts[verdict].says}</span>
            </li>
          ))}
        </ul>
      )}
      <p className="cdr-small cdr-second">
        Each run is made again from today’s edition of the data, with only what was known when it starts.{runs.length === 0 || why === null ? '' : ` Not run: ${why}.`}
      </p>
    </section>
  )
}
