import { inForce, type LeverTimes } from '../supply/lever-ramp.ts'
import type { Lever } from './lever-set.ts'

/** A lever that moves work to somebody else, with when it acts. */
export interface WorkLever { readonly lever: Lever; readonly times: LeverTimes }

/** Work that goes at a year end: in all, and by lever, in FTE of whom it leaves; `arrives` is what it takes in FTE of whoever takes it. */
export interface MovedWork { readonly all: number; readonly byLever: readonly { readonly leaves: number; readonly arrives: number; readonly ceilingBinds: boolean }[] }

/** Kinds whose change is FTE of whoever takes the work; all others state a share of the work. */
const inFte = new Set(['reimbursed-roles', 'network-posts'])

/**
 * Move work away from a profession: a share of it, or as much as so many FTE of others do, each up to its ceiling and never more than all of it.
 *
 * Each takes its part of what there would be without any, so that their order does not matter; where together they would take more than all of it, each takes its part of all.
 * At the opening nothing has moved; at a year end a lever acts as far as it is in force in the month before.
 *
 * Units:  FTE (or people) as `work`.
 * Source: docs/method/scenarios.md, C6; docs/method/demand.md, D10.
 */
export function moveWork(work: number, levers: readonly WorkLever[], ahead: number): MovedWork {
  const asked = levers.map(({ lever, times }) => askedOf(lever, work) * (ahead === 0 ? 0 : inForce(times, 12 * ahead - 1)))
  const held = asked.map((each, at) => Math.min(each, (levers[at]!.lever.ceiling ?? 1) * work))
  const sum = held.reduce((all, each) => all + each, 0)
  const share = sum > work ? work / sum : 1
  return { all: sum > work ? work : sum, byLever: held.map((each, at) => ({ leaves: each * share, arrives: each * share * (levers[at]!.lever.coefficient ?? 1), ceilingBinds: asked[at]! > each })) }
}

/** Years in which a ceiling holds a lever back, at the middle of the work. Shape: `work` one entry per year end, today first. */
export function ceilingYears(work: readonly number[], levers: readonly WorkLever[]): { readonly ahead: number; readonly lever: number }[] {
  return work.flatMap((value, ahead) => moveWork(value, levers, ahead).byLever.flatMap(({ ceilingBinds }, lever) => (ceilingBinds ? [{ ahead, lever }] : [])))
}

/** What a lever in full force would move, its ceiling apart. */
function askedOf({ kind, change, coefficient = 1 }: Lever, work: number): number {
  return Math.max(0, inFte.has(kind) ? change / coefficient : (change / 100) * work)
}
