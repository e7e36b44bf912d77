import type { CentralPath } from '../../scenario/central-run.ts'
import { sayLevers } from '../../scenario/describe-levers.ts'
import type { SimpleLevers } from '../../supply/parameters.ts'
import { addMonths } from '../../units/calendar-date.ts'
import { sayGap, sayGapIn } from '../charts/gap-words.ts'
import { sayNumber, sayUnit } from '../format.ts'

/** Supply as rates go on and as levers move it, and what is needed: one row per year end, today first. */
export interface MovedYear {
  readonly date: string
  readonly base: number
  readonly moved: number
  readonly demand: number
}

/** Add paths up and set them beside one another. Shape: both lists hold the same groups. */
export function movedYears(base: readonly CentralPath[], moved: readonly CentralPath[]): MovedYear[] {
  const first = base[0]
  if (first === undefined) return []
  return Array.from(first.supply, (_, year) => ({ date: addMonths(first.openingDate, 12 * year), base: sum(base, 'supply', year), moved: sum(moved, 'supply', year), demand: sum(base, 'demand', year) }))
}

function sum(paths: readonly CentralPath[], of: 'supply' | 'demand', year: number): number {
  return paths.reduce((total, path) => total + path[of][year]!, 0)
}

/** What the levers do, in one sentence, and that it is one path without a range. */
export function sayMoved(years: readonly MovedYear[], levers: SimpleLevers | null, what: string, unit: string): string {
  const last = years.at(-1)!
  const [before, after] = [last.demand - last.base, last.demand - last.moved]
  const said = sayLevers(levers ?? undefined)
  const year = last.date.slice(0, 4)
  if (said === null) return `With nothing moved, the central path has ${what} ${sayGapIn(before, sayUnit(unit))} in ${year}. It is one path, every rate at its value, and has no range.`
  const more = last.moved - last.base
  const effect = sayNumber(more) === '0' ? 'the number in post does not move' : `${sayNumber(Math.abs(more))} ${sayUnit(unit)} ${more > 0 ? 'more' : 'fewer'} in post`
  return `With ${said}, the central path has ${what} ${sayGapIn(after, sayUnit(unit))} in ${year}, instead of ${sayGap(before)}: ${effect}. It is one path, every rate at its value, and has no range.`
}
