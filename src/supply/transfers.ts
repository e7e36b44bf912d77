/** Staff who move between two groups in a month: upskilling, promotion, a move of sector or area. */
export interface Transfer {
  readonly from: number
  readonly to: number
  /** Share of the opening stock of `from`, by age or the same for every age. */
  readonly share: number | ArrayLike<number>
}

export interface Moves {
  readonly movedOut: readonly Float64Array[]
  readonly movedIn: readonly Float64Array[]
}

/**
 * Work out who moves between groups in one month; whoever leaves one group arrives in another, so people are conserved.
 *
 * Leavers go first: moves are shares of the opening stock, but never more than are left. Where leaving and all moves
 * together would pass the stock, the moves are served in the order given.
 *
 * Shape:  `stocks` and `hazards` have one array per group, all with the same ages; so has the answer.
 * Units:  people; shares and hazards per month.
 * Errors: RangeError when a share is negative, a group does not exist or moves to itself, or the groups' ages differ.
 * Source: docs/method/supply.md, S2.
 */
export function moveStaff(stocks: readonly ArrayLike<number>[], hazards: readonly ArrayLike<number>[], transfers: readonly Transfer[]): Moves {
  const ages = stocks[0]?.length ?? 0
  const movedOut = stocks.map(() => new Float64Array(ages))
  const movedIn = stocks.map(() => new Float64Array(ages))
  const left = stocks.map((stock, group) => Float64Array.from({ length: ages }, (_, age) => stock[age]! - stock[age]! * Math.min(1, hazards[group]![age]!)))
  const start = left.map((people) => people.slice())
  for (const transfer of transfers) {
    checkTransfer(transfer, stocks)
    for (let age = 0; age < ages; age++) {
      const share = typeof transfer.share === 'number' ? transfer.share : transfer.share[age]!
      if (!(share >= 0)) {
        throw new RangeError(`Moving staff between groups: the share from group ${transfer.from} to ${transfer.to} is ${share}. It must be a number from 0.`)
      }
      const moving = Math.min(left[transfer.from]![age]!, stocks[transfer.from]![age]! * share)
      left[transfer.from]![age]! -= moving
      movedIn[transfer.to]![age]! += moving
    }
  }
  for (let group = 0; group < stocks.length; group++) for (let age = 0; age < ages; age++) movedOut[group]![age] = start[group]![age]! - left[group]![age]!
  return { movedOut, movedIn }
}

function checkTransfer({ from, to }: Transfer, stocks: readonly ArrayLike<number>[]): void {
  if (!stocks[from] || !stocks[to] || from === to) {
    throw new RangeError(`Moving staff between groups: from group ${from} to group ${to} of ${stocks.length}. Both must exist and differ.`)
  }
  if (stocks[from].length !== stocks[to].length) {
    throw new RangeError(`Moving staff between groups: group ${from} has ${stocks[from].length} ages and group ${to} has ${stocks[to].length}. They must be the same.`)
  }
}
