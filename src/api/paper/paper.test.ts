import { describe, expect, test } from 'vitest'
import { unzip } from '../../../tests/house/unzip.ts'
import { drawPaperChart } from './paper-drawing.ts'
import { writePaperDocx } from './paper-docx.ts'
import { columnShares, type PaperChart } from './paper.ts'

const bridge: PaperChart = { kind: 'bar', says: 'Bars.', unit: 'FTE', decimals: 0, categories: ['A', 'B', 'C'], levels: [true, false, true], series: [{ name: 'Gap', values: [10, -4, 6] }] }
const pathsOf = (chart: PaperChart): string[] => drawPaperChart(chart).strokes.map(({ path }) => path)

describe('a chart of a paper', () => {
  // The plot runs from 20.6 (a name of one letter) to 434 points; 10 is its end, so 6 lies at 20.6 + 0.6 × 413.4 = 268.64. Bars are 9 high, 18 apart.
  test('as a bridge: a step begins where the level before it ends', () => {
    expect(pathsOf(bridge).slice(0, 3)).toEqual(['M20.6 4.0H434.0v9H20.6Z', 'M268.6 22.0H434.0v9H268.6Z', 'M20.6 40.0H268.6v9H20.6Z'])
    expect(drawPaperChart(bridge).labels.map(({ text }) => text)).toEqual(['A', 'B', 'C', '10', '−4', '6'])
  })

  // From 58 to 382 points across and from 178 up to 10: 0 at the foot, 10 at the top, 5 at 94.
  test('as lines: zero is on the axis, a band lies between its two ends, and a missing year leaves no point', () => {
    const lines: PaperChart = { kind: 'line', says: 'Lines.', unit: 'FTE', decimals: 0, categories: ['2025', '2026', '2027'], band: [1, 2], series: [{ name: 'Gap', values: [0, null, 10] }, { name: 'low', values: [0, 0, 5], quiet: 'dashes' }, { name: 'high', values: [0, 5, 10], quiet: 'dashes' }] }
    const paths = pathsOf(lines)
    expect(paths).toContain('M58.0 178.0L382.0 10.0')
    expect(paths).toContain('M58.0 178.0L220.0 94.0L382.0 10.0L382.0 94.0L220.0 178.0L58.0 178.0Z')
  })

  test('in docx is native, the steps of a bridge from zero', async () => {
    const parts = unzip(await writePaperDocx({ title: 'T', sentence: 'S', about: [], sections: [{ title: 'One', parts: [{ chart: bridge }] }] }, '2026-01-02T03:04:05.000Z'))
    const chart = parts.get('word/charts/chart1.xml') ?? ''
    expect([...chart.matchAll(/<c:v>([^<]*)<\/c:v>/g)].map(([, value]) => value)).toEqual(['Gap', 'B', '-4'])
    expect(parts.get('word/document.xml')).toContain('descr="Bars."')
  })
})

// Longest words and cells: 4 letters at least, and no cell asks for more than 28.
test('columns share the width by what stands in them', () => {
  expect(columnShares({ caption: '', columns: [{ name: 'Year' }, { name: 'What binds' }], rows: [['2026', 'Placements bind and nobody else can start at all']] })).toEqual([4 / 32, 28 / 32])
})
