import { yearOf } from './scales.ts'
import type { ChartValue } from './chart-value.ts'

/** A series over time: one figure per date, those that are missing too. */
export interface TimeSeries {
  readonly name: string
  readonly points: readonly (ChartValue & { readonly date: string })[]
}

/** Cut a series where figures are missing: a line is never drawn over a gap. Shape: runs of known points in the order of time. */
export function runsOf(series: TimeSeries): { date: string; value: number }[][] {
  const runs: { date: string; value: number }[][] = []
  let open = false
  for (const { date, value } of series.points) {
    if (value === null) open = false
    else if (open) runs.at(-1)!.push({ date, value })
    else {
      runs.push([{ date, value }])
      open = true
    }
  }
  return runs
}

/** The first and the last date of several series, as dates. Errors: throws when there is none (a bug). */
export function spanOf(all: readonly TimeSeries[]): { first: string; last: string } {
  const dates = all.flatMap(({ points }) => points.map(({ date }) => date)).toSorted((a, b) => yearOf(a) - yearOf(b))
  const [first, last] = [dates[0], dates.at(-1)]
  if (first === undefined || last === undefined) throw new Error('a time series without dates cannot be drawn')
  return { first, last }
}

/** Every number of several series. */
export function numbersOf(all: readonly TimeSeries[]): number[] {
  return all.flatMap(({ points }) => points.flatMap(({ value }) => (value === null ? [] : [value])))
}
