import { describe, expect, test } from 'vitest'
import type { SupplyParameters } from '../supply/parameters.ts'
import { isRefusal } from '../units/refusal.ts'
import { statedDemand } from './demand-assumptions.ts'
import { projectEverywhere } from './every-place.ts'
import { project } from './run.ts'
import { walkFuture } from './supply-draws.ts'
import { drawFutures } from './uncertainty.ts'

const rate = (value: number) => ({ value, standardError: 0.01, unit: 'share of the stock a year', years: '3', source: 'test', grade: 'B' as const })
const swing = { persistence: 0.5, nationalSd: 0.05, groupSd: 0.02 }
const place = (area: string, heads: readonly number[], ageing: boolean): SupplyParameters => ({
  area, group: 'Midwives', openingDate: '2025-09-30', ages: heads.map((_, age) => 30 + age), ageing, openingHeads: heads, participation: heads.map((_, age) => 0.9 - 0.1 * age),
  leave: rate(0.1), leaveByAge: heads.map(() => 1), join: rate(0.12), joinersBasis: 'records', joinAges: heads.map(() => 1 / heads.length), damping: 0.8, leaveYearEffect: swing, joinYearEffect: swing, notes: [],
})
const settings = { years: 4, draws: 40, seed: 7, unit: 'fte' } as const
const demand = statedDemand({})
const places = [place('QAA', [120, 80, 40], true), place('QBB', [55], false), place('QCC', [10, 0, 90], true)].map((parameters) => ({ code: parameters.area, parameters, demand }))

describe('projectEverywhere', () => {
  const answer = projectEverywhere({ group: 'Midwives', places }, settings)

  test('each place has the numbers of its own projection', () => {
    for (const [at, { parameters }] of places.entries()) {
      const alone = project(parameters, demand, { ...settings, dataset: 'test' })
      if (isRefusal(alone)) throw new Error(alone.found)
      expect(answer.places[at]!.rows.map(({ supply, demand: need, gap }) => ({ supply, need, gap }))).toEqual(alone.rows.map(({ supply, demand: need, gap }) => ({ supply, need, gap })))
    }
  })

  test('today all places together have what each has', () => {
    // QAA: 120 × 0.9 + 80 × 0.8 + 40 × 0.7 = 200. QBB: 55 × 0.9 = 49.5. QCC: 10 × 0.9 + 90 × 0.7 = 72.
    expect(answer.together[0]!.supply.p50).toBeCloseTo(321.5, 9)
    expect(answer.together[0]!.date).toBe('2025-09-30')
  })

  test('together is the sum draw by draw', () => {
    const walked = places.map(({ parameters }) => drawFutures(parameters, settings).map((future) => walkFuture(parameters, future).fte.stock))
    answer.drawn.supply.forEach((draws, year) => draws.forEach((sum, draw) => expect(sum).toBeCloseTo(walked.reduce((all, paths) => all + paths[draw]![year]!, 0), 9)))
    const shortest = Math.min(...answer.drawn.demand[4]!.map((need, draw) => need - answer.drawn.supply[4]![draw]!))
    expect(answer.together[4]!.gap.p2_5).toBeGreaterThanOrEqual(shortest)
  })
})
