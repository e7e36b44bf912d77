import type { Viewer } from '../access/viewer.ts'
import { bases } from '../dataset/basis.ts'
import type { MapNode } from '../reference/area-map.ts'
import { compareText } from '../reference/in-force.ts'
import { addMonths, type CalendarDate } from '../units/calendar-date.ts'
import { isRefusal, type Refusal } from '../units/refusal.ts'
import { chooseBasis } from './cube-choose.ts'
import { openCube } from './cube-context.ts'
import { readQuestion } from './cube-question.ts'
import { refuseDate } from './cube-refusals.ts'
import { yearsEnding } from './cube-moves.ts'
import { fteUnits } from './flow-posts.ts'
import { followPeople, type Following } from './flow-follow.ts'
import { layGround, type FlowGround } from './flow-ground.ts'
import { postsAt } from './flow-walk.ts'
import type { House } from './house.ts'

/** What records of flows are put together by; null is everybody. */
export type FlowCategory = 'staff_group' | 'profession' | 'band' | 'sector'

/** Who left or joined one employer and the areas it lies in within twelve months. `beyond`: 0 the nation itself, 1 the region only, 2 the system only, 3 the employer only. Units: people and FTE. */
export interface EmployerFlow {
  readonly line: 'left' | 'joined'
  /** Nation, region, integrated care system and organisation; null where the map shows none. */
  readonly areas: readonly (MapNode | null)[]
  /** Code on the map of the closing month-end; null where records stand at a place and name no organisation. */
  readonly organisation: string | null
  readonly category: string | null
  readonly beyond: number
  readonly heads: number
  readonly fte: number
  /** Organisations at which they are found at the other end (null: records without one). */
  readonly found: ReadonlySet<string | null>
}

/** Twelve months of one source; `leftOut` are organisations (null as above) of which some employer cannot be followed over them. */
export interface EmployerFlows { readonly source: string; readonly from: CalendarDate; readonly to: CalendarDate; readonly flows: readonly EmployerFlow[]; readonly leftOut: ReadonlySet<string | null> }

/**
 * Count, employer by employer, who left and joined in the twelve months that end on a month-end (null: the latest): what views of flows are made from.
 *
 * Somebody with posts at two employers counts at each, with the category of the first of their posts there.
 * Errors: refusals of the cube, and `date-out-of-range`.
 */
export async function readEmployerFlows(house: House, viewer: Viewer, category: FlowCategory | null, at: CalendarDate | null): Promise<EmployerFlows | Refusal> {
  const context = await openCube(house, viewer)
  if (isRefusal(context)) return context
  const question = await readQuestion(context, { measure: 'leavers', by: ['nation', 'organisation'], where: {}, at, from: null, to: null, map: null })
  if (isRefusal(question)) return question
  const choice = await chooseBasis(context, question, [bases.recordsPeople])
  if (isRefusal(choice)) return choice
  const [to] = yearsEnding(choice).slice(-1)
  if (to === undefined) return refuseDate(question, choice.holding.dates.map((date) => date.to))
  const from = addMonths(to, -12)
  const following = await followPeople(context, { source: choice.holding.source, days: [from, to], pairs: [{ from: 0, to: 1 }], successions: choice.map.successions })
  const ground = layGround(choice.map, choice.holding, question, [...flowLevels, 'organisation'], following, 'employer')
  const gone = new Set(following.followed.employers.flatMap((_, employer) => (isFollowed(following, ground, employer) ? [] : [employer])))
  const leftOut = new Set(following.posts.kinds.flatMap((_, kind) => (gone.has(following.employerOf[kind]!) ? [organisationOf(ground, kind)] : [])))
  return { source: choice.holding.source, from, to, leftOut, flows: ground === null ? [] : countFlows(following, ground, category, gone) }
}

const flowLevels = ['nation', 'region', 'ics'] as const

/** An employer is followed when its people can be looked for at both ends at which it has any. */
function isFollowed({ followed, posts }: Following, ground: FlowGround | null, employer: number): boolean {
  const has = (day: number): boolean => followed.employers[employer]!.posts.has(posts.days[day]!)
  return ground?.lostOnMap[employer] !== 1 && (!has(0) || followed.before[employer] === 1) && (!has(1) || followed.after[employer] === 1)
}

function countFlows(following: Following, ground: FlowGround, category: FlowCategory | null, leftOut: ReadonlySet<number>): EmployerFlow[] {
  const { posts } = following
  const found = new Map<string, EmployerFlow & { heads: number; fte: number; found: Set<string | null> }>()
  const enter = (line: EmployerFlow['line'], person: number): void => {
    const [own, other] = [postsAt(posts, person, line === 'left' ? 0 : 1), postsAt(posts, person, line === 'left' ? 1 : 0)]
    for (const [employer, at] of Map.groupBy(own, (post) => following.employerOf[posts.kind[post]!]!)) {
      const kind = posts.kind[at[0]!]!
      const areas = areasOf(ground, kind)
      const beyond = employer < 0 || leftOut.has(employer) || areas === null ? -1 : widestGone(areas, other.map((post) => areasOf(ground, posts.kind[post]!) ?? []))
      if (beyond < 0) continue
      const [organisation, value] = [organisationOf(ground, kind), category === null ? null : posts.kinds[kind]![category] ?? null]
      const key = [line, areas!.at(2)?.code, organisation, value, beyond].join('\u001f')
      const sum = found.get(key) ?? { line, areas: areas!, organisation, category: value, beyond, heads: 0, fte: 0, found: new Set() }
      found.set(key, sum)
      for (const post of other) sum.found.add(organisationOf(ground, posts.kind[post]!))
      sum.heads += 1
      sum.fte += at.reduce((total, post) => total + posts.fte[post]!, 0)
    }
  }
  for (let person = 0; person + 1 < posts.start.length; person++) {
    enter('left', person)
    enter('joined', person)
  }
  return [...found].toSorted(([one], [two]) => compareText(one, two)).map(([, { fte, ...rest }]) => ({ ...rest, fte: fte / fteUnits }))
}

/** Nation, region, system and organisation of a kind of post; null where it lies on none. */
function areasOf({ cells, areas }: FlowGround, kind: number): readonly (MapNode | null)[] | null {
  const [first] = cells[kind] ?? []
  return first === undefined ? null : areas[first.cell] ?? null
}

function organisationOf(ground: FlowGround | null, kind: number): string | null {
  const [first] = ground?.cells[kind] ?? []
  return first === undefined ? null : ground!.areas[first.cell]?.[flowLevels.length]?.code ?? null
}

/** The widest of the areas in which nothing is held at the other end; −1 where something is held in all of them. */
function widestGone(areas: readonly (MapNode | null)[], others: readonly (readonly (MapNode | null)[])[]): number {
  return areas.findIndex((_, depth) => others.every((other) => areas.slice(0, depth + 1).some((area, above) => other[above]?.code !== area?.code)))
}
