import type { NodeFuture, NodePath, System, SystemNode } from './system.ts'
import { sharePool } from './water-filling.ts'

/** In post at the year ends of each node, and who would join by month: what `walkSystem` answers of them. */
export interface SystemStocks { readonly nodes: readonly Pick<NodePath, 'heads' | 'fte' | 'candidates'>[] }

/**
 * Make ready to walk a system through one future after another for its stocks alone: the bits of `walkSystem`, in room that is used again.
 *
 * Every sum and product is taken in the order of system.ts, step.ts and transfers.ts, which are the clear form and the judge (system-stocks.test.ts).
 *
 * Units:  people, and FTE in `fte`.
 * Errors: throws when a month's account does not balance (a bug).
 */
export function openSystem(system: System, years: number): (futures: readonly NodeFuture[]) => SystemStocks {
  const benches = system.nodes.map(openBench)
  const moves = new Float64Array(system.links.length)
  return (futures) => {
    const paths = system.nodes.map(() => ({ heads: new Float64Array(years + 1), fte: new Float64Array(years + 1), candidates: new Float64Array(12 * years) }))
    benches.forEach((bench, at) => openNode(bench, paths[at]!))
    for (let month = 0; month < 12 * years; month++) {
      const year = Math.floor(month / 12)
      if (month % 12 === 0) benches.forEach((bench, at) => fillHazard(bench, futures[at]!.leaveTimes[year]!))
      benches.forEach((bench, at) => { paths[at]!.candidates[month] = candidatesOf(futures[at]!, bench, month) })
      leave(benches)
      moveStaff(system, benches, moves, month)
      benches.forEach(passBirthdays)
      const joining = joinMonth(system, futures, benches, paths, month)
      benches.forEach((bench, at) => closeMonth(bench, joining[at]!, futures[at]!.worked[year]!, month, paths[at]!))
    }
    return { nodes: paths }
  }
}

/** One node at work. Shape: arrays have one entry per age. */
interface Bench {
  readonly node: SystemNode
  readonly stock: Float64Array
  readonly hazard: Float64Array
  /** Who is left after leaving, and after moving besides. */
  readonly staying: Float64Array
  readonly left: Float64Array
  readonly arriving: Float64Array
  readonly joinerFte: number
  readonly perJoiner: number
  /** People of the month: opening, leavers, moved out, moved in, aged out. */
  opening: number
  leavers: number
  movedOut: number
  movedIn: number
  agedOut: number
}

function openBench(node: SystemNode): Bench {
  const byAge = (): Float64Array => new Float64Array(node.openingHeads.length)
  return {
    node, stock: byAge(), hazard: byAge(), staying: byAge(), left: byAge(), arriving: byAge(), joinerFte: weighted(node.joinAges, node.participation), perJoiner: total(node.joinAges),
    opening: 0, leavers: 0, movedOut: 0, movedIn: 0, agedOut: 0,
  }
}

function openNode({ node, stock }: Bench, path: SystemStocks['nodes'][number]): void {
  stock.set(Float64Array.from(node.openingHeads))
  path.heads[0] = total(stock)
  path.fte[0] = weighted(stock, node.participation)
}

function fillHazard({ node, hazard }: Bench, times: number): void {
  for (let age = 0; age < hazard.length; age++) hazard[age] = Math.min(1, node.hazard[age]! * times)
}

function candidatesOf({ candidates, growth }: NodeFuture, { stock }: Bench, month: number): number {
  return (candidates ? candidates[month]! : 0) + (growth ? growth[Math.floor(month / 12)]! * total(stock) : 0)
}

function leave(benches: readonly Bench[]): void {
  for (const bench of benches) {
    const { stock, hazard, staying, left } = bench
    let [opening, leavers] = [0, 0]
    for (let age = 0; age < stock.length; age++) {
      const people = stock[age]!
      const leaving = people * hazard[age]!
      staying[age] = people - leaving
      left[age] = staying[age]!
      opening += people
      leavers += leaving
    }
    bench.opening = opening
    bench.leavers = leavers
  }
}

