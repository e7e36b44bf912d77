import { describe, expect, test } from 'vitest'
import { deprivationGroups } from './deprivation-groups.ts'

describe('areas by how deprived they are', () => {
  test.each([
    { what: 'five areas are a fifth each', values: [50, 10, 30, 20, 40], groups: [[1], [3], [2], [4], [0]] },
    { what: 'ten areas are two in each', values: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10], groups: [[0, 1], [2, 3], [4, 5], [6, 7], [8, 9]] },
    // The middles of seven places are 1/14, 3/14, … 13/14: fifths of them hold 1, 2, 1, 2 and 1.
    { what: 'seven areas', values: [1, 2, 3, 4, 5, 6, 7], groups: [[0], [1, 2], [3], [4, 5], [6]] },
    { what: 'two areas are two groups', values: [30, 10], groups: [[1], [0]] }, { what: 'one area', values: [30], groups: [[0]] },
    // Two that are alike share the places 2 and 3 of 5, whose middle is 2 of 5: both are in the third fifth.
    { what: 'areas that are alike stand together', values: [10, 20, 20, 30, 40], groups: [[0], [], [1, 2], [3], [4]] }, { what: 'all alike', values: [7, 7, 7, 7, 7], groups: [[], [], [0, 1, 2, 3, 4], [], []] },
    { what: 'nothing known', values: [null, null], groups: [] },
  ])('$what', ({ values, groups }) => expect(deprivationGroups(values).groups).toEqual(groups))

  test('an area without a value is in no group, and is not the least deprived', () => {
    expect(deprivationGroups([null, 5, 0, null])).toEqual({ groups: [[2], [1]], notKnown: [0, 3] })
  })
})
