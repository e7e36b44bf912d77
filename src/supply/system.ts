import { stepSupply } from './step.ts'
import { moveStaff, type Transfer } from './transfers.ts'
import { sharePool } from './water-filling.ts'

/** One profession of one area in a run of several. Shape: arrays by age have one entry per age of the node. */
export interface SystemNode {
  readonly name: string
  readonly ageing: boolean
  /** The youngest age; nodes of a run may begin and end at different ages. */
  readonly youngest: number
  readonly openingHeads: ArrayLike<number>
  /** FTE per head. */
  readonly participation: ArrayLike<number>
  /** Monthly, before the multiplier of a year. */
  readonly hazard: ArrayLike<number>
  readonly joinAges: ArrayLike<number>
}

/** What one future and its levers do to a node. Shape: by year, or by month, ahead. */
export interface NodeFuture {
  readonly leaveTimes: ArrayLike<number>
  /** Multiplier of FTE per head. By year. */
  readonly worked: ArrayLike<number>
  /** People who would join, by month, were there a post for each; `growth` adds a share of the month's opening stock, by year. */
  readonly candidates?: ArrayLike<number>
  readonly growth?: ArrayLike<number>
  /** Joiners are limited by vacancies where posts are given. FTE by month; months it takes to fill a post. */
  readonly posts?: { readonly funded: ArrayLike<number>; readonly fillMonths: ArrayLike<number> }
}

/** Staff who move from one node to another, or out of the run to a sector that is not followed. */
export interface Link {
  readonly from: number
  readonly to: number | 'outside'
  readonly by: 'share' | 'people'
  /** By month: share of the opening stock, or people. */
  readonly amount: ArrayLike<number>
}

/** Nodes that draw on one pool: their candidates, and `extra` ones by month. Every member has posts. */
export interface Pool {
  readonly members: readonly { readonly node: number; readonly attractiveness: number }[]
  readonly extra: ArrayLike<number>
}

export interface System {
  readonly nodes: readonly SystemNode[]
  readonly links: readonly Link[]
  readonly pools: readonly Pool[]
}

/** What became of a node. Shape: stocks by year end, the opening first; flows by year; candidates and what became of them by month. Units: people, and FTE in `fte`. */
export interface NodePath {
  readonly heads: Float64Array
  readonly fte: Float64Array
  readonly leavers: Float64Array
  readonly agedOut: Float64Array
  readonly joiners: Float64Array
  readonly movedIn: Float64Array
  readonly movedOut: Float64Array
  readonly fteFlows: { readonly leavers: Float64Array; readonly agedOut: Float64Array; readonly joiners: Float64Array }
  readonly candidates: Float64Array
  readonly joined: Float64Array
  /** Candidates without a vacancy. */
  readonly turnedAway: Float64Array
  /** Funded FTE empty after the month's leavers, before anybody joins; 0 where posts are not given. By month. */
  readonly vacancies: Float64Array
}

export interface SystemPath {
  readonly nodes: readonly NodePath[]
  /** People who moved by each link, and who were asked to. By year. */
  readonly links: readonly { readonly moved: Float64Array; readonly asked: Float64Array }[]
}

/**
 * Move several professions and areas forward together, month by month: staff leave, move, age, and join as far as there are posts.
 *
 * Moves are shares of the opening stock, or people taken evenly from every age; those who have left cannot move, and links are served in their order.
 * Vacancies are counted after leaving, moving and ageing; one in `fillMonths` of them can be filled in the month. Pools are shared after that.
 *
 * Units:  people, but for FTE where said.
 * Errors: throws when a month's account does not balance (a bug).
 * Source: docs/method/levers.md, V5 and V6.
 */
