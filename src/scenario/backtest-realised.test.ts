import { expect, test } from 'vitest'
import type { GroupHistory } from '../dataset/history.ts'
import { calibrate } from '../supply/calibrate.ts'
import { isRefusal } from '../units/refusal.ts'
import { asKnownAt } from './backtest-origins.ts'
import { stocksAhead } from './backtest-paths.ts'
import { growthOfWhole, realisedFutures } from './backtest-realised.ts'
import { drawFutures } from './uncertainty.ts'

function history(group: string, heads: readonly number[], leaving = 0.1): GroupHistory {
  return {
    area: 'A', group, source: 'test', breaks: [], byAge: null,
    stocks: heads.map((count, at) => ({ date: `${2012 + at}-09-30`, heads: count, fte: count * (at < 6 ? 0.9 : 0.8) })),
    flows: heads.slice(1).map((_, at) => ({ from: `${2012 + at}-09-30`, to: `${2013 + at}-09-30`, leavers: { heads: leaving * heads[at]!, fte: null }, joiners: { heads: null, fte: null }, joinersBasis: 'net-of-moves' as const })),
  }
}

// The whole grows by 2 % until 2017, then by 10 %; the group by 2 % more than the whole, always.
const whole = history('All staff groups', [...Array.from({ length: 6 }, (_, at) => 1000 * 1.02 ** at), 1000 * 1.02 ** 5 * 1.1, 1000 * 1.02 ** 5 * 1.21])
const group = history('G', whole.stocks.map((stock, at) => stock.heads! * 0.3 * Math.exp(0.02 * at)))
const origin = '2017-09-30'

function asked(leaversKnown = true) {
  const parameters = calibrate([whole, group].map((each) => asKnownAt(each, origin)))[1]!
  if (isRefusal(parameters)) throw new Error(parameters.found)
  const planned = drawFutures(parameters, { years: 2, draws: 200, seed: 1 })
  return { parameters, found: realisedFutures({ history: group, growthOfWhole: growthOfWhole([whole, group], 'A', false), parameters, planned, origin, seed: 1, keepBreaks: false, leaversKnown }), planned }
}

const firstGrowth = (paths: readonly { growth: readonly number[] }[]): number => paths.reduce((sum, path) => sum + path.growth[0]!, 0) / paths.length

test('the growth of the whole is that of the group that is it, else of all groups added up', () => {
  expect(growthOfWhole([whole, group], 'A', false).get('2018-09-30')).toBeCloseTo(Math.log(1.1), 12)
  // 100 → 110 and 300 → 330: 400 → 440, a tenth.
  expect(growthOfWhole([history('X', [100, 110]), history('Y', [300, 330])], 'A', false).get('2013-09-30')).toBeCloseTo(Math.log(1.1), 12)
})

test('the whole given, the group grows with it and by its own difference on top', () => {
  const { found, planned, parameters } = asked()
  // Planned about 2 % and the difference; given, about ln 1.1 and the same difference.
  expect(firstGrowth(found.whole) - firstGrowth(planned)).toBeCloseTo(Math.log(1.1) - Math.log(1.02), 2)
  expect(found.whole).toHaveLength(200)
  expect(parameters.group).toBe('G')
})

test('every rate given, what is left is the change in FTE per head: .8 where .9 was held', () => {
  const { found, parameters } = asked()
  const [stock] = stocksAhead(parameters, found.rates, 'fte')
  expect(stock![1]! / group.stocks[6]!.fte!).toBeCloseTo(0.9 / 0.8, 9)
  expect(stocksAhead(parameters, found.rates, 'headcount')[0]![2]).toBeCloseTo(group.stocks[7]!.heads!, 6)
})

test('leaving given as it was planned changes nothing; given where it is only judged, it is not scored', () => {
  const { found, planned } = asked()
  expect(firstGrowth(found.leaving)).toBeCloseTo(firstGrowth(planned), 2)
  expect(asked(false).found.leaving).toEqual([])
})
