import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ReadFile } from '../ingest/source.ts'
import { judge } from './judge.ts'
import { count, file } from './made-up-file.ts'

const findingOf = (read: ReadFile, rule: string) => judge(read).findings.find((found) => found.rule === rule)

describe('a judged file', () => {
  test('loads what passes, holds back what a rule stops, and counts a repeat once', () => {
    const judged = judge(file([count(2, 1), count(3, -0.5), count(4, 2, { place: 'R2' }), count(5, 1, { place: 'R2' }), count(6, null)]))
    expect(judged.rows).toEqual({ read: 5, loaded: 2, quarantined: 2, duplicate: 1 })
    expect(judged.quarantine.map(({ row, rule }) => [row, rule])).toEqual([[3, 'negative-fte'], [4, 'contradicting-row']])
    expect(judged.into.get('staff_count')!.map((row) => row.fte)).toEqual([1, null])
  })

  test('keeps a held-back row as it was found', () => {
    expect(judge(file([count(2, -1)])).quarantine).toEqual([{ row: 2, raw: ['R2', '-1'], rule: 'negative-fte' }])
  })

  test('sums FTE over loaded rows that are not totals, and headcount not at all where there is none', () => {
    const total = count(4, 3.5)
    const judged = judge(file([count(2, 1.25), count(3, 2.25), { ...total, into: total.into.map(({ table, row }) => ({ table, row: { ...row, is_total: true } })) }, count(5, -9)]))
    expect(judged.sums).toEqual({ fte: 3.5, headcount: null })
    expect(judged.rows.loaded).toBe(3)
  })

  test('says that sums over several dates are no number of staff', () => {
    const later = count(3, 2)
    const years = file([count(2, 1), { ...later, into: later.into.map(({ table, row }) => ({ table, row: { ...row, period_to: '2025-09-30' } })) }])
    expect(judge(years).sums.fte).toBe(3)
    expect([findingOf(years, 'several-dates')?.count, findingOf(file([count(2, 1)]), 'several-dates')]).toEqual([2, undefined])
  })

  test('counts a total that is in no table as a duplicate', () => {
    expect(judge(file([count(2, 1), { row: 3, raw: ['Total', '1'], into: [], unmapped: [], total: true }])).rows).toEqual({ read: 2, loaded: 1, quarantined: 0, duplicate: 1 })
  })

  test('lets equal rows stand where the file has nothing to tell them apart', () => {
    expect(judge(file([count(2, 1), count(3, 1, { place: 'R2' })], { mayRepeat: true })).rows).toMatchObject({ loaded: 2, duplicate: 0 })
  })

  test('says one finding per rule, with how many rows, the first of them, and the FTE concerned', () => {
    expect(findingOf(file([count(2, 1), count(3, -0.5), count(4, -0.25)]), 'negative-fte')).toMatchObject({
      severity: 'stop-row', count: 2, row: 3, column: 'FTE', found: '-0.5', expected: '0 or more', fte: -0.75, says: '2 rows have negative FTE (lowest −0.50); held back',
    })
  })

  test('loads nothing, not even names, when there are no rows', () => {
    const judged = judge(file([]))
    expect(judged.findings[0]).toMatchObject({ rule: 'no-rows', severity: 'stop-file' })
    expect(judged.rows).toEqual({ read: 0, loaded: 0, quarantined: 0, duplicate: 0 })
  })
})

describe('the account', () => {
  const anyRow = fc.record({
    place: fc.constantFrom('A', 'B', 'C', '50'), fte: fc.option(fc.double({ min: -2, max: 14, noNaN: true })), total: fc.boolean(), nothing: fc.boolean(),
    unmapped: fc.constantFrom([], [{ column: 'x', found: '?', expected: 'a number', kind: 'number' as const }], [{ column: 'x', found: '?', expected: 'anything' }]), width: fc.integer({ min: 0, max: 4 }),
  })
  const anyFile = fc.record({ rows: fc.array(anyRow, { maxLength: 30 }), personLevel: fc.boolean(), mayRepeat: fc.boolean() }).map(({ rows, ...more }) => file(rows.map((made, index) => {
    const row = count(index + 2, made.fte, { place: made.place, total: made.total, unmapped: made.unmapped, raw: Array.from({ length: made.width }, () => 'x') })
    return made.nothing || made.unmapped.length > 0 ? { ...row, into: [] } : row
  }), { ...more, header: ['code', 'fte'] }))

  test('balances, whatever the file: read = loaded + quarantined + duplicate', () => fc.assert(fc.property(anyFile, (read) => {
    const { rows, quarantine, into } = judge(read)
    expect(rows.loaded + rows.quarantined + rows.duplicate).toBe(rows.read)
    expect(rows.read).toBe(read.rows.length)
    expect(quarantine).toHaveLength(rows.quarantined)
    expect(into.get('staff_count')?.length ?? 0).toBe(rows.loaded)
  })))

  test('never loads negative FTE, and changes no row', () => fc.assert(fc.property(anyFile, (read) => {
    const before = JSON.stringify(read)
    const loaded = judge(read).into.get('staff_count') ?? []
    expect(loaded.every(({ fte }) => fte === null || Number(fte) >= 0)).toBe(true)
    expect(JSON.stringify(read)).toBe(before)
  })))

  test('judging what was loaded finds nothing more to hold back', () => fc.assert(fc.property(anyFile, (read) => {
    const kept = new Set(judge(read).quarantine.map(({ row }) => row))
    expect(judge({ ...read, rows: read.rows.filter(({ row }) => !kept.has(row)) }).rows.quarantined).toBe(0)
  })))
})
