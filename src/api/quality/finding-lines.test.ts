import { describe, expect, test } from 'vitest'
import { addKnown, sayFindings } from './finding-lines.ts'

const finding = { rule: 'fte-in-range', severity: 'stop-row', row: 3, column: 'FTE', found: '-1.2', expected: '0 to 1.5', count: 1, fte: -1.2, says: 'FTE is between 0 and 1.5' } as const

describe('findings of a file, for a reader', () => {
  test('findings of one rule become one line with the first as its example', () => {
    expect(sayFindings([finding, { ...finding, row: 9, found: '-3', fte: -3, count: 2 }])).toEqual([
      { rule: 'fte-in-range', severity: 'stop-row', count: 3, says: 'FTE is between 0 and 1.5', fte: -4.2, example: 'row 3, column FTE: found “-1.2”, expected 0 to 1.5' },
    ])
  })

  test('what stops a row comes before what is only said', () => {
    const declared = { ...finding, rule: 'net-of-moves', severity: 'declare', row: null, column: null, found: '', expected: '', fte: null } as const
    expect(sayFindings([declared, finding]).map(({ rule, example }) => [rule, example === null])).toEqual([['fte-in-range', false], ['net-of-moves', true]])
  })

  test.each([
    { a: null, b: null, sum: null }, { a: null, b: 2, sum: 2 }, { a: 1, b: null, sum: 1 }, { a: 1, b: 2, sum: 3 },
  ])('$a and $b together are $sum', ({ a, b, sum }) => {
    expect(addKnown(a, b)).toBe(sum)
  })
})
