import { describe, expect, test } from 'vitest'
import { addMonths } from '../units/calendar-date.ts'
import { csvOfLocal, localReturns, mappingOf, plantIn, type LocalReturns } from './local-returns.ts'

const monthEnds = Array.from({ length: 13 }, (_, at) => addMonths('2024-09-30', at))
const made = localReturns(1, { trusts: 6, monthEnds, people: 60 })

/** Who is where at a month-end: person → trust. */
const whereabouts = ({ files }: LocalReturns, month: string): Map<string, string> =>
  new Map(files.filter(({ table, periodTo }) => table === 'staff' && periodTo === month).flatMap(({ trust, rows }) => rows.map((row) => [row['person']!, trust] as const)))

describe('files of made-up trusts', () => {
  test('are the same for the same seed, and others for another', () => {
    expect(localReturns(1, { trusts: 6, monthEnds, people: 60 })).toEqual(made)
    expect(localReturns(2, { trusts: 6, monthEnds, people: 60 }).files).not.toEqual(made.files)
  })

  test('are one for each trust, table and month-end', () => {
    expect(new Set(made.files.map(({ trust, table, periodTo }) => `${trust} ${table} ${periodTo}`)).size).toBe(made.files.length)
    expect(made.files).toHaveLength(6 * 4 * 13)
  })

  test('have codes that no real organisation has', () => {
    for (const { code, ics, region, place } of made.trusts) for (const one of [code, ics, region, place]) expect(one).toMatch(/^DM-[A-Z0-9]{2,5}$/)
  })

  test('keep people from month to month: some join, some leave, some move between trusts', () => {
    const [first, last] = [whereabouts(made, '2024-09-30'), whereabouts(made, '2025-09-30')]
    const stayed = [...first.keys()].filter((person) => last.has(person))
    expect(stayed.length).toBeGreaterThan(first.size * 0.75)
    expect(stayed.length).toBeLessThan(first.size)
    expect([...last.keys()].some((person) => !first.has(person))).toBe(true)
    expect(stayed.some((person) => first.get(person) !== last.get(person))).toBe(true)
  })

  test('hold nobody twice in one month', () => {
    const people = made.files.filter(({ table, periodTo }) => table === 'staff' && periodTo === '2025-09-30').flatMap(({ rows }) => rows.map((row) => row['person']))
    expect(new Set(people).size).toBe(people.length)
  })

  test('come under three kinds of heading, each with its mapping', () => {
    const staff = made.files.filter(({ table, periodTo }) => table === 'staff' && periodTo === '2025-09-30')
    expect(staff.slice(0, 3).map((file) => csvOfLocal(file).split(',')[0])).toEqual(['organisation', 'Trust', 'ORG_CD'])
    expect(mappingOf('payroll', staff[1]!)).toMatchObject({ source: 'staff-return', identifiers: 'shared', columns: { fte: 'WTE' }, values: { staff_group: { 'Nursing staff': 'Nurses & health visitors' } } })
  })

  test('take a fault at a known row', () => {
    const where = { trust: made.trusts[0]!.code, table: 'staff' as const, periodTo: '2025-09-30' }
    const planted = plantIn(made.files, where, 4, { fte: '9' })
    // The header is row 1, so the fifth person stands in row 6.
    expect(planted.row).toBe(6)
    expect(planted.files.filter((file, at) => file !== made.files[at])).toHaveLength(1)
  })
})
