import { expect, test } from 'vitest'
import { joinAgesOf } from './calibrate-joining.ts'

test('joiners of five years of age are spread as those seen to join, one more at each age', () => {
  // Of 20 to 24 only 22 to 24 are in post, with 3, 0 and 1 joiners: 4, 1 and 2 of 7. Of 25 to 29 two ages, nobody seen: a half each.
  const found = joinAgesOf([{ ageFrom: 20, share: 0.7 }, { ageFrom: 25, share: 0.3 }], [22, 23, 24, 25, 26], [3, 0, 1, 0, 0])
  ;[0.4, 0.1, 0.2, 0.15, 0.15].forEach((share, at) => expect(found[at]).toBeCloseTo(share, 12))
})

test('joiners of ages that nobody in post has are put at the nearest age there is', () => {
  expect(joinAgesOf([{ ageFrom: 15, share: 0.2 }, { ageFrom: 30, share: 0.5 }, { ageFrom: 60, share: 0.3 }], [30, 31], [0, 0])).toEqual([expect.closeTo(0.45, 12), expect.closeTo(0.55, 12)])
})
