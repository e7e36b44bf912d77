import { bases } from '../dataset/basis.ts'
import type { Basis } from '../dataset/basis.ts'
import { declaredMeasure } from '../dataset/measures.ts'
import { isReturn, returnLayout } from '../dataset/return-layout.ts'
import { vacancyBases, type VacancyBasis } from '../dataset/vacancy-basis.ts'
import type { CalendarDate } from '../units/calendar-date.ts'
import { isRefusal } from '../units/refusal.ts'
import type { Refusal } from '../units/refusal.ts'
import { chooseBasis } from './cube-choose.ts'
import type { Choice } from './cube-choose.ts'
import type { CubeContext } from './cube-context.ts'
import { readChosen } from './cube-direct.ts'
import type { Figures } from './cube-direct.ts'
import type { FrameRow } from './cube-frame.ts'
import { between } from './cube-holdings.ts'
import { placeRows } from './cube-places.ts'
import type { Question, When } from './cube-question.ts'
import { keyOf } from './cube-rates.ts'
import { refuseNothing } from './cube-refusals.ts'
import { readSides } from './establishment-sides.ts'

/**
 * Share of the establishment not filled, on the basis the measure names, over organisations that hold both sides.
 *
 * Who sent ledger or staff record without the other, or does not say what the basis needs, is left out of both sides, date by date, and counted in a note.
 * A cell without staff in post has no rate: nobody there and nothing recorded look alike.
 */
export async function readVacancy(context: CubeContext, question: Question): Promise<Figures | Refusal> {
  const basis = vacancyBases.find(({ measure }) => measure === question.measure.id)
  if (!basis) throw new Error(`no vacancy basis stands behind ${question.measure.id}`)
  const choices = await chooseSides(context, question, basis)
  if (isRefusal(choices)) return choices
  const leftOut = await leftOutOf(context, basis, choices)
  const read = (choice: Choice, asked: Question) => readChosen(context, asked, { ...choice, leftOut: [...leftOut.keys()] })
  const [funded, staff] = [await read(choices.funded, question), await read(choices.staff, { ...question, measure: declaredMeasure('fte') })]
  if (isRefusal(funded)) return funded
  if (isRefusal(staff)) return staff
  const cover = choices.cover === null ? null : await read(choices.cover, question)
  if (isRefusal(cover)) return cover
  if (funded.rows.length === 0 && leftOut.size > 0) return refuseNothing(question)
  const rates = (of: 'rows' | 'totals' | 'overall') => vacancyRows(funded[of], staff[of], cover?.[of] ?? null)
  const notes = [`${basis.name}: ${basis.says.charAt(0).toLowerCase()}${basis.says.slice(1)}.`, ...funded.notes, ...staff.notes, ...sayLeftOut(question, leftOut, [choices.funded, choices.staff])]
  return { ...funded, rows: rates('rows'), totals: rates('totals'), overall: rates('overall'), choices: [...funded.choices, ...staff.choices, ...(cover?.choices ?? [])], notes: [...new Set(notes)] }
}

interface SidesChosen { readonly funded: Choice; readonly staff: Choice; readonly cover: Choice | null }

/** Posts that returns fund are filled by the staff that returns hold: the published whole would be another workforce. */
async function chooseSides(context: CubeContext, question: Question, basis: VacancyBasis): Promise<SidesChosen | Refusal> {
  const funded = await chooseBasis(context, question, [bases.establishment])
  if (isRefusal(funded)) return funded
  const when = sameDates(question, funded.dates)
  const source = (table: 'staff' | 'temporary') => (isReturn(funded.holding.source) ? returnLayout(table).id : null)
  const inPost: readonly Basis[] = basis.id === 'contracted' ? [bases.recordsFte, bases.countsFte] : [bases.recordsWorkingFte]
  const staff = await chooseBasis(context, { ...question, measure: declaredMeasure('fte'), source: source('staff'), when }, inPost)
  if (isRefusal(staff)) return staff
  const cover = basis.id === 'covered' ? await chooseBasis(context, { ...question, source: source('temporary'), when }, [bases.temporaryCover]) : null
  return isRefusal(cover) ? cover : { funded, staff, cover }
}

