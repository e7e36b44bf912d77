import { describe, expect, test } from 'vitest'
import { indicatorLayout } from '../../dataset/reference-layout.ts'
import { blankCsv } from '../../dataset/template.ts'
import { isRefusal } from '../../units/refusal.ts'
import { openFile } from '../open-file.ts'
import { areaIndicators } from './area-indicators.ts'

async function read(rows: string) {
  const opened = await openFile({ name: 'list.csv', bytes: new TextEncoder().encode(`${blankCsv(indicatorLayout)}${rows}`) })
  if (isRefusal(opened)) throw new Error(opened.found)
  expect(areaIndicators.recognise(opened)).toBe(true)
  return areaIndicators.read(opened)
}

describe('indicators of areas in our own columns', () => {
  test('a figure is kept with its year; an empty cell is not known, and is not zero', async () => {
    const file = await read('ics,QHM,Residents in the most deprived fifth,2024,31.5\r\nics,QOX,Residents in the most deprived fifth,2024,\r\norganisation,R1,Beds available,2024,0\r\n')
    expect(file.rows.flatMap(({ into }) => into.map(({ row }) => [row.at_code, row.amount, row.amount_status]))).toEqual([['QHM', 31.5, 'ok'], ['QOX', null, 'not-available'], ['R1', 0, 'ok']])
    expect([file.periodFrom, file.periodTo]).toEqual(['2024-01-01', '2024-12-31'])
  })

  test('rows of another year than the first are held back: that year has a file of its own', async () => {
    const file = await read('ics,QHM,Beds available,2024,10\r\nics,QHM,Beds available,2023,9\r\n')
    expect(file.rows.map(({ into, unmapped }) => [into.length, unmapped.map((one) => one.column)])).toEqual([[1, []], [0, ['year']]])
    expect(file.declares.map(({ says }) => says).join(' ')).toContain('a later file of that year takes its place')
  })

  test.each([
    { row: 'board,QHM,Beds available,2024,10', column: 'area_level' }, { row: 'ics,,Beds available,2024,10', column: 'area_code' }, { row: 'ics,QHM,Beds available,24,10', column: 'year' },
    { row: 'ics,QHM,Residents in the most deprived fifth,2024,130', column: 'amount' }, { row: 'ics,QHM,Beds available,2024,-1', column: 'amount' }, { row: 'ics,QHM,Beds available,2024,many', column: 'amount' },
  ])('a row with a wrong $column is held back: $row', async ({ row, column }) => {
    const [found] = (await read(`${row}\r\n`)).rows
    expect([found?.into, found?.unmapped.map((one) => one.column)]).toEqual([[], [column]])
  })
})
