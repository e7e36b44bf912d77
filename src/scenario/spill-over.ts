import { addMonths } from '../units/calendar-date.ts'
import type { LeverPlan } from './lever-plan.ts'
import { origins, type Origin } from './lever-set.ts'
import type { BothPaths } from './what-if-walk.ts'

/** Who joins a node in a year, by where they come from. Units: people; `movedIn` are those who come from another node of the run. */
export interface OriginsOfYear {
  readonly year: number
  readonly byOrigin: Readonly<Record<Origin, number>>
  readonly movedIn: number
  readonly movedOut: number
  /** Training, abroad, returners and the wider labour market. */
  readonly newToSystem: number
  /** From another area or sector, in the run or not. */
  readonly moved: number
  readonly unknown: number
}

/**
 * Say where the joiners of a node come from, year by year, with the levers. What nobody stated is unknown, not spread.
 *
 * Those who join are a share of the candidates where posts or a pool limit them, and every origin keeps its share.
 *
 * Source: docs/method/levers.md, V7.
 */
export function joinersByOrigin({ baseline, scenario }: BothPaths, node: number, plan: LeverPlan, opening: string): OriginsOfYear[] {
  const [base, path] = [baseline.nodes[node]!, scenario.nodes[node]!]
  const members = plan.pools.find((pool) => pool.members.some((member) => member.node === node))
  return Array.from(path.joiners, (_, year) => {
    const byOrigin = none()
    for (let month = 12 * year; month < 12 * year + 12; month++) {
      const candidates = members ? pooled(members, baseline, plan, month) : candidatesOf(base.candidates[month]!, plan.nodes[node]!, month)
      share(candidates, path.joined[month]!, byOrigin)
    }
    const [movedIn, movedOut] = [path.movedIn[year]!, path.movedOut[year]!]
    return {
      year: Number(addMonths(opening, 12 * (year + 1)).slice(0, 4)), byOrigin, movedIn, movedOut,
      newToSystem: byOrigin.training + byOrigin.abroad + byOrigin.returners + byOrigin.widerMarket,
      moved: byOrigin.otherSector + byOrigin.otherArea + movedIn, unknown: byOrigin.unknown,
    }
  })
}

type ByOrigin = Record<Origin, number>

function none(): ByOrigin {
  return { training: 0, abroad: 0, returners: 0, widerMarket: 0, otherSector: 0, otherArea: 0, unknown: 0 }
}

/** Candidates of a month: recent ones by their stated shares, and what levers add or take; who is taken and was not known to come from there is taken from the unknown, then from all. */
function candidatesOf(recent: number, { streams, originShares }: LeverPlan['nodes'][number], month: number): ByOrigin {
  const found = none()
  for (const origin of origins) {
    found[origin] += recent * shareOf(originShares, origin) + streams[origin][month]!
    if (origin !== 'unknown' && found[origin] < 0) {
      found.unknown += found[origin]
      found[origin] = 0
    }
  }
  if (found.unknown < 0) {
    const [rest, taken] = [sum(found) - found.unknown, -found.unknown]
    found.unknown = 0
    for (const origin of origins) found[origin] *= rest > 0 ? Math.max(0, 1 - taken / rest) : 0
  }
  return found
}

function shareOf(stated: LeverPlan['nodes'][number]['originShares'], origin: Origin): number {
  if (origin === 'unknown') return stated ? Math.max(0, 1 - origins.reduce((known, each) => known + (each === 'unknown' ? 0 : stated[each] ?? 0), 0)) : 1
  return stated?.[origin] ?? 0
}

/** A pool mixes the candidates of its members and those added to it, whose origin nobody states. */
function pooled({ members, extra }: LeverPlan['pools'][number], baseline: BothPaths['baseline'], plan: LeverPlan, month: number): ByOrigin {
  const mixed = none()
  for (const { node } of members) {
    const own = candidatesOf(baseline.nodes[node]!.candidates[month]!, plan.nodes[node]!, month)
    for (const origin of origins) mixed[origin] += own[origin]
  }
  mixed.unknown += extra[month]!
  return mixed
}

function share(candidates: ByOrigin, joined: number, into: ByOrigin): void {
  const all = sum(candidates)
  for (const origin of origins) into[origin] += all > 0 ? (joined * candidates[origin]) / all : 0
}

function sum(values: ByOrigin): number {
  let total = 0
  for (const origin of origins) total += values[origin]
  return total
}
