import { describe, expect, test } from 'vitest'
import { isRefusal } from '../../units/refusal.ts'
import { readArrived } from '../read-arrived.ts'
import type { ReadFile } from '../source.ts'

const read = async (text: string): Promise<ReadFile> => {
  const answer = await readArrived({ name: 'a fixture', bytes: new TextEncoder().encode(text) })
  if (isRefusal(answer)) throw new Error(`${answer.code}: ${answer.need}`)
  return answer.read
}
const intoOf = (file: ReadFile) => file.rows.flatMap(({ into }) => into)

const turnoverLine = (period: string, type: string, main: string, group: string, heads = '10', fte = '8.5') => `${period},${type},All NHSE regions,All NHSE regions,${main},"${group}",${heads},${fte}`
const pcnLine = (from: string, role: string, fte: string, identifier: string) => `${from},2022,9,U99999,A PCN,99Z,A place ,Q9A,A System,Y99,Somewhere,Directors,Director,${role},${fte},${identifier}`

describe('turnover', () => {
  const header = 'PERIOD,TYPE,NHSE_REGION_CODE,NHSE_REGION_NAME,MAIN_STAFF_GROUP,STAFF_GROUP,HC,FTE'

  test('puts a stock on the last day of its month and a flow between two such days', async () => {
    const file = await read([header,
      turnoverLine('201309 to 201409', 'Denominator at start of period', 'Support to clinical staff', 'Support to ambulance staff'),
      turnoverLine('201309 to 201409', 'Denominator at end of period', 'Support to clinical staff', 'Support to ambulance staff'),
      turnoverLine('201309 to 201409', 'Leavers', 'Support to clinical staff', 'Support to ambulance staff', '3', '2.25'),
    ].join('\n'))
    expect(intoOf(file).map(({ table, row }) => [table, row.period_from, row.period_to, row.headcount, row.fte])).toEqual([
      ['staff_count', '2013-09-30', '2013-09-30', 10, 8.5], ['staff_count', '2014-09-30', '2014-09-30', 10, 8.5], ['flow_count', '2013-09-30', '2014-09-30', 3, 2.25],
    ])
    expect(intoOf(file)[2]!.row).toMatchObject({ flow: 'leavers', basis: 'published', at_level: 'nation', at_code: 'E92000001', staff_group: 'Support to ambulance staff' })
    expect(file.alsoInto).toMatchObject([{ table: 'area', row: { level: 'nation', code: 'E92000001', name: 'England' } }])
  })

  test.each([
    { main: 'All staff groups', group: 'All staff groups', called: 'All staff groups', total: true },
    { main: 'Support to clinical staff', group: 'All staff groups', called: 'Support to clinical staff', total: true },
    { main: 'Professionally qualified clinical staff', group: 'HCHS doctors - All grades', called: 'HCHS doctors - All grades', total: true },
    { main: 'Professionally qualified clinical staff', group: 'Nurses & health visitors', called: 'Nurses & health visitors', total: false },
    { main: 'Unknown classification', group: 'Unknown classification', called: 'Unknown classification', total: false },
  ])('calls $main / $group “$called”, total: $total', async ({ main, group, called, total }) => {
    const file = await read(`${header}\n${turnoverLine('202409 to 202509', 'Denominator at end of period', main, group)}\n`)
    expect(intoOf(file)[0]!.row).toMatchObject({ staff_group: called, is_total: total })
  })

  test('keeps a missing number missing, and says which cell it cannot map', async () => {
    const file = await read([header, turnoverLine('202409 to 202509', 'Joiners', 'A', 'B', '', '[c]'), turnoverLine('2024 to 2025', 'Rejoiners', 'A', 'B')].join('\n'))
    expect(intoOf(file)).toHaveLength(1)
    expect(intoOf(file)[0]!.row).toMatchObject({ headcount: null, headcount_status: 'not-available', fte: null, fte_status: 'suppressed' })
    expect(file.rows[1]!.unmapped.map(({ column, found }) => [column, found])).toEqual([['PERIOD', '2024 to 2025'], ['TYPE', 'Rejoiners']])
  })
})

describe('sickness absence', () => {
  test('is one fact per organisation and month, with the whole hierarchy as seen at the month-end', async () => {
    const file = await read(['DATE,NHSE_REGION_CODE,NHSE_REGION_NAME,ICS_CODE,ICS_NAME,ORG_CODE,ORG_NAME,ORG_TYPE,FTE_DAYS_LOST,FTE_DAYS_AVAILABLE,SICKNESS_ABSENCE_RATE_PERCENT',
      '28/02/2025,Y99,Somewhere,Q9A,A System,R9Z,A Trust,Acute,5,100,5', '28/02/2025,QZZ,National bodies,QZZ,National bodies,T99,A Body,Others,1,50,2'].join('\n'))
    expect(intoOf(file)[0]).toMatchObject({ table: 'sickness', row: { period_from: '2025-02-01', period_to: '2025-02-28', at_level: 'organisation', at_code: 'R9Z', fte_days_lost: 5, fte_days_available: 100 } })
    expect(file.alsoInto.filter(({ table }) => table === 'relation').map(({ row }) => `${row.child_level} ${row.child_code} in ${row.parent_level} ${row.parent_code} seen ${row.seen_at}`)).toEqual([
      'organisation R9Z in ics Q9A seen 2025-02-28', 'ics Q9A in region Y99 seen 2025-02-28', 'region Y99 in nation E92000001 seen 2025-02-28',
      'organisation T99 in ics QZZ seen 2025-02-28', 'ics QZZ in region QZZ seen 2025-02-28', 'region QZZ in nation E92000001 seen 2025-02-28',
    ])
    expect(file.alsoInto.filter(({ table }) => table === 'organisation').map(({ row }) => row.role)).toEqual(['trust', 'other'])
    expect(file.declares.map(({ rule }) => rule)).toEqual(['proxy-fte', 'pseudo-area'])
  })
})

