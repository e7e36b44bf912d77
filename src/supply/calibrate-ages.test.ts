import { expect, test } from 'vitest'
import { profileOf, stockByAge } from './calibrate-ages.ts'

const ages = [20, 21, 22, 23, 24, 25, 26, 27, 28, 29]
const ten = (value: number) => ages.map(() => value)

test('ages that leave alike all leave at the group’s own rate', () => {
  const profile = profileOf({ ages, heads: ten(10), fte: ten(8), exposure: ten(20), leavers: ten(2), joiners: ten(3) })
  expect(profile.leaveByAge).toEqual(ten(1))
  for (const share of profile.participation) expect(share).toBeCloseTo(0.8, 12)
  for (const share of profile.joinAges) expect(share).toBeCloseTo(0.1, 12)
})

test('leaving averages the group’s rate over the people in post', () => {
  const heads = [5, 10, 15, 20, 25, 30, 35, 40, 45, 50]
  const profile = profileOf({ ages, heads, fte: heads, exposure: ten(1000), leavers: [10, 20, 30, 40, 50, 300, 310, 320, 330, 340], joiners: ten(1) })
  const average = heads.reduce((total, count, at) => total + count * profile.leaveByAge[at]!, 0) / heads.reduce((total, count) => total + count, 0)
  expect(average).toBeCloseTo(1, 12)
  expect(profile.leaveByAge[9]!).toBeGreaterThan(profile.leaveByAge[0]! * 3)
})

test('an age with nobody in it leaves and works as its band does', () => {
  const profile = profileOf({ ages, heads: [0, 10, 10, 10, 10, ...ten(10).slice(5)], fte: [0, 8, 8, 8, 8, ...ten(8).slice(5)], exposure: [0, ...ten(20).slice(1)], leavers: [0, ...ten(2).slice(1)], joiners: ten(1) })
  expect(profile.leaveByAge[0]).toBeCloseTo(1, 12)
  expect(profile.participation[0]).toBeCloseTo(0.8, 12)
})

test('where nobody was seen to join, joiners are of the ages in post', () => {
  expect(profileOf({ ages: [30, 31], heads: [1, 3], fte: [1, 3], exposure: [1, 3], leavers: [0, 0], joiners: [0, 0] }).joinAges).toEqual([0.25, 0.75])
})

test('people of unknown age are taken to be of the ages of the others, and FTE adds up to the figure of the stock', () => {
  // 40 people of known age stand for 50; 30 FTE of 40 by age become 45 of 50.
  const stock = stockByAge({ ages: [30, 31], heads: [30, 10], fte: [24, 6], exposure: [30, 10], leavers: [3, 1], joiners: [1, 1] }, 50, 45)
  expect(stock.openingHeads).toEqual([37.5, 12.5])
  expect(37.5 * stock.participation[0]! + 12.5 * stock.participation[1]!).toBeCloseTo(45, 12)
  expect(stockByAge({ ages: [30], heads: [10], fte: [0], exposure: [10], leavers: [1], joiners: [1] }, 10, null).participation).toEqual([1])
})
