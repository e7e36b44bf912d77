import { inflateRawSync } from 'node:zlib'
import ExcelJS from 'exceljs'
import { readOds } from 'hucre/ods'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ExploreAnswer, NearestQuestions } from '../../src/contract/explore.ts'
import type { QueryAnswer } from '../../src/contract/query.ts'
import type { SavedViews } from '../../src/contract/saved-view.ts'
import { absenceMarks } from '../../src/units/status.ts'
import { returnsOf } from '../access/made-up-region.ts'
import { tokenFor } from '../access/sign-in.ts'
import { freshFolder } from './run-cadre.ts'
import { serveFiles, type ServedFiles } from './serve-files.ts'

const { folder, remove } = freshFolder()
let served: ServedFiles
let scoped: string
const always = { from: '2000-01-01', until: null }

beforeAll(async () => {
  served = await serveFiles(folder, returnsOf(), '2025-11-30T12:00:00.000Z')
  scoped = await tokenFor(served.house, [{ role: 'record-viewer', scope: { kind: 'organisation', code: 'ZX1' }, ...always }, { role: 'aggregate-viewer', scope: { kind: 'everything', code: '' }, ...always }], 'Scoped reader')
}, 120_000)
afterAll(async () => {
  await served?.close()
  remove()
})

const as = (token?: string) => ({ host: 'localhost:4180', ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) })
const get = (url: string, token?: string) => served.server.inject({ url, headers: as(token) })
const question = 'measure=headcount&rows=ics&columns=band&where=source%3Dstaff-return'

/** Every figure of a table by its row and column, as a mark or a number. */
function figuresOf(answer: ExploreAnswer): Map<string, string | number> {
  return new Map(answer.rows.items.flatMap((row, at) => answer.columns.items.flatMap((column, place): [string, string | number][] => {
    const figure = answer.cells[at]![place]!
    return figure === null ? [] : [[`${row.name}/${column.name}`, figure.value ?? absenceMarks[figure.status as keyof typeof absenceMarks]]]
  })))
}

describe('a table is the query laid out', () => {
  test('every cell and every total is what the query answers for it', async () => {
    const answer = (await get(`/api/explore?${question}`)).json<ExploreAnswer>()
    const query = (await get('/api/query?measure=headcount&by=ics,band&where=source%3Dstaff-return')).json<QueryAnswer>()
    expect(figuresOf(answer)).toEqual(new Map(query.rows.map((row) => [`${row.ics_name}/${row.band ?? 'Not stated'}`, row.value!])))
    const byRow = (await get('/api/query?measure=headcount&by=ics&where=source%3Dstaff-return')).json<QueryAnswer>()
    expect(answer.totals.rows).toEqual(answer.rows.items.map(({ key }) => expect.objectContaining({ value: byRow.rows.find((row) => row.ics === key)?.value })))
    const whole = (await get('/api/query?measure=headcount&where=source%3Dstaff-return')).json<QueryAnswer>()
    expect(answer.totals.whole?.value).toBe(whole.rows[0]?.value)
    expect([answer.summary, answer.provenance]).toEqual([query.summary, query.provenance])
    expect(answer.sums.length).toBeGreaterThan(0)
  })

  test('the csv it names has the same rows', async () => {
    const answer = (await get(`/api/explore?${question}`)).json<ExploreAnswer>()
    const csv = (await get(answer.csv)).body.trim().split('\r\n').slice(1)
    expect(csv).toHaveLength(answer.cells.flat().filter((cell) => cell !== null).length)
  })

  test('a measure that cannot be had with these dimensions says why, and each of the nearest has an answer', async () => {
    const asked = 'measure=sickness_absence_rate&rows=organisation&columns=sex'
    const refused = await get(`/api/explore?${asked}`)
    expect([refused.statusCode, refused.json<{ code: string }>().code]).toEqual([404, 'dimension-not-held'])
    const { why, nearest } = (await get(`/api/explore/nearest?${asked}`)).json<NearestQuestions>()
    expect(why).toContain('does not have that dimension')
    expect(nearest.map(({ says }) => says)).toContain('Sickness absence rate by organisation')
    for (const { measure, rows, columns } of nearest) expect((await get(`/api/explore?${new URLSearchParams({ measure, rows, columns })}`)).statusCode).toBe(200)
  })

  test('two dimensions over a period: the two are rows together, and each month is a column', async () => {
    const answer = (await get('/api/explore?measure=headcount&rows=ics&columns=sex&from=2025-08-31&where=source%3Dstaff-return')).json<ExploreAnswer>()
    const query = (await get('/api/query?measure=headcount&by=ics,sex,period&from=2025-08-31&where=source%3Dstaff-return')).json<QueryAnswer>()
    expect([answer.rows.dimension, answer.columns.dimension, answer.charts[0]]).toEqual(['ics,sex', 'period', answer.rows.items.length > 4 ? 'multiples' : 'line'])
    expect(answer.cells.flat().flatMap((cell) => (cell === null ? [] : [cell.value])).toSorted()).toEqual(query.rows.map(({ value }) => value).toSorted())
    const [first] = answer.rows.items
    expect(answer.cells[0]!.at(-1)?.value).toBe(query.rows.find((row) => row.period === '2025-09-30' && `${row.ics}\u001f${row.sex}` === first!.key)?.value)
  })

  test('the same dimension twice is refused', async () => {
    expect((await get('/api/explore?measure=fte&rows=ics&columns=ics')).json()).toMatchObject({ status: 400, code: 'table-not-flat' })
  })
})

