import type { Dimension } from '../dataset/cube.ts'
import type { MapNode } from '../reference/area-map.ts'
import { compareText } from '../reference/in-force.ts'
import { addMonths } from '../units/calendar-date.ts'
import type { CalendarDate } from '../units/calendar-date.ts'
import type { Choice } from './cube-choose.ts'
import type { CubeContext } from './cube-context.ts'
import type { Condition } from './cube-holdings.ts'
import type { Question } from './cube-question.ts'
import { followPeople } from './flow-follow.ts'
import type { Following } from './flow-follow.ts'
import { followedOn, layGround } from './flow-ground.ts'
import type { FlowGround } from './flow-ground.ts'
import { destinationUnknown, labelDestinations, labelReasons, nameElsewhere, readLabel, reasonUnknown } from './flow-labels.ts'
import { betweenValues, readStock } from './flow-stock.ts'
import type { Stock } from './flow-stock.ts'
import { tallyFlows } from './flow-tally.ts'
import type { Labelled } from './flow-tally.ts'
import { columnOf, countEmployerMoves } from './flow-transfers.ts'

/** What became of the people of one cell in twelve months, from records that can be followed. Units: people. */
export interface Moves {
  readonly areas: readonly (MapNode | null)[]
  readonly values: readonly (string | null)[]
  readonly from: CalendarDate
  readonly date: CalendarDate
  readonly opening: number
  readonly closing: number
  /** Opening staff who hold no post in the area at the end; a move inside it is not one. */
  readonly leavers: number
  /** Closing staff who held no post in the area at the start. */
  readonly joiners: number
  /** Opening staff who changed employer inside the area. */
  readonly moved: number
}

interface MovesOf { readonly areaLevels: readonly string[]; readonly columns: readonly Dimension[]; readonly conditions: readonly Condition[] }

/** Dates of the choice whose month-end twelve months before is also held. */
export function yearsEnding(choice: Choice): CalendarDate[] {
  const held = new Set(choice.holding.dates.map((date) => date.to))
  return choice.dates.filter((date) => held.has(addMonths(date, -12)))
}

/**
 * Follow people over the twelve months that end on each date, seen from each area of the answer, as `readFlows` does over the whole step.
 *
 * Employers that cannot be followed are left out at both ends; `excluded` counts them. Split by reason or destination, leavers are those with it.
 */
export async function readMoves(context: CubeContext, question: Question, choice: Choice, of: MovesOf): Promise<{ rows: Moves[]; excluded: number }> {
  const ends = yearsEnding(choice)
  const days = [...new Set(ends.flatMap((date) => [addMonths(date, -12), date]))].toSorted(compareText)
  const pairs = ends.map((date) => ({ from: days.indexOf(addMonths(date, -12)), to: days.indexOf(date) }))
  const following = await followPeople(context, { source: choice.holding.source, days, pairs, successions: choice.map.successions })
  const ground = layGround(choice.map, choice.holding, question, of.areaLevels, following, 'employer')
  if (!ground || pairs.length === 0) return { rows: [], excluded: 0 }
  const onMap = followedOn(following, ground)
  const stock = await stockAtEnds(context, choice, of, onMap, ground)
  // Rates of leaving and joining, stability and counts rest on the same walk.
  const asked = [choice.holding.source, days, question.inside.map(({ level, code }) => `${level}:${code}`), choice.map.date, of, asksMoves(question)]
  const counted = await context.once(`moves ${JSON.stringify(asked)}`, async () => countMovesOf(onMap, ground, question, choice, of))
  return { rows: rowsOf(of, onMap, ground, stock, counted), excluded: countExcluded(onMap, ground) }
}

/** Columns of the records apart from why and where people left. */
const isEnding = (dimension: Dimension) => dimension === 'reason' || dimension === 'destination'

interface PairStock { readonly opening: readonly Stock[]; readonly closing: readonly Stock[]; readonly all: readonly Stock[] }

/** Staff in post at both ends of each pair, of employers that can be followed; `all` is whoever is there, followed or not. */
async function stockAtEnds(context: CubeContext, choice: Choice, of: MovesOf, { posts, followed }: Following, ground: FlowGround): Promise<PairStock[]> {
  const columns = of.columns.filter((column) => !isEnding(column))
  const conditions = of.conditions.filter(({ dimension }) => !isEnding(dimension))
  const read = (places: FlowGround['placing']['places'], ends: readonly CalendarDate[]) => readStock(context, { holding: choice.holding, placing: { ...ground.placing, places }, columns, conditions, days: ends, basis: 'employer' })
  const all = await read(ground.placing.places, posts.days)
  const index = new Map(followed.employers.map((employer, at) => [`${employer.level}:${employer.code}`, at]))
  return Promise.all(followed.pairs.map(async ({ from, to }, pair) => {
    const placesOf = (flags: Uint8Array, day: number) => ground.placing.places.filter(({ level, code }) => {
      const employer = index.get(`${level}:${code}`)
      return employer === undefined || !followed.employers[employer]!.posts.has(posts.days[day]!) || flags[pair * followed.employers.length + employer] === 1
    })
    const end = async (flags: Uint8Array, day: number) => {
      const places = placesOf(flags, day)
      if (places.length === ground.placing.places.length) return all.filter((stock) => stock.day === posts.days[day])
      return places.length === 0 ? [] : read(places, [posts.days[day]!])
    }
    return { opening: await end(followed.before, from), closing: await end(followed.after, to), all: all.filter((stock) => stock.day === posts.days[from] || stock.day === posts.days[to]) }
  }))
}

function asksMoves({ measure: { kind } }: Question): boolean {
  return kind === 'moves' || kind === 'turnover'
}

