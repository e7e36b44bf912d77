import { isRefusal } from '../units/refusal.ts'
import type { Refusal } from '../units/refusal.ts'
import { readModelFile } from './model-file-read.ts'
import type { ModelFile } from './model-file-read.ts'
import { solveLinear } from './model-file-solve.ts'

/** Heads and FTE of every group after each period. Units: people, FTE; `leavers` are heads who left in the period. */
export interface ModelRun {
  readonly period: 'year' | 'month'
  readonly steps: readonly {
    readonly step: number
    readonly groups: readonly { readonly id: string; readonly heads: number; readonly fte: number }[]
    readonly heads: number
    readonly fte: number
    readonly leavers: number
  }[]
  /** Where the heads settle if nothing changes; absent where some group is never left, or next to never, so that no such level can be reckoned. */
  readonly steadyState?: readonly { readonly id: string; readonly heads: number }[]
}

/**
 * Run a small stock-flow model from a file's parsed value.
 *
 * In each period: staff leave and transfer, both as shares of the opening stock; then a share of everybody in the group
 * after that moves up; joiners arrive last, so nobody leaves or moves up in the period of joining.
 *
 * Shape:  `steps` holds the end of period 1, 2, … in order; groups in the file's order.
 * Units:  rates per period of the file.
 * Errors: a refusal `model-file-invalid` that lists everything wrong with the file.
 * Source: docs/method/supply.md, S6 and S7.
 */
export function runModelFile(value: unknown): ModelRun | Refusal {
  const model = readModelFile(value)
  if (isRefusal(model)) return model
  const transition = transitionOf(model)
  const steady = steadyState(model, transition)
  const run = { period: model.period, steps: runSteps(model, transition) }
  return steady ? { ...run, steadyState: steady } : run
}

/** Share of group `from`'s opening stock that is in group `to` after the period: `transition[to][from]`. */
function transitionOf(model: ModelFile): number[][] {
  const place = new Map(model.groups.map((group, at) => [group.id, at]))
  const moved = model.groups.map((_, to) => model.groups.map((group, from) => (to === from ? 1 - group.leave : 0)))
  for (const transfer of model.transfers) {
    const [from, to] = [place.get(transfer.from)!, place.get(transfer.to)!]
    moved[from]![from]! -= transfer.share
    moved[to]![from]! += transfer.share
  }
  for (let at = 0; at < model.groups.length; at++) moved[at]![at] = Math.max(0, moved[at]![at]!)
  const aged = moved.map((row, to) => row.map((share) => share * (1 - (model.groups[to]!.ageUp?.share ?? 0))))
  for (const [from, group] of model.groups.entries()) {
    if (!group.ageUp) continue
    const to = place.get(group.ageUp.to)!
    for (const [origin, share] of moved[from]!.entries()) aged[to]![origin]! += share * group.ageUp.share
  }
  return aged
}

function runSteps(model: ModelFile, transition: readonly (readonly number[])[]): ModelRun['steps'] {
  let heads = model.groups.map((group) => group.stock)
  return Array.from({ length: model.steps }, (_, at) => {
    const leavers = sum(model.groups.map((group, place) => heads[place]! * group.leave))
    heads = nextHeads(model, transition, heads)
    const groups = model.groups.map((group, place) => ({ id: group.id, heads: heads[place]!, fte: heads[place]! * group.ftePerHead }))
    return { step: at + 1, groups, heads: sum(heads), fte: sum(groups.map((group) => group.fte)), leavers }
  })
}

function nextHeads(model: ModelFile, transition: readonly (readonly number[])[], heads: readonly number[]): number[] {
  return transition.map((row, to) => sum(row.map((share, from) => share * heads[from]!)) + model.groups[to]!.join)
}

/** Solve heads = transition · heads + joiners, if everybody sooner or later can leave. */
function steadyState(model: ModelFile, transition: readonly (readonly number[])[]): ModelRun['steadyState'] {
  if (!everybodyCanLeave(model, transition)) return undefined
  const equations = transition.map((row, to) => row.map((share, from) => (to === from ? 1 : 0) - share))
  const heads = solveLinear(equations, model.groups.map((group) => group.join))
  if (!heads || !staysPut(model, transition, heads)) return undefined
  return model.groups.map((group, at) => ({ id: group.id, heads: heads[at]! }))
}

/** Check the solved level without the solver: one more period must change nobody's number. Leaving of next to nothing fails this. */
function staysPut(model: ModelFile, transition: readonly (readonly number[])[], heads: readonly number[]): boolean {
  const next = nextHeads(model, transition, heads)
  const within = 1e-9 * (1 + sum(heads.map(Math.abs)))
  return heads.every((people, at) => people >= 0 && Math.abs(next[at]! - people) <= within)
}

/** Say whether each group leads, in one move or several, to a group that people leave. */
function everybodyCanLeave(model: ModelFile, transition: readonly (readonly number[])[]): boolean {
  const drains = model.groups.map((group) => group.leave > 0)
  for (let round = 0; round < drains.length; round++) {
    for (let from = 0; from < drains.length; from++) drains[from] ||= drains.some((draining, to) => draining && transition[to]![from]! > 0)
  }
  return drains.every(Boolean)
}

function sum(values: readonly number[]): number {
  let total = 0
  for (const value of values) total += value
  return total
}
