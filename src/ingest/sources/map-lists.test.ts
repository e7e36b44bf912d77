import { describe, expect, test } from 'vitest'
import { blankCsv } from '../../dataset/template.ts'
import { networkLayout, successionLayout } from '../../dataset/reference-layout.ts'
import { openFile } from '../open-file.ts'
import { networkList } from './network-list.ts'
import { successionList } from './succession-list.ts'
import type { Source } from '../source.ts'
import { isRefusal } from '../../units/refusal.ts'

async function read(source: Source, text: string) {
  const opened = await openFile({ name: 'list.csv', bytes: new TextEncoder().encode(text) })
  if (isRefusal(opened)) throw new Error(opened.found)
  expect(source.recognise(opened)).toBe(true)
  return source.read(opened)
}

describe('lists of the map in our own columns', () => {
  test('a network list gives memberships with days and shares, and each network once', async () => {
    const file = await read(networkList, `${blankCsv(networkLayout)}K1,North Cardiac Network,ics,QHM,,2020-04-01,\r\nK1,North Cardiac Network,organisation,RTD,0.4,,2024-03-31\r\n`)
    expect(file.rows.flatMap(({ into }) => into.map(({ row }) => [row.child_level, row.child_code, row.parent_level, row.parent_code, row.share, row.valid_from, row.valid_to])))
      .toEqual([['ics', 'QHM', 'network', 'K1', 1, '2020-04-01', null], ['organisation', 'RTD', 'network', 'K1', 0.4, null, '2024-03-31']])
    expect(file.alsoInto.map(({ row }) => [row.level, row.code, row.name])).toEqual([['network', 'K1', 'North Cardiac Network']])
  })

  test.each([
    { cells: 'K1,North,board,QHM,,,', column: 'member_level' },
    { cells: 'K1,North,ics,QHM,1.4,,', column: 'share' },
    { cells: 'K1,North,ics,QHM,,2024-04-01,2020-01-01', column: 'valid_to' },
    { cells: 'K1,North,ics,,,,', column: 'member_code' },
  ])('a membership with a wrong $column is held back', async ({ cells, column }) => {
    const [row] = (await read(networkList, `${blankCsv(networkLayout)}${cells}\r\n`)).rows
    expect([row?.into, row?.unmapped.map((one) => one.column)]).toEqual([[], [column]])
  })

  test('a succession list says what took over and ends what it names the day before', async () => {
    const file = await read(successionList, `${blankCsv(successionLayout)}organisation,R1,First Trust,R2,2026-04-01,0.6\r\norganisation,R1,First Trust,R3,2026-04-01,0.4\r\n`)
    expect(file.rows.flatMap(({ into }) => into.map(({ row }) => [row.from_code, row.to_code, row.on_date, row.share]))).toEqual([['R1', 'R2', '2026-04-01', 0.6], ['R1', 'R3', '2026-04-01', 0.4]])
    expect(file.alsoInto.map(({ table, row }) => [table, row.code, row.valid_to])).toEqual([['organisation', 'R1', '2026-03-31']])
  })
})
