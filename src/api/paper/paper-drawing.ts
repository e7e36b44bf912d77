import { scaleLinear } from 'd3-scale'
import { formatNumber } from '../../units/format.ts'
import type { Drawing } from '../board/board-drawings.ts'
import { saySigned } from '../say.ts'
import type { PaperChart } from './paper.ts'

const width = 510
const inks = ['#12436d', '#801650', '#146a62', '#3d3d3d'] as const
const colour = { second: '#45525e', grid: '#dde2e5', rule: '#3d3d3d' } as const
/** Letters of a name that find room beside bars; the table under a chart has it in full. */
const lettersBeside = 40

type Strokes = Drawing['strokes'][number][]
type Labels = Drawing['labels'][number][]

/** Draw a chart of a paper with lines and words that stand on paper and in a page alike. */
export function drawPaperChart(chart: PaperChart): Drawing {
  return chart.kind === 'line' ? drawLines(chart) : drawBars(chart)
}

function drawLines({ says, categories, series, band, decimals, fromZero = true }: PaperChart): Drawing {
  const [height, left, right, top] = [200, 58, width - 128, 10]
  const bottom = height - 22
  const numbers = series.flatMap(({ values }) => values.filter((value) => value !== null))
  const y = scaleLinear().domain(fromZero ? [Math.min(0, ...numbers), Math.max(0, ...numbers)] : [Math.min(...numbers), Math.max(...numbers)]).nice(4).range([bottom, top])
  const x = (at: number): number => left + (at / Math.max(1, categories.length - 1)) * (right - left)
  const lines = series.map(({ values }) => values.flatMap((value, at): [number, number][] => (value === null ? [] : [[x(at), y(value)]])))
  const strokes: Strokes = [
    ...y.ticks(4).map((tick) => ({ path: across(left, right, y(tick)), colour: colour.grid, width: 0.5 })), { path: across(left, right, fromZero ? y(0) : bottom), colour: colour.rule, width: 0.75 },
    ...(band === undefined ? [] : [{ path: `${pathOf([...lines[band[1]]!, ...lines[band[0]]!.toReversed()])}Z`, colour: inks[0], width: 0, fill: 0.18 }]),
    ...series.map(({ quiet }, at) => ({ path: pathOf(lines[at]!), colour: quiet === undefined ? inkOf(series, at) : '#6b8dae', width: quiet === undefined ? 1.75 : 0.75, ...(inkPlace(series, at) % 2 === 1 && quiet === undefined ? { dash: true } : {}) })),
  ]
  const ends = series.flatMap(({ name, values, quiet }, at) => (quiet === undefined && values.at(-1) !== null ? [{ text: `${name} ${formatNumber(values.at(-1)!, decimals)}`, y: y(values.at(-1)!), colour: inkOf(series, at) }] : []))
  const every = Math.ceil(categories.length / 8)
  const labels: Labels = [
    ...y.ticks(4).map((tick) => ({ text: formatNumber(tick, decimals), x: left - 6, y: y(tick) + 3, at: 'end' as const, colour: colour.second })),
    ...categories.flatMap((text, at) => (at % every === 0 ? [{ text, x: x(at), y: height - 6, at: 'middle' as const, colour: colour.second }] : [])),
    ...apart(ends).map((end) => ({ text: end.text, x: right + 6, y: end.y + 3, at: 'start' as const, colour: end.colour, bold: true })),
  ]
  return { width, height, says, strokes, labels }
}

function drawBars({ says, categories, series, levels, decimals }: PaperChart): Drawing {
  const named = Math.min(lettersBeside, Math.max(...categories.map(({ length }) => length)))
  const [left, right, top, thick] = [16 + named * 4.6, width - 76, 4, 11]
  const [each, legend] = [thick * series.length + 7, series.length > 1 ? 16 * series.length : 0]
  const spans = series.map(({ values }) => spansOf(values, levels))
  const numbers = spans.flat().flatMap((span) => (span === null ? [] : span))
  const x = scaleLinear().domain([Math.min(0, ...numbers), Math.max(0, ...numbers, 1e-9)]).range([left, right])
  const height = top + each * categories.length + legend + 4
  const yOf = (at: number, place: number): number => top + at * each + place * thick
  const bars = spans.flatMap((own, place) => own.flatMap((span, at) => (span === null ? [] : [{ path: box(x(Math.min(...span)), x(Math.max(...span)), yOf(at, place), thick - 2), colour: levels?.[at] === false && span[1] < span[0] ? inks[2] : levels?.[at] === false ? inks[1] : inks[place % inks.length]!, width: 0, fill: 1 }])))
  const strokes: Strokes = [...bars, { path: `M${x(0).toFixed(1)} ${top}V${(top + each * categories.length).toFixed(1)}`, colour: colour.rule, width: 0.75 }, ...(legend === 0 ? [] : series.map((_, place) => ({ path: box(left, left + 12, height - legend + place * 16 + 2, 8), colour: inks[place % inks.length]!, width: 0, fill: 1 })))]
  const labels: Labels = [
    ...categories.map((text, at) => ({ text: text.length > lettersBeside ? `${text.slice(0, lettersBeside - 1)}…` : text, x: left - 8, y: yOf(at, 0) + (thick * series.length) / 2 + 2, at: 'end' as const, colour: colour.second, ...(levels?.[at] ? { bold: true } : {}) })),
    ...series.flatMap(({ values }, place) => values.flatMap((value, at) => (value === null ? [] : [{ text: levels?.[at] === false ? saySigned(value, decimals) : formatNumber(value, decimals), x: Math.max(x(spans[place]![at]![0]), x(spans[place]![at]![1]), x(0)) + 5, y: yOf(at, place) + 8, at: 'start' as const, colour: colour.second }]))),
    ...(legend === 0 ? [] : series.map(({ name }, place) => ({ text: name, x: left + 18, y: height - legend + place * 16 + 9, at: 'start' as const, colour: colour.second }))),
  ]
  return { width, height, says, strokes, labels }
}

/** Where each bar begins and ends. */
function spansOf(values: readonly (number | null)[], levels: PaperChart['levels']): ([number, number] | null)[] {
  let at = 0
  return values.map((value, place) => {
    if (value === null) return null
    const from = levels?.[place] === false ? at : 0
    at = from + value
    return [from, at]
  })
}

/** Which of the lines that are not quiet a series is. */
function inkPlace(series: PaperChart['series'], at: number): number {
  return series.slice(0, at).filter(({ quiet }) => quiet === undefined).length
}

function inkOf(series: PaperChart['series'], at: number): string {
  return inks[inkPlace(series, at) % inks.length]!
}

/** Words where lines end, at least a line of text apart. */
function apart(ends: readonly { readonly text: string; readonly y: number; readonly colour: string }[]): { text: string; y: number; colour: string }[] {
  const placed: { text: string; y: number; colour: string }[] = []
  for (const end of ends.toSorted((one, other) => one.y - other.y)) placed.push({ ...end, y: Math.max(end.y, (placed.at(-1)?.y ?? -Infinity) + 11) })
  return placed
}

function pathOf(points: readonly (readonly [number, number])[]): string {
  return points.map(([x, y], at) => `${at === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join('')
}

function across(from: number, to: number, y: number): string {
  return `M${from} ${y.toFixed(1)}H${to}`
}

function box(from: number, to: number, y: number, high: number): string {
  return `M${from.toFixed(1)} ${y.toFixed(1)}H${Math.max(to, from + 0.5).toFixed(1)}v${high}H${from.toFixed(1)}Z`
}
