import { nameReader } from './attack.ts'
import { isOwn, knownBounds, ownHeads, type Reader } from './known.ts'
import type { LinkedTable } from './linked-table.ts'
import type { DisclosurePolicy } from './policy.ts'
import type { Protection } from './protection.ts'
import type { Shown } from './shown.ts'

/** A whole table of heads that adds up and that a reader cannot tell from the true one: one value a cell. Parts of a head may occur. */
export type Witness = Float64Array

/** A protection with the two possible tables that prove it: in one the cell is at most `least`, in the other at least `most`. */
export interface Proof extends Protection { readonly atLeast: Witness; readonly atMost: Witness }

/** The solver keeps sums and bounds within a millionth. */
const near = 1e-5

/** Find a possible table that a reader cannot rule out, and in which a cell reaches a number of heads from one side. */
export function findWitness(pool: readonly Witness[], table: LinkedTable, reader: Reader, cell: number, heads: number, side: 'least' | 'most'): Witness | null {
  const own = ownCells(table, reader)
  return pool.find((witness) => reaches(witness, cell, heads, side) && own.every(({ at, least, exact }) => (exact ? Math.abs(witness[at]! - least) <= near : witness[at]! >= least - near))) ?? null
}

/**
 * Check proofs without the solver: every witness adds up, agrees with all that is shown and with all the reader knows of their own people, and reaches its end.
 * Between two possible tables every mixture is possible, so the whole range between the ends stays open.
 */
export function unproven(table: LinkedTable, shown: readonly Shown[], policy: DisclosurePolicy, proofs: readonly Proof[]): Proof[] {
  const addingUp = new Map<Witness, boolean>()
  const sound = (witness: Witness): boolean => {
    if (!addingUp.has(witness)) addingUp.set(witness, addsUp(table, witness))
    return addingUp.get(witness)!
  }
  const knowledge = new Map<string, ReturnType<typeof knownBounds>>()
  return proofs.filter(({ reader, cell, least, most, atLeast, atMost }) => {
    const name = nameReader(reader)
    if (!knowledge.has(name)) knowledge.set(name, knownBounds(table, shown, policy, reader))
    const known = knowledge.get(name)!
    const possible = (witness: Witness): boolean => sound(witness) && witness.every((heads, at) => heads >= known.least[at]! - near && heads <= known.most[at]! + near)
    return !(reaches(atLeast, cell, least, 'least') && reaches(atMost, cell, most, 'most') && possible(atLeast) && possible(atMost))
  })
}

function reaches(witness: Witness, cell: number, heads: number, side: 'least' | 'most'): boolean {
  return side === 'least' ? witness[cell]! <= heads + near : witness[cell]! >= heads - near
}

function addsUp(table: LinkedTable, witness: Witness): boolean {
  return table.sums.every(({ whole, parts }) => Math.abs(parts.reduce((sum, part) => sum + witness[part]!, 0) - witness[whole]!) <= near * (1 + parts.length))
}

/** What a reader knows of a cell by their own people. */
interface OwnCell { readonly at: number; readonly least: number; readonly exact: boolean }

/** The cells of which a reader knows something by their own people. */
function ownCells(table: LinkedTable, reader: Reader): OwnCell[] {
  if (reader === 'outsider') return []
  return table.cells.flatMap((cell, at): OwnCell[] => {
    const own = ownHeads(cell, reader)
    return own > 0 ? [{ at, least: own, exact: isOwn(cell, reader) }] : []
  })
}
