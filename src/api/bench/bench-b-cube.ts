import type { BlockColumn } from '../../ingest/scan/block.ts'

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
  const lookups = [
    lookup(named('at_code'), (cell) => axes.organisations.indexOf(String(cell))),
    lookup(named('staff_group'), (cell) => axes.groups.indexOf(String(cell))),
    lookup(named('band'), (cell) => axes.bands.indexOf(String(cell))),
    lookup(named('fte'), (cell) => Math.round(Number(cell) * 100)),
    lookup(named('start_in_post'), (cell) => Math.min(months, Math.max(0, monthOf(cell)))),
    // Somebody who leaves in a month is not in post at its end.
    lookup(named('leave_date'), (cell) => (cell === null ? months : Math.min(months, Math.max(0, monthOf(cell))))),
  ]
  return {
    add(rows, count) {
      const [organisation, group, band, hundredths, start, leave] = lookups.map((known) => known()) as [Lookup, Lookup, Lookup, Lookup, Lookup, Lookup]
      for (let index = 0; index < count; index += 1) {
        const row = rows[index]!
        const from = start.of[start.codes[row]!]!
        const to = leave.of[leave.codes[row]!]!
        if (from >= to) continue
        const amount = hundredths.of[hundredths.codes[row]!]!
        const cell = ((organisation.of[organisation.codes[row]!]! * axes.groups.length + group.of[group.codes[row]!]!) * axes.bands.length + band.of[band.codes[row]!]!) * (months + 1)
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

/** A number for each text of a column, by its code. */
interface Lookup { readonly codes: Int32Array; readonly of: Int32Array }

/** Work a number out for the texts of a column, once for each; those it has met since are added at every call. */
function lookup(column: BlockColumn, of: (cell: BlockColumn['values'][number]) => number): () => Lookup {
  let [known, length, values] = [new Int32Array(64), 0, column.values]
  return () => {
    if (column.values !== values) [length, values] = [0, column.values]
    if (values.length > known.length) {
      const before = known
      known = new Int32Array(values.length * 2)
      known.set(before)
    }
    for (; length < values.length; length += 1) known[length] = of(values[length]!)
    return { codes: column.codes, of: known }
  }
}

function monthOf(date: BlockColumn['values'][number]): number {
  return Number(String(date).slice(0, 4)) * 12 + Number(String(date).slice(5, 7)) - 1 - firstMonth
}
