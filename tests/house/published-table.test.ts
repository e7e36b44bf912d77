import ExcelJS from 'exceljs'
import { parse } from 'csv-parse/sync'
import { readOds } from 'hucre/ods'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { extractTextItems } from 'unpdf'
import { localViewer, type Viewer } from '../../src/access/viewer.ts'
import { hashText } from '../../src/api/bundle.ts'
import { protectInThread } from '../../src/api/disclosure/protect-thread.ts'
import { hashFiles, sayTable, tableFiles, type GivenFile } from '../../src/api/published/published-files.ts'
import { makeTable } from '../../src/api/published/published-table.ts'
import type { PublishedTable } from '../../src/contract/published-table.ts'
import { policyOn } from '../../src/dataset/disclosure/policy.ts'
import { isRefusal } from '../../src/units/refusal.ts'
import { returnsOf } from '../access/made-up-region.ts'
import { attackTables, insidersOf, madeUpTable } from './made-up-table.ts'
import { freshFolder } from './run-cadre.ts'
import { serveFiles, type ServedFiles } from './serve-files.ts'

// On 30 September trust ZXn has 10 + n people (tests/house/views.test.ts); every fourth of its rows has a band of its own, which no other organisation uses.
const { folder, remove } = freshFolder()
let served: ServedFiles
let table: PublishedTable
let files: Map<string, GivenFile>
const making = { made: '2026-11-22T09:00:00.000Z', says: 'a test' }
const publisher = (kind: 'organisation' | 'ics' | 'everything', code: string): Viewer => ({ ...localViewer, id: code, grants: [{ role: 'publisher', scope: { kind, code }, from: '2000-01-01', until: null }], reach: { kind: 'some', places: [], programmes: [] } })
const make = (viewer: Viewer, by: string, area?: string) => makeTable(served.house, viewer, { measure: 'headcount', by, at: '2025-09-30', ...(area === undefined ? {} : { area }) }, '2026-11-22')

beforeAll(async () => {
  served = await serveFiles(folder, returnsOf().filter(({ name }) => !/ledger|08-31/.test(name)), '2025-11-30T12:00:00.000Z')
  const made = await make(localViewer, 'organisation,band')
  if (isRefusal(made)) throw new Error(`${made.found} ${made.code}`)
  table = made
  files = new Map((await tableFiles(table, making)).map((file) => [file.name, file]))
}, 120_000)
afterAll(async () => {
  await served.close()
  remove()
})

const bytes = (name: string): Uint8Array => files.get(name)!.bytes
const text = (name: string): string => new TextDecoder().decode(bytes(name))
/** What a channel prints, by area and column: the number as text, or the mark. */
type Printed = Record<string, string>
const expected = (): Printed => Object.fromEntries(table.rows.flatMap((row) => row.figures.map(({ value }, at) => [`${row.level} ${row.code} ${table.columns[at]!.name}`, value === null ? '[c]' : String(value)])))
const wide = (rows: readonly (readonly unknown[])[]): Printed => Object.fromEntries(rows.slice(1).flatMap((row) => row.slice(3).map((cell, at) => [`${String(row[0])} ${String(row[1])} ${String(rows[0]![at + 3]).replace(' (people)', '')}`, String(cell)])))

describe('a published table', () => {
  test('adds up, hides small figures and what would give them away, and says how many', () => {
    // 116 people in all; by system 11 + 12, 13 + 14, 15 + 16, 17 + 18.
    expect(table.rows.filter(({ level }) => level === 'ics').map(({ code, figures }) => [code, figures[0]!.value])).toEqual([['QZ1', 23], ['QZ2', 27], ['QZ3', 31], ['QZ4', 35]])
    expect(table.rows[0]!.figures[0]).toEqual({ value: 116, status: 'ok' })
    // One column for the band that all use, one for those that a single organisation uses.
    expect(table.columns.map(({ name }) => name)).toEqual(['Everybody', 'Band 5', 'Other, from too few organisations to name'])
    const hidden = table.rows.flatMap(({ figures }) => figures).filter(({ status }) => status === 'suppressed').length
    expect(hidden).toBe(table.certificate.hidden.small + table.certificate.hidden.others)
    // Every organisation has 3 or 4 people with a band of its own: eight small figures, and nobody may be sure of one.
    expect(table.certificate.hidden.small).toBeGreaterThanOrEqual(8)
    expect(table.certificate.hidden.others).toBeGreaterThan(0)
    expect(table.certificate.ranges.every(({ least, most }) => most - least >= 1)).toBe(true)
  })

  test('is signed: the hash of its certificate is that of its csv, and the digest of the folder is that of sha256sum', () => {
    expect(table.certificate.sha256).toBe(hashText(bytes('table.csv')))
    expect(JSON.parse(text('certificate.json'))).toEqual(table.certificate)
    expect(JSON.parse(text('datapackage.json'))).toMatchObject({ resources: [{ path: 'table.csv', hash: `sha256:${table.certificate.sha256}` }] })
    expect(hashFiles([...files.values()].toReversed())).toBe(hashFiles([...files.values()]))
  })

  test('the same table and moment give the same bytes in every form', async () => {
    const again = await tableFiles(table, making)
    expect(again.map(({ name, bytes: content }) => [name, hashText(content)])).toEqual([...files.values()].map(({ name, bytes: content }) => [name, hashText(content)]))
  })
})

