import type { ExploreAnswer, ExploreFigure } from '../contract/explore.ts'
import { sayDate } from '../units/calendar-date.ts'
import { formatNumber } from '../units/format.ts'

/** Say what a table shows, for the head of a slide: how a series moved, or who is highest. A table of two dimensions is named by its question. */
export function exploreMessage(answer: ExploreAnswer): string {
  const { rows, columns, measure, asOf } = answer
  const known = rows.items.flatMap(({ key, name }, at) => (answer.cells[at]?.[0]?.value == null ? [] : [{ key, name, figure: answer.cells[at][0], value: answer.cells[at][0].value }]))
  const [first, last] = [known[0], known.at(-1)]
  if (columns.dimension !== '' || first === undefined || last === undefined || first === last) return `${sayQuestion(answer)}, ${sayDate(asOf)}`
  if (rows.dimension !== 'period') return `${measure.name}: ${known.reduce((most, one) => (one.value > most.value ? one : most)).name} is the highest of ${known.length}`
  const [before, after] = [print(answer, first.figure), print(answer, last.figure)]
  const moved = before === after ? `stayed at ${after}` : `${last.value > first.value ? 'rose' : 'fell'} from ${before} to ${after}`
  return `${measure.name} ${moved} ${measure.unit} between ${sayDate(first.key)} and ${sayDate(last.key)}`
}

function sayQuestion({ measure, rows, columns }: ExploreAnswer): string {
  const by = [rows, columns].filter(({ dimension }) => dimension !== '').map(({ name }) => name.charAt(0).toLowerCase() + name.slice(1))
  return by.length === 0 ? measure.name : `${measure.name} by ${by.join(' and ')}`
}

function print({ measure }: ExploreAnswer, { value }: ExploreFigure): string {
  const decimals = measure.unit.includes('%') || / per /.test(measure.unit) ? Math.min(measure.decimals, 1) : 0
  return formatNumber(value ?? 0, decimals)
}
