/** Staff who move between two groups in a month: upskilling, promotion, a move of sector or area. */
export interface Transfer {
  readonly from: number
  readonly to: number
  /** Share of the opening stock of `from`, by age or the same for every age. */
  readonly share: number | ArrayLike<number>
  /** Where an age of `from` stands among the ages of `to`, less where it stands in `from`; absent means they are the same ages. */
  readonly shift?: number
}

export interface Moves {
  readonly movedOut: readonly Float64Array[]
  readonly movedIn: readonly Float64Array[]
  /** People of each transfer, in the order given. */
  readonly moved: Float64Array
}

/**
 * Work out who moves between groups in one month; whoever leaves one group arrives in another, so people are conserved.
 *
 * Leavers go first: moves are shares of the opening stock, but never more than are left. Where leaving and all moves
 * together would pass the stock, the moves are served in the order given. Whoever is younger or older than anybody in
 * the other group stands with its youngest or oldest.
 *
 * Shape:  `stocks` and `hazards` have one array per group; so has the answer. Groups have the same ages, unless a shift says how they differ.
 * Units:  people; shares and hazards per month.
 * Errors: RangeError when a share is negative, a group does not exist or moves to itself, or the groups' ages differ without a shift.
 * Source: docs/method/supply.md, S2.
 */
export function moveStaff(stocks: readonly ArrayLike<number>[], hazards: readonly ArrayLike<number>[], transfers: readonly Transfer[]): Moves {
  const movedOut = stocks.map((stock) => new Float64Array(stock.length))
  const movedIn = stocks.map((stock) => new Float64Array(stock.length))
  const left = stocks.map((stock, group) => notLeaving(stock, hazards[group]!))
  const start = left.map((people) => people.slice())
  const moved = Float64Array.from(transfers, (transfer) => {
    checkTransfer(transfer, stocks)
    return serve(transfer, stocks[transfer.from]!, left[transfer.from]!, movedIn[transfer.to]!)
  })
  for (let group = 0; group < stocks.length; group++) for (let age = 0; age < start[group]!.length; age++) movedOut[group]![age] = start[group]![age]! - left[group]![age]!
  return { movedOut, movedIn, moved }
}

function notLeaving(stock: ArrayLike<number>, hazard: ArrayLike<number>): Float64Array {
  const left = new Float64Array(stock.length)
  for (let age = 0; age < left.length; age++) left[age] = stock[age]! - stock[age]! * Math.min(1, hazard[age]!)
  return left
}

/** Take one transfer from those left, and say how many people moved. */
function serve({ from, to, share: shares, shift = 0 }: Transfer, stock: ArrayLike<number>, left: Float64Array, arriving: Float64Array): number {
  let sum = 0
  for (let age = 0; age < left.length; age++) {
    const share = typeof shares === 'number' ? shares : shares[age]!
    if (!(share >= 0)) throw new RangeError(`Moving staff between groups: the share from group ${from} to ${to} is ${share}. It must be a number from 0.`)
    const moving = Math.min(left[age]!, stock[age]! * share)
    left[age]! -= moving
    arriving[Math.min(arriving.length - 1, Math.max(0, age + shift))]! += moving
    sum += moving
  }
  return sum
}

function checkTransfer({ from, to, shift }: Transfer, stocks: readonly ArrayLike<number>[]): void {
  if (!stocks[from] || !stocks[to] || from === to) {
    throw new RangeError(`Moving staff between groups: from group ${from} to group ${to} of ${stocks.length}. Both must exist and differ.`)
  }
  if (shift === undefined && stocks[from].length !== stocks[to].length) {
    throw new RangeError(`Moving staff between groups: group ${from} has ${stocks[from].length} ages and group ${to} has ${stocks[to].length}. They must be the same, or a shift must say how they differ.`)
  }
}
