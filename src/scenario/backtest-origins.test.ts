import { describe, expect, test } from 'vitest'
import type { GroupHistory } from '../dataset/history.ts'
import { asKnownAt, originsOf, stockAt, stretchesOf } from './backtest-origins.ts'

const history: GroupHistory = {
  area: 'A', group: 'G', source: 'test',
  stocks: [[2014, 100], [2016, 120], [2017, 130], [2018, 90], [2019, 99]].map(([year, heads]) => ({ date: `${year}-09-30`, heads: heads!, fte: null })),
  flows: [2016, 2017, 2018].map((year) => ({ from: `${year}-09-30`, to: `${year + 1}-09-30`, leavers: { heads: 10, fte: null }, joiners: { heads: null, fte: null }, joinersBasis: 'net-of-moves' })),
  breaks: [{ from: '2017-09-30', to: '2018-09-30', why: 're-graded', measure: 'stock' }],
  byAge: { ages: [30], heads: [99], fte: [90], exposure: [200], leavers: [20], joiners: [5] },
}

test('what was known at a date holds nothing later, and no ages, which are of the latest records', () => {
  const known = asKnownAt(history, '2017-09-30')
  expect(known.stocks.map((stock) => stock.date)).toEqual(['2014-09-30', '2016-09-30', '2017-09-30'])
  expect(known.flows.map((flow) => flow.to)).toEqual(['2017-09-30'])
  expect(known.breaks).toEqual([])
  expect(known.byAge).toBeNull()
  expect(asKnownAt(history, '2018-09-30').breaks).toHaveLength(1)
})

test('origins are the anniversaries of the last date that leave a year to come', () => {
  expect(originsOf([history], 2016)).toEqual(['2016-09-30', '2017-09-30', '2018-09-30'])
  expect(originsOf([], 2016)).toEqual([])
})

test('a stock that is not published is not known', () => {
  expect(stockAt(history, '2016-09-30', 'people')).toBe(120)
  expect(stockAt(history, '2016-09-30', 'fte')).toBeNull()
  expect(stockAt(history, '2015-09-30', 'people')).toBeNull()
})

describe('stretchesOf', () => {
  test('keeps the length of a stretch over a year that is not held, and leaves out a break', () => {
    expect(stretchesOf(history, 'people', false)).toEqual([
      { from: 100, to: 120, years: 2, follows: false }, { from: 120, to: 130, years: 1, follows: true }, { from: 90, to: 99, years: 1, follows: false },
    ])
  })

  test('keeps the break when asked', () => expect(stretchesOf(history, 'people', true).map((each) => each.to)).toEqual([120, 130, 90, 99]))
})
