import { expect, test } from 'vitest'
import { profileOf } from './calibrate-ages.ts'

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
