import { describe, expect, test } from 'vitest'
import type { GroupHistory } from '../dataset/history.ts'
import { pastRuns } from './past-runs.ts'

const group = 'All staff groups'
const settings = { unit: 'fte', draws: 200, seed: 1 } as const

/** Month-ends a year apart from September 2012 on, a tenth leaving each year. */
function history(heads: readonly number[], breaks: GroupHistory['breaks'] = []): GroupHistory {
  return {
    area: 'A', group, source: 'test', breaks, byAge: null, stocks: heads.map((count, at) => ({ date: `${2012 + at}-09-30`, heads: count, fte: 0.9 * count })),
    flows: heads.slice(1).map((_, at) => ({ from: `${2012 + at}-09-30`, to: `${2013 + at}-09-30`, leavers: { heads: 0.1 * heads[at]!, fte: 0.09 * heads[at]! }, joiners: { heads: null, fte: null }, joinersBasis: 'net-of-moves' as const })),
  }
}

/** Growth of 3 % in every year but the last: what came is 3 % more than the year before, times `last`. */
const grown = (last: number) => Array.from({ length: 9 }, (_, at) => 1000 * 1.03 ** at * (at === 8 ? last : 1))

describe('past runs', () => {
  test('a steady series was expected as it came, from three years back to one', () => {
    const found = pastRuns([history(grown(1))], group, settings)!
    expect([found.date, found.why]).toEqual(['2020-09-30', null])
    expect(found.actual).toBeCloseTo(900 * 1.03 ** 8, 9)
    expect(found.runs.map(({ from, ahead, verdict }) => [from, ahead, verdict])).toEqual([['2017-09-30', 3, 'inside'], ['2018-09-30', 2, 'inside'], ['2019-09-30', 1, 'inside']])
    // The middle of draws lies about the growth itself: within a hundredth of it.
    for (const { expected } of found.runs) expect(Math.abs(expected.p50 / (900 * 1.03 ** 8) - 1)).toBeLessThan(0.01)
  })

  test('what came later is not in a run: a leap or a fall changes the verdict, not what was expected', () => {
    const [steady, leapt, fell] = [1, 1.5, 0.5].map((last) => pastRuns([history(grown(last))], group, settings)!)
    for (const [found, verdict] of [[leapt!, 'above'], [fell!, 'below']] as const) {
      expect(found.runs.map((run) => run.verdict)).toEqual([verdict, verdict, verdict])
      expect(found.runs.map(({ expected }) => expected)).toEqual(steady!.runs.map(({ expected }) => expected))
    }
  })

  test('a year too early to be learnt from, and one before a break of the series, are left out and named', () => {
    const short = pastRuns([history(grown(1).slice(0, 5))], group, settings)!
    expect([short.runs.map(({ from }) => from), short.why]).toEqual([['2015-09-30'], '2013: too little was known by then; 2014: too little was known by then'])
    const broken = pastRuns([history(grown(1), [{ from: '2018-09-30', to: '2019-09-30', why: 're-coded', measure: 'stock' }])], group, settings)!
    expect([broken.runs.map(({ from }) => from), broken.why]).toEqual([['2019-09-30'], '2017: counting changed since; 2018: counting changed since'])
  })

  test('of a group that is not held there is none', () => expect(pastRuns([history(grown(1))], 'Midwives', settings)).toBeNull())
})
