import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import ExcelJS from 'exceljs'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Row } from '../../src/dataset/table.ts'
import type { TableName } from '../../src/dataset/tables.ts'
import { tableNamed } from '../../src/dataset/tables.ts'
import { openFile } from '../../src/ingest/open-file.ts'
import { readArrived } from '../../src/ingest/read-arrived.ts'
import { sources } from '../../src/ingest/sources.ts'
import { judge, type Judged } from '../../src/quality/judge.ts'
import { isCalendarDate } from '../../src/units/calendar-date.ts'
import { isRefusal, type Refusal } from '../../src/units/refusal.ts'

const real = fileURLToPath(new URL('../../../shared/real/', import.meta.url))

const sum = (rows: readonly Row[], column: string) => rows.reduce((total, row) => total + Number(row[column] ?? 0), 0)

interface Outcome { readonly source: string; readonly judged: Judged; readonly periodFrom: string; readonly periodTo: string; readonly text: string }

/** Expected counts are those of MANIFEST.md in the folder, or counted there by hand with another tool. */
describe.skipIf(!existsSync(real))('the published files beside the project (skipped where ../shared/real is absent)', () => {
  const outcomes = new Map<string, Outcome>()
  const refusals = new Map<string, Refusal>()
  const outcome = (path: string) => outcomes.get(path)!
  const from = (source: string) => [...outcomes.values()].filter((found) => found.source === source).toSorted((one, other) => (one.periodTo < other.periodTo ? -1 : 1))
  const rowsOf = (found: Outcome, table: TableName): readonly Row[] => found.judged.into.get(table) ?? []
  const finding = (found: Outcome, rule: string) => found.judged.findings.find((one) => one.rule === rule)

  beforeAll(async () => {
    for (const entry of readdirSync(real, { recursive: true, withFileTypes: true }).filter((one) => one.isFile())) {
      const file = `${entry.parentPath}/${entry.name}`.replaceAll('//', '/')
      const path = file.slice(real.length)
      const answer = await readArrived({ name: path, bytes: readFileSync(file) })
      if (isRefusal(answer)) refusals.set(path, answer)
      else outcomes.set(path, { source: answer.source.id, judged: judge(answer.read), periodFrom: answer.read.periodFrom, periodTo: answer.read.periodTo, text: JSON.stringify(answer.read.rows.slice(0, 200)) })
    }
  })

  // Lists of areas, networks and successions, and indicators that no other source holds, are filled in by people: none is published.
  test('are all read but the legacy workbook; the list of downloads and the manifest are passed over', () => {
    expect([...refusals].map(([path, { code }]) => [path, code]).toSorted()).toEqual([
      ['MANIFEST.md', 'document-not-data'], ['population/ukmidyearestimates2017finalversion.xls', 'legacy-xls'], ['sickness_absence/phase2_download_manifest.csv', 'listing-not-data'],
    ])
    expect(new Set([...outcomes.values()].map(({ source }) => source))).toEqual(new Set(sources.map(({ id }) => id).filter((id) => !id.endsWith('-list') && id !== 'area-indicators')))
  })

  test.each([
    { source: 'turnover', files: 1, read: 810, loaded: 810, duplicate: 0 },
    { source: 'staff-by-organisation', files: 1, read: 81_603, loaded: 81_603, duplicate: 0 },
    { source: 'trust-reference', files: 1, read: 148, loaded: 148, duplicate: 0 },
    { source: 'ods-trusts', files: 1, read: 218, loaded: 218, duplicate: 0 },
    { source: 'practice-map', files: 1, read: 6_527, loaded: 6_527, duplicate: 0 },
    { source: 'icb-boundaries', files: 1, read: 42, loaded: 42, duplicate: 0 },
    { source: 'icb-population', files: 1, read: 336, loaded: 42 * 3, duplicate: 42 * 5 },
    { source: 'la-population', files: 1, read: 331, loaded: 331, duplicate: 0 },
    { source: 'uk-population', files: 1, read: 1_274, loaded: 4 * 2 * 91, duplicate: 3 * 2 * 91 },
    { source: 'icb-indicators', files: 1, read: 9_803, loaded: 9_803, duplicate: 0 },
    { source: 'history-consultants', files: 1, read: 3_110, loaded: 3_110, duplicate: 0 },
    { source: 'history-managers', files: 1, read: 4_371, loaded: 4_371, duplicate: 0 },
    { source: 'history-organisations', files: 1, read: 431, loaded: 431, duplicate: 0 },
    { source: 'us-nurses', files: 1, read: 1_242, loaded: 1_242, duplicate: 0 },
    { source: 'sickness', files: 12, read: 285 * 6 + 283 + 281 + 280 * 4, loaded: 285 * 6 + 283 + 281 + 280 * 4, duplicate: 0 },
    { source: 'ae-activity', files: 12, read: 198 * 4 + 199 * 8, loaded: 197 * 4 + 198 * 8, duplicate: 12 },
    { source: 'pcn-staff', files: 6, read: 534 + 3_159 + 7_371 + 10_730 + 14_073 + 17_239, loaded: 531 + 3_140 + 7_339 + 10_647 + 13_930 + 17_064, duplicate: 0 },
  ])('$source: $files files, $read rows, $loaded loaded, $duplicate repeated', ({ source, files, read, loaded, duplicate }) => {
    const rows = from(source).map(({ judged }) => judged.rows)
    const add = (part: keyof Judged['rows']) => rows.reduce((total, one) => total + one[part], 0)
    expect({ files: rows.length, read: add('read'), loaded: add('loaded'), duplicate: add('duplicate') }).toEqual({ files, read, loaded, duplicate })
    expect(add('quarantined')).toBe(read - loaded - duplicate)
  })

  test('every loaded row has the columns its table declares and no others, with real dates and known levels', () => {
    for (const found of outcomes.values()) {
      for (const [table, rows] of found.judged.into) {
        const { columns } = tableNamed(table)
        const names = columns.map(({ name }) => name).toSorted().join()
        for (const row of rows) {
          if (Object.keys(row).toSorted().join() !== names) expect.fail(`${found.source} ${table}: ${Object.keys(row).join()}`)
          for (const { name, type, required, values } of columns) {
            const cell = row[name] ?? null
            if (required && (cell === null || cell === '')) expect.fail(`${found.source} ${table}: ${name} is missing`)
            if (cell !== null && type === 'date' && !isCalendarDate(String(cell))) expect.fail(`${found.source} ${table}: ${name} is ${cell}`)
            if (cell !== null && values && !values.includes(String(cell))) expect.fail(`${found.source} ${table}: ${name} is ${cell}`)
            if (name.endsWith('_status') && (cell === 'ok') !== (typeof row[name.replace('_status', '')] === 'number')) expect.fail(`${found.source} ${table}: ${name} is ${cell} beside ${row[name.replace('_status', '')]}`)
          }
        }
      }
    }
  })

  test('turnover holds the published stocks, every FTE subtotal adds up, and the breaks are declared', () => {
    const [found] = from('turnover')
    const stocks = rowsOf(found!, 'staff_count')
    const at = (group: string, date: string) => stocks.filter((row) => row.staff_group === group && row.period_to === date)
    expect(at('Nurses & health visitors', '2025-09-30').map(({ headcount, fte }) => [headcount, fte])).toEqual([[409_110, 369_758.94316]])
    expect(at('Ambulance staff', '2019-09-30').map(({ headcount }) => headcount)).toEqual([17_241])
    expect(at('All staff groups', '2010-09-30').map(({ headcount, fte, is_total: total }) => [headcount, fte, total])).toEqual([[1_159_716, 1_008_013.25573, true]])
    expect([...new Set(stocks.map((row) => String(row.period_to).slice(0, 4)))].toSorted()).toEqual(['2010', '2011', ...Array.from({ length: 13 }, (_, year) => String(2013 + year))])
    expect(rowsOf(found!, 'flow_count').filter((row) => row.flow === 'joiners').map((row) => String(row.period_to).slice(0, 4)).filter((year, index, all) => all.indexOf(year) === index)).toEqual(['2010', '2025'])
    expect([finding(found!, 'turnover-total'), finding(found!, 'series-break')?.count]).toEqual([undefined, 8])
  })

  test('change in stock plus leavers is joiners for all staff in 2024/25 to within 3 of 171,940 people, and is not for nurses (42,864 against 37,184 published)', () => {
    const [found] = from('turnover')
    const stock = (group: string, date: string) => Number(rowsOf(found!, 'staff_count').find((row) => row.staff_group === group && row.period_to === date)!.headcount)
    const flow = (group: string, way: string) => Number(rowsOf(found!, 'flow_count').find((row) => row.staff_group === group && row.flow === way && row.period_to === '2025-09-30')!.headcount)
    const derived = (group: string) => stock(group, '2025-09-30') - stock(group, '2024-09-30') + flow(group, 'leavers')
    expect([derived('All staff groups'), flow('All staff groups', 'joiners')]).toEqual([171_943, 171_940])
    expect([derived('Nurses & health visitors'), flow('Nurses & health visitors', 'joiners')]).toEqual([42_864, 37_184])
  })

  test('sickness absence has 286 organisations over the year, 279 of them in every month, and March 2025 adds up', () => {
    const months = from('sickness').map((found) => new Set(rowsOf(found, 'sickness').map((row) => String(row.at_code))))
    expect(new Set(months.flatMap((codes) => [...codes])).size).toBe(286)
    expect([...months[0]!].filter((code) => months.every((codes) => codes.has(code)))).toHaveLength(279)
    const march = rowsOf(outcome('sickness_absence/nhs_sickness_absence_2025-03.csv'), 'sickness')
    expect(sum(march, 'fte_days_lost')).toBeCloseTo(2_249_745.2114, 4)
    expect(sum(march, 'fte_days_available')).toBeCloseTo(46_060_195.07734, 4)
    for (const found of from('sickness')) expect([finding(found, 'published-rate-agrees'), finding(found, 'pseudo-area')?.severity]).toEqual([undefined, 'declare'])
  })

  test('primary care networks hold back exactly 1 negative and 174 impossible FTE in September 2022, and keep no identifier', () => {
    const found = from('pcn-staff').at(-1)!
    expect(found.judged.rows).toEqual({ read: 17_239, loaded: 17_064, quarantined: 175, duplicate: 0 })
    expect([finding(found, 'negative-fte')?.count, finding(found, 'fte-above-one-person')?.count]).toEqual([1, 174])
    expect(finding(found, 'fte-above-one-person')!.fte).toBeCloseTo(558.3344, 4)
    expect(found.judged.sums.fte).toBeCloseTo(14_149.27192 + 0.026666667 - 558.3344, 4)
    expect(found.judged.sums.headcount).toBe(14_573)
    expect(found.text).not.toContain('106228')
    expect(rowsOf(found, 'staff_count').some((row) => String(row.profession).includes('–'))).toBe(true)
    expect(from('pcn-staff').map((one) => [finding(one, 'not-utf-8')?.found, finding(one, 'unstable-identifier')?.severity])).toEqual(Array.from({ length: 6 }, () => ['windows-1252', 'declare']))
  })

  test('accident and emergency totals equal the sum of the providers in all twelve months, and September’s stray columns are said', () => {
    for (const found of from('ae-activity')) expect(finding(found, 'activity-total')).toBeUndefined()
    expect(from('ae-activity').map((found) => finding(found, 'stray-columns')?.count ?? 0)).toEqual([0, 0, 0, 0, 0, 6, 0, 0, 0, 0, 0, 0])
  })

  test('populations add up to the published totals', () => {
    const people = (source: string, within: (row: Row) => boolean = () => true) => sum(rowsOf(from(source)[0]!, 'population').filter(within), 'people')
    expect(people('la-population')).toBe(59_719_724)
    expect(people('la-population', (row) => String(row.at_code).startsWith('E'))).toBe(56_550_138)
    expect(people('uk-population')).toBe(68_265_209)
    expect(people('uk-population', (row) => row.at_code === 'E92000001')).toBe(57_690_323)
    for (const source of ['la-population', 'uk-population', 'icb-population']) expect(finding(from(source)[0]!, 'population-total')).toBeUndefined()
    expect(new Set(rowsOf(from('icb-population')[0]!, 'population').map((row) => row.at_code)).size).toBe(42)
  })

  test('prevalence names all 42 boards by code, gives none an overall value, and England one', () => {
    const rows = rowsOf(from('icb-indicators')[0]!, 'prevalence').filter((row) => row.indicator === 'CHD: QOF prevalence (all ages)' && row.period_to === '2023-12-31')
    expect(rows.filter((row) => row.at_level === 'ics')).toHaveLength(42)
    expect(rows.filter((row) => row.amount !== null).map((row) => [row.at_code, row.amount])).toEqual([['E92000001', 3.05565]])
    expect(finding(from('icb-indicators')[0]!, 'national-value-agrees')).toBeUndefined()
  })

  test('traps of the references are said: trailing spaces, a missing licence, a code a spreadsheet turned into a number', () => {
    expect(finding(from('history-organisations')[0]!, 'surrounding-spaces')?.count).toBe(431)
    expect(rowsOf(from('history-organisations')[0]!, 'organisation').every((row) => row.code === String(row.code).trim())).toBe(true)
    expect(finding(from('trust-reference')[0]!, 'third-party-licence')?.severity).toBe('declare')
    expect(finding(from('history-managers')[0]!, 'series-break')?.says).toContain('definition of a manager changed in 2016')
    expect(finding(from('history-consultants')[0]!, 'code-read-as-number')?.found).toBe('50')
    expect(rowsOf(from('us-nurses')[0]!, 'staff_count').filter((row) => row.headcount === null).map((row) => row.headcount_status)).toEqual(Array.from({ length: 5 }, () => 'not-available'))
  })

  test('the workbook has the same cells in another reader', async () => {
    const folder = `${real}staff_by_org/`
    const bytes = readFileSync(folder + readdirSync(folder)[0]!)
    const opened = await openFile({ name: 'workbook', bytes })
    if (isRefusal(opened)) throw new Error(opened.code)
    const other = new ExcelJS.Workbook()
    await other.xlsx.load(bytes as unknown as ArrayBuffer)
    const ours = opened.grids.find(({ sheet }) => sheet === 'Data')!.rows
    const theirs = other.getWorksheet('Data')!
    expect(ours).toHaveLength(theirs.rowCount)
    const differing = ours.findIndex((row, index) => row.some((cell, column) => cell !== String(theirs.getRow(index + 1).getCell(column + 1).value ?? '')))
    expect(differing).toBe(-1)
  })
})
