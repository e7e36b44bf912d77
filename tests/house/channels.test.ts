import ExcelJS from 'exceljs'
import { readOds } from 'hucre/ods'
import { parse } from 'csv-parse/sync'
import { extractText } from 'unpdf'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { BoardAnswer } from '../../src/contract/board.ts'
import type { ExploreAnswer } from '../../src/contract/explore.ts'
import { absenceMarks } from '../../src/units/status.ts'
import { canariesIn, returnsOf } from '../access/made-up-region.ts'
import { tokenFor } from '../access/sign-in.ts'
import { freshFolder } from './run-cadre.ts'
import { serveFiles, type ServedFiles } from './serve-files.ts'
import { notesOf, plain, unzip, unzipBytes } from './unzip.ts'

// The same cells on every channel, for somebody who may see figures and no record: what is hidden on the page is hidden in every file.
const { folder, remove } = freshFolder()
let served: ServedFiles
let token: string
const question = 'measure=headcount&rows=ics&columns=staff_group'

beforeAll(async () => {
  served = await serveFiles(folder, returnsOf().filter(({ name }) => !/ledger|08-31/.test(name)), '2025-11-30T12:00:00.000Z')
  token = await tokenFor(served.house, [{ role: 'aggregate-viewer', scope: { kind: 'everything', code: '' }, from: '2000-01-01', until: null }], 'Reader of figures')
}, 120_000)
afterAll(async () => {
  await served?.close()
  remove()
})

const get = (url: string, as = token) => served.server.inject({ url, headers: { host: 'localhost:4180', authorization: `Bearer ${as}` } })

type Cells = Map<string, string | number>

/** Every cell of the table that the page shows: a number, or the mark of its absence. */
function cellsOf(answer: ExploreAnswer): Cells {
  return new Map(answer.rows.items.flatMap((row, at) => answer.columns.items.flatMap((column, place): [string, string | number][] => {
    const figure = answer.cells[at]![place]!
    return figure === null ? [] : [[`${row.name}/${column.name}`, figure.value ?? absenceMarks[figure.status as keyof typeof absenceMarks]]]
  })))
}

/** The cells of a table with one figure a row. */
const tidy = (rows: readonly (readonly unknown[])[]): Cells => new Map(rows.map((row) => [`${String(row[1])}/${String(row[3])}`, row[4] as string | number]))
/** Words without their spaces: a PDF breaks lines where it must. */
const squeezed = (words: string): string => words.replace(/\s+/g, '')

/** The cells of a table with a row for each line and a column for each head; [z] is no cell. */
function cellsOfTable([header = [], ...rows]: readonly (readonly string[])[], answer: ExploreAnswer): Cells {
  const [names, columns] = [new Set(answer.rows.items.map(({ name }) => name)), new Set(answer.columns.items.map(({ name }) => name))]
  return new Map(rows.filter(([name]) => names.has(name ?? '')).flatMap(([name, ...figures]) => figures.flatMap((figure, at): [string, string | number][] => {
    const column = header[at + 1] ?? ''
    return !columns.has(column) || figure === '[z]' ? [] : [[`${name}/${column}`, figure.startsWith('[') ? figure : Number(figure.replaceAll(',', ''))]]
  })))
}

