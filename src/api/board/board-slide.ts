import type { BoardAnswer, BoardGap, BoardTrend } from '../../contract/board.ts'
import { sayDate } from '../../units/calendar-date.ts'
import { formatNumber } from '../../units/format.ts'
import { shortMonth } from './board-drawings.ts'
import { printFigure, sayAgreed, sayNote, sayOrigin, saySources } from './board-words.ts'
import type { SlideChart } from '../slide/slide-chart.ts'
import { writeSlide, type PrintedTable } from '../slide.ts'

/** Write the board page as one slide: the trend and the gap with their data, and every table of the page in the notes. `made` is ISO 8601; `invented` says that every number is, where it is. */
export function writeBoardSlide(answer: BoardAnswer, made: string, invented: string | null): Promise<Buffer> {
  const { area, gap, trend, sentence } = answer
  const charts = [...(trend === null ? [] : [trendChart(trend)]), ...(gap === null ? [] : [gapChart(gap)])]
  return writeSlide({
    title: `${area.name}: ${gap?.title ?? trend?.title ?? answer.title}`, sentence, drawn: charts.length > 0 ? charts : keyTable(answer),
    source: [saySources(answer), sayOrigin(answer), ...(invented === null ? [] : [invented])].join(' '), notes: notesOf(answer, invented), made,
  })
}

function trendChart({ title, verdict, unit, points, limits, name }: BoardTrend): SlideChart {
  const line = (label: string, value: number, quiet: 'line' | 'dashes') => ({ name: label, values: points.map(() => value), quiet })
  return {
    kind: 'line', says: `${title}. ${verdict}`, unit: `${name}, ${unit}`, decimals: unit.startsWith('%') ? 1 : 0, categories: points.map(({ date }) => shortMonth(date)),
    series: [{ name, values: points.map(({ value }) => value) }, ...(limits === null ? [] : [line('Upper limit', limits.high, 'dashes'), line('Mean', limits.mean, 'line'), line('Lower limit', limits.low, 'dashes')])],
  }
}

function gapChart({ title, verdict, unit, rows }: BoardGap): SlideChart {
  const line = (name: string, of: (row: BoardGap['rows'][number]) => number, quiet?: 'dashes') => ({ name, values: rows.map(of), ...(quiet === undefined ? {} : { quiet }) })
  return {
    kind: 'line', says: `${title}. ${verdict}`, unit: `Demand − supply, ${unit}; above 0 is short`, decimals: 0, categories: rows.map(({ date }) => date.slice(0, 4)),
    series: [line('Median', ({ gap }) => gap.p50), line('80 % range, high end', ({ gap }) => gap.p90, 'dashes'), line('80 % range, low end', ({ gap }) => gap.p10, 'dashes')],
  }
}

function keyTable({ figures }: BoardAnswer): PrintedTable {
  return { header: ['Key figure', 'Value', 'Beside'], rows: figures.map((figure) => [figure.name, printFigure(figure), figure.comparison]) }
}

function notesOf(answer: BoardAnswer, invented: string | null): (string | PrintedTable)[] {
  const { trend, gap, doubts, sure, sureWhy } = answer
  const agreed = sayAgreed(answer)
  return [
    ...(invented === null ? [] : [invented]), answer.sentence, sayNote(answer), keyTable(answer),
    ...(trend === null ? [] : [`${trend.title}. ${trend.verdict}`, { header: ['Date', `${trend.name}, ${trend.unit}`], rows: trend.points.map(({ date, value }) => [sayDate(date), formatNumber(value, trend.unit.startsWith('%') ? 2 : 0)]) }]),
    ...(gap === null ? [] : [`${gap.title}. ${gap.verdict}`, { header: ['Date', `Gap, ${gap.unit} (above 0 is short)`, '80 % range from', 'to'], rows: gap.rows.map(({ date, gap: { p50, p10, p90 } }) => [sayDate(date), ...[p50, p10, p90].map((value) => formatNumber(value, 1))]) }]),
    { header: ['What is uncertain', 'How much', 'What is known of it'], rows: doubts.map(({ what, size, says }) => [what, size, says]) },
    agreed.says, { header: [agreed.title, 'Who'], rows: agreed.lines.map(({ what, who }) => [what, who]) },
    ...(sureWhy === null ? [{ header: ['How sure the data are', '', 'Seen'], rows: sure.map(({ name, word, says }) => [name, word, says]) }] : [sureWhy]), sayOrigin(answer),
  ]
}
