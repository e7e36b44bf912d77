import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hashName } from './hash.ts'
import { stream } from './stream.ts'

const first = (seed: number, name: string, count: number): number[] => {
  const chance = stream(seed, name)
  return Array.from({ length: count }, () => chance.next())
}

/** Four rounds in which every profession draws once. */
const draws = (professions: readonly string[]): Map<string, number[]> => {
  const streams = professions.map((id) => [id, stream(1, `leaving/${id}`)] as const)
  const drawn = new Map<string, number[]>(professions.map((id) => [id, []]))
  for (let round = 0; round < 4; round++) for (const [id, chance] of streams) drawn.get(id)!.push(chance.next())
  return drawn
}

/** sfc32 as its author wrote it, in whole numbers without a word size: the judge. */
function plainSfc32(state: bigint[], count: number): bigint[] {
  const word = 0xffffffffn
  let [a, b, c, counter] = state as [bigint, bigint, bigint, bigint]
  return Array.from({ length: count }, () => {
    const out = (a + b + counter) & word
    counter = (counter + 1n) & word
    a = b ^ (b >> 9n)
    b = (c + (c << 3n)) & word
    c = (((c << 21n) | (c >> 11n)) + out) & word
    return out
  })
}

describe('a named stream', () => {
  test('follows sfc32 after twelve rounds of mixing', () => {
    const words = plainSfc32(hashName(7, 'leaving/nurses').map(BigInt), 12 + 20).slice(12)
    const expected = Array.from({ length: 10 }, (_, at) => (Number(words[2 * at]!) * 2 ** 20 + Number(words[2 * at + 1]! >> 12n) + 0.5) / 2 ** 52)
    expect(first(7, 'leaving/nurses', 10)).toEqual(expected)
  })

  test('a fraction of a seed is refused', () => expect(() => stream(0.5, 'a')).toThrow(RangeError))

  test('fills the line evenly', () => {
    // 10,000 draws into 10 bins: chi-square with 9 degrees of freedom passes 27.88 once in a thousand.
    const bins = Array.from({ length: 10 }, () => 0)
    for (const draw of first(1, 'even', 10000)) bins[Math.floor(draw * 10)]!++
    expect(bins.reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0)).toBeLessThan(27.88)
  })
})

describe('laws', () => {
  const seeds = fc.maxSafeInteger()
  const names = fc.string()

  test('same seed and name, same draws', () => fc.assert(fc.property(seeds, names, (seed, name) => {
      expect(first(seed, name, 5)).toEqual(first(seed, name, 5))
    })))

  test('every draw lies above 0 and below 1', () => fc.assert(fc.property(seeds, names, (seed, name) => first(seed, name, 50).every((draw) => draw > 0 && draw < 1))))

  test('another name or another seed gives other draws', () => {
    fc.assert(fc.property(seeds, names, names, (seed, name, other) => {
      fc.pre(name !== other)
      expect(first(seed, name, 3)).not.toEqual(first(seed, other, 3))
      expect(first(seed, name, 3)).not.toEqual(first(seed === 0 ? 1 : -seed, name, 3))
    }))
  })

  test('adding a profession shifts nobody else\'s draws', () => {
    fc.assert(fc.property(fc.uniqueArray(fc.string(), { minLength: 2, maxLength: 6 }), ([added, ...before]) => {
      const without = draws(before)
      const together = draws([added!, ...before])
      for (const id of before) expect(together.get(id)).toEqual(without.get(id))
    }))
  })
})
