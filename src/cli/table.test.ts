import { describe, expect, test } from 'vitest'
import { layTable } from './table.ts'

describe('a table in a terminal', () => {
  test('numbers stand to the right, a missing one is [x], never 0', () => {
    expect(layTable(['area', 'FTE'], [['England', 369758.94], ['Elsewhere', null]])).toBe(
      'area              FTE\n---------  ----------\nEngland    369,758.94\nElsewhere         [x]\n',
    )
  })
})