describe('what is taken away holds the cells that are shown, hidden ones hidden', () => {
  test.each([{ who: 'somebody who sees all records', token: () => undefined }, { who: 'somebody who sees one organisation and figures of the rest', token: () => scoped }])('$who: xlsx, ods, csv and Data Package agree with the page', async ({ token }) => {
    const shownTo = token()
    const plain = 'measure=headcount&rows=ics&columns=staff_group'
    const answer = (await get(`/api/explore?${plain}`, shownTo)).json<ExploreAnswer>()
    const figures = figuresOf(answer)
    expect(figures.size).toBeGreaterThan(0)

    const book = new ExcelJS.Workbook()
    await book.xlsx.load((await get(`/api/explore.xlsx?${plain}`, shownTo)).rawPayload as unknown as ExcelJS.Buffer)
    const rows = book.getWorksheet('Rows')!.getSheetValues().slice(2).map((row) => (row as unknown[]).slice(1))
    expect(new Map(rows.map((row) => [`${String(row[1])}/${String(row[3])}`, row[4]]))).toEqual(figures)
    const table = book.getWorksheet('Table')!.getSheetValues().slice(1).map((row) => (row as unknown[]).slice(1))
    expect(table[0]).toEqual([answer.rows.name, ...answer.columns.items.map(({ name }) => name), ...(answer.totals.rows === null ? [] : ['All'])])
    expect(book.worksheets.map(({ name }) => name)).toEqual(['Cover', 'Contents', 'Notes', 'Table', 'Rows'])

    const ods = await readOds((await get(`/api/explore.ods?${plain}`, shownTo)).rawPayload)
    const odsRows = ods.sheets.find(({ name }) => name === 'Rows')!.rows.slice(1)
    expect(new Map(odsRows.map((row) => [`${String(row[1])}/${String(row[3])}`, row[4]]))).toEqual(figures)

    const csv = (await get(answer.csv, shownTo)).body
    const zip = unzip((await get(`/api/explore.zip?${plain}`, shownTo)).rawPayload)
    expect(zip.get([...zip.keys()][0]!)).toBe(csv)
    expect(csv.split('suppressed').length - 1).toBe([...figures.values()].filter((figure) => figure === absenceMarks.suppressed).length)
  })

  test('figures outside the scope come hidden or rounded, never exact', async () => {
    const plain = 'measure=headcount&rows=ics&columns=staff_group'
    const [all, some] = [(await get(`/api/explore?${plain}`)).json<ExploreAnswer>(), (await get(`/api/explore?${plain}`, scoped)).json<ExploreAnswer>()]
    const shown = some.cells.flat().filter((cell) => cell !== null)
    expect(shown.every(({ value, status }) => (value === null ? status === 'suppressed' : value % 5 === 0))).toBe(true)
    expect(some.cells).not.toEqual(all.cells)
  })

  test('a Data Package names every column of its csv, in both vocabularies', async () => {
    const zip = unzip((await get(`/api/explore.zip?${question}`)).rawPayload)
    const [file = ''] = [...zip.keys()]
    const header = zip.get(file)!.split('\r\n')[0]!.split(',')
    expect([...zip.keys()]).toEqual([file, `${file}-metadata.json`, 'datapackage.json'])
    const csvw = JSON.parse(zip.get(`${file}-metadata.json`)!) as { url: string; tableSchema: { columns: { name: string }[] } }
    expect([csvw.url, csvw.tableSchema.columns.map(({ name }) => name)]).toEqual([file, header])
    const { resources } = JSON.parse(zip.get('datapackage.json')!) as { resources: { path: string; schema: { fields: { name: string }[] } }[] }
    expect([resources[0]!.path, resources[0]!.schema.fields.map(({ name }) => name)]).toEqual([file, header])
  })
})

