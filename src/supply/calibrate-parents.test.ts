import { describe, expect, test } from 'vitest'
import { shrinkToParents, type ChildCell } from './calibrate-parents.ts'

const cell = (key: string, events: number, expected: number, parent: string | null = null): ChildCell => ({ key, parent, events, expected })

describe('shrinkToParents', () => {
  test('places that differ more than by chance keep the share of their difference that is not chance', () => {
    // Two places expected to show 100 each show 150 and 50: rate 1, scatter 100 × .25 × 2 = 50, size 200 − 20,000 ÷ 200 = 100, between (50 − 1) ÷ 100 = .49, κ 1 ÷ .49.
    const found = shrinkToParents([cell('a', 150, 100), cell('b', 50, 100)])
    const kappa = 1 / 0.49
    expect(found.get('a')!.kappa).toBeCloseTo(kappa, 12)
    expect(found.get('a')!.ratio).toBeCloseTo((150 + kappa) / (100 + kappa), 12)
    expect(found.get('b')!.ratio).toBeCloseTo((50 + kappa) / (100 + kappa), 12)
    expect(found.get('a')!.kept).toBeCloseTo(100 / (100 + kappa), 12)
    expect(found.get('a')!.standardError).toBeCloseTo(Math.sqrt(150 + kappa) / (100 + kappa), 12)
  })

  test('places no further apart than chance take the rate of their parent', () => {
    const found = shrinkToParents([cell('a', 103, 100), cell('b', 97, 100)])
    expect(found.get('a')).toMatchObject({ ratio: 1, kept: 0, kappa: Number.POSITIVE_INFINITY })
  })

  test('an organisation leans on its system, and a system on the nation', () => {
    // Systems: x shows 300 of 200 expected, y 100 of 200. Inside each, organisations differ no more than by chance.
    const found = shrinkToParents([cell('x1', 150, 100, 'x'), cell('x2', 150, 100, 'x'), cell('y1', 50, 100, 'y'), cell('y2', 50, 100, 'y')])
    // Scatter 200 × .25 × 2 = 100, size 400 − 80,000 ÷ 400 = 200, between (100 − 1) ÷ 200 = .495.
    const kappa = 1 / 0.495
    expect(found.get('x1')!.parent).toBeCloseTo((300 + kappa) / (200 + kappa), 12)
    expect(found.get('x1')!.ratio).toBeCloseTo((300 + kappa) / (200 + kappa), 12)
    expect(found.get('y2')!.ratio).toBeCloseTo((100 + kappa) / (200 + kappa), 12)
  })

  test('the order of the cells changes nothing, and nobody is expected where nobody is', () => {
    const cells = [cell('b', 40, 100, 'x'), cell('a', 160, 100, 'x'), cell('c', 0, 0, 'y'), cell('d', 210, 100, 'y')]
    const found = shrinkToParents(cells)
    expect([...shrinkToParents(cells.toReversed())]).toEqual([...found])
    expect(found.get('c')!.ratio).toBeCloseTo(found.get('c')!.parent, 12)
  })
})

test('places that seem alike may still differ by what chance hides, and the error says so', () => {
  // Two of 100 expected: size 100, κ at most 100 ÷ (√2 × .7979) = 88.62; error √(1 ÷ 188.62).
  expect(shrinkToParents([cell('a', 100, 100), cell('b', 100, 100)]).get('a')).toMatchObject({ ratio: 1, kept: 0, standardError: expect.closeTo(Math.sqrt(1 / (100 + 100 / (Math.SQRT2 * Math.sqrt(2 / Math.PI)))), 12) })
})
