import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parse } from 'csv-parse/sync'
import { extractText } from 'unpdf'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { writeExploreSlide } from '../../src/api/explore/explore-slide.ts'
import { writeExploreWorkbook } from '../../src/api/explore/explore-workbook.ts'
import { writePaperDocx } from '../../src/api/paper/paper-docx.ts'
import { writeTableWorkbook, type WorkbookCell } from '../../src/api/table-workbook.ts'
import type { ExploreAnswer, ExploreFigure } from '../../src/contract/explore.ts'

const isHere = (name: string): boolean => {
  try {
    return execFileSync('which', [name], { stdio: ['ignore', 'pipe', 'ignore'] }).length > 0
  } catch {
    return false
  }
}
/** LibreOffice on this machine; null where there is none, and then nothing here is asked. */
const office = ['soffice', 'libreoffice'].find(isHere) ?? null
const why = office === null ? ' (skipped: no soffice on this machine; apt-get install libreoffice-calc libreoffice-impress)' : ''

const made = '2026-01-02T03:04:05.000Z'
const header = ['Name', 'FTE', '=1+1']
const rows: readonly (readonly WorkbookCell[])[] = [
  ['Alder, "north"', 1234.5, 0], ['=SUM(A1:A9)', -12.25, 1e-7], ['+44 20', { value: null, status: 'suppressed' }, { value: 0, status: 'ok' }], ['-minus', { value: null, status: 'not-available' }, 123456789.125],
  ['@here', { value: null, status: 'not-applicable' }, { value: 2.5, status: 'estimated' }], ['Łódź & Môn', 0.1, 3],
]
/** The same cells as they have to be read: text that would be run has an apostrophe before it, absences are their marks. */
const expected = [
  ['Name', 'FTE', "'=1+1"], ['Alder, "north"', 1234.5, 0], ["'=SUM(A1:A9)", -12.25, 1e-7], ["'+44 20", '[c]', 0], ["'-minus", '[x]', 123456789.125], ["'@here", '[z]', 2.5], ['Łódź & Môn', 0.1, 3],
]

const ok = (value: number): ExploreFigure => ({ value, status: 'ok' })
const answer: ExploreAnswer = {
  measure: { id: 'headcount', name: 'Headcount', unit: 'people', decimals: 0, aggregates: '' }, asOf: '2025-09-30', summary: 'Headcount by system on 2025-09-30.',
  rows: { dimension: 'ics', name: 'System', items: [{ key: 'QA', name: 'Alder' }, { key: 'QB', name: '=Beech' }] }, columns: { dimension: 'band', name: 'Band', items: [{ key: '5', name: 'Band 5' }, { key: '6', name: 'Band 6' }] },
  cells: [[ok(1200), { value: null, status: 'suppressed' }], [ok(0), null]], totals: { rows: [ok(1205), ok(0)], columns: [ok(1200), { value: null, status: 'suppressed' }], whole: ok(1205) }, sums: [], charts: ['dots'],
  provenance: { measure: 'headcount', definition: 'People.', formula: 'Count', sources: [], snapshot: 'abc', asOf: '2025-09-30', map: 'today’s', notes: [] }, csv: '/api/query.csv',
} as unknown as ExploreAnswer