test('somebody who sees figures only gets the table of systems and staff groups, with months and ledger loaded', async () => {
  const reader = await tokenFor(served.house, [{ role: 'aggregate-viewer', scope: { kind: 'everything', code: '' }, ...always }], 'Reader of figures')
  const answer = (await get('/api/explore?measure=headcount&rows=ics&columns=staff_group', reader)).json<ExploreAnswer>()
  expect([answer.rows.items.map(({ key }) => key), answer.columns.items.map(({ key }) => key)]).toEqual([['QZ1', 'QZ2', 'QZ3', 'QZ4'], ['Nurses & health visitors']])
  for (const figure of answer.cells.flat()) expect(figure?.status === 'suppressed' || (figure?.value ?? 1) % 5 === 0).toBe(true)
})

describe('a csv address', () => {
  test('answers a program with a token, and nobody without', async () => {
    expect((await get('/api/query.csv?measure=fte&by=ics', scoped)).headers['content-type']).toContain('text/csv')
    expect((await served.server.inject({ url: '/api/query.csv?measure=fte&by=ics', headers: { host: 'localhost:4180', authorization: '' } })).statusCode).toBe(401)
  })
})

const save = (name: string, address: string, token?: string) => served.server.inject({ method: 'POST', url: '/api/saved-views', headers: { ...as(token), 'x-cadre': '1' }, payload: { name, address } })
const names = async (token?: string) => (await get('/api/saved-views', token)).json<SavedViews>().views.map(({ name }) => name)

describe('saved views', () => {
  test('everybody keeps their own: one of the same name takes its place, and nobody lets another’s go', async () => {
    expect((await save('Absence', '/explore?measure=sickness_absence_rate')).statusCode).toBe(200)
    expect((await save('Staff', '/explore?measure=fte')).statusCode).toBe(200)
    expect((await save('Absence', '/explore?measure=sickness_absence_rate&rows=ics')).json<SavedViews>().views.map(({ name, address }) => [name, address])).toEqual([['Absence', '/explore?measure=sickness_absence_rate&rows=ics'], ['Staff', '/explore?measure=fte']])
    expect(await names(scoped)).toEqual([])
    const { id } = (await get('/api/saved-views')).json<SavedViews>().views[0]!
    const letGo = (token?: string) => served.server.inject({ method: 'DELETE', url: `/api/saved-views/${id}`, headers: { ...as(token), 'x-cadre': '1' } })
    expect((await letGo(scoped)).json()).toMatchObject({ status: 404, code: 'view-not-saved' })
    expect((await letGo()).statusCode).toBe(200)
    expect(await names()).toEqual(['Staff'])
  })

  test.each(['https://elsewhere.example/explore', '/admin', '//elsewhere.example', '/explore#x'])('%s is no view to save', async (address) => {
    expect((await save('Elsewhere', address)).statusCode).toBe(400)
  })
})

/** Files of a zip by their local headers. Source: PKWARE APPNOTE, section 4.3.7. */
function unzip(zip: Buffer): Map<string, string> {
  const found = new Map<string, string>()
  for (let at = 0; zip.readUInt32LE(at) === 0x04034b50; ) {
    const [packed, titled, extra] = [zip.readUInt32LE(at + 18), zip.readUInt16LE(at + 26), zip.readUInt16LE(at + 28)]
    const from = at + 30 + titled + extra
    found.set(zip.toString('utf8', at + 30, at + 30 + titled), inflateRawSync(zip.subarray(from, from + packed)).toString('utf8'))
    at = from + packed
  }
  return found
}