describe('the same cells are hidden, and the same figures shown', () => {
  test('in csv, which its descriptions name column by column', () => {
    const rows = parse(text('table.csv'), { columns: true }) as Record<string, string>[]
    expect(Object.fromEntries(rows.map((row) => [`${row['area_level']} ${row['area_code']} ${row['category_name']}`, row['status'] === 'suppressed' ? '[c]' : row['people']]))).toEqual(expected())
    expect(rows.filter(({ status }) => status === 'suppressed').every(({ people }) => people === '')).toBe(true)
    const csvw = JSON.parse(text('table.csv-metadata.json')) as { tableSchema: { columns: { name: string }[] } }
    const described = JSON.parse(text('datapackage.json')) as { resources: { schema: { fields: { name: string }[] } }[] }
    for (const columns of [csvw.tableSchema.columns, described.resources[0]!.schema.fields]) expect(columns.map(({ name }) => name)).toEqual(Object.keys(rows[0]!))
  })

  test('in xlsx, read by another program, with nothing kept behind a hidden figure', async () => {
    const book = new ExcelJS.Workbook()
    await book.xlsx.load(Buffer.from(bytes('table.xlsx')) as unknown as ExcelJS.Buffer)
    expect(book.worksheets.map(({ name }) => name)).toEqual(['Cover', 'Contents', 'Notes', 'People'])
    const sheet = book.getWorksheet('People')!
    expect(wide(sheet.getSheetValues().slice(1).map((row) => (row as unknown[]).slice(1)))).toEqual(expected())
    expect(sheet.hasMerges).toBe(false)
    sheet.eachRow((row) => row.eachCell((cell) => { expect([cell.formula, cell.note, cell.isMerged]).toEqual([undefined, undefined, false]) }))
  })

  test('in ods', async () => {
    const { sheets } = await readOds(bytes('table.ods'))
    expect(wide(sheets.find(({ name }) => name === 'People')!.rows)).toEqual(expected())
  })

  test('in pdf, whose text another program takes out, tagged and with title and language', async () => {
    const { items } = await extractTextItems(new Uint8Array(bytes('table.pdf')))
    const page = items[1]!
    const lines = [...Map.groupBy(page.filter(({ str }) => str.trim() !== ''), ({ y }) => Math.round(y)).entries()].toSorted(([one], [other]) => other - one).map(([, cells]) => cells.toSorted((one, other) => one.x - other.x).map(({ str }) => str))
    // Names of columns and of areas may take several lines; the figures of an area stand on its first, after level and code.
    const known = new Map(table.rows.map(({ level, code }) => [`${level} ${code}`, table.columns]))
    const printed = Object.fromEntries(lines.filter(([level, code]) => known.has(`${level} ${code}`)).flatMap((cells) => cells.slice(-table.columns.length).map((cell, at) => [`${cells[0]} ${cells[1]} ${table.columns[at]!.name}`, cell])))
    expect(printed).toEqual(expected())
    const raw = Buffer.from(bytes('table.pdf')).toString('latin1')
    expect(raw).toMatch(/\/Lang \(en-GB\)/)
    expect(raw).toMatch(/\/StructTreeRoot/)
    expect(raw).toMatch(/\/S \/TH/)
    expect(raw).toMatch(/pdfuaid/)
  })

  test('in html, in JSON, on the terminal and at the address of the API', async () => {
    const body = [...text('table.html').matchAll(/<tr>(.*?)<\/tr>/g)].map(([, row]) => [...row!.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/g)].map(([, cell]) => cell!))
    expect(wide(body)).toEqual(expected())
    expect(JSON.parse(text('table.json'))).toEqual(table)
    const said = sayTable(table)
    expect(wide([said.header, ...said.rows])).toEqual(expected())
    const answer = await served.server.inject('/api/tables?by=organisation,band&at=2025-09-30')
    expect([answer.statusCode, answer.json()]).toEqual([200, table])
  })
})

describe('who may have one made, and when none is', () => {
  test('a publisher makes tables of what lies within the scope, and of nothing else', async () => {
    expect(await make(publisher('ics', 'QZ2'), 'organisation', 'QZ2')).toMatchObject({ area: 'QZ2', rows: [{ level: 'ics', code: 'QZ2', figures: [{ value: 27 }] }, { code: 'ZX3' }, { code: 'ZX4' }] })
    for (const area of [undefined, 'QZ1', 'ZX1', 'Y61']) expect(await make(publisher('ics', 'QZ2'), 'organisation', area)).toMatchObject({ refused: true, code: 'outside-your-scope' })
    expect(await make({ ...publisher('everything', ''), grants: [] }, 'ics')).toMatchObject({ refused: true, code: 'outside-your-scope' })
    expect(await make({ ...localViewer, grants: [{ role: 'record-viewer', scope: { kind: 'everything', code: '' }, from: '2000-01-01', until: null }] }, 'ics')).toMatchObject({ code: 'outside-your-scope' })
  })

  test('a category that only one organisation uses is never named', async () => {
    for (const [viewer, area] of [[publisher('organisation', 'ZX2'), 'ZX2'], [publisher('everything', ''), undefined]] as const) expect(JSON.stringify(await make(viewer, 'organisation,band', area))).not.toMatch(/kanari/)
  })

  test('a question that is no table, and a proof that is not finished in time, are refused', async () => {
    for (const by of ['', 'site', 'ics,band,sex', 'ics,site', 'band']) expect(await make(localViewer, by)).toMatchObject({ refused: true, code: 'table-not-understood' })
    const { table: large, rule } = madeUpTable(attackTables[2]!)
    const policy = policyOn(rule, '2026-11-22')
    if (isRefusal(policy)) throw new Error(policy.found)
    expect(await protectInThread({ table: large, policy, insiders: insidersOf(large) }, 0.05)).toMatchObject({ refused: true, code: 'table-not-finished' })
  })
})
