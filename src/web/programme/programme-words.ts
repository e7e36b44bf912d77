import type { ProgrammeAnswer, ProgrammeFigure } from '../../contract/programme-answer.ts'
import type { ProvenanceLine } from '../figure/provenance-panel.tsx'
import { linesOfAnswer } from '../figure/provenance-panel.tsx'
import { sayNumber } from '../format.ts'
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

/** Where a figure of a programme comes from: how it was reckoned, the questions behind it and their sources. */
export function linesOfProgramme(answer: ProgrammeAnswer, parts: readonly { readonly name: string; readonly figure: ProgrammeFigure }[], measure: string): ProvenanceLine[] {
  const provenance = answer.provenance.find((one) => one.measure === measure) ?? answer.provenance[0]
  return [
    ...parts.map(({ name, figure }) => ({ name, says: figure.value === null ? figure.why ?? 'Not available' : [figure.reckoned, figure.command].filter((one) => one !== null).join('. ') })),
    ...(provenance === undefined ? [{ name: 'Source', says: 'Nothing that is loaded answers' }] : linesOfAnswer(provenance)),
    { name: 'Programme', says: `${answer.name}, revision ${answer.revision}` },
    { name: 'Repeat it', says: `cadre programme show ${answer.id} --area ${answer.area}` },
  ]
}

/** Join words as people do: one, two and three. */
export function joined(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
}

/** A reason as the end of a line: short enough for a narrow column. */
export function shortWhy(why: string | null): string {
  const text = why ?? 'not available'
  return text.length > 110 ? `${text.slice(0, 108).trimEnd()}…` : text
}
