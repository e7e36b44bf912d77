import { describe, expect, test } from 'vitest'
import { isOfScenario, sayCosts, sayMove } from './live-words.ts'

const at = (still: number, gap: number) => ({ date: '2035-09-30', year: 2035, still, gap: { p2_5: gap, p10: gap, p50: gap, p90: gap, p97_5: gap } })

describe('what becomes of the gap is said', () => {
  test.each([
    [4310, 1790, 'The gap in 2035 falls by 2,520 FTE'],
    [4310, 4500, 'The gap in 2035 rises by 190 FTE'],
    [100, 100.02, 'The gap in 2035 is that of doing nothing'],
    [100, -50, 'The gap in 2035 falls by 150 FTE'],
    [-50, -80, '30 FTE more are too many in 2035'],
    [10, 5.5, 'The gap in 2035 falls by 4.5 FTE'],
  ])('from %d to %d: %s', (still, gap, says) => expect(sayMove(at(still, gap), 'FTE')).toBe(says))
})

describe('what it costs is said', () => {
  test.each([
    [{ total: 54_200_000, notStated: [], years: [] }, 2520, '£54.2 million to 2035, £21,500 for each FTE gained'],
    [{ total: 54_200_000, notStated: ['l2'], years: [] }, 0, '£54.2 million to 2035 (one lever states no cost)'],
    [{ total: null, notStated: ['l1', 'l2'], years: [] }, 10, 'No lever states a cost'],
    [{ total: null, notStated: [], years: null }, 10, 'Costs are stated in prices of several years and are not added up'],
  ])('%o for %d', (costs, gained, says) => expect(sayCosts(costs, gained, 2035, 'FTE')).toBe(says))
})

const document = (change: number, rationale?: string) => ({ version: 1 as const, name: 'A', baseline: { area: 'Here', horizon: 5, seed: 1, draws: 20 }, programmes: [], origins: [], assumptions: [], overrides: [], levers: [{ id: 'l1', kind: 'leaver-rate', change, ramp: 0, ...(rationale === undefined ? {} : { rationale }) }] })

test('a run is of the scenario as it stands where all but its words is the same', () => {
  const asked = JSON.stringify({ ask: 'run', document: document(-2, 'because') })
  const now = document(-2, 'because of this')
  expect([isOfScenario(asked, now, now.levers), isOfScenario(asked, now, document(-3).levers), isOfScenario(null, now, now.levers)]).toEqual([true, false, false])
})
