import type { OverviewAnswer, OverviewFuture } from '../../contract/overview.ts'
import { sayDate } from '../../units/calendar-date.ts'
import { formatNumber } from '../../units/format.ts'
import type { SlideChart } from '../slide/slide-chart.ts'
import { writeSlide, type PrintedTable } from '../slide.ts'

/** Write where an area goes if nothing changes as one slide: history, supply with its range and demand as a chart that can be edited, the gap and past runs in the notes. `made` is ISO 8601. */
export function writeOverviewSlide({ area, summary, provenance }: OverviewAnswer, future: OverviewFuture, made: string, invented: string | null): Promise<Buffer> {
  const sentence = [summary, future.sentence ?? future.fanWhy ?? ''].filter((part) => part !== '').join(' ')
  const titles = [...new Set((provenance?.sources ?? []).map(({ title, licence }) => `${title}. ${licence}`))]
  return writeSlide({
    title: `${area.name}: ${future.fanTitle}`, sentence, drawn: future.fan.length === 0 ? gapTable(future) : [fanChart(area.name, future)],
    source: [titles.length === 0 ? 'Views made from staff records.' : `Source: ${titles.join('; ')}.`, ...(provenance === null ? [] : [`To ${sayDate(provenance.asOf)}, snapshot ${provenance.snapshot.slice(0, 12)}.`]), 'Projections are possible futures, not a forecast of what must happen.', ...(invented === null ? [] : [invented])].join(' '),
    notes: [...(invented === null ? [] : [invented]), sentence, ...(future.fan.length === 0 ? [] : [yearsTable(future)]), gapTable(future), ...pastNotes(future)], made,
  })
}

/** Years of history before the projection; the year it starts from stands in both. */
function fanChart(name: string, { history, fan, fanTitle }: OverviewFuture): SlideChart {
  const past = yearlyBefore(history, fan[0]!.date)
  const categories = [...past.map(({ date }) => date.slice(0, 4)), ...fan.map(({ date }) => date.slice(0, 4))]
  const ahead = (of: (row: OverviewFuture['fan'][number]) => number): (number | null)[] => [...past.map(() => null), ...fan.map(of)]
  return {
    kind: 'line', says: `${fanTitle}. Staff in post in ${name}, then supply with its 80 % range and demand. The table stands in the notes.`, unit: 'FTE', decimals: 0, categories,
    series: [
      { name: 'Supply, median', values: ahead(({ supply }) => supply.p50) }, { name: 'Demand, median', values: ahead(({ demand }) => demand.p50) }, { name: 'In post', values: [...past.map(({ value }) => value), fan[0]!.supply.p50, ...fan.slice(1).map(() => null)] },
      { name: 'Supply, 80 % range, high end', values: ahead(({ supply }) => supply.p90), quiet: 'dashes' }, { name: 'Supply, 80 % range, low end', values: ahead(({ supply }) => supply.p10), quiet: 'dashes' },
    ],
  }
}

/** The same month of every year before a date; the last ten of them. */
function yearlyBefore(history: OverviewFuture['history'], date: string): OverviewFuture['history'] {
  return history.filter((point) => point.date < date && point.date.slice(5, 7) === date.slice(5, 7)).slice(-10)
}

function yearsTable({ fan }: OverviewFuture): PrintedTable {
  return {
    header: ['Date', 'Supply, FTE', '80 % range from', 'to', 'Demand, FTE', '80 % range from', 'to', 'Gap, FTE (above 0 is short)', '80 % range from', 'to'],
    rows: fan.map(({ date, supply, demand, gap }) => [sayDate(date), ...[supply, demand, gap].flatMap(({ p50, p10, p90 }) => [p50, p10, p90].map((value) => formatNumber(value, 0)))]),
  }
}

function gapTable({ gaps, gapsWhy }: OverviewFuture): PrintedTable {
  return { header: ['Staff group', 'Year', 'Gap, FTE (above 0 is short)', '80 % range'], rows: gaps.length === 0 ? [[gapsWhy ?? 'Not available', '', '[x]', '']] : gaps.map(({ profession, year, gap }) => [profession, String(year), formatNumber(gap.p50, 0), `${formatNumber(gap.p10, 0)} to ${formatNumber(gap.p90, 0)}`]) }
}

function pastNotes({ pastRuns }: OverviewFuture): (string | PrintedTable)[] {
  if (pastRuns === null || pastRuns.runs.length === 0) return []
  const verdicts = { inside: 'inside the range', above: 'above the range', below: 'below the range' } as const
  return [`How past runs did, against ${formatNumber(pastRuns.actual, 0)} FTE on ${sayDate(pastRuns.date)}`, { header: ['Run from', 'Expected, FTE', '80 % range', 'What came is'], rows: pastRuns.runs.map(({ from, expected, verdict }) => [sayDate(from), formatNumber(expected.p50, 0), `${formatNumber(expected.p10, 0)} to ${formatNumber(expected.p90, 0)}`, verdicts[verdict]]) }]
}
