import type { CubeAnswer, CubeRow, Dimension, Provenance } from '../dataset/cube.ts'
import { describeAnswer, dimensionWords } from '../dataset/describe.ts'
import { compareText } from '../reference/in-force.ts'
import { seriesBreaks } from '../reference/series-breaks.ts'
import { canonicalGroup, staffGroups } from '../reference/staff-group-tree.ts'
import { sayDate } from '../units/calendar-date.ts'
import type { CalendarDate } from '../units/calendar-date.ts'
import { areaLevelsOf, columnsOf } from './cube-choose.ts'
import type { CubeContext } from './cube-context.ts'
import type { Figures } from './cube-direct.ts'
import type { FrameRow } from './cube-frame.ts'
import { levelOfDimension } from './cube-question.ts'
import type { Question } from './cube-question.ts'

/** Turn figures into the answer people see: named rows in order, totals, a sentence and where it all comes from. */
export async function writeAnswer(context: CubeContext, question: Question, figures: Figures): Promise<CubeAnswer> {
  const { measure } = question
  const asOf = figures.rows.map((row) => row.date).toSorted(compareText).at(-1) ?? figures.choices[0]?.dates.at(-1) ?? ''
  const source = figures.choices[0]?.holding.source ?? ''
  const rows = figures.rows.map((row) => cubeRow(question, row, source)).toSorted(inOrder(question))
  const totals = figures.totals.map((row) => cubeRow(question, row, source, 'All areas held')).toSorted(inOrder(question))
  const overall = figures.overall.find((row) => row.date === asOf)
  const isSeries = question.by.includes('period')
  return {
    measure: measure.id, name: measure.name, unit: measure.unit, asOf, rows, totals, provenance: await provenanceOf(context, question, figures, asOf),
    summary: describeAnswer({ measure, area: areaWords(question), asOf, by: question.by, only: filterWords(question), rows, total: isSeries || !overall ? null : { value: overall.value, status: overall.status, ...(overall.declared === undefined ? {} : { declared: overall.declared }) } }),
  }
}

function cubeRow(question: Question, row: FrameRow, source: string, nowhere = 'Not placed on this map'): CubeRow {
  const [levels, columns] = [areaLevelsOf(question), columnsOf(question)]
  const cells: Record<string, string | number | null> = {}
  for (const dimension of question.by) {
    const level = levelOfDimension[dimension]
    if (level !== undefined) {
      const area = row.areas[levels.indexOf(level)] ?? null
      cells[dimension] = area?.code ?? null
      cells[`${dimension}_name`] = area?.name ?? nowhere
    } else if (dimension === 'period') cells.period = row.date
    else if (dimension === 'source') cells.source = source
    else cells[dimension] = wordsFor(dimension, row.values[columns.indexOf(dimension)] ?? null)
  }
  return { ...cells, value: row.value, status: row.status, ...(row.declared === undefined ? {} : { declared: row.declared }) }
}

function wordsFor(dimension: Dimension, value: string | null): string | null {
  return dimension === 'staff_group' && value !== null ? canonicalGroup(value) : value
}

/** Dates first, then each dimension as asked; staff groups in the order of their tree. */
function inOrder(question: Question): (a: CubeRow, b: CubeRow) => number {
  const dimensions = ['period', ...question.by.filter((dimension) => dimension !== 'period')]
  return (a, b) => {
    for (const dimension of dimensions) {
      const found = dimension === 'staff_group' ? groupRank(a.staff_group) - groupRank(b.staff_group) : dimension === 'age_band' ? Number.parseInt(String(a.age_band), 10) - Number.parseInt(String(b.age_band), 10) : 0
      const order = found || compareText(String(a[dimension] ?? '\uffff'), String(b[dimension] ?? '\uffff'))
      if (order !== 0) return order
    }
    return 0
  }
}

const ranks = new Map(staffGroups.map((group, index) => [group.name, index]))
function groupRank(name: unknown): number {
  return ranks.get(String(name)) ?? ranks.size
}

async function provenanceOf(context: CubeContext, question: Question, figures: Figures, asOf: CalendarDate): Promise<Provenance> {
  const files = await context.files()
  const used = files.filter((file) => figures.choices.some((choice) => isFileOf(choice.holding.source, file.source)
    && choice.dates.some((date) => date >= file.periodFrom && date <= file.periodTo) && (file.table === choice.holding.basis.table || file.parts.some((part) => part.table === choice.holding.basis.table))))
  const [choice] = figures.choices
  const basis = choice ? [`Rests on ${choice.holding.basis.says} (source ${choice.holding.source}).`] : []
  const assumed = question.areaAssumed && question.inside[0] ? [`No area was named: ${question.inside[0].name} is meant.`] : []
  return {
    measure: question.measure.id, definition: question.measure.definition, formula: question.measure.formula, snapshot: context.snapshot, asOf,
    sources: used.toSorted((a, b) => compareText(a.source, b.source) || compareText(a.periodFrom, b.periodFrom) || compareText(a.name, b.name))
      .map((file) => ({ id: file.source, title: file.title, file: file.name, fileSha256: file.sha256, licence: file.licence, importedAt: file.importedAt, periodFrom: file.periodFrom, periodTo: file.periodTo })),
    map: choice ? sayMap(question, choice.map.date, asOf) : 'No map was needed',
    notes: [...basis, ...assumed, ...figures.notes, ...breakNotes(question, figures)],
  }
}

function sayMap(question: Question, map: CalendarDate, asOf: CalendarDate): string {
  if (question.map === null) return `Areas as of ${sayDate(map)}, the date of the data`
  return map === asOf ? `Areas as of ${sayDate(map)}, as asked` : `Figures of ${sayDate(asOf)} on the map of ${sayDate(map)}, as asked`
}

/** Files of returns name their sender after the source that their rows share: `staff-return-X-1` is a file of `staff-return`. */
export function isFileOf(source: string, fileSource: string): boolean {
  return fileSource === source || (source.endsWith('-return') && fileSource.startsWith(`${source}-`))
}

/** Declared breaks that fall inside the dates shown, for the groups shown. */
function breakNotes(question: Question, figures: Figures): string[] {
  const flows = question.measure.kind !== 'direct'
  const dates = figures.rows.flatMap((row) => (flows || question.by.includes('period') ? [row.from, row.date] : [])).toSorted(compareText)
  const [first, last] = [dates[0], dates.at(-1)]
  if (first === undefined || last === undefined) return []
  const sources = new Set(figures.choices.map((choice) => choice.holding.source))
  const position = columnsOf(question).indexOf('staff_group')
  const shown = position < 0 ? new Set([question.group?.name ?? 'All staff groups']) : new Set(figures.rows.map((row) => canonicalGroup(row.values[position] ?? '')))
  return seriesBreaks.filter((found) => sources.has(found.source) && (found.group === '*' || shown.has(canonicalGroup(found.group))) && found.from < last && found.to > first)
    .filter((found) => flows || found.measure === 'stock')
    .map((found) => `Series break, ${found.group === '*' ? 'all groups' : found.group}, ${found.from} to ${found.to}: ${found.why}.`)
}

function areaWords(question: Question): string {
  return question.inside.length === 0 ? 'all areas held' : question.inside.map((node) => node.name).join(' and ')
}

function filterWords(question: Question): string[] {
  const group = question.group ? [question.group.name] : []
  return [...group, ...Object.entries(question.filters).map(([dimension, value]) => `${dimensionWords[dimension as Dimension]} ${value}`)]
}
