import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { startFastKernel } from '../supply/kernel/fast.ts'
import { plainKernel } from '../supply/kernel/plain.ts'
import type { SimpleLevers, SupplyParameters } from '../supply/parameters.ts'
import { isRefusal } from '../units/refusal.ts'
import { packCentralRun, unpackCentralRun } from './central-run-bytes.ts'
import { openBlock, openCentralRun, prepareCentralRun } from './central-run.ts'
import { statedDemand } from './demand-assumptions.ts'
import type { GroupEverywhere } from './every-place.ts'
import { project } from './run.ts'
import { walkFutures } from './supply-ensemble.ts'
import { medianFuture } from './uncertainty.ts'

const rate = (value: number) => ({ value, standardError: 0.01, unit: 'share of the stock a year', years: '3', source: 'test', grade: 'B' as const })
const swing = { persistence: 0.5, nationalSd: 0.05, groupSd: 0.02, openingNational: 0.03 }
const place = (area: string, heads: readonly number[], ageing: boolean): SupplyParameters => ({
  area, group: 'Midwives', openingDate: '2025-09-30', ages: heads.map((_, age) => 30 + age), ageing, openingHeads: heads, participation: heads.map((_, age) => 0.9 - 0.1 * age),
  leave: rate(0.1), leaveByAge: heads.map((_, age) => 1 + age / 10), join: rate(0.12), joinersBasis: 'records', joinAges: heads.map(() => 1 / heads.length), damping: 0.8, leaveYearEffect: swing, joinYearEffect: swing, notes: [],
})
const demand = statedDemand({})
const places = [place('QAA', [120, 80, 40], true), place('QBB', [55], false), place('QCC', [90, 10], true)]
const groups: readonly GroupEverywhere[] = [{ group: 'Midwives', places: places.map((parameters) => ({ code: parameters.area, parameters, demand })) }]
const kernels = [plainKernel, startFastKernel()]
const noLevers: SimpleLevers = { leaving: 0, joining: 0, participation: 0 }

const share = fc.double({ min: -1, max: 1, noNaN: true })
const anyLevers: fc.Arbitrary<SimpleLevers> = fc.record({ leaving: share, joining: share, participation: fc.double({ min: -0.5, max: 0.5, noNaN: true }) })

/** Each place by itself, as the ensemble walks it. */
function alone(levers: SimpleLevers, unit: 'fte' | 'headcount'): Map<string, Float64Array> {
  return new Map(places.map((parameters) => [parameters.area, walkFutures({ ...parameters, levers }, [medianFuture(parameters, 4)])[0]![unit === 'fte' ? 'fte' : 'heads'].stock]))
}

describe('a central run', () => {
  test.each(['fte', 'headcount'] as const)('has the bits of the ensemble’s walk of the median future, place by place, whatever the levers (%s)', (unit) => {
    const run = prepareCentralRun(groups, { years: 4, unit })
    // Places whose ages are known walk side by side, three ages beside two.
    const order = [['QAA', 'QCC'], ['QBB']]
    const opened = kernels.map((kernel) => run.blocks.map((block) => openBlock(block, unit, kernel)))
    fc.assert(fc.property(anyLevers, (levers) => {
      const expected = alone(levers, unit)
      for (const walkers of opened) {
        walkers.forEach((walk, at) => {
          const stock = walk(levers)
          order[at]!.forEach((code, nth) => expect(Array.from({ length: 5 }, (_, year) => stock[year * order[at]!.length + nth])).toEqual([...expected.get(code)!]))
        })
      }
    }), { numRuns: 50 })
  })

  test('adds its places up, and opens with what is in post', () => {
    const [path] = openCentralRun(prepareCentralRun(groups, { years: 4, unit: 'fte' }), plainKernel)(noLevers)
    // QAA: 120 × 0.9 + 80 × 0.8 + 40 × 0.7 = 200. QBB: 55 × 0.9 = 49.5. QCC: 90 × 0.9 + 10 × 0.8 = 89. Need today is 7 % more.
    expect(path!.supply[0]).toBeCloseTo(338.5, 9)
    expect(path!.demand[0]).toBeCloseTo(338.5 * 1.07, 9)
    const apart = [...alone(noLevers, 'fte').values()].map((stock) => stock[4]!)
    expect(path!.supply[4]).toBeCloseTo(apart[0]! + apart[1]! + apart[2]!, 9)
  })

  test('is the account of the projection’s median-rates run', () => {
    const ran = project(places[0]!, demand, { years: 4, draws: 20, seed: 1, unit: 'headcount', dataset: 'test' })
    if (isRefusal(ran)) throw new Error(ran.found)
    const [path] = openCentralRun(prepareCentralRun([{ group: 'Midwives', places: [groups[0]!.places[0]!] }], { years: 4, unit: 'headcount' }), plainKernel)(noLevers)
    expect([...path!.supply]).toEqual([ran.account[0]!.opening, ...ran.account.map(({ closing }) => closing)])
  })

  test('comes back from its bytes as it was', () => {
    const run = prepareCentralRun(groups, { years: 4, unit: 'fte' })
    const levers = { leaving: -0.1, joining: 0.05, participation: 0.02 }
    const back = unpackCentralRun(packCentralRun(run))
    expect(back).toEqual(run)
    expect(openCentralRun(back, plainKernel)(levers)).toEqual(openCentralRun(run, plainKernel)(levers))
  })
})