/** The dates of one side, asked of the other. */
export function sameDates(question: Question, dates: readonly CalendarDate[]): When {
  const [first, last] = [dates[0] ?? '', dates.at(-1) ?? '']
  return question.by.includes('period') ? { kind: 'range', from: first, to: last } : { kind: 'exact', date: last }
}

/** Places left out by date, as `level:code:date`, each with why. Published counts name no organisation to be held against. */
async function leftOutOf(context: CubeContext, basis: VacancyBasis, { funded, staff, cover }: SidesChosen): Promise<Map<string, string>> {
  if (!staff.holding.basis.records) return new Map()
  const { senders, leftOut } = await readSides(context, { ledger: funded.holding.source, staff: staff.holding.source }, funded.dates, funded.map)
  const found = new Map(leftOut.map(({ level, code, date, why }) => [`${level}:${code}:${date}`, why]))
  const works = cover === null ? null : await sentCover(context, cover)
  for (const { level, code, date, saysAway } of senders) {
    const key = `${level}:${code}:${date}`
    if (basis.id !== 'contracted' && !saysAway) found.set(key, 'Does not record who is away')
    else if (works !== null && !works.has(key)) found.set(key, 'Sent no bank and agency work')
  }
  return found
}

/** Who stated bank and agency both, by date. */
async function sentCover(context: CubeContext, cover: Choice): Promise<Set<string>> {
  const rows = await context.select("SELECT at_level, at_code, period_to::VARCHAR AS date FROM temporary WHERE source = $1 AND worked_fte IS NOT NULL AND kind IN ('bank', 'agency') AND period_to IN (SELECT unnest(string_split($2, chr(31)))::DATE) GROUP BY ALL HAVING count(DISTINCT kind) = 2 ORDER BY ALL", [cover.holding.source, cover.dates.join(between)])
  return new Set(rows.map((row) => `${row.at_level}:${row.at_code}:${row.date}`))
}

/** Only what lies in the area asked is told. */
export function sayLeftOut(question: Question, leftOut: ReadonlyMap<string, string>, choices: readonly Choice[]): string[] {
  const there = new Set(choices.flatMap(({ map, holding }) => placeRows(map, holding, question, [])?.places ?? []).map(({ level, code }) => `${level}:${code}`))
  const byWhy = Map.groupBy([...leftOut].filter(([key]) => there.has(key.slice(0, key.lastIndexOf(':')))), ([, why]) => why)
  return [...byWhy].map(([why, found]) => {
    const codes = [...new Set(found.map(([key]) => key.split(':')[1] ?? ''))]
    return `Left out on both sides, ${why.charAt(0).toLowerCase()}${why.slice(1)}: ${codes.slice(0, 5).join(', ')}${codes.length > 5 ? ` and ${codes.length - 5} more` : ''}.`
  })
}

function vacancyRows(funded: readonly FrameRow[], held: readonly FrameRow[], cover: readonly FrameRow[] | null): FrameRow[] {
  const [inPost, covered] = [byKey(held), byKey(cover ?? [])]
  return funded.map((row) => vacancyRow(row, inPost.get(keyOf(row, row.date)), cover === null ? 0 : (covered.get(keyOf(row, row.date))?.value ?? 0)))
}

function byKey(rows: readonly FrameRow[]): Map<string, FrameRow> {
  return new Map(rows.map((row) => [keyOf(row, row.date), row]))
}

function vacancyRow(funded: FrameRow, inPost: FrameRow | undefined, cover: number): FrameRow {
  const posts = funded.value
  const value = posts === null || posts === 0 || inPost === undefined || inPost.value === null ? null : ((posts - inPost.value - cover) / posts) * 100
  return { ...funded, value, status: value === null ? 'not-available' : inPost?.status === 'estimated' ? 'estimated' : funded.status }
}
