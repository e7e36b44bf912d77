import type { Basis } from '../dataset/basis.ts'
import { isReturn } from '../dataset/return-layout.ts'
import type { Dimension } from '../dataset/cube.ts'
import { isRefusal } from '../units/refusal.ts'
import type { Refusal } from '../units/refusal.ts'
import { areaLevelsOf, chooseBasis, columnsOf } from './cube-choose.ts'
import type { Choice } from './cube-choose.ts'
import type { CubeContext } from './cube-context.ts'
import { readFrame } from './cube-frame.ts'
import type { Frame, FrameRow } from './cube-frame.ts'
import { mapNotes } from './cube-map-notes.ts'
import { totalWords, wordsToAnswer, wordsToSplit } from './cube-groups.ts'
import type { Question } from './cube-question.ts'
import { refuseArea } from './cube-refusals.ts'

/** Figures that answer a question, with the published or separately counted totals over them. */
export interface Figures {
  readonly rows: readonly FrameRow[]
  readonly totals: readonly FrameRow[]
  /** Those totals that stand over everything asked. */
  readonly overall: readonly FrameRow[]
  readonly choices: readonly Choice[]
  readonly notes: readonly string[]
  readonly unplaced: readonly string[]
}

/** Answer from one table. Errors: the refusals of cube-choose.ts. */
export async function readDirect(context: CubeContext, question: Question, bases: readonly Basis[]): Promise<Figures | Refusal> {
  const choice = await chooseBasis(context, question, bases)
  return isRefusal(choice) ? choice : readChosen(context, question, choice)
}

/** Read the rows and totals of a choice. Errors: refusal `area-not-held`. */
export async function readChosen(context: CubeContext, question: Question, choice: Choice): Promise<Figures | Refusal> {
  const [areaLevels, columns] = [areaLevelsOf(question), columnsOf(question)]
  const splitsGroups = columns.includes('staff_group')
  const answer = wordsToAnswer(choice.holding, question.group)
  const sexes = sexesOf(choice, question, columns)
  const rowsOf = (words: readonly string[] | null) => [...choice.conditions, ...sexes, ...(words ? [{ dimension: 'staff_group' as const, values: words }] : [])]
  const groups = readsGroups(question, choice) ? (splitsGroups ? wordsToSplit(choice.holding, question.group) : answer.words) : null
  const rows = await readFrame(context, question, choice, { areaLevels, columns, conditions: rowsOf(groups), added: !splitsGroups && answer.added })
  if (!rows) return refuseArea(question, choice.holding)
  const subtotals = splitsGroups ? totalWords(choice.holding, question.group) : []
  const published = subtotals.length === 0 ? null : await readFrame(context, question, choice, { areaLevels, columns, conditions: rowsOf(subtotals), added: false })
  const isSplit = areaLevels.length + columns.length > 0 && choice.holding.basis.combine !== 'as-published'
  const whole = isSplit ? await readFrame(context, question, choice, { areaLevels: [], columns: [], conditions: rowsOf(readsGroups(question, choice) ? answer.words : null), added: answer.added }) : null
  const covered = splitsGroups && columns.length === 1 && areaLevels.length === 0 && answer.words.every((word) => subtotals.includes(word))
  const overall = (whole?.rows ?? []).map((row) => wholeRow(row, question, areaLevels, columns))
  return { rows: rows.rows, totals: [...(published?.rows ?? []), ...(covered ? [] : overall)], overall, choices: [choice], notes: await notesOf(context, question, choice, rows, whole, answer.added && !splitsGroups), unplaced: areaLevels.length > 0 ? rows.placing.unplaced : [] }
}

/** A total in the shape of the rows: the area asked in place of each area, the whole in place of each column. */
function wholeRow(row: FrameRow, question: Question, areaLevels: readonly string[], columns: readonly Dimension[]): FrameRow {
  const area = question.inside.at(-1) ?? null
  return { ...row, areas: areaLevels.map(() => area), values: columns.map((column) => (column === 'staff_group' && question.group ? question.group.name : 'All')) }
}

