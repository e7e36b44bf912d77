import { bases } from '../dataset/basis.ts'
import { declaredMeasure } from '../dataset/measures.ts'
import { isReturn, returnLayout } from '../dataset/return-layout.ts'
import { isRefusal } from '../units/refusal.ts'
import type { Refusal } from '../units/refusal.ts'
import { chooseBasis } from './cube-choose.ts'
import type { Choice } from './cube-choose.ts'
import type { CubeContext } from './cube-context.ts'
import { readChosen } from './cube-direct.ts'
import type { Figures } from './cube-direct.ts'
import type { FrameRow } from './cube-frame.ts'
import { between } from './cube-holdings.ts'
import type { Question } from './cube-question.ts'
import { keyOf } from './cube-rates.ts'
import { refuseNothing } from './cube-refusals.ts'
import { sameDates, sayLeftOut } from './cube-vacancy.ts'

/**
 * Share of all work that is temporary, over organisations that hold both sides: who sent temporary staffing or staff without the other is left out of both, date by date, and named.
 *
 * Without staff in post there is no share: nobody there and nothing recorded look alike.
 */
export async function readTemporaryShare(context: CubeContext, question: Question): Promise<Figures | Refusal> {
  const choices = await chooseSides(context, question)
  if (isRefusal(choices)) return choices
  const leftOut = await leftOutOf(context, choices)
  const [work, staff] = [await readChosen(context, question, { ...choices.work, leftOut: [...leftOut.keys()] }), await readChosen(context, { ...question, measure: declaredMeasure('fte') }, { ...choices.staff, leftOut: [...leftOut.keys()] })]
  if (isRefusal(work)) return work
  if (isRefusal(staff)) return staff
  if (work.rows.length === 0 && leftOut.size > 0) return refuseNothing(question)
  return { ...work, rows: shareRows(work.rows, staff.rows), totals: shareRows(work.totals, staff.totals), overall: shareRows(work.overall, staff.overall), choices: [...work.choices, ...staff.choices], notes: [...new Set([...work.notes, ...staff.notes, ...sayLeftOut(question, leftOut, [choices.work, choices.staff])])] }
}

interface SidesChosen { readonly work: Choice; readonly staff: Choice }

/** Work that returns tell of is held beside the staff of the same returns: the published whole would be another workforce. */
async function chooseSides(context: CubeContext, question: Question): Promise<SidesChosen | Refusal> {
  const work = await chooseBasis(context, question, [bases.temporaryFte])
  if (isRefusal(work)) return work
  const source = isReturn(work.holding.source) ? returnLayout('staff').id : null
  const staff = await chooseBasis(context, { ...question, measure: declaredMeasure('fte'), source, when: sameDates(question, work.dates) }, [bases.recordsFte, bases.countsFte])
  return isRefusal(staff) ? staff : { work, staff }
}

/** Places left out by date, as `level:code:date`, each with why. Published counts name no organisation to be held against. */
async function leftOutOf(context: CubeContext, { work, staff }: SidesChosen): Promise<Map<string, string>> {
  if (!staff.holding.basis.records) return new Map()
  const [worked, held] = [await placesOf(context, 'temporary', 'worked_fte', work), await placesOf(context, 'staff', 'fte', staff)]
  return new Map([...only(worked, held, 'Sent temporary staffing and no staff record'), ...only(held, worked, 'Sent a staff record and no temporary staffing')])
}

function only(these: ReadonlySet<string>, those: ReadonlySet<string>, why: string): [string, string][] {
  return [...these].filter((key) => !those.has(key)).map((key) => [key, why])
}

/** Who states an amount on which date. */
async function placesOf(context: CubeContext, table: 'temporary' | 'staff', amount: string, { holding, dates }: Choice): Promise<Set<string>> {
  const rows = await context.select(`SELECT DISTINCT at_level, at_code, period_to::VARCHAR AS date FROM ${table} WHERE source = $1 AND ${amount} IS NOT NULL AND period_to IN (SELECT unnest(string_split($2, chr(31)))::DATE) ORDER BY ALL`, [holding.source, dates.join(between)])
  return new Set(rows.map((row) => `${row.at_level}:${row.at_code}:${row.date}`))
}

function shareRows(worked: readonly FrameRow[], held: readonly FrameRow[]): FrameRow[] {
  const inPost = new Map(held.map((row) => [keyOf(row, row.date), row]))
  return worked.map((row) => shareRow(row, inPost.get(keyOf(row, row.date))))
}

function shareRow(work: FrameRow, inPost: FrameRow | undefined): FrameRow {
  const all = work.value === null || inPost === undefined || inPost.value === null ? null : work.value + inPost.value
  const value = all === null || all === 0 || work.value === null ? null : (work.value / all) * 100
  return { ...work, value, status: value === null ? 'not-available' : inPost?.status === 'estimated' ? 'estimated' : work.status }
}
