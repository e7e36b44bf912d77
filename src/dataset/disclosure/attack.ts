import { knownBounds, nameReader, type Bounds } from './known.ts'
import type { LinkedTable, Shown } from './linked-table.ts'
import type { DisclosurePolicy } from './policy.ts'
import type { Programme, OpenProgramme } from './programme.ts'
import type { Protection } from './protection.ts'

/** What somebody who solves all the sums of a table at once finds out about one protected cell. Heads. */
export interface Finding extends Protection { readonly foundLeast: number; readonly foundMost: number; readonly verdict: 'held' | 'narrowed' | 'broken' }

/** The solver gave no answer: nothing may be concluded. */
export class AttackUnfinished extends Error {}

/**
 * Attack a shown table: for each protected cell, the least and the most that all sums and all shown figures together allow.
 * broken: only one count is possible. narrowed: less than the protection asks for is possible.
 *
 * Errors: throws AttackUnfinished when a programme is not solved to its best.
 */
export function attack(table: LinkedTable, shown: readonly Shown[], policy: DisclosurePolicy, protections: readonly Protection[], open: OpenProgramme): Finding[] {
  const readers = Map.groupBy(protections, ({ reader }) => nameReader(reader))
  return [...readers.values()].flatMap((mine) => {
    const bounds = knownBounds(table, shown, policy, mine[0]!.reader)
    const programme = open(layOut(table, bounds))
    try {
      return mine.map((protection) => judge(protection, range(programme, protection.cell)))
    } finally {
      programme.close()
    }
  })
}

/** Least and most of one cell over everything that is possible. */
export function range(programme: Programme, cell: number): readonly [number, number] {
  programme.aim([[cell, 1]])
  const [least, most] = [programme.best('least'), programme.best('most')]
  if (typeof least !== 'number' || typeof most !== 'number') throw new AttackUnfinished(`no answer for cell ${cell}`)
  return [least, most]
}

/** The sums of a table as rows of a linear programme over its cells. */
export function layOut(table: LinkedTable, bounds: Bounds): Parameters<OpenProgramme>[0] {
  return { least: bounds.least, most: bounds.most, rows: table.sums.map(({ whole, parts }) => ({ equals: 0, terms: [[whole, -1] as const, ...parts.map((part) => [part, 1] as const)] })) }
}

/** Solvers stop within a millionth of the best. */
const near = 1e-5

function judge(protection: Protection, [foundLeast, foundMost]: readonly [number, number]): Finding {
  const pinned = foundMost - foundLeast < 1 - near
  const tight = foundLeast > protection.least + near || foundMost < protection.most - near
  return { ...protection, foundLeast, foundMost, verdict: pinned ? 'broken' : tight ? 'narrowed' : 'held' }
}
