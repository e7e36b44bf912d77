import { sayMapChanges } from '../reference/map-changes.ts'
import { compareText } from '../reference/in-force.ts'
import { areaLevelsOf } from './cube-choose.ts'
import type { Choice } from './cube-choose.ts'
import type { Placing } from './cube-places.ts'
import type { Question } from './cube-question.ts'

/** What a reader must know of the map behind an answer: what merged, split or opened between figures and map, and parts that overlap. */
export function mapNotes(choice: Choice, placing: Placing, question: Question): string[] {
  const shown = placing.cells.flatMap((areas) => areas.flatMap((area) => (area ? [keyed(area)] : [])))
  const dates = choice.dates.toSorted(compareText)
  const touched = { keys: new Set([...shown, ...question.inside.map(keyed), ...placing.moved.map(keyed)]), first: dates[0] ?? '', last: dates.at(-1) ?? '' }
  const overlap = areaLevelsOf(question).includes('network') ? ['Networks overlap: an organisation may be a member of several. These rows are not to be added up; the total counts everybody once.'] : []
  return [...overlap, ...sayMapChanges(choice.map, touched)]
}

function keyed(one: { readonly level: string; readonly code: string }): string {
  return `${one.level}:${one.code}`
}
