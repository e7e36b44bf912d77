import { describe, expect, test } from 'vitest'
import { countedInOf, yearsOf } from './calibrate-years.ts'
import type { FlowObserved, GroupHistory } from '../dataset/history.ts'

const stock = (date: string, heads: number | null, fte: number | null = heads) => ({ date, heads, fte })
const left = (from: string, to: string, heads: number | null): FlowObserved => ({ from, to, leavers: { heads, fte: heads }, joiners: { heads: null, fte: null }, joinersBasis: 'net-of-moves' })
const history = (parts: Partial<GroupHistory>): GroupHistory => ({ area: 'A', group: 'G', source: 'test', stocks: [], flows: [], breaks: [], byAge: null, ...parts })

describe('yearsOf', () => {
  const stocks = [stock('2019-09-30', 100), stock('2020-09-30', 110), stock('2021-09-30', 99)]

  test('pairs each year’s stocks with the leavers between them', () => {
    const years = yearsOf(history({ stocks, flows: [left('2019-09-30', '2020-09-30', 10), left('2020-10-01', '2021-09-30', 20)] }), 'people')
    expect(years.map(({ from, to, opening, closing, leavers }) => [from, to, opening, closing, leavers])).toEqual([
      ['2019-09-30', '2020-09-30', 100, 110, 10],
      // A period from 1 October starts from the stock of 30 September.
      ['2020-09-30', '2021-09-30', 110, 99, 20],
    ])
    expect(years[0]!.growth).toBeCloseTo(Math.log(1.1), 14)
  })

  test.each([
    { case: 'leavers that are not published stay unknown', flows: [], leavers: [null, null] },
    { case: 'a year with a hole in its flows stays unknown', flows: [left('2019-10-01', '2020-03-31', 4), left('2020-05-01', '2020-09-30', 5)], leavers: [null, null] },
    { case: 'half-years that meet are added up', flows: [left('2019-10-01', '2020-03-31', 4), left('2020-04-01', '2020-09-30', 5)], leavers: [9, null] },
    { case: 'a flow that runs past the year is not cut', flows: [left('2019-10-01', '2021-09-30', 30)], leavers: [null, null] },
    { case: 'an absent count in one half leaves the year unknown', flows: [left('2019-10-01', '2020-03-31', null), left('2020-04-01', '2020-09-30', 5)], leavers: [null, null] },
  ])('$case', ({ flows, leavers }) => expect(yearsOf(history({ stocks, flows }), 'people').map((year) => year.leavers)).toEqual(leavers))

  test.each([
    { case: 'a break of the stock hides growth and leavers', measure: 'stock' as const, growth: [false, true], leavers: [null, 20] },
    { case: 'a break of the leavers hides leavers only', measure: 'leavers' as const, growth: [true, true], leavers: [null, 20] },
  ])('$case', ({ measure, growth, leavers }) => {
    const broken = history({ stocks, flows: [left('2019-09-30', '2020-09-30', 10), left('2020-09-30', '2021-09-30', 20)], breaks: [{ from: '2019-09-30', to: '2020-09-30', why: 're-graded', measure }] })
    expect(yearsOf(broken, 'people').map((year) => year.growth !== null)).toEqual(growth)
    expect(yearsOf(broken, 'people').map((year) => year.leavers)).toEqual(leavers)
    expect(yearsOf(broken, 'people', true).map((year) => year.leavers)).toEqual([10, 20])
  })

  test('a missing stock leaves out both years that need it', () => {
    expect(yearsOf(history({ stocks: [stock('2019-09-30', 100), stock('2020-09-30', null), stock('2021-09-30', 99)] }), 'people')).toEqual([])
  })

  test('years end on the anniversary of the newest date, whatever else is held', () => {
    const monthly = ['2020-08-31', '2020-09-30', '2021-08-31', '2021-09-30', '2021-10-31'].map((date) => stock(date, 100))
    expect(yearsOf(history({ stocks: [...monthly, stock('2020-10-31', 100)] }), 'people').map((year) => year.to)).toEqual(['2021-10-31'])
  })
})

test.each([
  { case: 'people where both are published', stocks: [stock('2020-09-30', 10, 9)], countedIn: 'people' },
  { case: 'FTE where only FTE is published', stocks: [stock('2020-09-30', null, 9)], countedIn: 'fte' },
  { case: 'nothing where no stock is known', stocks: [stock('2020-09-30', null, null)], countedIn: null },
])('counts in $case', ({ stocks, countedIn }) => expect(countedInOf(history({ stocks }))).toBe(countedIn))
