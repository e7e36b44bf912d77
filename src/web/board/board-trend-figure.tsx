import type { BoardAnswer, BoardTrend } from '../../contract/board.ts'
import { sayQuery } from '../../contract/query-command.ts'
import { sayDate, sayMonth } from '../../units/calendar-date.ts'
import { judgeSeries } from '../../units/variation.ts'
import { addressOf } from '../ask/ask.ts'
import type { SayFigure } from '../charts/chart-value.ts'
import { signWords, SpcChart } from '../charts/spc-chart.tsx'
import { TimeLines } from '../charts/time-lines.tsx'
import { VariationIcon } from '../charts/variation-icon.tsx'
import { amount, words } from '../figure/cell.ts'
import type { TableData } from '../figure/cell.ts'
import { Figure } from '../figure/figure.tsx'
import { queriedAs } from '../figure/queried.ts'
import { linesOfAnswer } from '../figure/provenance-panel.tsx'
import { Unavailable } from '../figure/unavailable.tsx'
import { sayCell } from '../format.ts'

/** The trend a board is shown, on the limits of its ordinary variation where they may be drawn. */
export function BoardTrendFigure({ answer }: { answer: BoardAnswer }) {
  const { trend, area } = answer
  const [first, last] = [trend?.points[0], trend?.points.at(-1)]
  if (trend === null || first === undefined || last === undefined) return <Unavailable id="trend" title="No figure over time" why="No key figure of this place has a history" />
  const says = `${trend.title}. ${trend.verdict}`
  return (
    <Figure
      id="trend"
      title={trend.title}
      subtitle={`${trend.name}, ${trend.unit}, ${sayMonth(first.date)} to ${sayMonth(last.date)}${trend.limits !== null ? '. Dashed: limits of ordinary variation' : ''}`}
      picture={says}
      csv={addressOf('/api/query.csv', { measure: trend.measure, by: 'period', from: first.date }, { area: area.code })}
      provenance={linesOfAnswer(trend.provenance, trend.verdict, sayQuery({ measure: trend.measure, by: 'period', where: [`area=${area.code}`], from: first.date }))}
      table={tableOf(trend, area.code)}
    >
      {trend.limits !== null ? <SpcChart points={trend.points} says={says} say={sayIn(trend)} mostTicks={3} /> : <TimeLines series={[{ name: trend.name, points: trend.points.map((point) => ({ ...point, status: 'ok' })) }]} says={says} say={sayIn(trend)} />}
      <p className="cdr-a4__verdict">
        <VariationIcon direction={trend.direction} meaning={trend.meaning} />
        <span>{trend.verdict}</span>
      </p>
    </Figure>
  )
}

function sayIn({ unit }: BoardTrend): SayFigure {
  return ({ value, status }) => sayCell(value, status, unit)
}

function tableOf({ measure, points, name, unit, limits }: BoardTrend, area: string): TableData {
  const judged = limits === null ? null : judgeSeries(points.map(({ value }) => value))
  return {
    columns: [{ name: 'Date' }, { name: `${name}, ${unit}`, numeric: true }, ...(judged === null ? [] : [{ name: 'Set apart' }])],
    rows: points.map(({ date, value }, at) => [words(sayDate(date)), { ...amount(value, 2), queried: queriedAs(sayQuery({ measure, by: '', where: [`area=${area}`], at: date }), { value, status: 'ok' }) }, ...(judged === null ? [] : [words(judged.signs[at]!.map((sign) => signWords[sign]).join('; ') || 'no')])]),
  }
}
