import type { Viewer } from '../access/viewer.ts'
import type { ExploreAnswer, ExploreAxis, ExploreRequest } from '../contract/explore.ts'
import type { QueryAnswer } from '../contract/query.ts'
import { dimensionWords } from '../dataset/describe.ts'
import { measureNamed, type Measure } from '../dataset/measures.ts'
import type { House } from '../store/house.ts'
import { isRefusal, refuse, type Refusal } from '../units/refusal.ts'
import { answerFigure } from './query/any-figure.ts'
import { isRounded, soleSource } from './query/answer-source.ts'
import { chartsFor } from './explore/explore-chart.ts'
import { peersOf } from './explore/explore-peers.ts'
import { saySums, type Summed } from './explore/explore-sums.ts'
import { axisOf, crossRows, figureOf, figuresAlong, partsOf } from './explore/explore-table.ts'
import { dimensionsIn } from './query.ts'

/**
 * Answer a question as a table with its totals. Every figure comes from `answerFigure`, the totals as questions of their own to the same source:
 * nothing is added up here, so nothing is shown that the question alone would not show.
 *
 * Errors: the refusals of a query; `table-not-flat` when one figure of the table would be several.
 */
export async function answerExplore(house: House, viewer: Viewer, request: ExploreRequest): Promise<ExploreAnswer | Refusal> {
  if (request.rows !== '' && request.rows === request.columns) return refuseFlat(`${request.rows} as rows and as columns`, 'Two different dimensions')
  const answer = await answerFigure(house, viewer, queryOf(request, [request.rows, request.columns]))
  if (isRefusal(answer)) return answer
  const dimensions = dimensionsOf(request, answer)
  if (isRefusal(dimensions)) return dimensions
  const measure = measureNamed(request.measure)!
  const [rows, columns] = await Promise.all(dimensions.map((dimension) => axisIn(house, viewer, request, measure, answer, dimension)))
  return layTable(house, viewer, request, measure, answer, rows!, columns!)
}

/** The question behind a table, or behind its totals when some of the dimensions are left out. */
export function queryOf({ rows: _rows, columns: _columns, ...request }: ExploreRequest, by: readonly string[]) {
  return { ...request, by: by.filter((dimension) => dimension !== '').join(',') }
}

/** Some measures and every period split the answer further than asked: that dimension takes the free side of the table, or the columns, with the two asked together as rows. */
function dimensionsOf({ rows, columns }: ExploreRequest, answer: QueryAnswer): [string, string] | Refusal {
  const further = dimensionsIn(answer).filter((key) => !key.endsWith('_name') && key !== rows && key !== columns && new Set(answer.rows.map((row) => row[key])).size > 1)
  const [more, ...others] = further
  if (more === undefined) return [rows, columns]
  if (others.length === 0 && rows !== '' && columns !== '') return rows === 'period' || columns === 'period' ? [[rows, columns, more].filter((one) => one !== 'period').join(','), 'period'] : [`${rows},${columns}`, more]
  if (others.length > 0) return refuseFlat(`a figure for each ${dimensionWords[more as keyof typeof dimensionWords]} besides`, 'At most two dimensions')
  return rows === '' ? [more, columns] : [rows, more]
}

async function axisIn(house: House, viewer: Viewer, request: ExploreRequest, measure: Measure, answer: QueryAnswer, dimension: string): Promise<ExploreAxis> {
  const name = dimension === '' ? '' : sayDimension(dimension)
  const alone = dimension === '' ? null : await sameSource(house, viewer, request, measure, answer, [dimension])
  return axisOf(dimension, name, alone?.rows ?? [], answer.rows)
}

