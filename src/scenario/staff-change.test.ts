import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { plainKernel } from '../supply/kernel/plain.ts'
import type { SimpleLevers, SupplyParameters } from '../supply/parameters.ts'
import { isRefusal } from '../units/refusal.ts'
import { openCentralRun, prepareCentralRun } from './central-run.ts'
import { statedDemand } from './demand-assumptions.ts'
import { nameKey } from './lever-set.ts'
import { project } from './run.ts'
import { leaveTimesOf, workedTimes } from './staff-change.ts'
import { whatIf } from './what-if.ts'

const rate = (value: number) => ({ value, standardError: 0.01, unit: 'share of the stock a year', years: '3', source: 'test', grade: 'B' as const })
const swing = { persistence: 0.5, nationalSd: 0.05, groupSd: 0.02, openingNational: 0.03 }
const midwives = (ageing: boolean): SupplyParameters => ({
  area: 'QAA', group: 'Midwives', openingDate: '2025-09-30', ages: ageing ? [60, 61, 62] : [0], ageing, openingHeads: ageing ? [120, 80, 40] : [240], participation: ageing ? [0.9, 0.8, 0.7] : [0.8],
  leave: rate(0.1), leaveByAge: ageing ? [0.8, 1, 1.4] : [1], join: rate(0.13), joinersBasis: 'records', joinAges: ageing ? [0.8, 0.2, 0] : [1], damping: 0.8, leaveYearEffect: swing, joinYearEffect: swing, notes: [],
})
const demand = statedDemand({})
const settings = { years: 5, draws: 20, seed: 1, unit: 'headcount' as const, dataset: 'test' }

/** People in post at each year end, every rate at its middle: by the projection, by a slider, and by levers of a what-if. */
function threeWays(parameters: SupplyParameters, levers: SimpleLevers): number[][] {
  const ran = project({ ...parameters, levers }, demand, settings)
  const [slider] = openCentralRun(prepareCentralRun([{ group: 'Midwives', places: [{ code: 'QAA', parameters, demand }] }], settings), plainKernel)(levers)
  const stated = [{ kind: 'leaver-rate', change: 100 * levers.leaving, unit: '%', ramp: 0 }, { kind: 'participation', change: 100 * levers.participation, unit: '%', ramp: 0 }]
  const asked = whatIf({ nodes: [{ areaName: 'A', parameters }], names: { profession: 'Midwives', area: 'QAA', places: new Map([[nameKey('Midwives', 'QAA'), 0]]) }, demand, levers: { programmes: [], origins: [], levers: stated } }, settings)
  if (isRefusal(ran) || isRefusal(asked)) throw new Error('refused')
  return [ran.account.map(({ closing }) => closing), [...slider!.supply].slice(1), asked.places[0]!.account.map(({ end }) => end)]
}

describe('a lever means one thing', () => {
  test.each([true, false])('in a projection, under a slider and in a what-if (ages known: %s)', (ageing) => {
    fc.assert(fc.property(fc.double({ min: -1, max: 1, noNaN: true }), fc.double({ min: -0.5, max: 0.2, noNaN: true }), (leaving, participation) => {
      const [projection, slider, stated] = threeWays(midwives(ageing), { leaving, joining: 0, participation })
      expect(slider).toEqual(projection)
      projection!.forEach((people, year) => expect(Math.abs(stated![year]! / people - 1)).toBeLessThan(1e-9))
    }), { numRuns: 30 })
  })

  test('fewer leavers do not draw more joiners: as many people join each year as without the lever', () => {
    const [still, fewer] = [undefined, { leaving: -0.5, joining: 0, participation: 0 }].map((levers) => project({ ...midwives(true), ...(levers ? { levers } : {}) }, demand, settings))
    if (isRefusal(still!) || isRefusal(fewer!)) throw new Error('refused')
    fewer!.account.forEach(({ joiners }, year) => expect(joiners).toBeCloseTo(still!.account[year]!.joiners, 9))
    expect(fewer!.account[4]!.closing).toBeGreaterThan(still!.account[4]!.closing)
  })
})

describe('leaveTimesOf', () => {
  test('takes the monthly hazard from one yearly share to another', () => {
    // 1 − .9^(1/12) becomes 1 − .95^(1/12).
    expect(leaveTimesOf(2, 0.1, 0.05)).toBeCloseTo((2 * (1 - 0.95 ** (1 / 12))) / (1 - 0.9 ** (1 / 12)), 12)
  })

  test('changes no bit where nothing changes, and holds shares between nobody and everybody', () => {
    expect(leaveTimesOf(1.3, 0.1, 0.1)).toBe(1.3)
    expect(leaveTimesOf(1.3, 0.1, -0.5)).toBe(0)
    expect(leaveTimesOf(1, 0.5, 1.5)).toBeCloseTo(1 / (1 - 0.5 ** (1 / 12)), 12)
  })

  test('starts from nothing where nobody leaves, however small nothing is', () => {
    for (const before of [0, Number.MIN_VALUE]) expect(leaveTimesOf(0, before, 0.19)).toBeCloseTo(1 - 0.81 ** (1 / 12), 12)
  })
})

test('nobody works more than full time by a lever, nor less than no hours', () => {
  expect([workedTimes(0.8, 0.88), workedTimes(0.8, 1.2), workedTimes(0.8, -0.1), workedTimes(1.05, 1.2), workedTimes(0, 0)]).toEqual([0.88 / 0.8, 1 / 0.8, 0, 1, 1])
})
