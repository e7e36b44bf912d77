import { expect, test } from 'vitest'
import { judge } from '../../quality/judge.ts'
import { csvOf, readReturn, staffCells } from '../../quality/made-up-return.ts'
import type { AcceptedFile } from '../../store/publish.ts'
import { monthsOf } from './earlier-months.ts'

test('a month just read is added up by organisation and staff group', async () => {
  const read = await readReturn(csvOf(Array.from({ length: 10 }, (_, at) => ({ ...staffCells(at), ...(at < 2 ? { staff_group: 'Midwives' } : {}) }))))
  const { into } = judge(read)
  const file = { source: read.source, table: read.table, into } as AcceptedFile
  // Rows take 1 and 0.8 FTE in turn: two midwives and eight nurses.
  const [midwives, nurses] = monthsOf(file)
  expect(midwives).toEqual({ table: 'staff', organisation: 'X-1', periodTo: '2025-09-30', staffGroup: 'Midwives', fte: 1.8, rows: 2 })
  expect(nurses).toMatchObject({ staffGroup: 'Nurses & health visitors', rows: 8 })
  expect(nurses!.fte).toBeCloseTo(7.2, 9)
  expect(monthsOf({ ...file, source: 'pcn-staff' })).toEqual([])
})
