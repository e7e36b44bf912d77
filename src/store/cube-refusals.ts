import type { Dimension } from '../dataset/cube.ts'
import { dimensionWords } from '../dataset/describe.ts'
import { nearestNames, sayChoices } from '../reference/nearest-names.ts'
import { compareText } from '../reference/in-force.ts'
import { sayDate } from '../units/calendar-date.ts'
import type { CalendarDate } from '../units/calendar-date.ts'
import { refuse } from '../units/refusal.ts'
import type { Refusal } from '../units/refusal.ts'
import type { Holding } from './cube-holdings.ts'
import type { Question } from './cube-question.ts'

/** Nothing that could answer the measure is loaded. */
export function refuseNothing(question: Question): Refusal {
  return refuse('measure-not-available', 'absent', { doing: `Working out ${lower(question)}`, found: 'nothing is loaded that it can be worked out from', need: `It needs ${question.measure.needs.join(', and ')}`, next: 'Load such a file with cadre import' })
}

/** No plan of the area has an agreed run. */
export function refuseNoRun(question: Question): Refusal {
  return refuse('no-run-agreed', 'absent', { doing: `Working out ${lower(question)} for ${whereAsked(question)}`, found: 'no run has been agreed', need: 'A plan of the area whose run was signed off', next: 'Have one agreed (cadre plan list, cadre plan step), or look at a projection that nobody agreed with cadre project' })
}

/** The source named does not hold this measure. */
export function refuseSource(question: Question, held: readonly Holding[]): Refusal {
  return refuse('source-not-held', 'absent', { doing: `Working out ${lower(question)} from source “${question.source}”`, found: 'that source does not hold it', need: `Held in ${sayChoices([...new Set(held.map((holding) => holding.source))])}`, next: 'Name one of these, or none' })
}

/** The source has no values for a dimension. */
export function refuseDimension(question: Question, holding: Holding, missing: Dimension): Refusal {
  const has = [...holding.dimensions].map((dimension) => dimensionWords[dimension])
  return refuse('dimension-not-held', 'absent', { doing: `Splitting ${lower(question)} by ${dimensionWords[missing]}`, found: `what is loaded does not have it for ${whereAsked(question)}`, need: `${holding.source} has ${has.length > 0 ? has.join(', ') : 'areas only'}`, next: 'Ask without it, or load a source that has it' })
}

/** No row of the source lies in the area asked, or at the level asked. */
export function refuseArea(question: Question, holding: Holding): Refusal {
  const levels = [...new Set(holding.places.map((place) => place.level))]
  return refuse('area-not-held', 'absent', { doing: `Working out ${lower(question)} for ${whereAsked(question)}${question.by.length > 0 ? ` by ${question.by.map((dimension) => dimensionWords[dimension]).join(', ')}` : ''}`, found: `${holding.source} has no rows there`, need: `It holds ${levels.join(', ')} rows`, next: 'Ask for a wider area, another level, or load a source that covers it' })
}

/** A filter value that the data does not have, or that fits several. */
export function refuseValue(question: Question, dimension: Dimension, text: string, values: readonly string[]): Refusal {
  return refuse('unknown-value', 'absent', { doing: `Looking for ${dimensionWords[dimension]} “${text}” in ${lower(question)}`, found: 'no single value fits', need: `The nearest are ${sayChoices(nearestNames(text, values))}`, next: 'Use one of these' })
}

/** The date is not held: say the dates on either side. */
export function refuseDate(question: Question, held: readonly CalendarDate[]): Refusal {
  const dates = held.toSorted(compareText)
  const asked = question.when.kind === 'exact' || question.when.kind === 'nearest' ? question.when.date : null
  const before = asked === null ? dates[0] : dates.findLast((date) => date < asked)
  const after = asked === null ? dates.at(-1) : dates.find((date) => date > asked)
  const near = [before, after].flatMap((date) => date ?? []).map(sayDate)
  const when = asked !== null ? sayDate(asked) : question.when.kind === 'range' ? `${question.when.from} to ${question.when.to}` : 'any date'
  return refuse('date-out-of-range', 'absent', { doing: `Working out ${lower(question)} for ${whereAsked(question)}`, found: `no figure is held for ${when}`, need: near.length > 0 ? `The nearest ${near.length === 1 ? 'date held is' : 'dates held are'} ${near.join(' and ')}; ${dates.length} in all` : 'No date is held', next: 'Ask for one of these, or for no date to get the latest' })
}

function lower(question: Question): string {
  return question.measure.name.startsWith('FTE') ? question.measure.name : question.measure.name.charAt(0).toLowerCase() + question.measure.name.slice(1)
}

function whereAsked(question: Question): string {
  return question.inside.length === 0 ? 'everything held' : question.inside.map((node) => node.name).join(' and ')
}
