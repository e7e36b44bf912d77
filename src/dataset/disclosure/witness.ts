import { isOwn, knownBounds, nameReader, ownHeads, type Bounds, type Reader } from './known.ts'
import type { LinkedTable, Shown } from './linked-table.ts'
import type { DisclosurePolicy } from './policy.ts'
import type { Protection } from './protection.ts'

/** A whole table of heads that adds up and that a reader cannot tell from the true one, by the cells in which it differs from the true one. Parts of a head may occur. */
export type Witness = ReadonlyMap<number, number>

/** A protection with the two possible tables that prove it: in one the cell is at most `least`, in the other at least `most`. */
export interface Proof extends Protection { readonly atLeast: Witness; readonly atMost: Witness }

/** Sums and bounds are kept within a few millionths. */
const near = 1e-5

/** Find, among tables that were possible to others, one that this reader cannot rule out either and in which a cell reaches a number of heads from one side. */
export function findWitness(pool: readonly Witness[], table: LinkedTable, reader: Reader, cell: number, heads: number, side: 'least' | 'most'): Witness | null {
  return pool.find((witness) => reaches(table, witness, cell, heads, side) && agreesWithOwn(table, witness, reader)) ?? null
}

/**
 * Check proofs without the solver: every witness adds up, agrees with all that is shown and with all the reader knows of their own people, and reaches its end.
 * Between two possible tables every mixture is possible, so the whole range between the ends stays open.
 */
export function unproven(table: LinkedTable, shown: readonly Shown[], policy: DisclosurePolicy, proofs: readonly Proof[]): Proof[] {
  const addsUp = sumChecker(table)
  const knowledge = new Map<string, Bounds>()
  return proofs.filter(({ reader, cell, least, most, atLeast, atMost }) => {
    const name = nameReader(reader)
    const known = knowledge.get(name) ?? knownBounds(table, shown, policy, reader)
    knowledge.set(name, known)
    const possible = (witness: Witness): boolean => addsUp(witness) && [...witness].every(([at, heads]) => heads >= known.least[at]! - near && heads <= known.most[at]! + near)
    return !(reaches(table, atLeast, cell, least, 'least') && reaches(table, atMost, cell, most, 'most') && possible(atLeast) && possible(atMost))
  })
}

function reaches(table: LinkedTable, witness: Witness, cell: number, heads: number, side: 'least' | 'most'): boolean {
  const found = witness.get(cell) ?? table.cells[cell]!.heads
  return side === 'least' ? found <= heads + near : found >= heads - near
}

function agreesWithOwn(table: LinkedTable, witness: Witness, reader: Reader): boolean {
  for (const [at, heads] of witness) {
    const cell = table.cells[at]!
    if (heads < ownHeads(cell, reader) - near || isOwn(cell, reader)) return false
  }
  return true
}

/** The true table adds up, so a witness does when its differences do. Each is checked once. */
function sumChecker(table: LinkedTable): (witness: Witness) => boolean {
  const sumsOf = table.cells.map((): number[] => [])
  for (const [sum, { whole, parts }] of table.sums.entries()) for (const at of [whole, ...parts]) sumsOf[at]!.push(sum)
  const known = new Map<Witness, boolean>()
  const check = (witness: Witness): boolean => {
    const move = (at: number): number => (witness.get(at) ?? table.cells[at]!.heads) - table.cells[at]!.heads
    const touched = new Set([...witness.keys()].flatMap((at) => sumsOf[at]!))
    return [...touched].every((sum) => Math.abs(table.sums[sum]!.parts.reduce((total, part) => total + move(part), 0) - move(table.sums[sum]!.whole)) <= near * (1 + table.sums[sum]!.parts.length))
  }
  return (witness) => {
    const found = known.get(witness) ?? check(witness)
    known.set(witness, found)
    return found
  }
}
