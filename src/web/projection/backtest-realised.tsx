import type { BacktestAnswer } from '../../contract/backtest.ts'
import { Figure } from '../figure/figure.tsx'
import type { ProvenanceLine } from '../figure/provenance-panel.tsx'
import { sayNumber } from '../format.ts'
import { realisedTable } from './backtest-tables.ts'

/** Planned and realised apart: how much of the error nobody could know, and how much is the model's own. */
export function BacktestRealised({ answer, id, provenance }: { answer: BacktestAnswer; id: string; provenance: readonly ProvenanceLine[] }) {
  const kinds = [...new Set(answer.realised.map(({ given }) => given))]
  if (kinds.length === 0) return null
  return (
    <Figure
      id={id}
      title={`${answer.title}: what nobody could know, and what is the model’s own error`}
      subtitle="The same forecasts with some of the years ahead given as they came (realised), beside the forecasts as made (planned). Mean error, MAPE"
      table={realisedTable(answer)}
      provenance={provenance}
    >
      <ul>
        {kinds.map((given) => (
          <li key={given}>
            Given {answer.givenWords[given] ?? given}. {sayErrors(answer, given)}
          </li>
        ))}
      </ul>
    </Figure>
  )
}

function sayErrors({ realised }: BacktestAnswer, given: string): string {
  const rows = realised.filter((row) => row.given === given)
  const ends = [rows[0], rows.at(-1)].filter((row, at, both) => row !== undefined && both.indexOf(row) === at)
  return ends
    .map((row) => `${row!.horizon} ${row!.horizon === 1 ? 'year' : 'years'} ahead: ${sayNumber(row!.realised.mape * 100, 1)} % instead of ${sayNumber(row!.plan.mape * 100, 1)} %`)
    .join('; ')
    .concat('.')
}
