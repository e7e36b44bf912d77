import { describe, expect, test } from 'vitest'
import { shapley, shapleyBeside, type Worth } from './shapley.ts'

/** Worth of a set where each player brings its number, every two of the same parity lose 1 between them, and all players together gain 10 more. */
const worthOf = (players: number): Worth => (on) => {
  let worth = 100
  for (let one = 0; one < players; one++) {
    if (on[one]) worth += one + 1
    for (let other = one + 1; other < players; other++) if (on[one] && on[other] && one % 2 === other % 2) worth -= 1
  }
  return Float64Array.of(on.every(Boolean) ? worth + 10 : worth)
}

// By hand, of nine: its number; less half of each partner of its parity (4 of the five even ones, 3 of the four odd ones); and a ninth of the 10.
const byHand = Array.from({ length: 9 }, (_, at) => at + 1 - (at % 2 === 0 ? 2 : 1.5) + 10 / 9)

const sumOf = (parts: readonly Float64Array[]): number => parts.reduce((sum, part) => sum + part[0]!, 0)

describe('sharing out beside a question that is cheap', () => {
  test('every set is asked of few players, as without it', () => expect(shapleyBeside(5, worthOf(5), () => Float64Array.of(0), { seed: 1 })).toEqual(shapley(5, worthOf(5), { seed: 1 })))

  test('is exact where the cheap question answers all that more than two do together', () => {
    const { parts, standardErrors } = shapleyBeside(9, worthOf(9), (on) => Float64Array.of(on.every(Boolean) ? 10 : 0), { seed: 7 })
    parts.forEach((part, at) => expect(part[0]).toBeCloseTo(byHand[at]!, 10))
    expect(Math.max(...standardErrors!.map((error) => error[0]!))).toBeLessThan(1e-9)
  })

  test('adds up however far off the cheap question is, and each part is within four standard errors', () => {
    const { parts, standardErrors, lines } = shapleyBeside(9, worthOf(9), () => Float64Array.of(0), { seed: 3 })
    expect(lines).toBe(8)
    // 1 + … + 9, less 10 and 6 pairs, and 10.
    expect(Math.abs(sumOf(parts) - (45 - 16 + 10))).toBeLessThan(1e-9)
    parts.forEach((part, at) => expect(Math.abs(part[0]! - byHand[at]!)).toBeLessThanOrEqual(4 * standardErrors![at]![0]! + 10 / 9))
  })

  test('asks the dear question of some seventy sets of nine, not of 512', () => {
    const asked = new Set<string>()
    shapleyBeside(9, (on) => { asked.add(on.map(Number).join('')); return worthOf(9)(on) }, () => Float64Array.of(0), { seed: 3 })
    expect(asked.size).toBeLessThanOrEqual(2 + 9 + 8 * 8)
  })

  test('of more players than can all be asked adds up too', () => {
    const { parts } = shapleyBeside(14, worthOf(14), (on) => Float64Array.of(on.filter(Boolean).length), { seed: 3 })
    // 1 + … + 14, less two times 21 pairs, and 10.
    expect(Math.abs(sumOf(parts) - (105 - 42 + 10))).toBeLessThan(1e-9)
  })
})
