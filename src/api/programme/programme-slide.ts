import type { ProgrammeAnswer, ProgrammeFigure, ProgrammeGaps } from '../../contract/programme-answer.ts'
import { sayShortage } from '../../contract/programme-message.ts'
import { sayDate } from '../../units/calendar-date.ts'
import { formatNumber } from '../../units/format.ts'
import { absenceMarks } from '../../units/status.ts'
import { writeSlide, type PrintedTable } from '../slide.ts'

/** Write a programme in an area as one slide: the pathway with its gaps today and ahead, and the comparison, the roles and what is stated in the notes. `made` is ISO 8601. */
export function writeProgrammeSlide(answer: ProgrammeAnswer, gaps: ProgrammeGaps | null, made: string, invented: string | null): Promise<Buffer> {
  const { name, areaName, asOf, opening, stages, snapshot, revision, provenance } = answer
  const titles = [...new Set(provenance.flatMap(({ sources }) => sources.map(({ title, licence }) => `${title}. ${licence}`)))]
  return writeSlide({
    title: `${name}, ${areaName}: ${sayShortage(stages)}`, sentence: [opening.today, gaps?.sentence ?? '', opening.besides].filter((part) => part !== '').join(' '), drawn: pathwayTable(answer, gaps),
    source: [titles.length === 0 ? 'Views made from staff records.' : `Source: ${titles.slice(0, 3).join('; ')}${titles.length > 3 ? ` and ${titles.length - 3} more` : ''}.`, `${asOf === null ? '' : `To ${sayDate(asOf)}, `}snapshot ${snapshot.slice(0, 12)}, revision ${revision} of the programme.`, ...(invented === null ? [] : [invented])].join(' '),
    notes: notesOf(answer, gaps, invented), made,
  })
}

function pathwayTable({ stages }: ProgrammeAnswer, gaps: ProgrammeGaps | null): PrintedTable {
  const ahead = gaps?.year ?? null
  const rows = stages.map(({ id, name, workforce, need, gap, seen, roles }) => {
    const later = gaps?.stages.find(({ stage }) => stage === id)?.gap ?? null
    return [name, print(workforce, 0), need === null ? '[z]' : `${print(need.figure, need.figure.unit === '%' ? 2 : 0)} ${need.figure.unit}`, print(gap, 0), ...(ahead === null ? [] : [later === null ? absenceMarks['not-available'] : `${formatNumber(later.p50, 0)} (${formatNumber(later.p10, 0)} to ${formatNumber(later.p90, 0)})`]), `${seen} of ${roles}`]
  })
  return { header: ['Stage', 'Workforce, FTE', 'Need', 'Gap today, FTE', ...(ahead === null ? [] : [`Gap in ${ahead}, FTE (80 % range)`]), 'Roles counted'], rows }
}

function notesOf(answer: ProgrammeAnswer, gaps: ProgrammeGaps | null, invented: string | null): (string | PrintedTable)[] {
  const { summary, about, stages, comparison, roles, judgements, notes } = answer
  return [
    ...(invented === null ? [] : [invented]), about, summary, ...(gaps === null ? [] : [gaps.summary]), 'A gap above 0 is a shortage.',
    { header: ['Stage', 'Need', 'How the gap is reckoned, or why there is none'], rows: stages.map(({ name, need, gap }) => [name, need?.name ?? 'none stated', gap.reckoned ?? gap.why ?? '']) },
    ...(comparison === null ? [] : comparison.why === null ? [comparisonTable(comparison)] : [comparison.why]),
    { header: ['Role', 'All staff, FTE', 'Why not'], rows: roles.map(({ name, staff, timeWhy }) => [name, print(staff, 0), staff.why ?? timeWhy ?? '']) },
    { header: ['What the programme states', 'Says', 'Source', 'Grade', 'Used here'], rows: judgements.map(({ what, says, source, grade, used }) => [what, says, source, grade, used ? 'yes' : 'no']) }, ...notes, ...(comparison?.notes ?? []), ...(gaps?.notes ?? []),
  ]
}

function comparisonTable({ words, roles, per, baseName, rows }: NonNullable<ProgrammeAnswer['comparison']>): PrintedTable {
  return { header: [words.one, `${roles}, FTE per ${formatNumber(per, 0)} ${baseName}`, '80 % range from', 'to', 'Gap today, FTE'], rows: rows.map(({ name, rate, low, high, gap }) => [name, known(rate, 2), known(low, 2), known(high, 2), known(gap, 1)]) }
}

function known(value: number | null, decimals: number): string {
  return value === null ? absenceMarks['not-available'] : formatNumber(value, decimals)
}

function print({ value, status }: ProgrammeFigure, decimals: number): string {
  return value === null ? absenceMarks[status === 'ok' || status === 'estimated' ? 'not-available' : status] : formatNumber(value, decimals)
}
