import type { ScenarioAnswer } from '../../contract/scenario.ts'
import type { ScenarioFound } from '../../scenario/scenario.ts'
import { formatNumber } from '../../units/format.ts'

/** What the range of the gap rests on, with levers by their names. */
export function saySensitivity({ inputs, middle, points, halvesDiffer }: ScenarioFound['sensitivity'], titles: (id: string) => string, year: number): ScenarioAnswer['sensitivity'] {
  return { year, middle, points, halvesDiffer, inputs: inputs.map((row) => ({ ...row, says: row.kind === 'levers' ? `How large the change is: ${titles(row.says)}` : row.says })) }
}

/** The sentence over it: what the range rests on most, and how much of it is levers. */
export function sayDoubts({ inputs, year }: ScenarioAnswer['sensitivity']): string {
  const most = inputs.toSorted((a, b) => b.first - a.first)[0]
  if (most === undefined || most.first <= 0) return `The gap in ${year} has no range: nothing it rests on was given one`
  const levers = inputs.filter(({ kind }) => kind === 'levers').reduce((sum, { first }) => sum + Math.max(0, first), 0)
  const rest = inputs.some(({ kind }) => kind === 'levers') ? `; ${percent(levers)} on how large the changes are` : '; no lever has a range'
  return `The range of the gap in ${year} rests most on ${lower(most.says)}, ${percent(most.first)} of the variance${rest}`
}

function percent(share: number): string {
  return `${formatNumber(100 * share, 0)} %`
}

function lower(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}
