import { expect, test } from 'vitest'
import type { SupplyParameters } from '../supply/parameters.ts'
import { stocksAhead } from './backtest-paths.ts'
import { walkFutures } from './supply-ensemble.ts'
import { drawFutures } from './uncertainty.ts'

const rate = (value: number, standardError: number) => ({ value, standardError, unit: 'share of the stock a year', years: '3', source: 'test', grade: 'B' as const })
const swing = { persistence: 0.5, nationalSd: 0.05, groupSd: 0.1 }
const parameters: SupplyParameters = {
  area: 'A', group: 'G', openingDate: '2020-09-30', ages: [0], ageing: false, openingHeads: [1000], participation: [0.8], leave: rate(0.1, 0.01), leaveByAge: [1], join: rate(0.08, 0.02),
  joinersBasis: 'net-of-moves', joinAges: [1], damping: 0.9, dampingAfter: 5, leaveYearEffect: swing, joinYearEffect: swing, notes: [],
}

test('growth by hand: 1,000 × .8, up by a tenth, then down by a fifth', () => {
  const [stock] = stocksAhead(parameters, [{ growth: [Math.log(1.1), Math.log(0.8)] }], 'fte')
  expect(stock).toHaveLength(3)
  ;[800, 880, 704].forEach((expected, year) => expect(stock![year]).toBeCloseTo(expected, 9))
})

test.each(['fte', 'headcount'] as const)('comes to what the monthly steps come to, in %s', (unit) => {
  const futures = drawFutures(parameters, { years: 8, draws: 32, seed: 3 })
  const walked = walkFutures(parameters, futures).map((path) => (unit === 'fte' ? path.fte : path.heads).stock)
  stocksAhead(parameters, futures, unit).forEach((stock, draw) => stock.forEach((value, year) => expect(Math.abs(value / walked[draw]![year]! - 1)).toBeLessThan(1e-9)))
})

test('refuses ages: those of years past are not known', () => expect(() => stocksAhead({ ...parameters, ageing: true }, [], 'fte')).toThrow('ages of years past'))
