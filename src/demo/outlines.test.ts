import { describe, expect, test } from 'vitest'
import { usualSeed } from './demonstration.ts'
import { makeNation } from './nation.ts'
import { outlineRows } from './outlines.ts'

const nation = makeNation(usualSeed)
const rows = outlineRows(usualSeed, nation, 'test')
const held = rows.filter(({ valid_to }) => valid_to === null)
const ringOf = (code: unknown): number[][] => (JSON.parse(String(rows.find((row) => row.code === code)!.geometry)) as { coordinates: number[][][] }).coordinates[0]!
const sidesOf = (ring: readonly number[][]): string[] => ring.slice(1).map((point, at) => [point, ring[at]!].map((end) => end.join(' ')).toSorted().join(' to '))
const touches = (one: string, other: string): boolean => sidesOf(ringOf(one)).some((side) => sidesOf(ringOf(other)).includes(side))

describe('outlines of the demonstration nation', () => {
  test('are one per system, and one for each that merged', () => {
    expect(held.map(({ code }) => code)).toEqual(nation.systems.map(({ code }) => code))
    expect(rows.filter(({ valid_to }) => valid_to === '2023-03-31').map(({ code }) => code)).toEqual(nation.formerSystems.map(({ code }) => code))
  })

  test('are closed, no two the same, and in the sea within 3° of 0° N 0° E', () => {
    expect(new Set(rows.map(({ geometry }) => geometry)).size).toBe(44)
    for (const { code } of rows) {
      const ring = ringOf(code)
      expect(ring.at(-1)).toEqual(ring[0])
      for (const [x, y] of ring) expect(Math.max(Math.abs(x!), Math.abs(y!)), String(code)).toBeLessThan(3)
    }
  })

  test('hang together: the systems of a region touch one another, and the regions do', () => {
    const codes = nation.systems.map(({ code }) => code)
    for (const [region] of nation.regions.entries()) expect(reached(nation.systems.filter((system) => system.region === region).map(({ code }) => code))).toBe(6)
    expect(reached(codes)).toBe(42)
  })

  test('of the two that merged share a side and lie inside that of the one they became', () => {
    const [west, east] = nation.formerSystems.map(({ code }) => code)
    const merged = sidesOf(ringOf(nation.systems[nation.formerSystems[0]!.into]!.code))
    expect(touches(west!, east!)).toBe(true)
    expect([...sidesOf(ringOf(west)), ...sidesOf(ringOf(east))].filter((side) => merged.includes(side))).toHaveLength(6)
  })

  test('are drawn again by the same seed, and otherwise by another', () => {
    expect(outlineRows(usualSeed, nation, 'test')).toEqual(rows)
    expect(outlineRows(usualSeed + 1, nation, 'test')).not.toEqual(rows)
  })
})

/** How many systems can be reached from the first by crossing sides. */
function reached(codes: readonly string[]): number {
  const seen = new Set(codes.slice(0, 1))
  for (const one of seen) for (const other of codes) if (touches(one, other)) seen.add(other)
  return seen.size
}
