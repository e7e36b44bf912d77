import { AttackUnfinished } from './attack.ts'
import { isOwn, knownBounds, ownHeads, type Reader } from './known.ts'
import type { LinkedTable } from './linked-table.ts'
import type { DisclosurePolicy } from './policy.ts'
import type { OpenProgramme, Programme, Term } from './programme.ts'
import type { Shown } from './shown.ts'
import type { Witness } from './witness.ts'

/** What one reader must allow for, and what more they would have to allow for if further figures were hidden. */
export interface Room {
  /** Hide the fewest people's figures that let a cell be a number of heads. Answers a possible table, or null when no hiding is enough. */
  makePossible(cell: number, heads: number): Witness | null
  close(): void
}

/** The unknowns of a table's cells are solved within a millionth. */
const near = 1e-6

/**
 * Each cell is three unknowns: what the reader must allow for already, and how much more and how much less it could be if it were hidden.
 * The last two cost as many people as the figure counts; they are nought where hiding is no help or not allowed.
 * `shown` is changed as cells are hidden.
 */
export function openRoom(table: LinkedTable, shown: Shown[], policy: DisclosurePolicy, reader: Reader, open: OpenProgramme): Room {
  const cells = table.cells.length
  const { least, most } = knownBounds(table, shown, policy, reader)
  const hiddenLeast = table.cells.map((cell) => Math.max(1, ownHeads(cell, reader)))
  const mayHide = table.cells.map((_, at) => isHideable(table, shown, reader, at))
  const programme = open({
    least: [...least, ...new Float64Array(2 * cells)],
    most: [...most, ...mayHide.map((may) => (may ? Infinity : 0)), ...mayHide.map((may, at) => (may ? Math.max(0, least[at]! - hiddenLeast[at]!) : 0))],
    rows: table.sums.map(({ whole, parts }) => ({ equals: 0, terms: [...threeTerms(whole, -1, cells), ...parts.flatMap((part) => threeTerms(part, 1, cells))] })),
  })
  const hide = (at: number): void => {
    shown[at] = { as: 'hidden' }
    mayHide[at] = false
    least[at] = hiddenLeast[at]!
    most[at] = Infinity
    programme.bound(at, least[at], most[at])
    programme.bound(cells + at, 0, 0)
    programme.bound(2 * cells + at, 0, 0)
  }
  return {
    makePossible(cell, heads) {
      programme.bound(cell, heads, heads)
      const cost = table.cells.flatMap((each, at): Term[] => (mayHide[at]! ? [[cells + at, each.heads], [2 * cells + at, each.heads]] : []))
      const values = leastLoss(programme, cost)
      programme.bound(cell, least[cell]!, most[cell]!)
      if (values === null) return null
      for (let at = 0; at < cells; at += 1) if (values[cells + at]! > near || values[2 * cells + at]! > near) hide(at)
      return Float64Array.from({ length: cells }, (_, at) => values[at]! + values[cells + at]! - values[2 * cells + at]!)
    },
    close: () => { programme.close() },
  }
}

/** Say whether hiding a cell from a reader is allowed and any help: not noughts, not totals decided elsewhere, not what the reader knows anyway. */
function isHideable(table: LinkedTable, shown: readonly Shown[], reader: Reader, at: number): boolean {
  const cell = table.cells[at]!
  return shown[at]!.as === 'number' && cell.heads > 0 && cell.decided === undefined && !isOwn(cell, reader)
}

function leastLoss(programme: Programme, cost: readonly Term[]): Float64Array | null {
  const best = programme.best(cost, 'least')
  if (best === null) throw new AttackUnfinished('the solver stopped before its best')
  return best === 'impossible' ? null : programme.values()
}

function threeTerms(cell: number, sign: 1 | -1, cells: number): readonly Term[] {
  return [[cell, sign], [cells + cell, sign], [2 * cells + cell, -sign]]
}
