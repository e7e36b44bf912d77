import ExcelJS from 'exceljs'
import { readOds } from 'hucre/ods'
import { describe, expect, test } from 'vitest'
import { writeTableWorkbook, type TableWorkbook } from './table-workbook.ts'

const parts: TableWorkbook = {
  title: 'Staff of Northmere', cover: [['Source', 'staff records'], ['Date', '30 September 2025']], notes: ['People with posts at two organisations count at each.'], made: '2026-11-22T08:00:00.000Z',
  tables: [
    { name: 'By group', title: 'Headcount by staff group', header: ['group', 'people'], rows: [
      ['Nurses', { value: 120, status: 'ok' }], ['Doctors', { value: null, status: 'suppressed' }], ['=cmd|calc', { value: null, status: 'not-available' }], ['+44', { value: null, status: 'not-applicable' }], ['@risk', 0.5], ['-', 0],
    ] },
    { name: 'By group', title: 'Headcount by band [2025/26]', header: ['band', 'people'], rows: [['5', 12]] },
    { name: 'Bands 1/2: [all] of a name that is much too long', title: 'Bands', header: ['=1+1'], rows: [] },
  ],
}

async function read(bytes: Uint8Array): Promise<Map<string, unknown[][]>> {
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(Buffer.from(bytes) as unknown as ExcelJS.Buffer)
  return new Map(book.worksheets.map((sheet) => [sheet.name, sheet.getSheetValues().slice(1).map((row) => (row as unknown[]).slice(1))]))
}

describe('a workbook to take away, read by another reader than its writer', () => {
  test('has cover, contents and notes, then one table a sheet from A1', async () => {
    const sheets = await read(await writeTableWorkbook(parts, 'xlsx'))
    expect([...sheets.keys()]).toEqual(['Cover', 'Contents', 'Notes', 'By group', 'By group 2', 'Bands 1 2   all  of a name that'])
    expect(sheets.get('Cover')?.slice(1)).toEqual([['Title', 'Staff of Northmere'], ['Source', 'staff records'], ['Date', '30 September 2025']])
    expect(sheets.get('Contents')?.[2]).toEqual(['By group 2', 'Headcount by band [2025/26]', 1])
    expect(sheets.get('By group')?.[0]).toEqual(['group', 'people'])
  })

  test('prints marks where there is no number, explains them, and never a nought for them', async () => {
    const sheets = await read(await writeTableWorkbook(parts, 'xlsx'))
    expect(sheets.get('By group')?.slice(1).map((row) => row[1])).toEqual([120, '[c]', '[x]', '[z]', 0.5, 0])
    expect(sheets.get('Notes')?.map((row) => row[0])).toEqual(['Note', '1', '[c]', '[x]', '[z]'])
  })

  test('runs no formula: = + - @ at the start of text are neutralised, in the header too', async () => {
    const sheets = await read(await writeTableWorkbook(parts, 'xlsx'))
    expect(sheets.get('By group')?.slice(3).map((row) => row[0])).toEqual([`'=cmd|calc`, `'+44`, `'@risk`, `'-`])
    expect(sheets.get('Bands 1 2   all  of a name that')).toEqual([[`'=1+1`]])
  })

  test('the same parts give the same bytes', async () => {
    expect(await writeTableWorkbook(parts, 'xlsx')).toEqual(await writeTableWorkbook(parts, 'xlsx'))
  })

  test('is the same sheets and cells as ods', async () => {
    const xlsx = await read(await writeTableWorkbook(parts, 'xlsx'))
    const ods = await readOds(await writeTableWorkbook(parts, 'ods'))
    expect(new Map(ods.sheets.map(({ name, rows }) => [name, rows]))).toEqual(xlsx)
  })
})