describe('one table, for somebody who sees figures only', () => {
  let answer: ExploreAnswer
  let shown: Cells

  beforeAll(async () => {
    answer = (await get(`/api/explore?${question}`)).json<ExploreAnswer>()
    shown = cellsOf(answer)
  })

  test('some cells are hidden and none is exact: the page itself is protected', () => {
    expect(shown.size).toBeGreaterThan(0)
    for (const [name, figure] of shown) expect([name, figure === '[c]' || Number(figure) % 5 === 0]).toEqual([name, true])
  })

  test('csv and Data Package', async () => {
    const csv = (await get(answer.csv)).body
    const rows = parse<Record<string, string>>(csv, { columns: true, bom: true })
    expect(new Map(rows.map((row) => [`${row['ics_name']}/${row['staff_group']}`, row['value'] === '' ? absenceMarks[row['status'] as keyof typeof absenceMarks] : Number(row['value'])]))).toEqual(shown)
    expect([...unzip((await get(`/api/explore.zip?${question}`)).rawPayload).values()][0]).toBe(csv)
    const [, address = ''] = /^<([^>]+)>; rel="describedby"; type="application\/csvm\+json"$/.exec(String((await get(answer.csv)).headers['link'])) ?? []
    const described = (await get(address)).json<{ url: string; tableSchema: { columns: { name: string }[] } }>()
    expect(described.tableSchema.columns.map(({ name }) => name)).toEqual(Object.keys(rows[0]!))
    expect((await get(`/api/${described.url}`)).body).toBe(csv)
  })

  test('xlsx and ods', async () => {
    const book = new ExcelJS.Workbook()
    await book.xlsx.load((await get(`/api/explore.xlsx?${question}`)).rawPayload as unknown as ExcelJS.Buffer)
    expect(tidy(book.getWorksheet('Rows')!.getSheetValues().slice(2).map((row) => (row as unknown[]).slice(1)))).toEqual(shown)
    const ods = await readOds((await get(`/api/explore.ods?${question}`)).rawPayload)
    expect(tidy(ods.sheets.find(({ name }) => name === 'Rows')!.rows.slice(1))).toEqual(shown)
  })

  test('pptx: the notes cell by cell, the chart and the workbook behind it, and nothing else that is a number of people', async () => {
    const bytes = unzipBytes((await get(`/api/explore.pptx?${question}`)).rawPayload)
    const parts = new Map([...bytes].map(([name, one]) => [name, one.toString('utf8')]))
    expect(cellsOfTable(notesOf(parts).filter((line) => line.length > 1), answer)).toEqual(shown)
    const drawn = [...(parts.get('ppt/charts/chart1.xml') ?? '').matchAll(/<c:val>.*?<\/c:val>/g)].flatMap(([series]) => [...series.matchAll(/<c:v>([^<]*)<\/c:v>/g)].map(([, value]) => Number(value)))
    const numbers = new Set([...shown.values()].filter((figure) => typeof figure === 'number'))
    for (const value of drawn) expect([value, numbers.has(value)]).toEqual([value, true])
    expect(canariesIn([...parts.values()].join('\n'))).toEqual(new Set())
  })
})

describe('the board page, for somebody who sees figures only', () => {
  test('tells no finding, no record and no coverage, and says so', async () => {
    const answer = (await get('/api/board')).json<BoardAnswer>()
    expect(answer.doubts.filter(({ kind }) => kind === 'finding' || kind === 'unseen')).toEqual([])
    expect([answer.sure, answer.sureWhy]).toEqual([[], expect.stringContaining('may read the records')])
    const full = (await served.server.inject({ url: '/api/board', headers: { host: 'localhost:4180' } })).json<BoardAnswer>()
    expect(full.sureWhy).toBeNull()
  })

  test('every form of it holds what the page shows', async () => {
    const answer = (await get('/api/board')).json<BoardAnswer>()
    const html = plain((await get('/api/board.html')).body)
    const { text, totalPages } = await extractText(new Uint8Array((await get('/api/board.pdf')).rawPayload), { mergePages: true })
    const slide = [...unzip((await get('/api/board.pptx')).rawPayload)].filter(([name]) => name.endsWith('.xml')).map(([, one]) => plain(one)).join('\n')
    expect(totalPages).toBe(1)
    for (const words of [answer.sentence, ...answer.doubts.map(({ size }) => size)]) {
      expect([words, html.includes(words), squeezed(text).includes(squeezed(words)), slide.includes(words)]).toEqual([words, true, true, true])
    }
    for (const form of [html, text, slide]) expect(canariesIn(form)).toEqual(new Set())
  })
})
