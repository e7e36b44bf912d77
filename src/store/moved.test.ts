import { expect, test } from 'vitest'
import { sayMoved, type MovedFile } from './moved.ts'

const file = (table: MovedFile['table'], loaded: number, fte: number | null = null): MovedFile => ({ id: `${table}-${loaded}`, table, source: 's', rows: { read: loaded, loaded, quarantined: 0, duplicate: 0 }, sums: { fte, headcount: null } })

test.each([
  { case: 'files added are told by table', moved: { added: [file('staff_count', 81_600), file('staff_count', 3), file('sickness', 280)] }, says: '3 files added (staff_count +81,603 rows, sickness +280 rows)' },
  { case: 'a replacement tells its rows and FTE', moved: { replaced: [[file('staff_count', 10, 100), file('staff_count', 12, 112.34)] as const] }, says: '1 file replaced (+2 rows, FTE +12.3)' },
  { case: 'a replacement may move nothing but numbers', moved: { replaced: [[file('staff_count', 10, 1500), file('staff_count', 10, 250)] as const] }, says: '1 file replaced (no rows more or fewer, FTE −1,250.0)' },
  { case: 'FTE that one of the two does not have is not counted as zero', moved: { replaced: [[file('sickness', 10), file('sickness', 9, 5)] as const] }, says: '1 file replaced (−1 rows)' },
  { case: 'a withdrawal is told as a loss', moved: { withdrawn: [file('sickness', 1_234_567)] }, says: '1 file withdrawn (sickness −1,234,567 rows)' },
  { case: 'several kinds are told one after the other', moved: { added: [file('sickness', 1)], withdrawn: [file('sickness', 2)] }, says: '1 file added (sickness +1 rows); 1 file withdrawn (sickness −2 rows)' },
])('$case', ({ moved, says }) => {
  expect(sayMoved({ added: [], replaced: [], withdrawn: [], ...moved })).toBe(says)
})
