import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { planLevers } from '../../src/scenario/lever-plan.ts'
import type { Lever, ProgrammeFacts } from '../../src/scenario/lever-set.ts'
import { systemOf, walkBoth, type WhatIfNode } from '../../src/scenario/what-if-walk.ts'
import type { SupplyParameters } from '../../src/supply/parameters.ts'
import { addMonths } from '../../src/units/calendar-date.ts'
import { isRefusal } from '../../src/units/refusal.ts'
import { naiveWalk, type NaiveLever, type NaiveNode, type NaiveProgramme } from './naive-supply.ts'

// Made-up runs of two or three nodes; every lever is drawn, and half of them act in a run.
const years = 3
const opening = '2025-09-30'
// Whole thousandths, for doubles are drawn by their bits and are nearly all next to nothing.
const share = fc.integer({ min: 0, max: 1000 }).map((thousandths) => thousandths / 1000)
const scenes = fc.record({
  nodes: fc.integer({ min: 2, max: 3 }), ageing: fc.boolean(), ages: fc.array(fc.integer({ min: 2, max: 7 }), { minLength: 3, maxLength: 3 }), youngest: fc.array(fc.integer({ min: 18, max: 21 }), { minLength: 3, maxLength: 3 }),
  chance: fc.array(share, { minLength: 120, maxLength: 150 }),
  acting: fc.array(fc.boolean(), { minLength: 19, maxLength: 19 }),
})
type Scene = typeof scenes extends fc.Arbitrary<infer S> ? S : never

/** The same run twice: as the product takes it, and as the naive walk does. */
function build({ nodes: count, ageing, ages, youngest, chance, acting }: Scene) {
  let at = 0
  const next = (low: number, high: number): number => low + (high - low) * chance[at++ % chance.length]!
  const naive = many(count, () => 0).map((_, n): NaiveNode => {
    const size = ageing ? ages[n]! : 1
    const shares = many(size, () => next(0.1, 1))
    const all = shares.reduce((sum, each) => sum + each, 0)
    return {
      ageing, youngest: ageing ? youngest[n]! : 0, heads: many(size, () => next(20, 300)), fte: many(size, () => next(0.4, 1)), leave: next(0.02, 0.3), leaveByAge: many(size, () => next(0.3, 2)), joinAges: shares.map((each) => each / all),
      leaveOfYear: many(years, () => next(0.01, 0.4)), growthOfYear: many(years, () => next(-0.08, 0.1)),
    }
  })
  const stages = many(2, () => 0).map((_, stage) => ({ months: 5 + 4 * stage, dropOut: next(0, 0.4), interruption: next(0, 0.3), interruptionMonths: stage === 0 ? 4 : 0, learnerWeeks: next(0, 20) }))
  const [startsAYear, completion, joinShare, here, there, capacity] = [next(0, 200), next(0.3, 1), next(0.2, 1), next(0, 0.5), next(0, 0.5), next(200, 4000)]
  const changes: [kind: string, unit: string, change: number][] = [
    ['leaver-rate', 'points', next(-15, 15)], ['leaver-rate', '%', next(-100, 100)], ['participation', '%', next(-100, 60)], ['participation', 'FTE per head', next(-0.3, 0.3)],
    ['transfer', '% a year', next(0, 100)], ['transfer', 'people a year', next(0, 400)], ['intake', 'places a year', next(-100, 200)], ['course-length', 'months', Math.round(next(-6, 8))], ['drop-out', 'points', next(-20, 40)],
    ['interruption', 'points', next(-20, 30)], ['completion', 'points', next(-40, 30)], ['join-share', 'points', next(-30, 30)], ['settlement', 'points', next(-20, 20)], ['placement-capacity', 'learner-weeks a year', next(-1000, 2000)],
    ['international', 'people a year', next(-80, 80)], ['wider-market', 'people a year', next(-20, 60)], ['posts', 'FTE', next(-100, 100)], ['fill-delay', 'months', next(-2, 5)], ['shared-pool', 'people a year', next(0, 200)],
  ]
  const levers: Lever[] = []
  const walked: NaiveLever[] = []
  const posts = new Set<number>()
  const add = (kind: string, unit: string, change: number, node: number, extra: { readonly to?: number | 'outside'; readonly members?: NaiveLever['members']; readonly now?: number; readonly fillMonths?: number } = {}): void => {
    const [from, ramp] = [Math.floor(next(0, 20)), Math.floor(next(0, 15))]
    const until = next(0, 1) < 0.3 ? from + 1 + Math.floor(next(0, 25)) : Number.POSITIVE_INFINITY
    const { to, members, now, fillMonths } = extra
    walked.push({ kind, change, unit, node, to: to ?? 0, from, until, ramp, now: now ?? 0, fillMonths: fillMonths ?? 0, members: members ?? [] })
    levers.push({
      kind, change, unit, ramp, from: dayOf(from), ...(Number.isFinite(until) ? { to: dayOf(until) } : {}), ...(kind === 'shared-pool' || isTraining(kind) && kind !== 'settlement' ? {} : { area: `A${node}` }), ...(isTraining(kind) ? { programme: 'course' } : {}),
      ...(to === undefined ? {} : to === 'outside' ? { toSector: 'elsewhere' } : { toArea: `A${to}` }), ...(now === undefined ? {} : { now, fillMonths }), ...(members === undefined ? {} : { members: members.map(({ node: member, attractiveness }) => ({ area: `A${member}`, attractiveness })) }),
    })
  }
  changes.forEach(([kind, unit, change], place) => {
    if (!acting[place] || ['posts', 'fill-delay', 'shared-pool'].includes(kind)) return
    if (kind === 'transfer') return add(kind, unit, change, place % 2, { to: place % 2 === 0 ? (next(0, 1) < 0.3 ? 'outside' : 1) : 0 })
    add(kind, unit, change, kind === 'settlement' ? 0 : isTraining(kind) ? -1 : Math.floor(next(0, count - 0.001)))
  })
  const pooled = acting[18] === true
  for (let node = 0; node < (pooled ? 2 : acting[16] ? 1 : 0); node++) {
    posts.add(node)
    add('posts', 'FTE', changes[16]![2], node, { now: next(0, 700), fillMonths: next(0, 6) })
    if (acting[17]) add('fill-delay', 'months', changes[17]![2], node)
  }
  if (pooled) add('shared-pool', 'people a year', changes[18]![2], -1, { members: [{ node: 0, attractiveness: next(0.2, 2) }, { node: 1, attractiveness: next(0.2, 2) }] })
  const facts: ProgrammeFacts = { id: 'course', provider: 'P', profession: 'G', startsAYear, stages, completion, joinShare, settlement: [{ area: 'A0', share: here }, { area: 'A1', share: there }], placementCapacity: capacity, source: 'made up' }
  const programme: NaiveProgramme = { startsAYear, stages, completion, joinShare, settlement: [{ node: 0, share: here }, { node: 1, share: there }], capacity }
  return { naive, levers, walked, facts, programme }
}

