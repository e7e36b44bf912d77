import type { ProgrammeAnswer, ProgrammeFigure } from '../../contract/programme-answer.ts'
import type { ProvenanceLine } from '../figure/provenance-panel.tsx'
import { linesOfAnswer } from '../figure/provenance-panel.tsx'
import { repeatable, type TableCell } from '../figure/cell.ts'
import { queriedAs, type Queried } from '../figure/queried.ts'
import { sayNumber } from '../format.ts'
import { draftId } from './draft-text.ts'
import { absenceMarks } from '../../units/status.ts'

/** A figure as it is printed: its number, or the mark of its absence. */
export function sayFigure({ value, status, unit }: ProgrammeFigure, decimals = decimalsOf(value, unit)): string {
  if (value !== null) return sayNumber(value, decimals)
  return status === 'ok' || status === 'estimated' ? absenceMarks['not-available'] : absenceMarks[status]
}

/** A share of people below one in a hundred needs two decimals to be told from the next. */
function decimalsOf(value: number | null, unit: string): number {
  if (unit !== '%' || value === null) return value !== null && Math.abs(value) < 10 && !Number.isInteger(value) ? 1 : 0
  return Math.abs(value) < 1 ? 2 : 1
}

/** The command whose JSON has every figure of the page; null for a programme that nobody saved, which a command is handed as a file. */
export function commandOf({ id, area }: Pick<ProgrammeAnswer, 'id' | 'area'>): string | null {
  return id === draftId ? null : `cadre programme show ${id} --area ${area} --ahead ${yearsAhead}`
}

/** How far ahead the page looks: what is asked when nobody says. */
const yearsAhead = 5

/** Name that command beside a printed figure, and where it stands in the JSON. */
export function askedAs(answer: Pick<ProgrammeAnswer, 'id' | 'area'>, value: number | null, path: string): Queried {
  return queriedAs(commandOf(answer), { value, status: value === null ? 'not-available' : 'ok' }, path)
}

/** A cell of a table with that command behind it. */
export function askedCell(answer: Pick<ProgrammeAnswer, 'id' | 'area'>, cell: TableCell, path: string): TableCell {
  const command = commandOf(answer)
  return command === null ? cell : repeatable(cell, command, path)
}

/** Where a figure of a programme comes from: how it was reckoned, the questions behind it and their sources. */
export function linesOfProgramme(answer: ProgrammeAnswer, parts: readonly { readonly name: string; readonly figure: ProgrammeFigure }[], measure: string): ProvenanceLine[] {
  const provenance = answer.provenance.find((one) => one.measure === measure) ?? answer.provenance[0]
  return [
    ...parts.map(({ name, figure }) => ({ name, says: figure.value === null ? figure.why ?? 'Not available' : [figure.reckoned, figure.command].filter((one) => one !== null).join('. ') })),
    ...(provenance === undefined ? [{ name: 'Source', says: 'Nothing that is loaded answers' }] : linesOfAnswer(provenance)),
    { name: 'Programme', says: `${answer.name}, revision ${answer.revision}` },
    { name: 'Repeat it', says: commandOf(answer) ?? 'cadre programme show --file FILE, with the programme taken away as a file' },
  ]
}

/** A reason in a narrow column: what stands for many roles is said once, and of a long one only what stands before its last comma, never half a word. The table has each whole. */
export function shortWhy(why: string | null): string {
  const text = why ?? 'not available'
  if (text.includes('split their time was made up for the demonstration')) return 'How the roles split their time is not stated for real places'
  if (text.includes('made up for the demonstration')) return 'The standard was made up for the demonstration: none is stated for real places'
  if (text.includes('No source that is loaded counts them here')) return 'No source that is loaded counts the staff of this stage'
  const end = text.length > 110 ? text.slice(0, 110).lastIndexOf(', ') : -1
  return end > 0 ? text.slice(0, end) : text
}
