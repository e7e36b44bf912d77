import { expect, test } from 'vitest'
import type { GroupHistory } from '../dataset/history.ts'
import { backtest } from './backtest.ts'
import { backtestSeriesOf, withJudgedLeavers } from './backtest-series.ts'
import { isRefusal } from '../units/refusal.ts'

const stocksOnly: GroupHistory = {
  area: 'US', group: 'Ohio', source: 'us-nurses', breaks: [], byAge: null, flows: [],
  stocks: [1000, 1050, 1020, 1100, 1130, 1160].map((heads, at) => ({ date: `${2012 + at}-05-31`, heads, fte: null })),
}

test('a source that is not listed is scored by staff group', () => expect(backtestSeriesOf('returns')).toMatchObject({ source: 'returns', by: null }))

test('a tenth leaves where no leavers are published, and published ones stay', () => {
  const given = withJudgedLeavers(stocksOnly)
  expect(given.flows.map((flow) => flow.leavers.heads)).toEqual([100, 105, 102, 110, 113])
  expect(given.flows.every((flow) => flow.leavers.fte === null && flow.joiners.heads === null)).toBe(true)
  expect(withJudgedLeavers(given)).toBe(given)
})

test('stocks alone are scored, leaving never as if it were known', () => {
  const found = backtest([stocksOnly, { ...stocksOnly, group: 'Iowa', stocks: stocksOnly.stocks.map((stock) => ({ ...stock, heads: stock.heads! * 2 - 900 })) }], { unit: 'headcount', firstYear: 2015, horizon: 2, draws: 40 })
  if (isRefusal(found)) throw new Error(found.found)
  expect(found.overall.map((row) => row.n)).toEqual([4, 2])
  expect([...new Set(found.realised.map((row) => row.given))]).toEqual(['whole'])
  expect(found.notes.some((note) => note.includes('Leavers are not published'))).toBe(true)
})

test('nothing is forecast from fewer staff than asked', () => {
  expect(backtest([stocksOnly], { unit: 'headcount', firstYear: 2015, horizon: 2, draws: 40, fewestStaff: 2000 })).toMatchObject({ refused: true, code: 'nothing-to-backtest' })
})
