import { bases } from '../dataset/basis.ts'
import { measureNamed } from '../dataset/measures.ts'
import { isReturn, returnLayout } from '../dataset/return-layout.ts'
import { isRefusal } from '../units/refusal.ts'
import type { Refusal } from '../units/refusal.ts'
import type { CubeContext } from './cube-context.ts'
import { readDirect } from './cube-direct.ts'
import type { Figures } from './cube-direct.ts'
import type { FrameRow } from './cube-frame.ts'
import type { Question } from './cube-question.ts'
import { keyOf } from './cube-rates.ts'

/** Share of all work that is temporary. Without staff in post there is no share: nobody there and nothing recorded look alike. */
export async function readTemporaryShare(context: CubeContext, question: Question): Promise<Figures | Refusal> {
  const work = await readDirect(context, question, [bases.temporaryFte])
  if (isRefusal(work)) return work
  const dates = work.choices.flatMap((choice) => choice.dates)
  const when = question.by.includes('period') ? { kind: 'range', from: dates[0] ?? '', to: dates.at(-1) ?? '' } as const : { kind: 'exact', date: dates.at(-1) ?? '' } as const
  const source = work.choices.some((choice) => isReturn(choice.holding.source)) ? returnLayout('staff').id : null
  const fte = measureNamed('fte')
  if (!fte) throw new Error('no measure is declared as fte')
  // Work that returns tell of is held beside the staff of the same returns: the published whole would be another workforce.
  const staff = await readDirect(context, { ...question, measure: fte, source, when }, [bases.recordsFte, bases.countsFte])
  if (isRefusal(staff)) return staff
  return { ...work, rows: shareRows(work.rows, staff.rows), totals: shareRows(work.totals, staff.totals), overall: shareRows(work.overall, staff.overall), choices: [...work.choices, ...staff.choices], notes: [...new Set([...work.notes, ...staff.notes, ...sayOneSided(work, staff)])] }
}

function shareRows(worked: readonly FrameRow[], held: readonly FrameRow[]): FrameRow[] {
  const inPost = new Map(held.map((row) => [keyOf(row, row.date), row]))
  return worked.map((row) => shareRow(row, inPost.get(keyOf(row, row.date))))
}

/** A share of one group of organisations in another is no share: say who stands on one side only. */
function sayOneSided(work: Figures, staff: Figures): string[] {
  const [worked, held] = [codesOf(work), codesOf(staff)]
  return [...sayOnly([...worked].filter((code) => !held.has(code)), 'temporary staffing and no staff beside it'), ...sayOnly([...held].filter((code) => !worked.has(code)), 'staff and no temporary staffing beside it')]
}

function codesOf(figures: Figures): Set<string> {
  return new Set(figures.choices.flatMap((choice) => choice.holding.places.map(({ code }) => code)))
}

function sayOnly(codes: readonly string[], what: string): string[] {
  return codes.length === 0 ? [] : [`${codes.length === 1 ? '1 organisation has' : `${codes.length} organisations have`} ${what}: ${codes.slice(0, 5).join(', ')}${codes.length > 5 ? ' …' : ''}. Ask organisation by organisation for a share that stands.`]
}

function shareRow(work: FrameRow, inPost: FrameRow | undefined): FrameRow {
  const all = work.value === null || inPost === undefined || inPost.value === null ? null : work.value + inPost.value
  const value = all === null || all === 0 || work.value === null ? null : (work.value / all) * 100
  return { ...work, value, status: value === null ? 'not-available' : inPost?.status === 'estimated' ? 'estimated' : work.status }
}
