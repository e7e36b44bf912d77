import { describe, expect, test } from 'vitest'
import { buildMap, keyOf } from '../reference/area-map.ts'
import type { MapRows } from '../reference/map-rows.ts'
import { usualSeed } from './demonstration.ts'
import { makeNation } from './nation.ts'
import { referenceRows } from './reference-rows.ts'

const nation = makeNation(usualSeed)
const rows = referenceRows(nation, 'test')
const mapRows = { organisations: rows.get('organisation'), areas: rows.get('area'), relations: rows.get('relation'), successions: rows.get('succession') } as unknown as MapRows

describe('the map of the demonstration nation', () => {
  test('has 42 systems in 7 regions and 230 trusts and care boards', () => {
    const open = nation.employers.filter((employer) => employer.closes > 24)
    expect(nation.regions).toHaveLength(7)
    expect(nation.systems).toHaveLength(42)
    expect(open.filter((employer) => employer.kind !== 'network' && employer.kind !== 'care provider')).toHaveLength(230)
    expect(open.filter((employer) => employer.kind === 'network')).toHaveLength(126)
    expect(new Set(nation.employers.map((employer) => employer.code)).size).toBe(nation.employers.length)
  })

  test.each(['2022-09-30', '2023-09-30', '2024-09-30', '2025-09-30'])('leads every node on %s up to the nation', (date) => {
    const map = buildMap(mapRows, date)
    for (const node of map.nodes.values()) {
      if (node.level === 'network') continue
      let at = node
      while (at.level !== 'nation') {
        expect(at.parents, `${at.level} ${at.code}`).toHaveLength(1)
        const above = map.nodes.get(keyOf(at.parents[0]!.level, at.parents[0]!.code))
        expect(above).toBeDefined()
        at = above!
      }
      expect(at.code).toBe('DEMO')
    }
  })

  test('has two systems that became one, and two trusts that became one', () => {
    expect([count('2023-03-31', 'ics'), count('2023-04-01', 'ics')]).toEqual([43, 42])
    expect(count('2024-10-01', 'organisation')).toBe(count('2024-09-30', 'organisation') - 1)
    expect(rows.get('succession')).toHaveLength(4)
  })

  test('shares all residents out over its systems', () => {
    expect(nation.systems.reduce((sum, system) => sum + system.weight, 0)).toBeCloseTo(1, 12)
  })
})

function count(date: string, level: string): number {
  return [...buildMap(mapRows, date).nodes.values()].filter((node) => node.level === level).length
}
