import type { Lever, ProgrammeFacts } from '../../src/scenario/lever-set.ts'
import { planLevers } from '../../src/scenario/lever-plan.ts'
import { joinersByOrigin, type OriginsOfYear } from '../../src/scenario/spill-over.ts'
import { whatBinds, type Bind } from '../../src/scenario/what-binds.ts'
import { systemOf, walkBoth, type WhatIfNode } from '../../src/scenario/what-if-walk.ts'
import type { SupplyParameters } from '../../src/supply/parameters.ts'
import type { NodePath, SystemPath } from '../../src/supply/system.ts'
import { isRefusal } from '../../src/units/refusal.ts'

/**
 * The run that the examples and corner checks of levers use: 1,000 nurses at 0.9 FTE and 800 support staff at 0.8 in one area, ten years.
 * One in ten leaves in a year and is replaced, so that without levers both stay as many as they are.
 */
export const sceneYears = 10

export const programme: ProgrammeFacts = {
  id: 'nursing', provider: 'University', profession: 'Nurses', startsAYear: 120, stages: [{ months: 24, dropOut: 0.2, interruption: 0.1, interruptionMonths: 6, learnerWeeks: 40 }, { months: 12, dropOut: 0.1, learnerWeeks: 20 }],
  completion: 0.9, joinShare: 0.8, settlement: [{ area: 'Here', share: 0.75 }], placementCapacity: 6600, source: 'made up',
}

export interface Played {
  readonly before: { readonly nurses: NodePath; readonly support: NodePath }
  readonly after: { readonly nurses: NodePath; readonly support: NodePath }
  readonly binds: readonly Bind[]
  readonly origins: readonly OriginsOfYear[]
  readonly traineesFte: Float64Array
  /** Over all years: people who start the programme, find no placement, qualify, and qualify without levers. */
  readonly training: { readonly started: number; readonly turnedAway: number; readonly qualified: number; readonly before: number; readonly qualifiedByYear: readonly number[] } | null
}

const nodes: readonly WhatIfNode[] = [node('Nurses', 1000, 0.9), node('Support', 800, 0.8)]

/** Play levers in the scene, every rate at its middle. Errors: throws what a planner would be refused with. */
export function play(levers: readonly Partial<Lever>[], { facts = programme, withProgramme = true }: { facts?: ProgrammeFacts; withProgramme?: boolean } = {}): Played {
  const frame = { nodes: 2, nodeOf: (profession: string | undefined, area: string | undefined) => (area !== undefined && area !== 'Here' ? null : profession === 'Support' ? 1 : 0), opening: '2025-09-30', years: sceneYears }
  const plan = planLevers({ programmes: withProgramme ? [facts] : [], origins: [{ training: 0.5, abroad: 0.2, otherArea: 0.1, source: 'made up' }], levers: levers.map((lever) => ({ kind: '', change: 0, ramp: 0, ...lever })) }, frame)
  if (isRefusal(plan)) throw new Error(plan.found)
  const still = Array.from({ length: sceneYears }, () => 0)
  const paths = walkBoth(systemOf(nodes, plan), plan, nodes, nodes.map(() => ({ leave: still.map(() => 0.1), growth: still })), sceneYears)
  const [trained] = plan.training
  return {
    before: both(paths.baseline), after: both(paths.scenario), binds: whatBinds(plan, paths, nodes, sceneYears, frame.opening), origins: joinersByOrigin(paths, 0, plan, frame.opening), traineesFte: plan.nodes[0]!.traineesFte,
    training: trained ? { started: total(trained.asked) - total(trained.after.turnedAway), turnedAway: total(trained.after.turnedAway), qualified: total(trained.after.qualified), before: total(trained.before.qualified), qualifiedByYear: still.map((_, year) => total(trained.after.qualified.subarray(12 * year, 12 * year + 12))) } : null,
  }
}

function both({ nodes: [nurses, support] }: SystemPath): Played['before'] {
  return { nurses: nurses!, support: support! }
}

function total(values: Float64Array): number {
  return values.reduce((sum, each) => sum + each, 0)
}

function node(group: string, people: number, worked: number): WhatIfNode {
  const rate = { standardError: 0, unit: '', years: '', source: '', grade: 'D' as const }
  const swing = { persistence: 0, nationalSd: 0, groupSd: 0 }
  const parameters: SupplyParameters = {
    area: 'Here', group, openingDate: '2025-09-30', ages: [40], ageing: false, openingHeads: [people], participation: [worked], leave: { ...rate, value: 0.1 }, leaveByAge: [1], join: { ...rate, value: 0.1 }, joinersBasis: 'records', joinAges: [1],
    damping: 1, leaveYearEffect: swing, joinYearEffect: swing, notes: [],
  }
  return { areaName: 'Here', parameters }
}
