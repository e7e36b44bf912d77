import { sayDate } from '../units/calendar-date.ts'
import { isRatio, sayInChart, sayQuestion } from './explore-say.ts'
import type { ExploreAnswer, ExploreFigure } from './explore.ts'

/** Say what a drawing shows: how a series moved, or who is highest and who lowest. A table of two dimensions is named by its question. */
export function sayMessage(answer: ExploreAnswer): string {
  const { rows, columns, measure } = answer
  if (columns.dimension !== '' || rows.items.length < 2) return sayQuestion(answer)
  const figures = answer.cells.map(([only]) => only ?? null)
  return rows.dimension === 'period' ? sayMove(answer, figures) : sayEnds(answer, figures) ?? `${measure.name}: nothing is known here`
}

function sayMove(answer: ExploreAnswer, figures: readonly (ExploreFigure | null)[]): string {
  const known = answer.rows.items.flatMap(({ key }, at) => (figures[at]?.value == null ? [] : [{ date: key, figure: figures[at] }]))
  const [first, last] = [known[0], known.at(-1)]
  if (first === undefined || last === undefined || first === last) return sayQuestion(answer)
  const say = sayInChart(answer.measure)
  const [before, after] = [say(first.figure), say(last.figure)]
  const verb = before === after ? 'stayed at' : (last.figure.value ?? 0) > (first.figure.value ?? 0) ? 'rose' : 'fell'
  const moved = before === after ? `${verb} ${after}` : `${verb} from ${before} to ${after}`
  return `${answer.measure.name} ${moved}${unitOf(answer)} between ${sayDate(first.date)} and ${sayDate(last.date)}`
}

function sayEnds(answer: ExploreAnswer, figures: readonly (ExploreFigure | null)[]): string | null {
  const known = answer.rows.items.flatMap(({ name }, at) => (figures[at]?.value == null ? [] : [{ name, figure: figures[at], value: figures[at].value ?? 0 }]))
  if (known.length === 0) return null
  const most = known.reduce((best, one) => (one.value > best.value ? one : best))
  const least = known.reduce((best, one) => (one.value < best.value ? one : best))
  const say = sayInChart(answer.measure)
  const highest = `${most.name} is the highest: ${say(most.figure)}${unitOf(answer)}`
  return isRatio(answer.measure) && most !== least ? `${highest}; ${least.name} the lowest: ${say(least.figure)}` : highest
}

function unitOf({ measure }: ExploreAnswer): string {
  return ` ${measure.unit}`
}
