import { scaleLinear } from 'd3-scale'
import type { BoardGap, BoardTrend } from '../../contract/board.ts'
import { sayMonth } from '../../units/calendar-date.ts'
import { formatNumber } from '../../units/format.ts'

/** Lines of a drawing: SVG path data, with its paint. */
interface Stroke { readonly path: string; readonly colour: string; readonly width: number; readonly dash?: boolean; readonly fill?: number }
/** Words of a drawing. `x` is where they start, end or are centred. */
interface Label { readonly text: string; readonly x: number; readonly y: number; readonly at: 'start' | 'middle' | 'end'; readonly colour: string; readonly bold?: boolean }

/** A drawing that stands on paper and in a page alike. Units: points, y downwards. */
export interface Drawing { readonly width: number; readonly height: number; readonly says: string; readonly strokes: readonly Stroke[]; readonly labels: readonly Label[] }

const [width, height] = [255, 140]
const plot = { left: 54, right: width - 76, top: 8, bottom: height - 20 }
const colour = { supply: '#12436d', band: '#6b8dae', ink: '#3d3d3d', second: '#45525e', grid: '#dde2e5' } as const

/** Draw a trend on its limits, where it has any. */
export function drawTrend({ points, limits, unit, title, verdict }: BoardTrend): Drawing {
  const values = points.map(({ value }) => value)
  const y = axisOf([...values, ...(limits === null ? [] : [limits.low, limits.high])], false)
  const x = (at: number): number => plot.left + (at / Math.max(1, points.length - 1)) * (plot.right - plot.left)
  const decimals = unit.startsWith('%') ? 1 : 0
  const [first, last] = [points[0]!, points.at(-1)!]
  return {
    width, height, says: `${title}. ${verdict}`,
    strokes: [
      ...gridOf(y),
      ...(limits === null ? [] : [across(y.at(limits.high), true), across(y.at(limits.low), true), across(y.at(limits.mean), false)]),
      { path: lineOf(values.map((value, at) => [x(at), y.at(value)])), colour: colour.supply, width: 1.25 }, ...values.map((value, at) => dotOf(x(at), y.at(value), at === values.length - 1 ? 2.5 : 1.5)),
    ],
    labels: [
      ...ticksOf(y, (tick) => formatNumber(tick, decimals)),
      { text: shortMonth(first.date), x: plot.left, y: height - 6, at: 'start', colour: colour.second }, { text: shortMonth(last.date), x: plot.right, y: height - 6, at: 'end', colour: colour.second },
      ...endsOf([...(limits === null ? [] : [{ text: `mean ${formatNumber(limits.mean, decimals)}`, at: y.at(limits.mean), bold: false }]), { text: `${formatNumber(last.value, decimals)} now`, at: y.at(last.value), bold: true }]),
    ],
  }
}

/** Draw the gap of the years ahead around the line of no gap, with its 80 % band. */
export function drawGap({ rows, title, verdict }: BoardGap): Drawing {
  const y = axisOf([0, ...rows.flatMap(({ gap }) => [gap.p10, gap.p90])], true)
  const x = (at: number): number => plot.left + (at / Math.max(1, rows.length - 1)) * (plot.right - plot.left)
  const line = (of: (row: BoardGap['rows'][number]) => number): [number, number][] => rows.map((row, at) => [x(at), y.at(of(row))])
  const [low, high] = [line(({ gap }) => gap.p10), line(({ gap }) => gap.p90)]
  const last = rows.at(-1)!
  return {
    width, height, says: `${title}. ${verdict}`,
    strokes: [
      ...gridOf(y), { path: `${lineOf([...high, ...low.toReversed()])}Z`, colour: colour.supply, width: 0, fill: 0.2 }, { path: lineOf(high), colour: colour.band, width: 0.75 }, { path: lineOf(low), colour: colour.band, width: 0.75 },
      across(y.at(0), false), { path: lineOf(line(({ gap }) => gap.p50)), colour: colour.supply, width: 1.75 }, dotOf(plot.right, y.at(last.gap.p50), 3),
    ],
    labels: [
      ...ticksOf(y, (tick) => (tick === 0 ? 'no gap' : tick < 0 ? `over ${formatNumber(-tick, 0)}` : formatNumber(tick, 0))),
      ...rows.map(({ date }, at): Label => ({ text: date.slice(0, 4), x: x(at), y: height - 6, at: 'middle', colour: colour.second })),
      ...endsOf([{ text: `${last.gap.p50 < 0 ? 'over' : 'short'} by ${formatNumber(Math.abs(last.gap.p50), 0)}`, at: y.at(last.gap.p50), bold: true }]),
    ],
  }
}

/** October 2023 as Oct 2023: two of them fit under a plot. */
export function shortMonth(date: string): string {
  return sayMonth(date).replace(/^(\w{3})\w*/, '$1')
}

interface Axis { readonly at: (value: number) => number; readonly ticks: readonly number[] }

function axisOf(values: readonly number[], withZero: boolean): Axis {
  const [low, high] = [Math.min(...values, ...(withZero ? [0] : [])), Math.max(...values)]
  const scale = scaleLinear().domain([low, high === low ? low + 1 : high]).nice(4).range([plot.bottom, plot.top])
  return { at: (value) => scale(value), ticks: scale.ticks(4) }
}

function gridOf({ ticks, at }: Axis): Stroke[] {
  return ticks.map((tick) => ({ path: `M${plot.left} ${at(tick).toFixed(1)}H${plot.right}`, colour: colour.grid, width: 0.5 }))
}

function across(y: number, dash: boolean): Stroke {
  return { path: `M${plot.left} ${y.toFixed(1)}H${plot.right}`, colour: colour.ink, width: 0.75, ...(dash ? { dash } : {}) }
}

function dotOf(x: number, y: number, radius: number): Stroke {
  const r = radius.toFixed(1)
  return { path: `M${(x - radius).toFixed(1)} ${y.toFixed(1)}a${r} ${r} 0 1 0 ${(2 * radius).toFixed(1)} 0a${r} ${r} 0 1 0 ${(-2 * radius).toFixed(1)} 0Z`, colour: colour.supply, width: 0, fill: 1 }
}

function lineOf(points: readonly (readonly [number, number])[]): string {
  return points.map(([x, y], at) => `${at === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join('')
}

function ticksOf({ ticks, at }: Axis, say: (tick: number) => string): Label[] {
  return ticks.map((tick) => ({ text: say(tick), x: plot.left - 6, y: at(tick) + 3, at: 'end', colour: colour.second }))
}

/** Labels where lines end, at least a line of text apart. */
function endsOf(ends: readonly { readonly text: string; readonly at: number; readonly bold: boolean }[]): Label[] {
  const sorted = ends.toSorted((one, other) => one.at - other.at)
  return sorted.map(({ text, at, bold }, place) => ({ text, x: plot.right + 6, y: Math.max(at, place === 0 ? 0 : sorted[place - 1]!.at + 11) + 3, at: 'start', colour: bold ? colour.supply : colour.second, ...(bold ? { bold } : {}) }))
}
