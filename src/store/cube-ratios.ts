import { declaredMeasure } from '../dataset/measures.ts'
import { sayDate } from '../units/calendar-date.ts'
import { isRefusal } from '../units/refusal.ts'
import type { Refusal } from '../units/refusal.ts'
import { areaLevelsOf } from './cube-choose.ts'
import type { CubeContext } from './cube-context.ts'
import { readDirect } from './cube-direct.ts'
import type { Figures } from './cube-direct.ts'
import type { FrameRow } from './cube-frame.ts'
import { partsMissing } from './cube-parts-held.ts'
import { levelOfDimension } from './cube-question.ts'
import type { Question } from './cube-question.ts'

/** FTE for every so many of what the measure sets staff against: residents, patients, beds; the amount of the date nearest to the FTE's. */
export async function readPerNeed(context: CubeContext, question: Question): Promise<Figures | Refusal> {
  const { measure } = question
  const { per } = measure
  if (!per) throw new Error(`${measure.id} does not say what staff are set against`)
  const staff = await readDirect(context, { ...question, measure: declaredMeasure('fte') }, measure.bases)
  if (isRefusal(staff)) return staff
  const areas = question.by.filter((dimension) => levelOfDimension[dimension] !== undefined)
  const date = staff.rows.at(-1)?.date ?? '9999-12-31'
  const needed = { ...measure, name: per.name, needs: [per.needs] }
  const asked: Question = { ...question, measure: needed, by: areas, group: null, filters: {}, source: null, when: { kind: 'nearest', date } }
  const people = await readDirect(context, asked, [per.basis])
  if (isRefusal(people)) return people
  // Indicators are sent of some areas and not of others: what is added up of a part is set against no staff of the whole.
  const [choice] = people.choices
  const missing = per.basis.table !== 'prevalence' || choice === undefined ? new Map<string, string>() : new Map([...sayMissing(people.rows, partsMissing(asked, choice, per.name, areaLevelsOf(asked))), ...sayMissing(people.totals, partsMissing(asked, choice, per.name, []))])
  const amounts = new Map([...people.rows, ...people.totals].map((row) => [areaKey(row), row]))
  const toRatio = (row: FrameRow): FrameRow => {
    const amount = amounts.get(areaKey(row))
    const value = row.value === null || !amount?.value || missing.has(areaKey(row)) ? null : (row.value / amount.value) * per.times
    return { ...row, value, status: value === null ? 'not-available' : amount?.status === 'estimated' ? 'estimated' : row.status }
  }
  const amountDate = people.rows[0]?.date ?? date
  const notes = amountDate === date ? [] : [`${per.name} of ${sayDate(amountDate)}, the nearest held to ${sayDate(date)}.`]
  return { ...staff, rows: staff.rows.map(toRatio), totals: staff.totals.map(toRatio), overall: staff.overall.map(toRatio), choices: [...staff.choices, ...people.choices], notes: [...new Set([...staff.notes, ...people.notes, ...notes, ...[...missing.values()].slice(0, 3)])] }
}

/** Rows of areas of which something is missing, by their areas, with what. */
function sayMissing(rows: readonly FrameRow[], missingOf: ReturnType<typeof partsMissing>): (readonly [string, string])[] {
  return rows.flatMap((row) => {
    const found = missingOf(row)
    return found === null ? [] : [[areaKey(row), found] as const]
  })
}

/** The areas of a row: frames of the same areas belong together, whatever else they are split by. */
export function areaKey(row: FrameRow): string {
  return row.areas.map((area) => area?.code ?? '').join(' ')
}
