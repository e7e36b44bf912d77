import { describe, expect, test } from 'vitest'
import type { SupplyParameters } from '../supply/parameters.ts'
import { isRefusal, type Refusal } from '../units/refusal.ts'
import { openCentralScenario, type CentralEffect, type CentralScenarioYear } from './central-scenario.ts'
import { statedDemand } from './demand-assumptions.ts'
import { lookAtLever } from './lever-look.ts'
import { nameKey, type Lever, type ProgrammeFacts } from './lever-set.ts'
import type { ScenarioScene } from './scenario-ensemble.ts'
import { peopleOf, type Acting } from './scenario.ts'

/** A thousand people of one age who never age, 10 % leave a year and as many join: by hand, 1,000 for ever, 900 FTE. */
function steady(group: string, people: number): SupplyParameters {
  const rate = { standardError: 0.02, unit: '', years: '2024', source: '', grade: 'B' as const }
  const swing = { persistence: 0.5, nationalSd: 0.05, groupSd: 0.05 }
  return {
    area: 'Here', group, openingDate: '2025-09-30', ages: [0], ageing: false, openingHeads: [people], participation: [0.9], leave: { ...rate, value: 0.1 }, leaveByAge: [1], join: { ...rate, value: 0.1 },
    joinersBasis: 'records', joinAges: [1], damping: 1, leaveYearEffect: swing, joinYearEffect: swing, notes: [],
  }
}

const programme: ProgrammeFacts = { id: 'nursing', provider: 'University', profession: 'Nurses', startsAYear: 120, stages: [{ months: 12, dropOut: 0 }], completion: 1, joinShare: 1, settlement: [{ area: 'Here', share: 1 }], source: 'made up' }

const scene: ScenarioScene = {
  nodes: [{ areaName: 'Here', parameters: steady('Nurses', 1000), demand: statedDemand({ demandGrowth: 0, productivity: 0, unmetNeed: 0.1 }), part: true }, { areaName: 'Here', parameters: steady('Support', 500), demand: null, part: false }],
  names: { profession: 'Nurses', area: 'Here', places: new Map([[nameKey('Nurses', 'Here'), 0], [nameKey('Support', 'Here'), 1]]) }, programmes: [programme], origins: [],
}

const settings = { years: 3, unit: 'headcount' } as const
const { walk, share, shareInSteps } = openCentralScenario(scene, settings)
const lever = (id: string, rest: Partial<Lever>): Acting => ({ id, lever: { kind: '', change: 0, ramp: 0, ...rest } })
const walked = (...levers: readonly Acting[]): readonly CentralScenarioYear[] => whole(walk(levers))
const shared = (...levers: readonly Acting[]): readonly CentralEffect[] => whole(share(levers))

function whole<Found>(found: Found | Refusal): Found {
  if (isRefusal(found)) throw new Error(found.found)
  return found
}

