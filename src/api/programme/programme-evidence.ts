import type { ProgrammeAnswer, ProgrammeFigure, ProgrammeGaps } from '../../contract/programme-answer.ts'
import { sayDate } from '../../units/calendar-date.ts'
import type { ValueStatus } from '../../units/status.ts'
import { writeCsv, type CsvCell } from '../csv.ts'
import type { CsvFile } from '../route.ts'
import { writeTableWorkbook, type WorkbookCell, type WorkbookFormat, type WorkbookTable } from '../table-workbook.ts'

/** The evidence of a programme as csv: one figure to a row, with its range where it has one, its status, and how it was reckoned or why there is none. */
export function writeEvidenceCsv(answer: ProgrammeAnswer): CsvFile {
  const rows = evidenceOf(answer).map(({ part, code, name, what, figure, low, high }): CsvCell[] => [part, code, name, what, figure.value, low, high, figure.unit, figure.status, figure.reckoned ?? figure.command, figure.why])
  return { name: `${answer.id}-${answer.area}-${answer.asOf ?? 'undated'}.csv`, text: writeCsv(['part', 'code', 'name', 'what', 'value', 'low_80', 'high_80', 'unit', 'status', 'from', 'why_not'], rows) }
}

/** The evidence as a workbook by the rules for published tables; with the years ahead where they were projected. */
export function writeEvidenceWorkbook(answer: ProgrammeAnswer, gaps: ProgrammeGaps | null, format: WorkbookFormat, made: string): Promise<Uint8Array> {
  const title = `${answer.name} programme, ${answer.areaName}${answer.asOf === null ? '' : `, ${sayDate(answer.asOf)}`}`
  const sources = [...new Set(answer.provenance.flatMap(({ sources: files }) => files.map((file) => `${file.title} (${file.licence})`)))]
  return writeTableWorkbook({
    title, made,
    cover: [['In one sentence', answer.summary], ['What the programme is', answer.about], ['Revision of the programme', String(answer.revision)], ['Date', answer.asOf === null ? 'no staff are held' : sayDate(answer.asOf)], ['Source', sources.join('; ') || 'Views made from staff records'], ['Snapshot', answer.snapshot]],
    notes: [...answer.notes, ...(answer.comparison?.notes ?? []), ...(gaps === null ? [] : [gaps.summary, ...gaps.notes])],
    tables: [stageTable(answer, gaps), roleTable(answer), ...comparisonTables(answer), trendTable(answer), pipelineTable(answer), sightTable(answer), targetTable(answer), judgementTable(answer)].filter(({ rows }) => rows.length > 0),
  }, format)
}

interface Evidence { readonly part: string; readonly code: string; readonly name: string; readonly what: string; readonly figure: ProgrammeFigure; readonly low: number | null; readonly high: number | null }

const plain = { low: null, high: null }

function known(value: number | null, status: ValueStatus, unit: string, why: string | null, command: string | null = null): ProgrammeFigure {
  return { value, status: value === null && status === 'ok' ? 'not-available' : status, unit, why, command, reckoned: null, asOf: null }
}

function evidenceOf({ stages, roles, standards, comparison, trends, pipeline }: ProgrammeAnswer): Evidence[] {
  return [
    ...stages.flatMap(({ id: code, name, workforce, need, gap }) => [{ figure: workforce, what: 'Workforce' }, ...(need === null ? [] : [{ figure: need.figure, what: need.name }]), { figure: gap, what: 'Gap today, by the standards stated' }].map((one) => ({ part: 'pathway', code, name, ...one, ...plain }))),
    ...roles.map(({ id: code, name, staff }) => ({ part: 'role', code, name, what: 'All staff of the role', figure: staff, ...plain })),
    ...standards.map(({ stage, role, roleName, says, gap, why }) => ({ part: 'standard', code: `${stage}/${role}`, name: roleName, what: says, figure: known(gap, 'ok', 'FTE', why), ...plain })),
    ...(comparison?.rows ?? []).flatMap(({ code, name, fte, base, rate, low, high, gap, gapWhy }) => [
      { part: 'comparison', code, name, what: `${comparison!.roles} for every ${comparison!.per} ${comparison!.baseName}`, figure: known(rate, 'ok', `FTE per ${comparison!.per}`, fte.why ?? base.why), low, high },
      { part: 'comparison', code, name, what: comparison!.roles, figure: fte, ...plain }, { part: 'comparison', code, name, what: comparison!.baseName, figure: base, ...plain },
      { part: 'comparison', code, name, what: 'Gap today, by the standards stated', figure: known(gap, 'ok', 'FTE', gapWhy), ...plain },
    ]),
    ...trends.flatMap(({ register, name, points, command }) => points.map(({ date, value, status }) => ({ part: 'prevalence', code: register, name, what: date, figure: known(value, status, '%', null, command), ...plain }))),
    ...pipeline.flatMap(({ profession, starts, completed, registered, firstPosts, commands }) => [...starts.map(({ intake, value, status }) => ({ part: 'learners', code: intake, name: profession, what: 'Started', figure: known(value, status, 'people', null, commands[0] ?? null), ...plain })), ...completed.map(({ intake, value, status }) => ({ part: 'learners', code: intake, name: profession, what: 'Completed, of those who started', figure: known(value, status, '%', null, commands[1] ?? null), ...plain })), ...registered.map(({ intake, value, status }) => ({ part: 'learners', code: intake, name: profession, what: 'Registered, of those who started', figure: known(value, status, '%', null, commands[2] ?? null), ...plain })), ...firstPosts.map(({ intake, value, status }) => ({ part: 'learners', code: intake, name: profession, what: 'In a first post, of those who started', figure: known(value, status, '%', null, commands[3] ?? null), ...plain }))]),
  ]
}

