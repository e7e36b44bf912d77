import { expect, test } from 'vitest'
import { amount, words } from './cell.ts'
import { tableCsv } from './table-csv.ts'

test('numbers are unrounded, absences empty, commas quoted', () => {
  const csv = tableCsv({
    columns: [{ name: 'Area' }, { name: 'FTE', numeric: true }],
    rows: [
      [words('Hay, Wye'), amount(1.25)],
      [words('Ross'), amount(null)],
    ],
  })
  expect(csv).toBe('Area,FTE\r\n"Hay, Wye",1.25\r\nRoss,\r\n')
})

test('words that look like a formula are neutralised', () => {
  expect(tableCsv({ columns: [{ name: 'a' }], rows: [[words('=1+1')]] })).toBe("a\r\n'=1+1\r\n")
})
