import { describe, expect, test } from 'vitest'
import { everything, type Reach } from '../access/reach.ts'
import { openSources } from './lake-reach.ts'
import { refuseOthers } from './publish-within.ts'

type Judged = Parameters<typeof refuseOthers>[1]
type Held = Parameters<typeof refuseOthers>[2][number]

/** Publishes for R1 on every day, and for R2 from 2026 on. */
const reach: Reach = { kind: 'some', places: [{ place: 'organisation:R1', from: null, to: null }, { place: 'organisation:R2', from: '2026-01-01', to: null }], programmes: [] }
const row = (code: string, periodTo = '2025-09-30') => ({ at_level: 'organisation', at_code: code, period_to: periodTo })
const file = (rows: ReturnType<typeof row>[], more: Partial<Judged> = {}): Judged => ({
  name: 'own.csv', source: 'staff-return-R1', title: 't', licence: 'l', table: 'staff', sha256: 'a', bytes: 1, periodFrom: '2025-09-30', periodTo: '2025-09-30', rows: { read: 1, loaded: 1, quarantined: 0, duplicate: 0 },
  sums: { fte: null, headcount: null }, findings: [], quarantine: [], sender: 'R1', into: new Map([['staff', rows]]), ...more,
})
const held = (more: Partial<Held>): Held => ({ ...file([]), id: 'x', parts: [], importedAt: '', sha256: 'b', ...more })
const month = (organisation: string, rows: number) => ({ table: 'staff' as const, organisation, periodTo: '2025-09-30', staffGroup: 'g', fte: rows, rows })
const code = (one: Judged, beside: Held[] = [], of: Reach = reach): string | null => refuseOthers(of, one, beside)?.code ?? null

describe('whose rows somebody may publish who publishes for some organisations', () => {
  test('their own, on the days they are theirs', () => {
    expect(code(file([row('R1'), row('R1')]))).toBe(null)
    expect(code(file([row('R1'), row('R2')]))).toBe('rows-of-others')
    expect(code(file([row('R1', '2026-01-31'), row('R2', '2026-01-31')], { periodTo: '2026-01-31' }))).toBe(null)
    expect(refuseOthers(reach, file([row('R1'), row('R9'), row('R9')]), [])?.found).toBe('2 of 3 rows are of organisations outside your scope on their day')
  })

  test('rows without a place are of nobody: a return may not bring a piece of the map', () => {
    expect(code(file([row('R1')], { into: new Map<string, object[]>([['staff', [row('R1')]], ['organisation', [{ code: 'R1', name: 'Mine' }]]]) as Judged['into'] }))).toBe('rows-of-others')
  })

  test('rows of a long file as its months count them; without months nothing is known of them', () => {
    const long = (months: ReturnType<typeof month>[]): Judged => file([], { into: new Map(), written: [{}], months })
    expect(code(long([month('R1', 5000)]))).toBe(null)
    expect(refuseOthers(reach, long([month('R1', 5000), month('R8', 3)]), [])?.found).toBe('3 of 5003 rows are of organisations outside your scope on their day')
    expect(code(long([]))).toBe('rows-of-others')
  })

  test('no publication, no other sender, and no place of a file that holds others', () => {
    expect(code(file([row('R1')], { table: 'sickness', source: openSources[0]! }))).toBe('publication-not-yours')
    expect(code(file([row('R1')], { sender: 'R9' }))).toBe('sender-outside-scope')
    expect(code(file([row('R1')]), [held({ places: ['organisation:R1'] })])).toBe(null)
    for (const places of [['organisation:R1', 'organisation:R9'], [], ['organisation:R2']]) expect([places, code(file([row('R1')]), [held({ places })])]).toEqual([places, 'replaces-rows-of-others'])
    expect(code(file([row('R1')]), [held({ places: ['organisation:R9'], periodFrom: '2025-08-31', periodTo: '2025-08-31' })])).toBe(null)
    expect(code(file([row('R1')]), [held({ places: ['organisation:R9'], sha256: 'a', periodFrom: '2025-08-31', periodTo: '2025-08-31' })])).toBe('replaces-rows-of-others')
  })

  test('whoever publishes for everything publishes anything', () => {
    expect(code(file([row('R9')], { sender: 'R9' }), [held({ places: ['organisation:R7'] })], everything)).toBe(null)
  })
})
