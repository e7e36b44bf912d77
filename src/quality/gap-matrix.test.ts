import { describe, expect, test } from 'vitest'
import { addMonths } from '../units/calendar-date.ts'
import { gapMatrix, type HeldMonth } from './gap-matrix.ts'

const axis = Array.from({ length: 6 }, (_, at) => addMonths('2025-04-30', at))
const month = (at: number, more: Partial<HeldMonth> = {}): HeldMonth => ({ organisation: 'X-1', table: 'staff', source: 'staff-return', month: addMonths('2025-04-30', at), rows: 100, fte: 90, importedAt: '2025-11-01T09:00:00Z', heldBack: 0, ...more })
const statesOf = (held: readonly HeldMonth[], closed: string | null = null, organisation = 'X-1', table = 'staff') => gapMatrix(held, [{ organisation, table, closed }], axis)[0]!.cells.map(({ state }) => state)
const all = [0, 1, 2, 3, 4, 5]

describe('a month', () => {
  test('that came with the first files is present, however old', () => expect(statesOf(all.map((at) => month(at)))).toEqual(all.map(() => 'present')))

  test('that was due and not sent is absent: between others, and after the last while somebody else goes on', () => {
    const others = all.map((at) => month(at, { organisation: 'X-2' }))
    expect(statesOf([...others, ...[0, 1, 3].map((at) => month(at))])).toEqual(['present', 'present', 'absent', 'present', 'absent', 'absent'])
  })

  test('before the first ever sent is not due', () => expect(statesOf([2, 3, 4, 5].map((at) => month(at)))).toEqual(['not-due', 'not-due', 'present', 'present', 'present', 'present']))

  test('after an organisation closed is not due', () => {
    const others = all.map((at) => month(at, { organisation: 'X-2' }))
    expect(statesOf([...others, month(0), month(1)], '2025-06-30')).toEqual(['present', 'present', 'absent', 'not-due', 'not-due', 'not-due'])
  })

  test('between the dates of a quarterly table is not due', () => expect(statesOf([month(0), month(3)])).toEqual(['present', 'not-due', 'not-due', 'present', 'not-due', 'not-due']))

  // 30 April + 31 days is 31 May: 1 June is a day late.
  test.each([{ came: '2025-05-31', state: 'present' }, { came: '2025-06-01', state: 'late' }])('of April that came on $came, after an earlier import, is $state', ({ came, state }) => {
    expect(statesOf([month(-1, { importedAt: '2025-04-20T09:00:00Z' }), month(0, { importedAt: `${came}T09:00:00Z` })])[0]).toBe(state)
  })

  // The middle of 100, 100, 100 is 100: 80 rows are usual enough, 79 are not.
  test.each([{ rows: 80, state: 'present' }, { rows: 79, state: 'partial' }])('with $rows rows where 100 are usual is $state', ({ rows, state }) => {
    expect(statesOf([month(0), month(1), month(2), month(3, { rows })])[3]).toBe(state)
  })

  test.each([{ heldBack: 0.2, state: 'present' }, { heldBack: 0.21, state: 'partial' }])('of which $heldBack is held back is $state', ({ heldBack, state }) => expect(statesOf([month(0, { heldBack })])[0]).toBe(state))

  // 60 of 100 funded posts are enough, 59 are not.
  test.each([{ fte: 60, state: 'present' }, { fte: 59, state: 'partial' }])('with $fte FTE in post where 100 are funded is $state', ({ fte, state }) => {
    expect(statesOf([month(0, { fte }), month(0, { table: 'establishment', fte: 100 })])[0]).toBe(state)
  })

  test('of a table that others of its kind send and it never did is absent', () => {
    expect(statesOf(all.map((at) => month(at, { organisation: 'X-2' })))).toEqual(['not-due', 'absent', 'absent', 'absent', 'absent', 'absent'])
  })
})
