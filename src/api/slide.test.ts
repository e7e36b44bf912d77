import ExcelJS from 'exceljs'
import { beforeAll, describe, expect, test } from 'vitest'
import { notesOf, plain, unzipBytes } from '../../tests/house/unzip.ts'
import type { SlideChart } from './slide/slide-chart.ts'
import { writeSlide, type Slide } from './slide.ts'

// A zero, a gap, and words that XML and spreadsheets take for more than words.
const chart: SlideChart = { kind: 'bar', says: 'Bars: <Alder> is 12.', unit: 'people', decimals: 0, categories: ['Alder & Co', '=1+1', 'Cedar [c]'], series: [{ name: 'Women', values: [12, 0, null] }, { name: 'Men', values: [null, 3, null] }] }
const slide: Slide = { title: 'Alder & Co has most', sentence: 'Twelve people.', drawn: [chart], source: 'Source: made up.', notes: ['About', { header: ['Trust', 'Women'], rows: [['Alder & Co', '12'], ['Cedar', '[c]']] }], made: '2026-01-02T03:04:05.678Z' }
let parts: Map<string, Buffer>
const read = (name: string): string => parts.get(name)?.toString('utf8') ?? ''

/** Points of a series, as place and number. */
const points = (text: string) => [...text.matchAll(/<c:pt idx="(\d+)"><c:v>([^<]*)<\/c:v>/g)].map(([, at, value]) => [Number(at), Number(value)])

beforeAll(async () => {
  parts = unzipBytes(await writeSlide(slide))
})

describe('a slide', () => {
  test('is the same bytes for the same parts', async () => {
    expect((await writeSlide(slide)).equals(await writeSlide(slide))).toBe(true)
  })

  test('every relationship leads to a part of the file, and every part has a type', () => {
    const relations = [...parts].filter(([name]) => name.endsWith('.rels'))
    expect(relations).toHaveLength(8)
    for (const [name, bytes] of relations) {
      const folder = name.replace(/_rels\/[^/]+$/, '')
      for (const [, target = ''] of bytes.toString('utf8').matchAll(/Target="([^"]+)"/g)) expect([name, target, parts.has(new URL(target, `file:///${folder}`).pathname.slice(1))]).toEqual([name, target, true])
    }
    const types = read('[Content_Types].xml')
    for (const name of parts.keys()) if (name.endsWith('.xml') && name !== '[Content_Types].xml') expect([name, types.includes(`PartName="/${name}"`)]).toEqual([name, true])
  })

  test('has a real title, its sentence, its source, and words for whoever cannot see the chart', () => {
    const root = read('ppt/slides/slide1.xml')
    expect(root).toContain('<p:ph type="title"/>')
    for (const words of ['Alder &amp; Co has most', 'Twelve people.', 'Source: made up.', 'descr="Bars: &lt;Alder&gt; is 12."']) expect(root).toContain(words)
    expect(read('docProps/core.xml')).toContain('2026-01-02T03:04:05Z')
  })

  test('zero is a point of its chart, a missing number is none, and each stays under its own category', () => {
    const [women = '', men = ''] = read('ppt/charts/chart1.xml').split('<c:ser>').slice(1).map((one) => one.slice(one.indexOf('<c:val>')))
    expect([points(women), points(men)]).toEqual([[[0, 12], [1, 0]], [[1, 3]]])
    expect(read('ppt/charts/chart1.xml')).toContain('<c:dispBlanksAs val="gap"/>')
  })

  test('the workbook behind the chart holds the same numbers, a gap as an empty cell, and runs nothing', async () => {
    const book = new ExcelJS.Workbook()
    await book.xlsx.load(parts.get('ppt/embeddings/workbook1.xlsx') as unknown as ExcelJS.Buffer)
    const sheet = book.worksheets[0]!
    expect([1, 2, 3, 4].map((row) => [1, 2, 3].map((column) => sheet.getCell(row, column).value || sheet.getCell(row, column).value === 0 ? sheet.getCell(row, column).value : null))).toEqual([[null, 'Women', 'Men'], ['Alder & Co', 12, null], ["'=1+1", 0, 3], ['Cedar [c]', null, null]])
  })

  test('the table stands in the notes, cell by cell', () => {
    const text = new Map([...parts].map(([name, bytes]) => [name, bytes.toString('utf8')]))
    expect(notesOf(text)).toEqual([['About'], ['Trust', 'Women'], ['Alder & Co', '12'], ['Cedar', '[c]']])
  })
})

test('a table stands on the slide itself where a chart would not be read', async () => {
  const root = unzipBytes(await writeSlide({ ...slide, drawn: { header: ['Trust', 'Band 5'], rows: [['Alder & Co', '[c]']] } })).get('ppt/slides/slide1.xml')!.toString('utf8')
  expect([...root.slice(root.indexOf('<a:tbl>')).matchAll(/<a:t>([^<]*)<\/a:t>/g)].slice(0, 4).map(([, text = '']) => plain(text))).toEqual(['Trust', 'Band 5', 'Alder & Co', '[c]'])
  expect(root).toContain('firstRow="1"')
})