function stageTable({ stages }: ProgrammeAnswer, gaps: ProgrammeGaps | null): WorkbookTable {
  const ahead = gaps?.year ?? null
  const rows = stages.map(({ id, name, workforce, seen, roles, unseen, need, gap }): WorkbookCell[] => {
    const later = gaps?.stages.find(({ stage }) => stage === id)?.gap ?? null
    return [name, workforce, `${seen} of ${roles}`, unseen.join(', ') || 'none', need?.name ?? 'none stated', need?.figure ?? none, need?.figure.unit ?? '', gap, ...(ahead === null ? [] : [cell(later?.p50), cell(later?.p10), cell(later?.p90)]), gap.why ?? gap.reckoned ?? '']
  })
  return { name: 'Pathway', title: 'Workforce, need and gap along the pathway', header: ['stage', 'workforce, FTE', 'roles that can be counted', 'roles that cannot', 'need', 'need, amount', 'unit of need', 'gap today, FTE', ...(ahead === null ? [] : [`gap in ${ahead}, FTE`, 'low, 80 %', 'high, 80 %']), 'how, or why not'], rows }
}

const none: WorkbookCell = { value: null, status: 'not-applicable' }

function cell(value: number | null | undefined): WorkbookCell {
  return { value: value ?? null, status: value == null ? 'not-available' : 'ok' }
}

function roleTable({ roles, stages }: ProgrammeAnswer): WorkbookTable {
  const rows = roles.map(({ name, settings, staff, time, source, grade }): WorkbookCell[] => [name, settings.join(', '), staff, ...stages.map(({ id }) => { const part = time.find(({ stage }) => stage === id); return part === undefined ? none : cell(part.fte) }), source, grade, staff.why ?? ''])
  return { name: 'Roles', title: 'Roles, and the FTE of each in every stage', header: ['role', 'settings', 'all staff, FTE', ...stages.map(({ name }) => `${name}, FTE`), 'source of the split of time', 'grade', 'why not'], rows }
}

function comparisonTables({ comparison }: ProgrammeAnswer): WorkbookTable[] {
  if (comparison === null) return []
  const rows = comparison.rows.map(({ code, name, fte, base, rate, low, high, gap, gapWhy }): WorkbookCell[] => [code, name, fte, base, cell(rate), cell(low), cell(high), cell(gap), fte.why ?? base.why ?? gapWhy ?? ''])
  return [{ name: 'Comparison', title: `${comparison.roles} for every ${comparison.per} ${comparison.baseName}, by ${comparison.words.one}`, header: ['code', comparison.words.one, `${comparison.roles}, FTE`, comparison.baseName, `FTE per ${comparison.per}`, 'low, 80 %', 'high, 80 %', 'gap today, FTE', 'why not'], rows }]
}

function trendTable({ trends }: ProgrammeAnswer): WorkbookTable {
  return { name: 'Prevalence', title: 'Recorded prevalence over time, %', header: ['register', 'indicator', 'date', 'prevalence, %', 'stands on'], rows: trends.flatMap(({ name, indicator, points, areas }) => points.map((point): WorkbookCell[] => [name, indicator ?? '', point.date, point, areas === 0 ? 'as published' : `middle of ${areas} systems`])) }
}

function pipelineTable({ pipeline }: ProgrammeAnswer): WorkbookTable {
  return { name: 'Learners', title: 'Learners by intake', header: ['profession', 'intake', 'started', 'completed, % of those who started', 'registered, %', 'in a first post, %'], rows: pipeline.flatMap(({ profession, starts, ...later }) => starts.map((start): WorkbookCell[] => [profession, start.intake, start, ...[later.completed, later.registered, later.firstPosts].map((rates): WorkbookCell => rates.find(({ intake }) => intake === start.intake) ?? cell(null))])) }
}

function sightTable({ sight }: ProgrammeAnswer): WorkbookTable {
  const marks = { seen: 'seen', part: 'part', 'not-available': '[x]', 'not-applicable': '[z]' } as const
  return { name: 'What cannot be seen', title: 'What we cannot see yet, by role and source', header: ['role', ...(sight[0]?.cells.map(({ column }) => column) ?? [])], rows: sight.map(({ name, cells }) => [name, ...cells.map(({ state }) => marks[state])]) }
}

function targetTable({ targets }: ProgrammeAnswer): WorkbookTable {
  return { name: 'Targets', title: 'Targets', header: ['target', 'says', 'by', 'source', 'grade'], rows: targets.map(({ name, says, by, source, grade }) => [name, says, by ?? 'not stated', source, grade]) }
}

function judgementTable({ judgements }: ProgrammeAnswer): WorkbookTable {
  return { name: 'Judgements', title: 'What the programme states, and how good that is', header: ['what', 'says', 'source', 'grade', 'used here'], rows: judgements.map(({ what, says, source, grade, used }) => [what, says, source, grade, used ? 'yes' : 'no: made up for the demonstration']) }
}
