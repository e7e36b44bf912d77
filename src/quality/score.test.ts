import { expect, test } from 'vitest'
import { byEffect } from './rank.ts'
import { fieldScore, meanScore, placeAmong } from './score.ts'

test('a field scores its usable cells of the rows read, and nothing where none were read', () => {
  expect([fieldScore({ field: 'fte', usable: 90, of: 120 }), fieldScore({ field: 'fte', usable: 0, of: 0 })]).toEqual([75, null])
})

test('an organisation scores the mean of its fields', () => {
  // (100 + 50) ÷ 2.
  expect(meanScore([{ field: 'fte', usable: 10, of: 10 }, { field: 'age', usable: 5, of: 10 }])).toBe(75)
  expect(meanScore([])).toBeNull()
})

test('places are among peers only, equals share one, and who stands alone has none', () => {
  const scores = [{ peer: 'Acute', score: 90 }, { peer: 'Acute', score: 95 }, { peer: 'Acute', score: 90 }, { peer: 'Acute', score: null }, { peer: 'Ambulance', score: 99 }]
  expect(placeAmong(scores)).toEqual([{ rank: 2, peers: 3 }, { rank: 1, peers: 3 }, { rank: 2, peers: 3 }, { rank: null, peers: 3 }, { rank: null, peers: 1 }])
})

test('what moves the plan most comes first, then what is not estimated by FTE on its rows, then by count; what moves nothing comes last', () => {
  const findings = [
    { id: 'many rows', moved: null, fte: null, rows: 900 }, { id: 'much FTE', moved: null, fte: -50, rows: 1 }, { id: 'moves nothing', moved: 0, fte: 5, rows: 5 }, { id: 'moves most', moved: 8, fte: 1, rows: 1 }, { id: 'moves some', moved: 2, fte: 100, rows: 100 },
  ]
  expect(findings.toSorted(byEffect).map(({ id }) => id)).toEqual(['moves most', 'moves some', 'much FTE', 'many rows', 'moves nothing'])
})
