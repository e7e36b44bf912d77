import { bases } from '../dataset/basis.ts'
import type { Dimension } from '../dataset/cube.ts'
import type { FlowsQuestion } from '../dataset/flows.ts'
import type { AreaMap, MapNode } from '../reference/area-map.ts'
import { findArea } from '../reference/find-area.ts'
import { compareText } from '../reference/in-force.ts'
import { sayDate } from '../units/calendar-date.ts'
import type { CalendarDate } from '../units/calendar-date.ts'
import { isRefusal, refuse } from '../units/refusal.ts'
import type { Refusal } from '../units/refusal.ts'
import type { CubeContext } from './cube-context.ts'
import { holdingsOf } from './cube-holdings.ts'
import type { Holding } from './cube-holdings.ts'
import { placeRows } from './cube-places.ts'
import { homeNation, levelOfDimension } from './cube-question.ts'
import type { Question } from './cube-question.ts'
import { readEmployers } from './flow-employers.ts'
import type { Pair } from './flow-employers.ts'
import { groupNamed } from './flow-group.ts'
import type { FlowGroup } from './flow-group.ts'

/** A question about flows with its words resolved. */
export interface FlowsAsked {
  readonly question: FlowsQuestion
  readonly inside: readonly MapNode[]
  readonly map: AreaMap
  readonly areaDimensions: readonly Dimension[]
  readonly columns: readonly Dimension[]
  /** Whose flows: a staff group with those under it, or a profession; null is everybody. */
  readonly group: FlowGroup | null
  /** The flow that rows are split by, null for accounts. */
  readonly ending: Ending | null
  readonly byPeriod: boolean
}

export type Ending = 'reason' | 'destination' | 'origin'
const endings: readonly string[] = ['reason', 'destination', 'origin']
const columnNames: readonly string[] = ['sector', 'staff_group', 'profession', 'band']

/** The records that can answer, and the month-ends to compare. */
export interface FlowsHeld {
  readonly holding: Holding
  readonly days: readonly CalendarDate[]
  readonly pairs: readonly Pair[]
  /** Every month-end of the source from the first to the last of the days. */
  readonly heldDays: readonly CalendarDate[]
}

/** Resolve the words of a question. Errors: refusals `dimension-not-held`, `unknown-area`, `unknown-staff-group`. */
export async function readFlowsQuestion(context: CubeContext, question: FlowsQuestion): Promise<FlowsAsked | Refusal> {
  const by = question.by.filter((dimension, index) => question.by.indexOf(dimension) === index)
  const wrong = [...by, question.between].find((dimension) => !isArea(dimension) && ![...columnNames, ...endings, 'period'].includes(dimension))
  const ending = by.filter((dimension) => endings.includes(dimension))
  if (wrong !== undefined || ending.length > 1 || [...endings, 'period'].includes(question.between)) return refuseSplit(wrong ?? (ending.length > 1 ? ending.join(' and ') : question.between))
  const group = question.group == null || question.group === '' ? null : groupNamed(question.group)
  if (isRefusal(group)) return group
  const map = await context.mapOn(question.map ?? question.to)
  const found = question.area === null ? homeNation(map) : findArea(map, question.area)
  if (isRefusal(found)) return found
  return {
    question, map, inside: found ? [found] : [], areaDimensions: by.filter(isArea) as Dimension[], columns: by.filter((dimension) => columnNames.includes(dimension)) as Dimension[],
    group, ending: (ending[0] ?? null) as Ending | null, byPeriod: by.includes('period'),
  }
}

function isArea(dimension: string): boolean {
  return levelOfDimension[dimension as Dimension] !== undefined
}

/** Find the staff records of the area, those with most employers first, and its month-ends in the period; null when there are none. Errors: refusal `date-out-of-range`. */
export async function readFlowsHeld(context: CubeContext, asked: FlowsAsked): Promise<FlowsHeld | Refusal | null> {
  const held = (await holdingsOf(context, bases.recordsPeople)).flatMap((holding) => {
    const placing = placeRows(asked.map, holding, asked as unknown as Question, [])
    return placing ? [{ holding, placing }] : []
  }).toSorted((a, b) => b.placing.places.length - a.placing.places.length)
  const [best] = held
  if (!best) return null
  const places = new Set(best.placing.places.map(({ level, code }) => `${level}:${code}`))
  const own = (await readEmployers(context, best.holding.source)).filter(({ level, code }) => asked.question.basis === 'host' || places.has(`${level}:${code}`))
  const areaDays = [...new Set(own.flatMap(({ posts }) => [...posts.keys()]))].toSorted(compareText)
  const ends = endsOf(asked.question, areaDays)
  if (!ends) return refusePeriod(asked, areaDays)
  const within = areaDays.filter((day) => day >= ends.from && day <= ends.to)
  const days = asked.question.step === 'whole' ? [ends.from, ends.to] : within
  const heldDays = [...new Set(best.holding.dates.map((date) => date.to))].filter((day) => day >= ends.from && day <= ends.to).toSorted(compareText)
  return { holding: best.holding, days, heldDays, pairs: days.slice(1).map((_, at) => ({ from: at, to: at + 1 })) }
}

/** The last month-end on or before each day asked; the first one held where the period asked begins earlier; twelve months when nothing is asked. */
function endsOf({ from, to }: FlowsQuestion, days: readonly CalendarDate[]): { from: CalendarDate; to: CalendarDate } | null {
  const closing = to === null ? days.at(-1) : days.findLast((day) => day <= to)
  if (closing === undefined) return null
  const wanted = from ?? `${Number(closing.slice(0, 4)) - 1}${closing.slice(4)}`
  const opening = days.findLast((day) => day <= wanted) ?? days[0]!
  const leap = from === null && opening < wanted ? days.find((day) => day.slice(0, 7) === wanted.slice(0, 7)) : undefined
  return (leap ?? opening) < closing ? { from: leap ?? opening, to: closing } : null
}

function refuseSplit(found: string): Refusal {
  return refuse('dimension-not-held', 'absent', { doing: 'Splitting flows', found: `${found} is no way to split them`, need: `period, an area level, ${columnNames.join(', ')}, and one of ${endings.join(', ')}`, next: 'Use one of these; the table of moves takes an area level or one of the four columns' })
}

function refusePeriod({ question }: FlowsAsked, days: readonly CalendarDate[]): Refusal {
  const [first, last] = [days[0], days.at(-1)]
  const held = first === undefined || last === undefined ? 'No month-end is held' : first === last ? `Only ${sayDate(first)} is held` : `Month-ends are held from ${sayDate(first)} to ${sayDate(last)}`
  return refuse('date-out-of-range', 'absent', { doing: 'Following people between month-ends', found: `no two month-ends are held from ${question.from ?? 'the start'} to ${question.to ?? 'the end'}`, need: held, next: 'Ask for a period with two of them, or load another month' })
}
