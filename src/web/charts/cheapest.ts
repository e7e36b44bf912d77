/**
 * Give every row a column of its own so that the sum of the chosen costs is least (Hungarian method, shortest augmenting paths).
 *
 * Shape:  `costs` is rows × columns, the answer is a column per row.
 * Errors: throws when there are fewer columns than rows.
 * Source: Kuhn 1955; Jonker and Volgenant 1987.
 */
export function cheapestColumns(costs: readonly (readonly number[])[]): number[] {
  const columns = costs[0]?.length ?? 0
  const state: Matching = { rowPrice: costs.map(() => 0), columnPrice: Array.from({ length: columns }, () => 0), rowAt: Array.from({ length: columns }, () => -1) }
  for (let row = 0; row < costs.length; row++) seat(costs, state, row)
  const chosen = costs.map(() => -1)
  state.rowAt.forEach((row, column) => {
    if (row >= 0) chosen[row] = column
  })
  return chosen
}

interface Matching {
  readonly rowPrice: number[]
  readonly columnPrice: number[]
  /** Row that holds each column; −1 for a free one. */
  readonly rowAt: number[]
}

/** Seat one more row: walk the cheapest path of exchanges to a free column, then let everyone on it move over. */
function seat(costs: readonly (readonly number[])[], { rowPrice, columnPrice, rowAt }: Matching, newRow: number): void {
  const dearness = columnPrice.map(() => Infinity)
  const cameFrom = columnPrice.map(() => -1)
  const seen = columnPrice.map(() => false)
  let [row, column] = [newRow, -1]
  do {
    if (column >= 0) seen[column] = true
    let [next, step] = [-1, Infinity]
    for (let at = 0; at < seen.length; at++) {
      if (seen[at]) continue
      const extra = costs[row]![at]! - rowPrice[row]! - columnPrice[at]!
      if (extra < dearness[at]!) [dearness[at], cameFrom[at]] = [extra, column]
      if (dearness[at]! < step) [next, step] = [at, dearness[at]!]
    }
    if (next < 0) throw new Error('there are fewer columns than rows')
    rowPrice[newRow]! += step
    for (let at = 0; at < seen.length; at++) {
      if (!seen[at]) dearness[at]! -= step
      else [rowPrice[rowAt[at]!], columnPrice[at]] = [rowPrice[rowAt[at]!]! + step, columnPrice[at]! - step]
    }
    column = next
    row = rowAt[column]!
  } while (row >= 0)
  for (; column >= 0; column = cameFrom[column]!) rowAt[column] = cameFrom[column]! < 0 ? newRow : rowAt[cameFrom[column]!]!
}