interface Counted { leavers: number; joiners: number; moved: number }

/** Count by cell, pair and group; where a reason or destination is asked, its words are the last part of the group. */
function countMovesOf(following: Following, ground: FlowGround, question: Question, choice: Choice, of: MovesOf): Map<string, Counted> {
  const groupOf = groupingOf(following, of)
  const ending = endingOf(of)
  const level = of.areaLevels.at(-1) ?? question.inside.at(-1)?.level ?? 'organisation'
  const labelling = ending === null ? [] : [ending.dimension === 'reason' ? labelReasons(following) : labelDestinations(following, nameElsewhere(following, choice.map, level, 'employer'))]
  const { sums, labelled } = tallyFlows(following, ground, { groupOf, byPair: true }, labelling)
  const counted = new Map<string, Counted>()
  const at = (key: string) => {
    const found = counted.get(key) ?? { leavers: 0, joiners: 0, moved: 0 }
    counted.set(key, found)
    return found
  }
  for (const { cell, pair, group, lines } of sums) {
    at(`${cell} ${pair} ${group}`).joiners += lines.joiners.heads
    if (ending === null) at(`${cell} ${pair} ${group}`).leavers += lines.leavers.heads
  }
  for (const found of labelled[0] ?? []) {
    const words = wordsOf(found, ending)
    if (ending && ending.values !== null && !ending.values.includes(words)) continue
    at(`${found.cell} ${found.pair} ${found.group}${ending?.split ? `${betweenValues}${words}` : ''}`).leavers += found.heads
  }
  // Who changed employer is a walk of its own, and only two measures ask for it.
  for (const { cell, pair, group, heads } of asksMoves(question) ? countEmployerMoves(following, ground, choice.map, groupOf) : []) at(`${cell} ${pair} ${group}`).moved += heads
  return counted
}

/** Name the group of a kind of post: its values of the columns asked; null when a condition leaves it out. */
function groupingOf({ posts }: Following, { columns, conditions }: MovesOf): (kind: number) => string | null {
  const plain = columns.filter((column) => !isEnding(column))
  const limits = conditions.filter(({ dimension }) => !isEnding(dimension)).map(({ dimension, values }) => ({ dimension, values: new Set(values) }))
  const groups = posts.kinds.map((kind) => (limits.every(({ dimension, values }) => values.has(columnOf(kind, dimension) ?? '')) ? plain.map((dimension) => columnOf(kind, dimension) ?? '').join(betweenValues) : null))
  return (kind) => groups[kind] ?? null
}

interface EndingAsked { readonly dimension: Dimension; readonly split: boolean; readonly values: readonly string[] | null }

function endingOf({ columns, conditions }: MovesOf): EndingAsked | null {
  const limit = conditions.find(({ dimension }) => isEnding(dimension))
  const dimension = columns.find(isEnding) ?? limit?.dimension
  if (dimension === undefined) return null
  const unknown = dimension === 'reason' ? reasonUnknown : destinationUnknown
  return { dimension, split: columns.includes(dimension), values: limit?.values.map((value) => (value === 'Unknown' ? unknown : value)) ?? null }
}

function wordsOf({ label }: Labelled, ending: EndingAsked | null): string {
  return ending?.dimension === 'destination' ? readLabel(label).words : label
}

/** One row for each cell, group and pair with anybody in post at either end; split by an ending, one for each that somebody had. */
function rowsOf(of: MovesOf, { posts, followed }: Following, ground: FlowGround, stock: readonly PairStock[], counted: ReadonlyMap<string, Counted>): Moves[] {
  const plain = of.columns.filter((column) => !isEnding(column))
  const isSplit = endingOf(of)?.split === true
  return followed.pairs.flatMap(({ from, to }, pair) => {
    const { opening, closing, all } = stock[pair]!
    const [start, end] = [headsBy(opening), headsBy(closing)]
    const keys = new Map(all.map(({ cell, group }) => [`${cell} ${group}`, { cell, group }]))
    return [...keys].toSorted((a, b) => compareText(a[0], b[0])).flatMap(([key, { cell, group }]) => {
      const own = `${cell} ${pair} ${group}`
      const words = isSplit ? [...counted.keys()].filter((one) => one.startsWith(`${own}${betweenValues}`)).map((one) => one.slice(own.length + 1)).toSorted() : [null]
      return words.map((word): Moves => {
        const values = new Map<Dimension, string | null>(plain.map((column, index) => [column, group.split(betweenValues)[index] || null]))
        return {
          areas: ground.areas[cell] ?? [], values: of.columns.map((column) => (isEnding(column) ? word : values.get(column) ?? null)), from: posts.days[from]!, date: posts.days[to]!,
          opening: start.get(key) ?? 0, closing: end.get(key) ?? 0, ...(counted.get(word === null ? own : `${own}${betweenValues}${word}`) ?? { leavers: 0, joiners: 0, moved: 0 }),
        }
      })
    })
  })
}

function headsBy(stock: readonly Stock[]): Map<string, number> {
  return new Map(stock.map(({ cell, group, heads }) => [`${cell} ${group}`, heads]))
}

/** Employers of the area that cannot be followed over some pair in which they have records. */
function countExcluded({ posts, followed }: Following, ground: FlowGround): number {
  const places = new Set(ground.placing.places.map(({ level, code }) => `${level}:${code}`))
  return followed.employers.filter(({ level, code, posts: held }, employer) => places.has(`${level}:${code}`) && followed.pairs.some(({ from, to }, pair) => {
    const at = pair * followed.employers.length + employer
    return (held.has(posts.days[from]!) && followed.before[at] === 0) || (held.has(posts.days[to]!) && followed.after[at] === 0)
  })).length
}