async function layTable(house: House, viewer: Viewer, request: ExploreRequest, measure: Measure, answer: QueryAnswer, rows: ExploreAxis, columns: ExploreAxis): Promise<ExploreAnswer> {
  const cells = crossRows(answer.rows, rows, columns)
  const hasTime = [rows, columns].some(({ dimension }) => dimension === 'period')
  const total = (by: readonly string[]): Promise<QueryAnswer | null> => sameSource(house, viewer, request, measure, answer, by)
  const [byRow, byColumn, all] = await Promise.all([
    columns.dimension === '' || columns.dimension === 'period' ? null : total([rows.dimension]),
    columns.dimension === '' || rows.dimension === 'period' || rows.dimension === '' ? null : total([columns.dimension]),
    rows.dimension === '' || hasTime ? null : total([]),
  ])
  const whole = all?.rows.length === 1 ? figureOf(all.rows[0]!) : null
  const totals = { rows: byRow && figuresAlong(byRow.rows, rows), columns: byColumn && figuresAlong(byColumn.rows, columns), whole }
  const summed: Summed[] = [
    ...(totals.rows ?? []).map((one, at) => ({ total: one, parts: cells[at] ?? [] })), ...(totals.columns ?? []).map((one, at) => ({ total: one, parts: cells.map((row) => row[at] ?? null) })),
    ...(columns.dimension === '' ? [{ total: whole, parts: cells.map(([only]) => only ?? null) }] : []),
  ]
  const rounded = isRounded(answer)
  const overlaps = [rows, columns].some(({ dimension }) => partsOf(dimension).includes('network'))
  const { id, name, unit, decimals, aggregates } = measure
  const beside = (other: string): Promise<QueryAnswer | null> => sameDay(house, viewer, request, answer, other, rows.dimension)
  const peers = columns.dimension !== '' || hasTime ? null : await peersOf(house, viewer, answer, rows, cells.map(([only]) => only ?? null), isAmount(measure) ? null : (whole?.value ?? null), beside)
  return {
    measure: { id, name, unit, decimals, aggregates }, asOf: answer.asOf, summary: answer.summary, rows, columns, cells, totals, provenance: answer.provenance,
    sums: [...saySums({ unit, decimals, aggregates, rounded, overlaps }, summed), ...(hasTime && rows.dimension !== '' ? ['Dates are not added up.'] : [])],
    charts: chartsFor(rows, columns, isAmount(measure) && cells.flat().every((cell) => cell?.value != null), peers), peers, source: pinOf(request, measure, answer), csv: csvAddress(request, [rows.dimension, columns.dimension]),
  }
}

/** Address of the same rows as csv: the latest date stays the latest, so that what reads it again gets new figures. */
function csvAddress(request: ExploreRequest, dimensions: readonly string[]): string {
  const { measure, by, where, ...when } = queryOf(request, dimensions)
  const search = new URLSearchParams({ measure, ...(by === '' ? {} : { by }) })
  for (const part of typeof where === 'string' ? [where] : where) search.append('where', part)
  for (const [name, value] of Object.entries(when)) if (value !== undefined) search.append(name, value)
  return `/api/query.csv?${search.toString()}`
}

/** Ask the same question split otherwise. Null when it has no answer, or one from other files or of another date: its figures would not belong beside these. */
async function sameSource(house: House, viewer: Viewer, request: ExploreRequest, measure: Measure, answer: QueryAnswer, by: readonly string[]): Promise<QueryAnswer | null> {
  const where = typeof request.where === 'string' ? [request.where] : request.where
  const source = pinOf(request, measure, answer)
  const pins = source === null ? [] : [`source=${source}`]
  const ranged = request.from !== undefined || request.to !== undefined || by.includes('period') || answer.rows.some((row) => 'period' in row)
  const found = await answerFigure(house, viewer, { ...queryOf(request, by), where: [...where, ...pins], ...(ranged ? {} : { at: answer.asOf }) })
  return isRefusal(found) || found.asOf !== answer.asOf || filesOf(found) !== filesOf(answer) ? null : found
}

/** The source to name beside the filters, so that another question rests on the same; null where the measure knows no sources, or one is named already. */
function pinOf({ where }: ExploreRequest, measure: Measure, answer: QueryAnswer): string | null {
  const given = typeof where === 'string' ? [where] : where
  return measure.dimensions.includes('source') && !given.some((part) => part.startsWith('source=')) ? soleSource(answer) : null
}

/** Ask another measure of the same places and day. */
async function sameDay(house: House, viewer: Viewer, request: ExploreRequest, answer: QueryAnswer, measure: string, by: string): Promise<QueryAnswer | null> {
  const found = await answerFigure(house, viewer, { ...queryOf(request, [by]), measure, at: answer.asOf })
  return isRefusal(found) || found.asOf !== answer.asOf ? null : found
}

/** Amounts, not rates. */
function isAmount({ unit }: Measure): boolean {
  return !unit.includes('%') && !/ per /.test(unit)
}

function filesOf({ provenance }: QueryAnswer): string {
  return [...new Set(provenance.sources.map(({ fileSha256 }) => fileSha256))].toSorted().join()
}

/** Name a dimension as the head of a column. */
function sayDimension(dimension: string): string {
  const words = partsOf(dimension).map((part) => dimensionWords[part as keyof typeof dimensionWords] ?? part).join(' and ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

function refuseFlat(found: string, need: string): Refusal {
  return refuse('table-not-flat', 'usage', { doing: 'Laying out a table', found, need, next: 'Leave one of them out, or name one value of it in a filter' })
}
