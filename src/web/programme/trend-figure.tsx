import type { ProgrammeAnswer, ProgrammeTrend } from '../../contract/programme-answer.ts'
import { TimeLines, linesAxis } from '../charts/time-lines.tsx'
import type { TimeSeries } from '../charts/series-paths.ts'
import { amount, words } from '../figure/cell.ts'
import { Figure } from '../figure/figure.tsx'
import { Unavailable } from '../figure/unavailable.tsx'
import { sayNumber } from '../format.ts'
import { askedCell, linesOfProgramme } from './programme-words.ts'

/** Need over time: registers set to 100 in the first year, so that common and rare conditions can be compared. */
export function TrendFigure({ answer, csv }: { answer: ProgrammeAnswer; csv: string }) {
  const held = answer.trends.filter(({ points }) => points.filter(({ value }) => value !== null && value > 0).length > 1)
  if (held.length === 0) return <Unavailable id="need" width={6} title="Need over time is not available" why={answer.trends.length === 0 ? 'The programme follows no register' : answer.trends.map(({ why, name }) => why ?? `${name}: one year only`).join('. ')} />
  const series = held.map(indexOf)
  const first = held[0]!.points.find(({ value }) => value !== null)!.date.slice(0, 4)
  const missing = answer.trends.filter((one) => !held.includes(one))
  const middle = held.find(({ areas }) => areas > 0)
  const start = linesAxis(series).start
  return (
    <Figure
      id="need"
      width={6}
      title={titleOf(held)}
      subtitle={`Recorded prevalence, ${answer.areaName}${middle === undefined ? '' : `, middle of its ${middle.areas} systems`}. ${first} = 100${start > 0 ? `. The axis starts at ${sayNumber(start)}` : ''}`}
      source={`Part of a rise is better recording: it is need found, not only need grown.${missing.length === 0 ? '' : ` Not drawn: ${missing.map(({ name, why }) => `${name} (${why ?? 'one year only'})`).join('; ')}.`}`}
      csv={csv}
      table={{ columns: [{ name: 'Register' }, { name: 'Year' }, { name: 'Prevalence, %', numeric: true }, { name: `${first} = 100`, numeric: true }], rows: held.flatMap((trend, at) => trend.points.map(({ date, value }, place) => [words(trend.name), words(date.slice(0, 4)), askedCell(answer, amount(value, 2), `/trends/${answer.trends.indexOf(trend)}/points/${place}/value`), amount(series[at]!.points[place]!.value, 0)])) }}
      provenance={[...held.map(({ name, indicator, command }) => ({ name, says: `${indicator}. ${command}` })), ...linesOfProgramme(answer, [], 'prevalence')]}
    >
      <TimeLines series={series} says={`${held.length} registers over time. ${titleOf(held)}.`} say={({ value }) => (value === null ? '[x]' : sayNumber(value))} />
    </Figure>
  )
}

function indexOf({ name, points }: ProgrammeTrend): TimeSeries {
  const base = points.find(({ value }) => value !== null && value > 0)!.value!
  return { name, points: points.map(({ date, value, status }) => ({ date: `${date.slice(0, 4)}-01-01`, value: value === null ? null : (value / base) * 100, status })) }
}

function titleOf(trends: readonly ProgrammeTrend[]): string {
  const moved = trends.map((trend) => ({ name: trend.name, ratio: indexOf(trend).points.findLast(({ value }) => value !== null)!.value! / 100, from: trend.points.find(({ value }) => value !== null)!.date.slice(0, 4) })).toSorted((a, b) => Math.abs(b.ratio - 1) - Math.abs(a.ratio - 1))
  const { name, ratio, from } = moved[0]!
  return ratio >= 1.5 ? `${name} is recorded ${sayNumber(ratio, 1)} times as often as in ${from}` : `${name} is recorded ${sayNumber(Math.abs(ratio - 1) * 100)} % ${ratio >= 1 ? 'more' : 'less'} often than in ${from}`
}
