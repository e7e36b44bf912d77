import { sayMessage } from '../../contract/explore-message.ts'
import { isRatio, sayInTable } from '../../contract/explore-say.ts'
import type { ExploreAnswer, ExploreFigure } from '../../contract/explore.ts'
import { sayDate } from '../../units/calendar-date.ts'
import type { SlideChart } from '../slide/slide-chart.ts'
import { writeSlide, type PrintedTable } from '../slide.ts'

/** Rows and series that a chart on a slide can be read with, and the table where there are more series; the notes have them all. */
const [mostBars, mostSeries, mostTableRows, mostTableColumns] = [20, 4, 11, 9]

/** Write a table of Explore as one slide: the message, the sentence, a chart or a table, and every cell of the table in the notes as it is shown. `made` is ISO 8601. */
export function writeExploreSlide(answer: ExploreAnswer, made: string): Promise<Buffer> {
  const { measure, provenance, asOf, rows } = answer
  const whole = tableOf(answer)
  const { drawn, left } = drawnOf(answer, whole)
  const titles = [...new Set(provenance.sources.map(({ title, licence }) => `${title}. ${licence}`))]
  return writeSlide({
    title: sayMessage(answer), sentence: `${sayDates(answer.summary)}${left === '' ? '' : ` ${left}`}`, drawn,
    source: `${titles.length === 0 ? 'Views made from staff records.' : `Source: ${titles.join('; ')}.`} To ${sayDate(asOf)}, ${measure.unit}, snapshot ${provenance.snapshot.slice(0, 12)}.`,
    notes: [sayDates(answer.summary), `Definition: ${provenance.definition}`, `Formula: ${provenance.formula}`, whole, ...answer.sums, ...marksIn(answer), ...provenance.notes.map(sayDates), `Map: ${provenance.map}. ${rows.items.length} rows.`], made,
  })
}

function drawnOf(answer: ExploreAnswer, whole: PrintedTable): { drawn: SlideChart[] | PrintedTable; left: string } {
  const { rows, columns, charts } = answer
  const series = rows.dimension === 'period' || columns.dimension !== 'period' ? columns.items.length : rows.items.length
  if (charts[0] === undefined || rows.items.length < 2 || series > mostSeries) return cutTable(whole)
  const chart = chartOf(answer)
  if (chart.kind === 'line') return { drawn: [chart], left: '' }
  // Peers stand from the highest down, as on the page; categories in their own order.
  const isRanked = charts[0] === 'dots' && chart.series.length === 1
  const places = chart.categories.map((_, at) => at).toSorted((one, other) => (isRanked ? (chart.series[0]!.values[other] ?? -Infinity) - (chart.series[0]!.values[one] ?? -Infinity) || one - other : 0)).slice(0, mostBars)
  const cut = { ...chart, categories: places.map((at) => chart.categories[at]!), series: chart.series.map((one) => ({ ...one, values: places.map((at) => one.values[at] ?? null) })) }
  return { drawn: [cut], left: places.length < chart.categories.length ? `Drawn: the ${isRanked ? 'highest' : 'first'} ${places.length} of ${chart.categories.length} rows; the notes have all.` : '' }
}

function cutTable({ header, rows }: PrintedTable): { drawn: PrintedTable; left: string } {
  const [across, down] = [Math.min(header.length, mostTableColumns), Math.min(rows.length, mostTableRows)]
  const isCut = across < header.length || down < rows.length
  return { drawn: { header: header.slice(0, across), rows: rows.slice(0, down).map((row) => row.slice(0, across)) }, left: isCut ? `Shown: ${down} of ${rows.length} rows and ${across - 1} of ${header.length - 1} columns; the notes have all.` : '' }
}

/** Time runs along the lines; what is no time is a bar. A category none of whose figures is known carries the mark of its absence. */
function chartOf({ rows, columns, cells, measure, charts, summary }: ExploreAnswer): SlideChart {
  const isTurned = columns.dimension === 'period'
  const [along, apart] = isTurned ? [columns, rows] : [rows, columns]
  const figure = (place: number, at: number): ExploreFigure | null => (isTurned ? cells[at]?.[place] : cells[place]?.[at]) ?? null
  const print = sayInTable(measure)
  const decimals = isRatio(measure) ? Math.min(measure.decimals, 1) : 0
  return {
    kind: along.dimension === 'period' ? 'line' : 'bar', unit: measure.unit, decimals,
    says: `${charts[0] === undefined ? '' : 'Chart. '}${sayDates(summary)} ${along.items.length} ${along.name.toLowerCase() || 'rows'}${apart.items.length > 1 ? `, ${apart.items.length} series` : ''}. The table stands in the notes.`,
    categories: along.items.map(({ name }, place) => `${name}${markAll(apart.items.map((_, at) => figure(place, at)), print)}`),
    series: apart.items.map(({ name }, at) => ({ name: apart.dimension === '' ? measure.name : name, values: along.items.map((_, place) => figure(place, at)?.value ?? null) })),
  }
}

function markAll(figures: readonly (ExploreFigure | null)[], print: (figure: ExploreFigure | null) => string): string {
  return figures.some((one) => one?.value != null) ? '' : ` ${print(figures.find((one) => one !== null) ?? null)}`
}

/** The whole table with its totals, as the page prints it. */
function tableOf({ rows, columns, cells, totals, measure }: ExploreAnswer): PrintedTable {
  const own = columns.dimension === '' ? [measure.name] : columns.items.map(({ name }) => name)
  const print = sayInTable(measure)
  const parts = rows.items.map(({ name }, at) => [name, ...(cells[at] ?? []).map(print), ...(totals.rows === null ? [] : [print(totals.rows[at] ?? null)])])
  const last = columns.dimension === '' ? (totals.whole === null ? null : [totals.whole]) : totals.columns
  const bottom = last === null || rows.dimension === '' ? [] : [['All', ...last.map(print), ...(totals.rows === null ? [] : [print(totals.whole)])]]
  return { header: [rows.name || 'Figure', ...own, ...(totals.rows === null ? [] : ['All'])], rows: [...parts, ...bottom] }
}

/** The marks that stand in the table, in words. */
function marksIn({ cells, totals }: ExploreAnswer): string[] {
  const all = [...cells.flat(), ...(totals.rows ?? []), ...(totals.columns ?? []), totals.whole]
  const has = (status: string): boolean => all.some((figure) => figure?.status === status)
  return [...(has('suppressed') ? ['[c] hidden to protect small numbers.'] : []), ...(has('not-available') ? ['[x] not available, which is not the same as zero.'] : []), ...(cells.flat().includes(null) ? ['[z] no row of the data has this combination.'] : [])]
}

/** Dates inside a sentence in words. */
function sayDates(text: string): string {
  return text.replace(/\b\d{4}-\d{2}-\d{2}\b/g, (date) => sayDate(date))
}
