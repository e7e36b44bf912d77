import { bases } from '../dataset/basis.ts'
import { declaredMeasure } from '../dataset/measures.ts'
import { sayDate } from '../units/calendar-date.ts'
import { isRefusal } from '../units/refusal.ts'
import type { Refusal } from '../units/refusal.ts'
import type { CubeContext } from './cube-context.ts'
import { readDirect } from './cube-direct.ts'
import type { Figures } from './cube-direct.ts'
import type { FrameRow } from './cube-frame.ts'
import { levelOfDimension } from './cube-question.ts'
import type { Question } from './cube-question.ts'

/** FTE for every thousand residents; the population of the date nearest to the FTE's. */
export async function readPerPopulation(context: CubeContext, question: Question): Promise<Figures | Refusal> {
  const staff = await readDirect(context, { ...question, measure: declaredMeasure('fte') }, question.measure.bases)
  if (isRefusal(staff)) return staff
  const areas = question.by.filter((dimension) => levelOfDimension[dimension] !== undefined)
  const date = staff.rows.at(-1)?.date ?? '9999-12-31'
  const people = await readDirect(context, { ...question, measure: declaredMeasure('population'), by: areas, group: null, filters: {}, source: null, when: { kind: 'nearest', date } }, [bases.population])
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

function areaKey(row: FrameRow): string {
  return row.areas.map((area) => area?.code ?? '').join(' ')
}
