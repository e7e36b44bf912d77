import type { BlockColumn } from '../ingest/scan/block.ts'

/** Months of job B: the month-ends of 2023-01 to 2025-12. */
const months = 36
const firstMonth = 2023 * 12

/** Places of the codes of each dimension, in the order of the reference files. */
export interface CubeAxes { readonly organisations: readonly string[]; readonly groups: readonly string[]; readonly bands: readonly string[] }

export interface CubeSums { readonly cells: number; readonly headMonths: number; readonly fteHundredthMonths: number; readonly checksum: number }

/** Staff in post by organisation, staff group, band and month-end. */
export interface JobCube {
  add(rows: Int32Array, count: number): void
  /** What came and went by cell and month: heads and hundredths of FTE side by side. */
  readonly changes: Int32Array<ArrayBuffer>
}

/**
 * Open an empty cube. A row adds one where it starts and takes one away where it has left; the running sum over the months is the stock.
 * Units: heads; FTE in whole hundredths.
 */
export function openCube(axes: CubeAxes, columns: readonly BlockColumn[]): JobCube {
  const named = (name: string): BlockColumn => columns.find((column) => column.name === name)!
  const size = axes.organisations.length * axes.groups.length * axes.bands.length
  const changes = new Int32Array(size * (months + 1) * 2)
  const organisation = numbers(named('at_code'), (cell) => axes.organisations.indexOf(String(cell)))
  const group = numbers(named('staff_group'), (cell) => axes.groups.indexOf(String(cell)))
  const band = numbers(named('band'), (cell) => axes.bands.indexOf(String(cell)))
  const hundredths = numbers(named('fte'), (cell) => Math.round(Number(cell) * 100))
  const start = numbers(named('start_in_post'), (cell) => Math.min(months, Math.max(0, monthOf(cell))))
  // Somebody who leaves in a month is not in post at its end.
  const leave = numbers(named('leave_date'), (cell) => (cell === null ? months : Math.min(months, Math.max(0, monthOf(cell)))))
  return {
    add(rows, count) {
      for (let index = 0; index < count; index += 1) {
        const row = rows[index]!
        const from = start(row)
        const to = leave(row)
        if (from >= to) continue
        const amount = hundredths(row)
        const cell = ((organisation(row) * axes.groups.length + group(row)) * axes.bands.length + band(row)) * (months + 1)
        changes[(cell + from) * 2]! += 1
        changes[(cell + from) * 2 + 1]! += amount
        changes[(cell + to) * 2]! -= 1
        changes[(cell + to) * 2 + 1]! -= amount
      }
    },
    changes,
  }
}

/** Add up what came and went in several cubes of the same axes. */
export function sumCubes([first, ...others]: readonly Int32Array[]): CubeSums {
  const changes = first!
  for (const other of others) for (let at = 0; at < changes.length; at += 1) changes[at]! += other[at]!
  let [cells, headMonths, fteHundredthMonths, checksum] = [0, 0, 0, 0]
  for (let cell = 0; cell < changes.length / (months + 1) / 2; cell += 1) {
    let [stock, amount] = [0, 0]
    for (let month = 0; month < months; month += 1) {
      stock += changes[(cell * (months + 1) + month) * 2]!
      amount += changes[(cell * (months + 1) + month) * 2 + 1]!
      if (stock === 0) continue
      cells += 1
      headMonths += stock
      fteHundredthMonths += amount
      checksum += stock * (((cell * months + month) % 997) + 1)
    }
  }
  return { cells, headMonths, fteHundredthMonths, checksum }
}

/** Look a number up for the text of a row, worked out once for each text. */
function numbers(column: BlockColumn, of: (cell: BlockColumn['values'][number]) => number): (row: number) => number {
  let [known, values] = [[] as number[], column.values]
  return (row) => {
    if (column.values !== values) [known, values] = [[], column.values]
    const code = column.codes[row]!
    for (let word = known.length; word <= code; word += 1) known.push(of(column.values[word]!))
    return known[code]!
  }
}

function monthOf(date: BlockColumn['values'][number]): number {
  return Number(String(date).slice(0, 4)) * 12 + Number(String(date).slice(5, 7)) - 1 - firstMonth
}
