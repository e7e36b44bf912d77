import { describe, expect, test } from 'vitest'
import type { GroupHistory } from '../dataset/history.ts'
import { isRefusal } from '../units/refusal.ts'
import { backtest, backtestDefaults, scorePairs, type Backtest } from './backtest.ts'
import { originsOf } from './backtest-origins.ts'

function history(group: string, heads: readonly number[], breaks: GroupHistory['breaks'] = []): GroupHistory {
  return {
    area: 'A', group, source: 'test', breaks, byAge: null,
    stocks: heads.map((count, at) => ({ date: `${2012 + at}-09-30`, heads: count, fte: 0.9 * count })),
    flows: heads.slice(1).map((_, at) => ({ from: `${2012 + at}-09-30`, to: `${2013 + at}-09-30`, leavers: { heads: 0.1 * heads[at]!, fte: 0.09 * heads[at]! }, joiners: { heads: null, fte: null }, joinersBasis: 'net-of-moves' as const })),
  }
}

const all = history('All staff groups', [1000, 1030, 1040, 1085, 1120, 1130, 1170, 1200])
const nurses = history('Nurses', [300, 310, 322, 325, 340, 200, 207, 213], [{ from: '2016-09-30', to: '2017-09-30', why: 're-graded', measure: 'stock' }])
const settings = { horizon: 2, draws: 40 }

function scored(histories: readonly GroupHistory[]): Backtest {
  const found = backtest(histories, settings)
  if (isRefusal(found)) throw new Error(found.found)
  return found
}

/** Medians forecast for one group, origin by origin. */
function forecasts(of: GroupHistory): number[] {
  return scorePairs([of], originsOf([of], 2016), { ...backtestDefaults, ...settings }, false).pairs.map((pair) => pair.model.error + pair.actual)
}

describe('backtest', () => {
  test('scores every origin with a year to come, and lists the spans that cross a break', () => {
    const found = scored([all, nurses])
    expect(found.origins).toEqual(['2016-09-30', '2017-09-30', '2018-09-30'])
    expect(found.series.map((series) => [series.id, series.horizons.map((row) => row.n)])).toEqual([['All staff groups', [3, 2]], ['Nurses', [2, 1]]])
    expect(found.excluded).toEqual([
      { series: 'Nurses', from: '2016-09-30', to: '2017-09-30', why: 're-graded' },
      { series: 'Nurses', from: '2016-09-30', to: '2018-09-30', why: 're-graded' },
    ])
    expect(found.overall.map((row) => row.n)).toEqual([5, 3])
    expect(found.withBreaks.map((row) => row.n)).toEqual([6, 4])
    expect(Object.keys(found.overall[0]!.baselines)).toEqual(['last', 'drift', 'driftUnbroken', 'growth3', 'growth5', 'constantRates'])
  })

  test('a forecast does not move when what came after its origin changes', () => {
    const changed = { ...all, stocks: all.stocks.map((stock) => (stock.date > '2018-09-30' ? { ...stock, heads: 1, fte: 1 } : stock)) }
    forecasts(changed).forEach((forecast, at) => expect(forecast).toBeCloseTo(forecasts(all)[at]!, 9))
  })

  test('an exactly steady series is forecast exactly, by the model and by growth', () => {
    const steady = history('All staff groups', Array.from({ length: 8 }, (_, at) => 1000 * 1.03 ** at))
    const [row] = scored([steady]).overall
    expect(row!.baselines['growth3']!.mape).toBeCloseTo(0, 12)
    // The median of 40 draws is not the middle of the distribution to the last digit.
    expect(row!.model.mape).toBeLessThan(0.004)
  })

  test('a group that is not one is shown, not counted', () => {
    const found = scored([all, { ...nurses, group: 'Unknown classification' }])
    expect(found.series.map((series) => series.id)).toContain('Unknown classification')
    expect(found.overall[0]!.n).toBe(3)
    expect(found.notes.some((note) => note.startsWith('Unknown classification is shown but not'))).toBe(true)
  })

  test('one group scored alone scores as it does among all', () => {
    const [alone, among] = [backtest([all, nurses], { ...settings, only: 'Nurses' }), scored([all, nurses])]
    if (isRefusal(alone)) throw new Error(alone.found)
    expect(alone.series).toEqual(among.series.filter((series) => series.id === 'Nurses'))
  })

  test('a series that never moved is not scored, one that drift foresaw exactly shows no skill', () => {
    const found = scored([history('All staff groups', Array.from({ length: 8 }, (_, at) => 1000 + 10 * at)), history('Still', Array.from({ length: 8 }, () => 100))])
    expect(found.series.map((series) => series.id)).toEqual(['All staff groups'])
    expect(found.overall[0]!.skill).toBe(0)
  })

  test('refuses when there is nothing to score', () => expect(backtest([history('G', [1, 2])], settings)).toMatchObject({ refused: true, code: 'nothing-to-backtest' }))
})