export function walkSystem(system: System, futures: readonly NodeFuture[], years: number): SystemPath {
  const { nodes, links } = system
  const paths = nodes.map((node) => openPath(node, years))
  const moves = links.map(() => ({ moved: new Float64Array(years), asked: new Float64Array(years) }))
  let stocks: Float64Array[] = nodes.map(({ openingHeads }) => Float64Array.from(openingHeads))
  let hazards: readonly Float64Array[] = []
  for (let month = 0; month < 12 * years; month++) {
    const year = Math.floor(month / 12)
    if (month % 12 === 0) hazards = nodes.map(({ hazard }, at) => timesHazard(hazard, futures[at]!.leaveTimes[year]!))
    nodes.forEach((_, at) => { paths[at]!.candidates[month] = candidatesOf(futures[at]!, stocks[at]!, month) })
    const { movedIn, movedOut } = moveMonth(system, stocks, hazards, month, moves)
    const aged = nodes.map(({ ageing }, at) => stepSupply({ byAge: stocks[at]!, ageing }, { hazard: hazards[at]!, joining: new Float64Array(stocks[at]!.length), movedIn: movedIn[at]!, movedOut: movedOut[at]! }))
    const joining = joinMonth(system, futures, aged.map(({ closing }) => closing), paths, month)
    stocks = nodes.map((node, at) => closeMonth(node, paths[at]!, aged[at]!, { movedIn: total(movedIn[at]!), movedOut: total(movedOut[at]!), joining: joining[at]! }, futures[at]!.worked[year]!, month))
  }
  return { nodes: paths, links: moves }
}

function openPath({ openingHeads, participation }: SystemNode, years: number): NodePath {
  const [byYear, byMonth] = [(): Float64Array => new Float64Array(years), (): Float64Array => new Float64Array(12 * years)]
  const [heads, fte] = [new Float64Array(years + 1), new Float64Array(years + 1)]
  heads[0] = total(openingHeads)
  fte[0] = weighted(openingHeads, participation)
  return {
    heads, fte, leavers: byYear(), agedOut: byYear(), joiners: byYear(), movedIn: byYear(), movedOut: byYear(),
    fteFlows: { leavers: byYear(), agedOut: byYear(), joiners: byYear() }, candidates: byMonth(), joined: byMonth(), turnedAway: byMonth(), vacancies: byMonth(),
  }
}

/** The monthly hazard of a year, never above everybody. */
function timesHazard(hazard: ArrayLike<number>, times: number): Float64Array {
  const held = new Float64Array(hazard.length)
  for (let age = 0; age < held.length; age++) held[age] = Math.min(1, hazard[age]! * times)
  return held
}

function candidatesOf({ candidates, growth }: NodeFuture, stock: Float64Array, month: number): number {
  return (candidates ? candidates[month]! : 0) + (growth ? growth[Math.floor(month / 12)]! * total(stock) : 0)
}

/** Who moves where in a month; whoever goes outside arrives in a group that nobody follows. */
function moveMonth({ nodes, links }: System, stocks: readonly Float64Array[], hazards: readonly Float64Array[], month: number, moves: readonly { moved: Float64Array; asked: Float64Array }[]): { movedIn: readonly Float64Array[]; movedOut: readonly Float64Array[] } {
  if (links.length === 0) return { movedIn: stocks.map(({ length }) => new Float64Array(length)), movedOut: stocks.map(({ length }) => new Float64Array(length)) }
  const outside = nodes.length
  const transfers = links.map((link): Transfer => {
    const to = link.to === 'outside' ? outside : link.to
    return { from: link.from, to, share: shareOf(link, stocks[link.from]!, month), shift: to === outside ? -nodes[link.from]!.youngest : nodes[link.from]!.youngest - nodes[to]!.youngest }
  })
  const { movedIn, movedOut, moved } = moveStaff([...stocks, new Float64Array(1)], [...hazards, new Float64Array(1)], transfers)
  transfers.forEach(({ share, from }, at) => {
    moves[at]!.moved[Math.floor(month / 12)]! += moved[at]!
    moves[at]!.asked[Math.floor(month / 12)]! += links[at]!.by === 'people' ? links[at]!.amount[month]! : (share as number) * total(stocks[from]!)
  })
  return { movedIn, movedOut }
}

