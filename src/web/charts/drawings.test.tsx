import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { BarRows } from './bar-rows.tsx'
import type { SayFigure } from './chart-value.ts'
import { DotRows } from './dot-rows.tsx'
import { HeatTable } from './heat-table.tsx'
import { runsOf } from './series-paths.ts'
import { SmallMultiples } from './small-multiples.tsx'
import { timeTicks } from './time-ticks.ts'
import { TimeLines } from './time-lines.tsx'

const say: SayFigure = ({ value, status }) => (value === null ? (status === 'suppressed' ? '[c]' : '[x]') : String(value))
const is = (value: number) => ({ value, status: 'ok' as const })
const hidden = { value: null, status: 'suppressed' as const }

test('bars start at 0 whichever side they lie on, zero is printed, and what is hidden is hatched with its mark', () => {
  const markup = renderToStaticMarkup(<BarRows rows={[{ name: 'Up', ...is(30) }, { name: 'Down', ...is(-10) }, { name: 'None', ...is(0) }, { name: 'Few', ...hidden }]} says="Four." say={say} />)
  expect(markup).toContain('left:25%;width:75%')
  expect(markup).toContain('left:0%;width:25%')
  expect(markup).toContain('<b>0</b>')
  expect(markup).toContain('cdr-hatched')
  expect(markup).toContain('<b>[c]</b>')
})

test('dots of several series name each figure for those who cannot see their shapes', () => {
  const markup = renderToStaticMarkup(<DotRows rows={[{ name: 'Alder', figures: [is(1), hidden] }]} series={['Women', 'Men']} reference={{ name: 'All', value: 2 }} says="One." say={say} />)
  expect(markup).toContain('Women </span><b>1</b>')
  expect(markup).toContain('Men </span>[c]')
  expect(markup).toContain('All: 2')
})

test('a heat table is a table: heads, figures, and marks for what is missing or cannot be', () => {
  const markup = renderToStaticMarkup(<HeatTable cells={{ columns: ['A', 'B', 'C'], rows: [{ name: 'X', figures: [is(1), hidden, null] }, { name: 'Y', figures: [is(9), is(5), is(0)] }] }} head="Place" caption="Two by three" say={say} />)
  expect(markup.match(/scope="col"/g)).toHaveLength(4)
  expect(markup).toContain('[c]')
  expect(markup).toContain('[z]')
  expect(markup).toContain('aria-label="Heat table: Two by three"')
})

const series = { name: 'Alder', points: [{ date: '2024-01-31', ...is(1) }, { date: '2024-02-29', ...hidden }, { date: '2024-03-31', ...is(3) }, { date: '2024-04-30', ...is(4) }] }

test('no line is drawn over a month that is missing', () => {
  expect(runsOf(series)).toEqual([[{ date: '2024-01-31', value: 1 }], [{ date: '2024-03-31', value: 3 }, { date: '2024-04-30', value: 4 }]])
  const markup = renderToStaticMarkup(<TimeLines series={[series]} says="Alder rises." say={say} />)
  expect(markup).toContain('aria-label="Alder rises."')
  expect(markup).toContain('Alder')
})

test('every small panel prints its name and its last figure, or that it has none', () => {
  const markup = renderToStaticMarkup(<SmallMultiples series={[series, { name: 'Birch', points: [{ date: '2024-01-31', ...hidden }] }]} says="Two." say={say} />)
  expect(markup).toContain('Alder</span><b>4</b>')
  expect(markup).toContain('Birch</span><b>[c]</b>')
})

test.each([
  { from: '2024-01-31', to: '2024-06-30', labels: ['Feb 2024', 'Apr 2024', 'Jun 2024'] },
  { from: '2015-09-30', to: '2025-09-30', labels: ['2017', '2019', '2021', '2023', '2025'] },
])('under an axis from $from to $to stand $labels', ({ from, to, labels }) => {
  expect(timeTicks(from, to, 5).map(({ label }) => label)).toEqual(labels)
})
