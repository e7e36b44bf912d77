import { useQuery } from '@tanstack/react-query'
import type { RatesMoved } from '../../contract/rates.ts'
import { addressOf, problemOf } from '../ask/ask.ts'
import { ratesMovedQuestion } from '../ask/questions.ts'
import { repeatable, shown, words } from '../figure/cell.ts'
import { Figure } from '../figure/figure.tsx'
import { Unavailable } from '../figure/unavailable.tsx'
import { sayDatesIn, sayNumber } from '../format.ts'
import { sayRate } from './rate-words.ts'

/** Which rates of the area moved since the data before, why, and what it does to the plan. */
export function RatesMovedFigure({ area, profession, map }: { area: string; profession: string; map: string | undefined }) {
  const asked = { area, ...(map === undefined ? {} : { map }) }
  const { data, error } = useQuery(ratesMovedQuestion(asked))
  if (error) return <Unavailable id="moved" title="Nothing to compare these rates with" why={problemOf(error).detail ?? problemOf(error).title} />
  if (data === undefined) return <p className="cdr-subtitle cdr-12">Working it out: rates under the data before…</p>
  return <Moved answer={data} profession={profession} csv={addressOf('/api/rates/moved.csv', asked)} />
}

/** Most rates drawn as bars where none of the group asked for moved; the table has them all. */
const drawn = 8

function Moved({ answer, profession, csv }: { answer: RatesMoved; profession: string; csv: string }) {
  const { rows, before, after, data, provenance } = answer
  const own = rows.filter((row) => row.effect !== null && row.profession === profession)
  const largest = own.length > 0 ? own : rows.filter(({ effect }) => effect !== null).slice(0, drawn)
  const most = Math.max(1e-9, ...largest.map(({ effect }) => Math.abs(effect!)))
  return (
    <Figure
      id="moved"
      title={answer.summary}
      subtitle={`What each moved rate ${own.length > 0 ? `of ${profession} ` : ''}does to staff in post five years ahead, FTE, with the other rates as they are now; the table has every group. ${sayDatesIn(data)}`}
      source={`Learnt from snapshot ${before.snapshot.slice(0, 12)} by ${before.model}, and from ${after.snapshot.slice(0, 12)} by ${after.model}. ${sayNumber(answer.unmoved)} rates did not move. Not a forecast of what must happen.`}
      csv={csv}
      provenance={[{ name: 'Definition', says: provenance.definition }, { name: 'Formula', says: provenance.formula }, { name: 'Method', says: provenance.method }, { name: 'Repeat it', says: <code>{provenance.repeat}</code> }]}
      table={{
        columns: [{ name: 'Staff group' }, { name: 'Rate' }, { name: 'Before', numeric: true }, { name: 'Now', numeric: true }, { name: 'FTE in five years', numeric: true }, { name: 'Why' }],
        rows: rows.map((row, at) => [
          words(row.profession), words(row.says), ...(['before', 'after'] as const).map((when) => repeatable(shown(row[when] === null ? '[x]' : sayMoved(row[when].value, row.unit), row[when]?.value ?? null), provenance.repeat, `/rows/${at}/${when}/value`)),
          repeatable(shown(row.effect === null ? '[x]' : signed(row.effect), row.effect), provenance.repeat, `/rows/${at}/effect`), words(sayDatesIn(row.why)),
        ]),
      }}
    >
      <ul className="cdr-moved">
        {largest.map((row) => (
          <li key={`${row.profession} ${row.rate}`}>
            <span>
              {row.profession}: {row.says.toLowerCase()}, {sayMoved(row.before!.value, row.unit)} to {sayMoved(row.after!.value, row.unit)}
            </span>
            <span className="cdr-moved__bar" aria-hidden="true">
              <i style={row.effect! < 0 ? { right: '50%', width: `${(50 * -row.effect!) / most}%` } : { left: '50%', width: `${(50 * row.effect!) / most}%` }} />
            </span>
            <b>{signed(row.effect!)}</b>
          </li>
        ))}
      </ul>
    </Figure>
  )
}

function sayMoved(value: number, unit: string): string {
  return unit === 'FTE' ? `${sayNumber(value)} FTE` : sayRate(value, unit, 2)
}

function signed(value: number): string {
  return `${value > 0 ? '+' : value < 0 ? '−' : ''}${sayNumber(Math.abs(value), Math.abs(value) < 10 ? 1 : 0)}`
}
