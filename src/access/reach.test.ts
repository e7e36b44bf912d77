import { expect, test } from 'vitest'
import { buildMap } from '../reference/area-map.ts'
import type { MapRows, RelationRow } from '../reference/map-rows.ts'
import { reaches, reachOf, sayReach } from './reach.ts'

/** R1 and R2 lie in system Q1 and R3 in Q2; on 1 July 2025 R2 goes over to Q2. R4 is half in each. Both systems lie in region Y1. */
const always = { source: 's', valid_from: null, valid_to: null, seen_at: null }
const inside = (child: string, parent: string, days: Partial<RelationRow> = {}): RelationRow => {
  const [child_level = '', child_code = ''] = child.split(':')
  const [parent_level = '', parent_code = ''] = parent.split(':')
  return { ...always, child_level, child_code, parent_level, parent_code, share: 1, ...days }
}
const rows: MapRows = {
  areas: [{ ...always, level: 'region', code: 'Y1', name: 'Region', other_code: null }, ...['Q1', 'Q2'].map((code) => ({ ...always, level: 'ics', code, name: code, other_code: null }))],
  organisations: ['R1', 'R2', 'R3', 'R4'].map((code) => ({ ...always, code, role: 'trust', name: code, kind: null })),
  relations: [
    inside('ics:Q1', 'region:Y1'), inside('ics:Q2', 'region:Y1'), inside('organisation:R1', 'ics:Q1'), inside('organisation:R3', 'ics:Q2'),
    inside('organisation:R2', 'ics:Q1', { valid_to: '2025-06-30' }), inside('organisation:R2', 'ics:Q2', { valid_from: '2025-07-01' }),
    inside('organisation:R4', 'ics:Q1', { share: 0.5 }), inside('organisation:R4', 'ics:Q2', { share: 0.5 }),
  ],
  successions: [],
}
const maps = ['2025-05-31', '2025-06-30', '2025-07-31', '2026-03-15'].map((date) => buildMap(rows, date))

test('a system is reached through time: a row belongs to whom its place belonged to on the day of the row', () => {
  const reach = reachOf([{ kind: 'ics', code: 'Q1' }], maps)
  expect(['2025-05-31', '2025-06-30', '2025-07-31', '2026-03-15'].map((day) => reaches(reach, 'organisation:R2', day))).toEqual([true, true, false, false])
  expect(['R1', 'R3'].map((code) => reaches(reach, `organisation:${code}`, '2025-07-31'))).toEqual([true, false])
  expect(reaches(reachOf([{ kind: 'ics', code: 'Q2' }], maps), 'organisation:R2', '2025-07-01')).toBe(true)
})

test('who is shared between two systems is reached only by who reaches both', () => {
  const of = (...codes: string[]) => reachOf(codes.map((code) => ({ kind: 'ics' as const, code })), maps)
  expect([of('Q1'), of('Q2'), of('Q1', 'Q2')].map((reach) => reaches(reach, 'organisation:R4', '2025-07-31'))).toEqual([false, false, true])
  expect(reaches(reachOf([{ kind: 'region', code: 'Y1' }], maps), 'organisation:R4', '2025-07-31')).toBe(true)
})

test('an organisation named is reached on every day; everything needs no map; an area that is not there reaches nothing', () => {
  expect(reaches(reachOf([{ kind: 'organisation', code: 'R9' }], []), 'organisation:R9', '1999-01-01')).toBe(true)
  expect(reachOf([{ kind: 'organisation', code: 'R9' }, { kind: 'everything', code: '' }], [])).toEqual({ kind: 'everything' })
  expect(reachOf([{ kind: 'ics', code: 'QX' }], maps)).toEqual({ kind: 'some', places: [], programmes: [] })
})

test('two reaches are said alike when they are alike, and not otherwise', () => {
  const one = reachOf([{ kind: 'ics', code: 'Q1' }, { kind: 'programme', code: 'P1' }], maps)
  expect(sayReach(reachOf([{ kind: 'programme', code: 'P1' }, { kind: 'ics', code: 'Q1' }], maps))).toBe(sayReach(one))
  expect(sayReach(reachOf([{ kind: 'ics', code: 'Q2' }], maps))).not.toBe(sayReach(one))
})
