import { linkedFast } from '../supply/kernel/linked-fast.ts'
import { openLinkedPlain } from '../supply/kernel/linked-plain.ts'
import type { LinkedEnds, LinkedFuture, LinkedProfessions, LinkedWalker } from '../supply/kernel/linked.ts'
import { filledUp, layByAge, type Profession } from '../supply/kernel/profession.ts'
import { openSystem, type SystemStocks } from '../supply/system-stocks.ts'
import type { System } from '../supply/system.ts'
import type { LeverPlan } from './lever-plan.ts'
import type { FutureRates } from './uncertainty.ts'
import { changeOf, futuresOf, openBoth, ownLevers, systemOf, type WhatIfNode } from './what-if-walk.ts'

/** Stocks of every node at its year ends in one draw, the opening first: without levers and with them. Shape: [node][year end]. */
export interface DrawnStocks {
  readonly before: readonly Float64Array[]
  readonly after: readonly Float64Array[]
}

interface DrawSettings { readonly years: number; readonly unit: 'fte' | 'headcount'; readonly planOf?: (draw: number) => LeverPlan }

type Open = (linked: LinkedProfessions) => LinkedWalker

/**
 * Walk every draw: by the kernel where it can, and month by month where levers need it.
 *
 * The kernel takes leaving, hours, training, recruitment and shares that move between nodes of the same ages. Posts, pools, moves of so many people
 * and moves out of the run depend on the stock of the month: `openSystem` walks them, and levers beside a projection that has levers of its own, with the
 * bits of the clear form. Both agree to a billionth.
 *
 * Shape:  `futures` is [draw][node]; `planOf` gives the plan of each draw where levers have ranges of their own, else all have `plan`.
 */
export function drawStocks(system: System, plan: LeverPlan, nodes: readonly WhatIfNode[], futures: readonly (readonly FutureRates[])[], settings: DrawSettings, open: Open | null = openHere()): DrawnStocks[] {
  const { years, unit, planOf } = settings
  if (open !== null && kernelCan(system, plan, nodes)) return walkByKernel(system, plan, nodes, futures, settings, open)
  const stock = unit === 'fte' ? 'fte' : 'heads'
  const openWith = (of: LeverPlan): ReturnType<typeof openBoth<SystemStocks>> => openBoth(of === plan ? system : systemOf(nodes, of), of, nodes, years, (one) => openSystem(one, years))
  const usual = openWith(plan)
  return futures.map((own, draw) => {
    const { baseline, scenario } = (planOf === undefined ? usual : openWith(planOf(draw)))(own)
    return { before: baseline.nodes.map((path) => path[stock]), after: scenario.nodes.map((path) => path[stock]) }
  })
}

let started: Open | null = null

/** The fastest form this engine can run; which one it is never shows in the answer. */
function openHere(): Open {
  started ??= startIfPossible()
  return started
}

function startIfPossible(): Open {
  try {
    return linkedFast()
  } catch {
    return openLinkedPlain
  }
}

function kernelCan({ links, pools }: System, plan: LeverPlan, nodes: readonly WhatIfNode[]): boolean {
  const [first] = nodes
  const alike = nodes.every(({ parameters: { ageing, ages } }) => ageing && ages.length === first!.parameters.ages.length && (links.length === 0 || ages[0] === first!.parameters.ages[0]))
  return alike && !ownLevers(nodes) && pools.length === 0 && plan.nodes.every(({ posts }) => posts === null) && links.every(({ by, to }) => by === 'share' && to !== 'outside')
}

