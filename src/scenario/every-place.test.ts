import { describe, expect, test } from 'vitest'
import type { SupplyParameters } from '../supply/parameters.ts'
import { isRefusal } from '../units/refusal.ts'
import { statedDemand } from './demand-assumptions.ts'
import { projectEverywhere } from './every-place.ts'
import { nameKey } from './lever-set.ts'
import { project } from './run.ts'
import { walkFuture } from './supply-draws.ts'
import { drawFutures } from './uncertainty.ts'
import { whatIf } from './what-if.ts'

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

describe('with levers', () => {
  const range = { low: -4, high: 1 }
  test.each([
    { what: 'on the place alone', levers: [{ kind: 'leaver-rate', change: -2, ramp: 12 }, { kind: 'participation', change: 3, ramp: 0 }] }, { what: 'with a range of its own', levers: [{ kind: 'leaver-rate', change: -2, ramp: 0, range }] },
    { what: 'that take posts', levers: [{ kind: 'posts', change: 5, now: 60, fillMonths: 3, ramp: 0 }] }, { what: 'that take posts, with a range', levers: [{ kind: 'posts', change: 5, now: 60, fillMonths: 3, ramp: 0, range: { low: -10, high: 20 } }] },
  ])('$what, each place has the numbers of its own what-if', ({ levers }) => {
    const set = { programmes: [], origins: [], levers }
    const linked = places.map(({ parameters }) => ({ nodes: [{ areaName: parameters.area, parameters }], names: { profession: 'Midwives', area: parameters.area, places: new Map([[nameKey('Midwives', parameters.area), 0]]) }, levers: set }))
    const answer = projectEverywhere({ group: 'Midwives', places: places.map((own, at) => ({ ...own, linked: linked[at]! })) }, { ...settings, compared: true })
    for (const [at, { nodes, names }] of linked.entries()) {
      const alone = whatIf({ nodes, names, demand, levers: set }, { ...settings, dataset: 'test' })
      if (isRefusal(alone)) throw new Error(alone.found)
      answer.places[at]!.rows.forEach(({ supply, gap, difference }, year) => {
        const { scenario, difference: own } = alone.rows[year]!
        for (const point of ['p2_5', 'p10', 'p50', 'p90', 'p97_5'] as const) for (const [found, expected] of [[supply, scenario.supply], [gap, scenario.gap], [difference!, own.supply]] as const) expect(found[point]).toBeCloseTo(expected[point], 8)
      })
    }
    expect(answer.together[4]!.difference!.p50).not.toBe(0)
  })
})
