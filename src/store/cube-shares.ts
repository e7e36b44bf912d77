import { narrowed } from '../dataset/basis.ts'
import type { ShareOf } from '../dataset/measures/share-of.ts'
import { formatNumber } from '../units/format.ts'
import { isRefusal } from '../units/refusal.ts'
import type { Refusal } from '../units/refusal.ts'
import { chooseBasis, columnsOf, type Choice } from './cube-choose.ts'
import type { CubeContext } from './cube-context.ts'
import { readChosen, type Figures } from './cube-direct.ts'
import type { FrameRow } from './cube-frame.ts'
import type { Question } from './cube-question.ts'
import { keyOf } from './cube-rates.ts'
import { refuseNothing } from './cube-refusals.ts'

/**
 * Share of the people in post who are counted, among those whose answer is known; or those counted, as people.
 *
 * Who gave no answer is on neither side. A cell in which nobody's answer is known has no share: not available, never nought.
 * Errors: refuses `measure-not-available` where nobody's answer is known at all; those of cube-choose.ts.
 */
export async function readShare(context: CubeContext, question: Question): Promise<Figures | Refusal> {
  const { share, bases } = question.measure
  if (!share) throw new Error(`${question.measure.id} does not say what it is a share of`)
  const choice = await chooseBasis(context, { ...question, also: [share.of] }, bases)
  if (isRefusal(choice)) return choice
  const read = (only: string | null): Promise<Figures | Refusal> => readChosen(context, question, onlyThose(choice, only, only !== null && (share.exact || isQuickerPlain(question, choice, share))))
  const [everybody, known, counted] = [await read(null), share.known === null ? null : await read(share.known), await read(share.counted)]
  if (isRefusal(everybody)) return everybody
  if (isRefusal(known)) return known
  if (isRefusal(counted)) return counted
  const rows = (of: 'rows' | 'totals' | 'overall'): FrameRow[] => shareRows(share, everybody[of], known?.[of] ?? null, counted[of])
  const overall = rows('overall')
  const all = { ...everybody, rows: rows('rows'), totals: rows('totals'), overall, notes: [...everybody.notes, ...sayDeclared(share, choice.holding.basis.combine === 'people' ? 'people in post' : 'FTE in post', overall.length > 0 ? overall : rows('rows'))] }
  return all.rows.length > 0 && all.rows.every(({ value }) => value === null) && question.when.kind === 'latest' ? refuseNothing(question) : all
}

/** On one day a column that is asked seldom, or beside others, is counted from the rows of that day: a roll-up of all days takes longer to make. */
function isQuickerPlain(question: Question, { dates, holding }: Choice, { of }: ShareOf): boolean {
  const others = [...columnsOf(question), ...Object.keys(question.filters)].filter((dimension) => dimension !== 'staff_group' && dimension !== of)
  return dates.length === 1 && (holding.basis.seldom?.[of] !== undefined || others.length > 0)
}

/** People are counted once for both sides of a share, so that parts which overlap need no warning. */
function onlyThose(choice: Choice, only: string | null, exact: boolean): Choice {
  return { ...choice, holding: { ...choice.holding, basis: { ...narrowed(choice.holding.basis, only, exact), overlaps: false } } }
}

function shareRows(share: ShareOf, everybody: readonly FrameRow[], known: readonly FrameRow[] | null, counted: readonly FrameRow[]): FrameRow[] {
  const [answered, those] = [known === null ? null : amounts(known), amounts(counted)]
  return everybody.map((row) => {
    const key = keyOf(row, row.date)
    const of = answered === null ? row.value : answered.get(key) ?? 0
    const value = of === null || of === 0 ? null : share.asPeople ? those.get(key) ?? 0 : ((those.get(key) ?? 0) / of) * 100
    return { ...row, value, status: value === null ? 'not-available' : row.status, ...(answered === null ? {} : { declared: row.value === null || row.value === 0 ? null : ((of ?? 0) / row.value) * 100 }) }
  })
}

/** Amounts by cell. A cell that is not there holds nobody of that answer. */
function amounts(rows: readonly FrameRow[]): Map<string, number> {
  return new Map(rows.map((row) => [keyOf(row, row.date), row.value ?? 0]))
}

function sayDeclared({ known, says, asPeople }: ShareOf, counted: string, rows: readonly FrameRow[]): string[] {
  if (known === null) return []
  const [last] = rows.toSorted((a, b) => (a.date < b.date ? 1 : -1))
  const told = rows.length > 0 && last?.declared != null && new Set(rows.map(({ date }) => date)).size === rows.length ? `${formatNumber(last.declared, 1)} % of the ${counted} ${says}. ` : ''
  return [`${told}The others are left out${asPeople ? '' : ' of both sides'}, and never counted as a no: \`declared\` says beside each figure how many it rests on, in per cent.`]
}