describe('staff by organisation', () => {
  test('has FTE and no headcount, by nationality, at a month such as 2017-SEP', async () => {
    const file = await read('Month,Organisation code,Organisation name,Staff group,Nationality,FTE\n2017-SEP,9ZZ,NHS Somewhere CCG,Managers,British,12.5\n2018-JUNK,9ZZ,NHS Somewhere CCG,Managers,British,1\n')
    expect(intoOf(file)[0]!.row).toMatchObject({ period_to: '2017-09-30', at_code: '9ZZ', staff_group: 'Managers', nationality: 'British', fte: 12.5, headcount: null, headcount_status: 'not-available', is_total: false })
    expect(file.alsoInto[0]!.row).toMatchObject({ code: '9ZZ', role: 'commissioner' })
    expect(file.rows[1]).toMatchObject({ into: [], unmapped: [{ column: 'Month', found: '2018-JUNK' }] })
  })
})

describe('primary care networks', () => {
  const header = 'Data_source,CENSUS_YEAR,CENSUS_MONTH,PCN_CODE,PCN_NAME,SUB_ICB_CODE,SUB_ICB_NAME,ICB_CODE,ICB_NAME,COMM_REGION_CODE,COMM_REGION_NAME,STAFF_GROUP,STAFF_ROLE,DETAILED_STAFF_ROLE,FTE,UNIQUE_IDENTIFIER'

  test('count a person once, in the first role listed, and a service line never', async () => {
    const file = await read([header, pcnLine('NWRS Staff', 'Chair', '0.5', '70707'), pcnLine('NWRS Staff', 'Nurse', '0.25', '70707'), pcnLine('NWRS contracted services', 'Pharmacist', '3', 'NULL')].join('\n'))
    expect(intoOf(file).map(({ row }) => [row.profession, row.fte, row.headcount, row.headcount_status])).toEqual([
      ['Chair', 0.5, 1, 'ok'], ['Nurse', 0.25, null, 'not-available'], ['Pharmacist', 3, null, 'not-applicable'],
    ])
  })

  test('keep no person’s identifier anywhere, not even in the row as found', async () => {
    const file = await read([header, pcnLine('NWRS Staff', 'Chair', '-1', '70707'), pcnLine('NWRS Staff', 'Chair', 'x', '70707')].join('\n'))
    expect(JSON.stringify(file)).not.toContain('70707')
    expect(file.declares.map(({ rule }) => rule)).toContain('unstable-identifier')
  })

  test('hang under sub-ICB, ICS, region and nation, trimmed, as seen at the census', async () => {
    const file = await read([header, pcnLine('NWRS Staff', 'Chair', '1', '1')].join('\n'))
    expect(file.alsoInto.filter(({ table }) => table === 'relation').map(({ row }) => `${row.child_code} in ${row.parent_code}`)).toEqual(['U99999 in 99Z', '99Z in Q9A', 'Q9A in Y99', 'Y99 in E92000001'])
    expect(file.alsoInto.find(({ row }) => row.code === '99Z')!.row).toMatchObject({ name: 'A place', valid_from: null, seen_at: '2022-09-30' })
  })
})

describe('the history files', () => {
  test('stand at 30 September of their year, FTE only', async () => {
    const file = await read('YEAR,ORG_CODE,SIMPLE_MANAGERS_FTE\n2009,R9Z,55.5\n')
    expect(intoOf(file)[0]!.row).toMatchObject({ source: 'history-managers', period_to: '2009-09-30', at_code: 'R9Z', staff_group: 'Managers', fte: 55.5, headcount: null })
    expect(file.declares.map(({ rule }) => rule)).toEqual(['date-assumed'])
  })

  test('list organisations with trimmed codes', async () => {
    const file = await read('ORG_CODE,ORG_NAME,ORG_TYPE,HEE_REGION_CODE,SPECIALIST\nR9Z ,A Trust ,Acute,YDF99,FALSE\n9ZZ ,A CCG ,Clinical Commissioning Group,YDF99,FALSE\n')
    expect(intoOf(file).map(({ row }) => [row.code, row.name, row.role])).toEqual([['R9Z', 'A Trust', 'trust'], ['9ZZ', 'A CCG', 'commissioner']])
  })
})

describe('nurses of the United States', () => {
  const header = 'State,Year,Total_Employed_RN,Employed _Standard_Error_Pct,Annual_Salary_Avg,Location_Quotient'
  test('are people without FTE, at May of the year, and missing is not zero', async () => {
    const file = await read(`${header}\nIowa,2019,32980,1.4,60000,1\nGuam,1999,,,,\n`)
    expect(intoOf(file).map(({ row }) => [row.at_level, row.at_code, row.period_to, row.headcount, row.headcount_status, row.fte])).toEqual([
      ['state', 'Iowa', '2019-05-31', 32980, 'ok', null], ['state', 'Guam', '1999-05-31', null, 'not-available', null],
    ])
    expect(file.alsoInto.filter(({ table }) => table === 'relation').map(({ row }) => row.child_code)).toEqual(['Iowa'])
  })
})