describe.skipIf(office === null)(`LibreOffice opens what we write${why}`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'cadre-office-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  beforeAll(async () => {
    for (const format of ['xlsx', 'ods'] as const) {
      writeFileSync(join(folder, `table.${format}`), await writeTableWorkbook({ title: 'Nasty: cells', made, cover: [['Source', '=made up']], notes: ['@note'], tables: [{ name: 'A [table]: with / signs', title: 'A table', header, rows }, { name: 'Second', title: 'Another', header: ['a'], rows: [[1]] }] }, format))
      writeFileSync(join(folder, `explore.${format}`), await writeExploreWorkbook(answer, format, made))
    }
    writeFileSync(join(folder, 'slide.pptx'), await writeExploreSlide(answer, made))
    // Every sheet as csv in UTF-8, cells as they are held and not as they are shown, formulas as formulas. Source: LibreOffice help, Filter Options for CSV.
    convert(folder, 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,true,false,false,-1', ['table.xlsx', 'explore.xlsx'])
    convert(folder, 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,true,false,false,-1', ['table.ods', 'explore.ods'], 'ods')
    convert(folder, 'pdf', ['slide.pptx'])
  }, 120_000)

  describe.each([{ format: 'xlsx', out: '' }, { format: 'ods', out: 'ods' }])('$format', ({ out }) => {
    const sheets = (of: string): Map<string, string[][]> => new Map(readdirSync(join(folder, out)).filter((name) => name.startsWith(`${of}-`) && name.endsWith('.csv')).map((name) => [basename(name, '.csv').slice(of.length + 1), parse(readFileSync(join(folder, out, name)), { bom: true, relax_column_count: true })]))

    test('one table a sheet, with the names it should have', () => {
      expect([...sheets('table').keys()].toSorted()).toEqual(['A  table   with   signs', 'Contents', 'Cover', 'Notes', 'Second'].toSorted())
    })

    test('every cell is the same number or the same words; [c], [x] and [z] stay; what looks like a formula is words', () => {
      const [, table = []] = [...sheets('table')].find(([name]) => name.startsWith('A '))!
      expect(table.map((row, at) => row.map((cell, place) => (typeof expected[at]?.[place] === 'number' ? Number(cell) : cell)))).toEqual(expected)
    })

    test('no sheet holds a formula', () => {
      for (const [name, table] of [...sheets('table'), ...sheets('explore')]) for (const row of table) for (const cell of row) expect([name, /^[=+@]/.test(cell) || (cell.startsWith('-') && Number.isNaN(Number(cell)))]).toEqual([name, false])
    })

    test('a table of Explore: marks, zero and totals', () => {
      expect(sheets('explore').get('Table')).toEqual([['System', 'Band 5', 'Band 6', 'All'], ['Alder', '1200', '[c]', '1205'], ["'=Beech", '0', '[z]', '0'], ['All', '1200', '[c]', '1205']])
    })
  })

  test('pptx: one page with its title, its sentence, its chart and its source', async () => {
    const { text, totalPages } = await extractText(new Uint8Array(readFileSync(join(folder, 'slide.pdf'))), { mergePages: true })
    expect(totalPages).toBe(1)
    for (const words of ['Headcount by system and band', 'Headcount by system on 30 September 2025', 'Alder', '=Beech', 'Band 5', 'Views made from staff records']) expect(text.replace(/\s+/g, ' ')).toContain(words)
  })
})

const noWriter = office === null || !isHere('lowriter')
test.skipIf(noWriter)(`LibreOffice opens a paper as docx, with its headings, tables and words${noWriter ? ' (skipped: no Writer on this machine; apt-get install libreoffice-writer)' : ''}`, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'cadre-office-'))
  try {
    const chart = { kind: 'line', says: 'Lines: 3 in 2026.', unit: 'FTE', decimals: 0, categories: ['2025', '2026'], series: [{ name: 'Supply', values: [1, 3] }] } as const
    const table = { caption: 'What is there', columns: [{ name: 'Year' }, { name: 'FTE', numeric: true as const }], rows: [['2025', '1'], ['2026', '3']] }
    writeFileSync(join(folder, 'paper.docx'), await writePaperDocx({ title: 'Łódź & Môn', sentence: 'It <grows>.', about: ['Made up.'], sections: [{ title: 'The question', parts: [{ says: 'Why?' }, { list: ['One', 'Two'] }, { chart }, { table }] }] }, made))
    convert(folder, 'pdf', ['paper.docx'])
    const { text } = await extractText(new Uint8Array(readFileSync(join(folder, 'paper.pdf'))), { mergePages: true })
    for (const words of ['Łódź & Môn', 'It <grows>.', 'The question', 'Two', 'What is there', '2026']) expect(text.replace(/\s+/g, ' ')).toContain(words)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}, 120_000)

/** Convert files with a profile of its own, so that no other LibreOffice is in the way. */
function convert(folder: string, to: string, files: readonly string[], out = ''): void {
  execFileSync(office!, [`-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`, '--headless', '--convert-to', to, '--outdir', join(folder, out), ...files.map((name) => join(folder, name))], { stdio: 'ignore', timeout: 110_000 })
}