/** Each node stands twice: without levers, then with them, joined by as many. */
function walkByKernel(system: System, plan: LeverPlan, nodes: readonly WhatIfNode[], futures: readonly (readonly FutureRates[])[], { years, unit, planOf = () => plan }: DrawSettings, open: Open): DrawnStocks[] {
  const count = nodes.length
  const walker = open({
    professions: [...nodes, ...nodes].map((_, at) => professionOf(system, at % count, years, at < count)), joinsLike: [...nodes.map(() => -1), ...nodes.map((_, at) => at)],
    moves: system.links.map(({ from, to }) => ({ from: count + from, to: count + (to as number) })),
  })
  let written: LeverPlan | null = null
  return futures.map((own, draw) => {
    const mine = planOf(draw)
    if (mine !== written) writePlan(walker.future, mine, count, years)
    written = mine
    const { still, moved } = futuresOf(mine, nodes, own, years)
    const worked = [...still, ...moved].map(({ worked: times }) => times)
    still.forEach((future, at) => write(walker.future, at, future.leaveTimes, future.growth!, years))
    moved.forEach((future, at) => write(walker.future, count + at, future.leaveTimes, null, years))
    walker.walk()
    walker.ends.forEach((account, at) => checkAccounts(system, at % count, account, years))
    const ends = worked.map((times, at) => stockOf(walker.ends[at]!, openingOf(system, at % count, unit), times, unit, years))
    return { before: ends.slice(0, count), after: ends.slice(count) }
  })
}

/** Lay down what does not follow from a future's rates: shares that move, and people who join by levers. */
function writePlan({ of, shares }: LinkedFuture, { links, nodes }: LeverPlan, count: number, years: number): void {
  const wide = filledUp(1)
  links.forEach(({ amount }, link) => { for (let year = 0; year < years; year++) shares[link]![year * wide] = amount[12 * year]! })
  nodes.forEach(({ streams }, at) => { for (let month = 0; month < 12 * years; month++) of[count + at]!.monthly[month * wide] = changeOf(streams, month) })
}

function professionOf({ nodes }: System, at: number, years: number, growing: boolean): Profession {
  const { openingHeads, participation, hazard, joinAges } = nodes[at]!
  const nobody = layByAge(1, openingHeads.length, () => 0)
  return { areas: 1, ages: openingHeads.length, years, growing, opening: lay(openingHeads), participation: lay(participation), hazard: lay(hazard), monthlyAges: lay(joinAges), yearlyAgesA: nobody, yearlyAgesB: nobody }
}

function lay(values: ArrayLike<number>): Float64Array {
  return layByAge(1, values.length, (_, age) => values[age]!)
}

function write({ of }: LinkedFuture, at: number, leaveTimes: ArrayLike<number>, growth: ArrayLike<number> | null, years: number): void {
  const wide = filledUp(1)
  for (let year = 0; year < years; year++) {
    of[at]!.leaveTimes[year * wide] = leaveTimes[year]!
    if (growth) of[at]!.growth[year * wide] = growth[year]!
  }
}

/** Everybody of every draw is accounted for, to the rounding of the arithmetic. Errors: throws when somebody is not (a bug). */
function checkAccounts(system: System, at: number, ends: LinkedEnds, years: number): void {
  const [wide, { joinAges, name }] = [filledUp(1), system.nodes[at]!]
  let [opening, perJoiner] = [openingOf(system, at, 'headcount'), 0]
  for (let age = 0; age < joinAges.length; age++) perJoiner += joinAges[age]!
  for (let year = 0; year < years; year++) {
    const cell = year * wide
    const [joined, closing] = [ends.joinedMonthly[cell]! * perJoiner, ends.heads[cell]!]
    const residual = opening - ends.leavers[cell]! - ends.agedOut[cell]! + joined + ends.movedIn[cell]! - ends.movedOut[cell]! - closing
    if (!(Math.abs(residual) <= 1e-9 * Math.max(1, opening, closing, joined, ends.movedIn[cell]!))) throw new Error(`Moving ${name} forward: the account of year ${year + 1} is off by ${residual} people of ${opening}`)
    opening = closing
  }
}

function openingOf({ nodes }: System, at: number, unit: 'fte' | 'headcount'): number {
  const { openingHeads, participation } = nodes[at]!
  let sum = 0
  for (let age = 0; age < openingHeads.length; age++) sum += openingHeads[age]! * (unit === 'fte' ? participation[age]! : 1)
  return sum
}

function stockOf({ heads, fte }: { readonly heads: Float64Array; readonly fte: Float64Array }, opening: number, worked: ArrayLike<number>, unit: 'fte' | 'headcount', years: number): Float64Array {
  const wide = filledUp(1)
  const stock = new Float64Array(years + 1)
  stock[0] = opening
  for (let year = 0; year < years; year++) stock[year + 1] = unit === 'fte' ? fte[year * wide]! * worked[year]! : heads[year * wide]!
  return stock
}
