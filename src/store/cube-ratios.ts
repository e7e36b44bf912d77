import { bases } from '../dataset/basis.ts'
import { measureNamed } from '../dataset/measures.ts'
import type { Measure } from '../dataset/measures.ts'
import { isReturn, returnLayout } from '../dataset/return-layout.ts'
import { sayDate } from '../units/calendar-date.ts'
import { isRefusal } from '../units/refusal.ts'
import type { Refusal } from '../units/refusal.ts'
import type { CubeContext } from './cube-context.ts'
import { readDirect } from './cube-direct.ts'
import type { Figures } from './cube-direct.ts'
import type { FrameRow } from './cube-frame.ts'
import { levelOfDimension } from './cube-question.ts'
import type { Question } from './cube-question.ts'
import { keyOf } from './cube-rates.ts'

/** FTE for every thousand residents; the population of the date nearest to the FTE's. */
export async function readPerPopulation(context: CubeContext, question: Question): Promise<Figures | Refusal> {
  const staff = await readDirect(context, { ...question, measure: declared('fte') }, question.measure.bases)
  if (isRefusal(staff)) return staff
  const areas = question.by.filter((dimension) => levelOfDimension[dimension] !== undefined)
  const date = staff.rows.at(-1)?.date ?? '9999-12-31'
  const people = await readDirect(context, { ...question, measure: declared('population'), by: areas, group: null, filters: {}, source: null, when: { kind: 'nearest', date } }, [bases.population])
  if (isRefusal(people)) return people
  const residents = new Map([...people.rows, ...people.totals].map((row) => [areaKey(row), row]))
  const toRatio = (row: FrameRow): FrameRow => {
    const population = residents.get(areaKey(row))
    const value = row.value === null || !population?.value ? null : (row.value / population.value) * 1000
    return { ...row, value, status: value === null ? 'not-available' : population?.status === 'estimated' ? 'estimated' : row.status }
  }
  const populationDate = people.rows[0]?.date ?? date
  const notes = populationDate === date ? [] : [`Population of ${sayDate(populationDate)}, the nearest held to ${sayDate(date)}.`]
  return { ...staff, rows: staff.rows.map(toRatio), totals: staff.totals.map(toRatio), overall: staff.overall.map(toRatio), choices: [...staff.choices, ...people.choices], notes: [...new Set([...staff.notes, ...people.notes, ...notes])] }
}

/** Share of the establishment not filled. A cell without staff in post has no rate: nobody there and nothing recorded look alike. */
export async function readVacancy(context: CubeContext, question: Question): Promise<Figures | Refusal> {
  const funded = await readDirect(context, question, [bases.establishment])
  if (isRefusal(funded)) return funded
  const dates = funded.choices.flatMap((choice) => choice.dates)
  const [first, last] = [dates[0] ?? '', dates.at(-1) ?? '']
  const when = question.by.includes('period') ? { kind: 'range', from: first, to: last } as const : { kind: 'exact', date: last } as const
  // Posts that returns fund are filled by the staff that returns hold: the published whole would be another workforce.
  const source = funded.choices.some((choice) => isReturn(choice.holding.source)) ? returnLayout('staff').id : null
  const staff = await readDirect(context, { ...question, measure: declared('fte'), source, when }, [bases.recordsFte, bases.countsFte])
  if (isRefusal(staff)) return staff
  return { ...funded, rows: vacancyRows(funded.rows, staff.rows), totals: vacancyRows(funded.totals, staff.totals), overall: vacancyRows(funded.overall, staff.overall), choices: [...funded.choices, ...staff.choices], notes: [...new Set([...funded.notes, ...staff.notes])] }
}

function vacancyRows(funded: readonly FrameRow[], held: readonly FrameRow[]): FrameRow[] {
  const inPost = new Map(held.map((row) => [keyOf(row, row.date), row]))
  return funded.map((row) => vacancyRow(row, inPost.get(keyOf(row, row.date))))
}

function vacancyRow(funded: FrameRow, inPost: FrameRow | undefined): FrameRow {
  const posts = funded.value
  const value = posts === null || posts === 0 || inPost === undefined || inPost.value === null ? null : ((posts - inPost.value) / posts) * 100
  return { ...funded, value, status: value === null ? 'not-available' : inPost?.status === 'estimated' ? 'estimated' : funded.status }
}

function areaKey(row: FrameRow): string {
  return row.areas.map((area) => area?.code ?? '').join(' ')
}

function declared(id: string): Measure {
  const found = measureNamed(id)
  if (!found) throw new Error(`no measure is declared as ${id}`)
  return found
}