/** Staff groups matter when one is asked, or when the source mixes parts with totals over them. */
function readsGroups(question: Question, choice: Choice): boolean {
  return question.group !== null || choice.holding.groups.some((held) => held.total)
}

/** Populations are published for persons beside females and males: use persons for the whole, the sexes to split. */
function sexesOf(choice: Choice, question: Question, columns: readonly Dimension[]): { dimension: 'sex'; values: string[] }[] {
  if (choice.holding.basis.table !== 'population' || question.filters.sex !== undefined) return []
  const { sexes } = choice.holding
  if (!sexes.includes('persons') || sexes.length === 1) return []
  return [{ dimension: 'sex', values: columns.includes('sex') ? sexes.filter((sex) => sex !== 'persons') : ['persons'] }]
}

async function notesOf(context: CubeContext, question: Question, choice: Choice, frame: Frame, whole: Frame | null, added: boolean): Promise<string[]> {
  const { holding } = choice
  const notes: string[] = [...holding.basis.notes]
  if (isReturn(holding.source)) notes.push(`${holding.source} covers who has sent it and nobody else: ${holding.places.length === 1 ? '1 organisation' : `${holding.places.length} organisations`}.`)
  else if (holding.partial) notes.push(`${holding.source} covers part of the workforce only: ${[...new Set(holding.groups.map((held) => held.name))].slice(0, 4).join(', ')}.`)
  if (holding.basis.overlaps && holding.basis.combine !== 'people' && (added || !frame.placing.exact)) notes.push('Headcounts of parts were added: people in more than one part are counted more than once.')
  if (holding.basis.overlaps && areaLevelsOf(question).length + columnsOf(question).length > 0) notes.push('Parts of a headcount may add up to more than the whole: a person with posts in two parts counts in each.')
  const missing = (whole ?? frame).rows.reduce((sum, row) => sum + row.missing, 0)
  if (missing > 0) notes.push(`${missing} ${missing === 1 ? 'row inside these figures has' : 'rows inside these figures have'} no number at the source; left out, not counted as zero.`)
  const absent = await absentPlaces(context, choice, frame)
  if (absent.length > 0) notes.push(`No figure at ${choice.dates.at(-1)} for ${absent.length === 1 ? 'one place' : `${absent.length} places`} held before and after: ${absent.slice(0, 5).join(', ')}${absent.length > 5 ? ' …' : ''}. They are missing, not zero.`)
  if (frame.placing.unplaced.length > 0 && frame.placing.places.length > 1) notes.push(`${frame.placing.unplaced.length} ${frame.placing.unplaced.length === 1 ? 'place is' : 'places are'} on no area of the map used (${frame.placing.unplaced.slice(0, 5).join(', ')}${frame.placing.unplaced.length > 5 ? ' …' : ''}); they stay in the whole and in a row of their own.`)
  return [...notes, ...mapNotes(choice, frame.placing, question)]
}

/** Places that the source shows before and after the date but not on it. */
async function absentPlaces(context: CubeContext, choice: Choice, frame: Frame): Promise<string[]> {
  const [date, further] = choice.dates
  if (date === undefined || further !== undefined || choice.holding.basis.records) return []
  const codes = new Set(frame.placing.places.map((place) => place.code))
  const between = choice.holding.places.filter((place) => place.first < date && place.last > date && codes.has(place.code) && frame.placing.levels.has(place.level))
  if (between.length === 0) return []
  const { basis, source } = choice.holding
  const present = await context.once(`present ${basis.table} ${source} ${date}`, () => context.select(`SELECT DISTINCT at_code FROM ${basis.table} WHERE source = $1 AND period_to = $2::DATE`, [source, date]))
  const here = new Set(present.map((row) => String(row.at_code)))
  return between.filter((place) => !here.has(place.code)).map((place) => choice.map.nodes.get(`${place.level}:${place.code}`)?.name ?? place.code)
}