function shareOf({ by, amount }: Link, stock: Float64Array, month: number): number {
  if (by === 'share') return amount[month]!
  const there = total(stock)
  return there > 0 ? amount[month]! / there : 0
}

/** Who joins each node in a month: every candidate, or as many as vacancies let in. */
function joinMonth({ nodes, pools }: System, futures: readonly NodeFuture[], aged: readonly Float64Array[], paths: readonly NodePath[], month: number): number[] {
  const year = Math.floor(month / 12)
  const room = nodes.map((node, at) => roomOf(node, futures[at]!, aged[at]!, year, month, paths[at]!))
  const joining = nodes.map((_, at) => Math.min(paths[at]!.candidates[month]!, room[at]!))
  nodes.forEach((_, at) => { paths[at]!.turnedAway[month] = paths[at]!.candidates[month]! - joining[at]! })
  for (const { members, extra } of pools) {
    const pool = members.reduce((sum, { node }) => sum + paths[node]!.candidates[month]!, extra[month]!)
    const { filled, left } = sharePool(pool, members.map(({ node, attractiveness }) => ({ vacancies: room[node]!, attractiveness })))
    members.forEach(({ node }, at) => {
      joining[node] = filled[at]!
      paths[node]!.turnedAway[month] = left / members.length
    })
  }
  return joining
}

/** People that vacancies let in this month; everybody where posts are not given. */
function roomOf({ participation, joinAges }: SystemNode, { posts, worked }: NodeFuture, aged: Float64Array, year: number, month: number, path: NodePath): number {
  if (!posts) return Number.POSITIVE_INFINITY
  const vacant = Math.max(0, posts.funded[month]! - weighted(aged, participation) * worked[year]!)
  path.vacancies[month] = vacant
  const perJoiner = weighted(joinAges, participation) * worked[year]!
  return perJoiner > 0 ? vacant / Math.max(1, posts.fillMonths[month]!) / perJoiner : 0
}

function closeMonth({ name, participation, joinAges }: SystemNode, path: NodePath, { closing, leavers, account }: ReturnType<typeof stepSupply>, { movedIn, movedOut, joining }: { movedIn: number; movedOut: number; joining: number }, worked: number, month: number): Float64Array {
  const year = Math.floor(month / 12)
  const stock = new Float64Array(closing.length)
  for (let age = 0; age < stock.length; age++) stock[age] = closing[age]! + joining * joinAges[age]!
  const joined = joining * total(joinAges)
  path.leavers[year]! += account.leavers
  path.agedOut[year]! += account.agedOut
  path.joiners[year]! += joined
  path.movedIn[year]! += movedIn
  path.movedOut[year]! += movedOut
  path.joined[month] = joined
  path.fteFlows.leavers[year]! += weighted(leavers, participation) * worked
  path.fteFlows.agedOut[year]! += account.agedOut * participation[participation.length - 1]! * worked
  path.fteFlows.joiners[year]! += joining * weighted(joinAges, participation) * worked
  path.heads[year + 1] = total(stock)
  path.fte[year + 1] = weighted(stock, participation) * worked
  const residual = account.opening - account.leavers - account.agedOut + movedIn - movedOut + joined - path.heads[year + 1]!
  if (!(Math.abs(residual) <= 1e-9 * Math.max(1, account.opening, path.heads[year + 1]!, joined))) throw new Error(`Moving ${name} forward: the account of month ${month + 1} is off by ${residual} people of ${account.opening}`)
  return stock
}

/** Add up in order, youngest first. */
function total(values: ArrayLike<number>): number {
  let sum = 0
  for (let at = 0; at < values.length; at++) sum += values[at]!
  return sum
}

function weighted(values: ArrayLike<number>, weights: ArrayLike<number>): number {
  let sum = 0
  for (let at = 0; at < values.length; at++) sum += values[at]! * weights[at]!
  return sum
}
