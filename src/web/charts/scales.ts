import { scaleLinear } from 'd3-scale'

/** Turn a date into years with a fraction; a month-end stands at the end of its month. */
export function yearOf(date: string): number {
  return Number(date.slice(0, 4)) + (Number(date.slice(5, 7)) - 1) / 12 + Number(date.slice(8, 10)) / 372
}

/** A scale from values to thousandths of a plot's height, from the bottom up, with its ticks. */
export interface Upright {
  readonly at: (value: number) => number
  readonly ticks: readonly number[]
  readonly start: number
}

/** Choose a round axis for values; it starts at 0 when that costs little room. */
export function upright(values: readonly number[]): Upright {
  const [low, high] = [Math.min(...values), Math.max(...values)]
  const from = low >= 0 && low < (high - low) * 0.5 ? 0 : low
  const scale = scaleLinear()
    .domain([from, high === from ? from + 1 : high])
    .nice(5)
  const [start = 0, end = 1] = scale.domain()
  return { at: (value) => 1000 - ((value - start) / (end - start)) * 1000, ticks: scale.ticks(5), start }
}

/** How far into its year the first of January stands. */
const firstDay = 1 / 372

/** Choose whole years to print under an axis, at most `most`; a series that begins on 1 January begins with its year. */
export function yearTicks(from: number, to: number, most: number): number[] {
  const [first, last] = [Math.ceil(from - firstDay), Math.floor(to)]
  const step = [1, 2, 3, 4, 5, 10, 20].find((years) => (last - first) / years < most) ?? 50
  const ticks: number[] = []
  for (let year = last; year >= first; year -= step) ticks.unshift(year)
  return ticks
}

/** Write points as an SVG path, rounded to what a screen can show. */
export function pathOf(points: readonly (readonly [number, number])[]): string {
  return points.map(([x, y], index) => `${index === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join('')
}

/** Write a band between two lines as a closed SVG path. */
export function bandOf(upper: readonly (readonly [number, number])[], lower: readonly (readonly [number, number])[]): string {
  return `${pathOf([...upper, ...lower.toReversed()])}Z`
}

/** Push labels apart: each keeps its order and stands at least `room` below the one above. Shape: one entry per label, top first. */
export function spread(places: readonly number[], room: number, from: number, to: number): number[] {
  const placed = [...places]
  for (let i = 0; i < placed.length; i++) placed[i] = Math.max(placed[i]!, i === 0 ? from : placed[i - 1]! + room)
  for (let i = placed.length - 1; i >= 0; i--) placed[i] = Math.min(placed[i]!, i === placed.length - 1 ? to : placed[i + 1]! - room)
  return placed
}
