import { AttackUnfinished } from './attack.ts'
import { isOwn, knownBounds, ownHeads, type Reader } from './known.ts'
import type { LinkedTable, Shown } from './linked-table.ts'
import type { DisclosurePolicy } from './policy.ts'
import type { OpenProgramme, Term } from './programme.ts'
import type { Witness } from './witness.ts'

/** What one reader must allow for, and what more they would have to allow for if further figures were hidden. */
export interface Room {
  /** Hide the fewest people's figures that let a cell be a number of heads. Answers a possible table near the true one, or null when no hiding is enough. */
  makePossible(cell: number, heads: number): Witness | null
  close(): void
}

/** Heads are solved within a millionth. */
const near = 1e-6
/** Cost of a head that differs within what the reader allows for already, beside one person's figure lost: witnesses stay near the true table. */
const costOfMove = 0.001

/**
 * Each cell has four unknowns, all nought in the true table: heads more and fewer within what the reader allows for already, and heads more and fewer beyond it,
 * which need the cell hidden and cost as many people as it counts. `shown` is changed as cells are hidden.
 */
export function openRoom(table: LinkedTable, shown: Shown[], policy: DisclosurePolicy, reader: Reader, open: OpenProgramme): Room {
  const bounds = knownBounds(table, shown, policy, reader)
  const [least, most] = [bounds.least, bounds.most]
  const hiddenLeast = table.cells.map((cell) => Math.max(1, ownHeads(cell, reader)))
  const mayHide = table.cells.map((_, at) => isHideable(table, shown, reader, at))
  const heads = (at: number): number => table.cells[at]!.heads
  const programme = open({
    least: new Float64Array(4 * table.cells.length),
    most: table.cells.flatMap((_, at) => [most[at]! - heads(at), mayHide[at]! ? Infinity : 0, heads(at) - least[at]!, mayHide[at]! ? Math.max(0, least[at]! - hiddenLeast[at]!) : 0]),
    rows: table.sums.map(({ whole, parts }) => ({ equals: 0, terms: [...moves(whole, -1), ...parts.flatMap((part) => moves(part, 1))] })),
  })
  programme.aim(table.cells.flatMap((cell, at): Term[] => [[4 * at, costOfMove], [4 * at + 1, cell.heads], [4 * at + 2, costOfMove], [4 * at + 3, cell.heads]]))
  const free = (at: number): void => {
    programme.bound(4 * at, 0, most[at]! - heads(at))
    programme.bound(4 * at + 2, 0, heads(at) - least[at]!)
  }
  const hide = (at: number): void => {
    shown[at] = { as: 'hidden' }
    least[at] = hiddenLeast[at]!
    most[at] = Infinity
    free(at)
    programme.bound(4 * at + 1, 0, 0)
    programme.bound(4 * at + 3, 0, 0)
  }
  return {
    makePossible(cell, wanted) {
      const move = wanted - heads(cell)
      if (wanted < least[cell]! - near || wanted > most[cell]! + near) return null
      programme.bound(4 * cell, Math.max(0, move), Math.max(0, move))
      programme.bound(4 * cell + 2, Math.max(0, -move), Math.max(0, -move))
      const best = programme.best('least')
      if (best === null) throw new AttackUnfinished('the solver stopped before its best')
      const values = best === 'impossible' ? null : programme.values()
      free(cell)
      return values === null ? null : settle(table, values, hide)
    },
    close: () => { programme.close() },
  }
}

/** Hide what the answer moved beyond what the reader allowed for, and note where its table differs from the true one. */
function settle(table: LinkedTable, values: Float64Array, hide: (at: number) => void): Witness {
  const witness = new Map<number, number>()
  for (const [at, { heads }] of table.cells.entries()) {
    const [up, further, down, lower] = [values[4 * at]!, values[4 * at + 1]!, values[4 * at + 2]!, values[4 * at + 3]!]
    if (further > near || lower > near) hide(at)
    const move = up + further - down - lower
    if (Math.abs(move) > near) witness.set(at, heads + move)
  }
  return witness
}

/** Say whether hiding a cell from a reader is allowed and any help: not noughts, not totals decided elsewhere, not what the reader knows anyway. */
function isHideable(table: LinkedTable, shown: readonly Shown[], reader: Reader, at: number): boolean {
  const cell = table.cells[at]!
  return shown[at]!.as === 'number' && cell.heads > 0 && cell.decided === undefined && !isOwn(cell, reader)
}

function moves(cell: number, sign: 1 | -1): readonly Term[] {
  return [[4 * cell, sign], [4 * cell + 1, sign], [4 * cell + 2, -sign], [4 * cell + 3, -sign]]
}