function isTraining(kind: string): boolean {
  return ['intake', 'course-length', 'drop-out', 'interruption', 'completion', 'join-share', 'settlement', 'placement-capacity'].includes(kind)
}

function many(length: number, of: () => number): number[] {
  return Array.from({ length }, of)
}

/** A day in the month of that place after the opening. */
function dayOf(month: number): string {
  return addMonths('2025-10-15', month)
}

function parametersOf(node: NaiveNode, n: number): SupplyParameters {
  const rate = { standardError: 0, unit: '', years: '', source: '', grade: 'D' as const }
  const still = { persistence: 0, nationalSd: 0, groupSd: 0 }
  return {
    area: `A${n}`, group: 'G', openingDate: opening, ages: node.heads.map((_, age) => node.youngest + age), ageing: node.ageing, openingHeads: node.heads, participation: node.fte, leave: { ...rate, value: node.leave }, leaveByAge: node.leaveByAge,
    join: { ...rate, value: 0 }, joinersBasis: 'records', joinAges: node.joinAges, damping: 1, leaveYearEffect: still, joinYearEffect: still, notes: [],
  }
}

/** Where the two walks differ by more than rounding. */
function differences(scene: Scene): string[] {
  const { naive, levers, walked, facts, programme } = build(scene)
  const nodes = naive.map((node, n): WhatIfNode => ({ areaName: `A${n}`, parameters: parametersOf(node, n) }))
  const plan = planLevers({ programmes: [facts], origins: [], levers }, { nodes: nodes.length, nodeOf: (_, area) => (area === undefined ? 0 : Number(area.slice(1)) < nodes.length ? Number(area.slice(1)) : null), opening, years })
  if (isRefusal(plan)) throw new Error(plan.found)
  const { baseline, scenario } = walkBoth(systemOf(nodes, plan), plan, nodes, naive.map(({ leaveOfYear, growthOfYear }) => ({ leave: leaveOfYear, growth: growthOfYear })), years)
  const still = naiveWalk(naive, [], [], years, null)
  const moved = naiveWalk(naive, walked, [{ facts: programme, levers: walked.filter(({ kind }) => isTraining(kind)) }], years, still.candidates)
  const found: string[] = []
  for (const [name, paths, expected] of [['baseline', baseline, still], ['with levers', scenario, moved]] as const) {
    paths.nodes.forEach((path, n) => {
      for (let year = 0; year < years; year++) {
        const want = expected.years[n]![year]!
        const got = { heads: path.heads[year + 1]!, fte: path.fte[year + 1]!, leavers: path.leavers[year]!, agedOut: path.agedOut[year]!, joiners: path.joiners[year]!, movedIn: path.movedIn[year]!, movedOut: path.movedOut[year]! }
        for (const key of Object.keys(got) as (keyof typeof got)[]) if (!(Math.abs(got[key] - want[key]) <= 1e-9 * Math.max(1, Math.abs(want[key]), want.heads))) found.push(`${name}, node ${n}, year ${year + 1}, ${key}: ${got[key]}, naively ${want[key]}`)
      }
    })
  }
  return found
}

describe('supply with every lever', () => {
  test('is the same as reckoned a second time, naively, on random runs', () => {
    fc.assert(fc.property(scenes, (scene) => { expect(differences(scene)).toEqual([]) }), { numRuns: 60 })
  })
})