describe('the central path of a scenario', () => {
  test('has every rate and assumption at its value: by hand, 1,000 stay 1,000 and a tenth more are needed', () => {
    const rows = walked()
    for (const { baseline, scenario } of rows) {
      expect(baseline.supply).toBeCloseTo(1000, 9)
      expect(baseline.gap).toBeCloseTo(100, 9)
      expect(scenario).toEqual(baseline)
    }
    expect(rows.map(({ date }) => date)).toEqual(['2025-09-30', '2026-09-30', '2027-09-30', '2028-09-30'])
  })

  test('a lever at no change is the baseline to the last bit', () => {
    const rows = walked(lever('a', { kind: 'leaver-rate' }), lever('b', { kind: 'international' }))
    for (const { baseline, scenario } of rows) expect(scenario).toEqual(baseline)
  })

  test('nobody leaves: as many join as would have, so that 100 stay more each year', () => {
    const stay = lever('stay', { kind: 'leaver-rate', change: -10 })
    const [rows, effects] = [walked(stay), shared(stay)]
    // 1,000 people of whom 10 % leave over a year: the monthly hazard takes them from those present, and 100 a year join in their place.
    const joined = 12 * 1000 * (1 - 0.9 ** (1 / 12))
    expect(rows[1]!.scenario.supply).toBeCloseTo(1000 + joined, 6)
    expect(effects[0]!.gained[1]).toBeCloseTo(joined, 6)
  })

  test('effects add up to what all levers do, in whatever order they are named', () => {
    const levers = [lever('stay', { kind: 'leaver-rate', change: -2 }), lever('recruit', { kind: 'international', change: 60 }), lever('need', { kind: 'demand-growth', change: -0.5 })]
    expect([walked(...levers.toReversed()), shared(...levers.toReversed())]).toEqual([walked(...levers), shared(...levers)])
    const { baseline, scenario } = walked(...levers)[3]!
    expect(shared(...levers).reduce((sum, { gained }) => sum + gained[3]!, 0)).toBeCloseTo(baseline.gap - scenario.gap, 9)
  })

  test('shared out set by set, effects are the same, whatever is walked between two sets', () => {
    const levers = [lever('stay', { kind: 'leaver-rate', change: -1.5 }), lever('recruit', { kind: 'international', change: 40 }), lever('need', { kind: 'demand-growth', change: -0.5 })]
    const steps = shareInSteps(levers)
    let [step, count] = [steps.next(), 0]
    for (; step.done !== true; step = steps.next()) {
      count++
      walked(lever('stay', { kind: 'leaver-rate', change: -count / 10 }))
    }
    // Every set of three levers, and none besides.
    expect([count, step.value]).toEqual([8, shared(...levers)])
  })

  test('is the run that says what happens to people: the same staff at every year end', () => {
    const levers = [lever('stay', { kind: 'leaver-rate', change: -2 }), lever('train', { kind: 'intake', programme: 'nursing', change: 12 }), lever('move', { kind: 'transfer', change: 20, unit: 'people a year', toProfession: 'Support' })]
    const people = whole(peopleOf(scene, levers, { ...settings, draws: 2, seed: 1, dataset: '' }))
    const rows = walked(...levers)
    people.places[0]!.account.forEach(({ end }, year) => expect(rows[year + 1]!.scenario.supply).toBeCloseTo(end, 8))
  })

  test('a range is for draws: the path is that of the change as stated', () => {
    expect(walked(lever('stay', { kind: 'leaver-rate', change: -2, range: { low: -3, high: -1 } }))).toEqual(walked(lever('stay', { kind: 'leaver-rate', change: -2 })))
  })

  test('levers that cannot be taken are refused in words', () => {
    const refused = walk([lever('far', { kind: 'leaver-rate', change: -500 })])
    expect(isRefusal(refused) && refused.code).toBe('levers-invalid')
  })
})

const checked = (id: string, ...levers: readonly Acting[]) => lookAtLever(scene, settings, walk, levers, id)

describe('a lever is looked at', () => {
  test('on whom it acts, what its rate is, and that nothing is in its way', () => {
    const { applies } = checked('stay', lever('stay', { kind: 'leaver-rate', change: -2 }))
    expect(applies.map(({ says }) => says)).toEqual(['Acts on Nurses in Here: 1,000 people in post on 30 September 2025', '10.0 % of all leave in a year now, from 2024 (grade B)', 'Nothing keeps it from acting in any year'])
    expect(applies.every(({ holds }) => holds)).toBe(true)
  })

  test('one that takes away more than there is says so', () => {
    const { applies } = checked('less', lever('less', { kind: 'international', change: -500 }))
    expect(applies.find(({ says }) => says.startsWith('100 people join in a year now'))).toMatchObject({ holds: false })
    expect(applies.some(({ holds, says }) => !holds && says.includes('Nobody joins'))).toBe(true)
  })

  test('at nothing it does nothing; half and twice go the same way; at its ends nobody is below zero', () => {
    const { tested } = checked('stay', lever('stay', { kind: 'leaver-rate', change: -2 }), lever('train', { kind: 'intake', programme: 'nursing', change: 12 }))
    expect(tested).toHaveLength(3)
    expect(tested.every(({ holds }) => holds)).toBe(true)
    expect(tested[0]!.says).toBe('At no change the answer is that of the other levers, to the last digit')
    expect(tested[2]!.says).toContain('nobody is below zero in any year')
  })

  test('one that is refused says why, and is not tested', () => {
    const { applies, tested } = checked('far', lever('far', { kind: 'transfer', change: 5 }))
    expect([applies[0]!.holds, tested]).toEqual([false, []])
  })
})