/** Links in their order, from those left; shares are of the opening stock. Whoever goes outside arrives nowhere. */
function moveStaff({ links, nodes }: System, benches: readonly Bench[], shares: Float64Array, month: number): void {
  if (links.length === 0) return
  links.forEach(({ by, from, amount }, at) => { shares[at] = by === 'share' ? amount[month]! : benches[from]!.opening > 0 ? amount[month]! / benches[from]!.opening : 0 })
  for (const { arriving } of benches) arriving.fill(0)
  links.forEach(({ from, to }, at) => {
    const { stock, left } = benches[from]!
    const arriving = to === 'outside' ? null : benches[to]!.arriving
    const shift = to === 'outside' ? 0 : nodes[from]!.youngest - nodes[to]!.youngest
    for (let age = 0; age < left.length; age++) {
      const moving = Math.min(left[age]!, stock[age]! * shares[at]!)
      left[age]! -= moving
      if (arriving !== null) arriving[Math.min(arriving.length - 1, Math.max(0, age + shift))]! += moving
    }
  })
}

/** Who is left, and who arrives, stays or has a birthday: the stock before joiners. */
function passBirthdays(bench: Bench): void {
  const { node, stock, staying, left, arriving } = bench
  let [movedOut, movedIn, below] = [0, 0, 0]
  for (let at = 0; at < stock.length; at++) {
    const going = staying[at]! - left[at]!
    const survivors = staying[at]! - going + arriving[at]!
    movedOut += going
    movedIn += arriving[at]!
    const up = node.ageing ? survivors / 12 : 0
    stock[at] = node.ageing ? survivors - up + below : survivors
    below = up
  }
  bench.movedOut = movedOut
  bench.movedIn = movedIn
  bench.agedOut = below
}

/** Every candidate, or as many as vacancies let in; then pools. */
function joinMonth({ pools }: System, futures: readonly NodeFuture[], benches: readonly Bench[], paths: SystemStocks['nodes'], month: number): number[] {
  const room = benches.map((bench, at) => roomOf(bench, futures[at]!, month))
  const joining = paths.map(({ candidates }, at) => Math.min(candidates[month]!, room[at]!))
  for (const { members, extra } of pools) {
    const pool = members.reduce((sum, { node }) => sum + paths[node]!.candidates[month]!, extra[month]!)
    const { filled } = sharePool(pool, members.map(({ node, attractiveness }) => ({ vacancies: room[node]!, attractiveness })))
    members.forEach(({ node }, at) => { joining[node] = filled[at]! })
  }
  return joining
}

function roomOf({ node, stock, joinerFte }: Bench, { posts, worked }: NodeFuture, month: number): number {
  if (!posts) return Number.POSITIVE_INFINITY
  const times = worked[Math.floor(month / 12)]!
  const vacant = Math.max(0, posts.funded[month]! - weighted(stock, node.participation) * times)
  const perJoiner = joinerFte * times
  return perJoiner > 0 ? vacant / Math.max(1, posts.fillMonths[month]!) / perJoiner : 0
}

function closeMonth({ node, stock, perJoiner, opening, leavers, movedOut, movedIn, agedOut }: Bench, joining: number, worked: number, month: number, path: SystemStocks['nodes'][number]): void {
  let heads = 0
  for (let age = 0; age < stock.length; age++) {
    stock[age] = stock[age]! + joining * node.joinAges[age]!
    heads += stock[age]!
  }
  const joined = joining * perJoiner
  const residual = opening - leavers - agedOut + movedIn - movedOut + joined - heads
  if (!(Math.abs(residual) <= 1e-9 * Math.max(1, opening, heads, joined))) throw new Error(`Moving ${node.name} forward: the account of month ${month + 1} is off by ${residual} people of ${opening}`)
  if (month % 12 !== 11) return
  const year = Math.floor(month / 12)
  path.heads[year + 1] = heads
  path.fte[year + 1] = weighted(stock, node.participation) * worked
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
