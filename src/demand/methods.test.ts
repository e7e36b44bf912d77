import { describe, expect, test } from 'vitest'
import { activityDemand } from './activity.ts'
import { fundedPosts } from './funded-posts.ts'
import { rosterPosts } from './professional-judgement.ts'
import { ratioDemand } from './ratio.ts'
import { substitute } from './skill-mix.ts'

const clinic = { name: 'Clinic', ratePerPerson: [1], growth: 0, shifted: 0, hoursPerContact: 1 }

describe('demand by activity', () => {
  test('rates for other ages than the people’s are refused', () => {
    expect(() => activityDemand({ people: [[10, 20]], services: [clinic], hoursPerFte: 1, productivity: 0 })).toThrow(/another number/)
  })

  test('a service that shifts away altogether requires nobody', () => {
    expect(activityDemand({ people: [[10]], services: [{ ...clinic, shifted: 1 }], hoursPerFte: 1, productivity: 0 }).zeroProductivity[0]).toBe(0)
    expect(() => activityDemand({ people: [[10]], services: [{ ...clinic, shifted: 1.1 }], hoursPerFte: 1, productivity: 0 })).toThrow(RangeError)
  })
})

describe('demand by a ratio', () => {
  test('nothing to set it against is refused', () => {
    expect(() => ratioDemand({ base: [10], fte: 1, per: 0 })).toThrow(RangeError)
    expect(() => ratioDemand({ base: [Number.NaN], fte: 1, per: 5 })).toThrow(RangeError)
  })
})

describe('demand by funded posts', () => {
  test('more posts cannot be taken out than there are', () => {
    expect(() => fundedPosts({ funded: 10, growth: 0, agreed: [-11], years: 1 })).toThrow(RangeError)
    expect([...fundedPosts({ funded: 10, growth: 0, agreed: [-10], years: 1 })]).toEqual([10, 0])
  })
})

describe('a roster', () => {
  test('posts without hours are refused', () => {
    expect(() => rosterPosts({ shifts: [], uplift: 0.2, hoursPerPost: 0 })).toThrow(RangeError)
  })
})

describe('skill mix', () => {
  test('two substitutions never move more than all the work', () => {
    const all = { from: 'a', to: 'b', coefficient: 1, ceiling: 1, share: 0.7 }
    const { required, moved } = substitute(new Map([['a', 10], ['b', 0]]), [all, { ...all, to: 'c' }])
    expect([required.get('a'), required.get('b'), required.get('c')]).toEqual([0, 7, 3])
    expect(moved.map(({ fteOfFrom }) => fteOfFrom)).toEqual([7, 3])
  })

  test('a role that is not required has no work to move', () => {
    expect(() => substitute(new Map(), [{ from: 'a', to: 'b', coefficient: 1, ceiling: 1, share: 1 }])).toThrow(RangeError)
  })
})
