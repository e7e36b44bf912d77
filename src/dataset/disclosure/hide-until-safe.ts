import { refuse, type Refusal } from '../../units/refusal.ts'
import { AttackUnfinished } from './attack.ts'
import { openRoom, type Room } from './hiding-room.ts'
import { nameReader, type Insider } from './known.ts'
import type { LinkedTable, Shown } from './linked-table.ts'
import type { DisclosurePolicy } from './policy.ts'
import type { OpenProgramme } from './programme.ts'
import { protectionsOf, type Protection } from './protection.ts'
import { withinReach } from './reach.ts'
import { showEachAlone } from './shown.ts'
import { findWitness, unproven, type Proof, type Witness } from './witness.ts'

/** A table as it may be shown, with the proof of every protection. */
export interface SafeTable {
  readonly shown: readonly Shown[]
  /** Cells hidden for what they hold, and cells hidden only to protect those. */
  readonly sensitive: number
  readonly alsoHidden: number
  /** The certificate: for each protected cell and reader two possible tables, checked without the solver. */
  readonly certificate: readonly Proof[]
}

/**
 * Hide further figures until no reader can work out a hidden one more closely than its protection allows, losing as few people's figures as the
 * solver finds, and prove it by possible tables that readers cannot tell from the true one.
 *
 * Errors: a refusal when a protection cannot be given or the solver does not finish. Nothing is shown then.
 * Source: Kelly, Golden and Assad 1992, Cell suppression: disclosure protection for sensitive tabular data; Fischetti and Salazar 2000.
 */
export function hideUntilSafe(table: LinkedTable, policy: DisclosurePolicy, insiders: readonly Insider[], open: OpenProgramme): SafeTable | Refusal {
  const alone = showEachAlone(table, policy)
  const shown = [...alone]
  try {
    const pool = new Map<number, Witness[]>()
    const readers = Map.groupBy(protectionsOf(table, policy, insiders), ({ reader }) => nameReader(reader))
    const certificate = [...readers.values()].flatMap((mine) => proveFor(table, shown, policy, mine, pool, open))
    const missing = certificate.filter(({ least, most }) => most - least < 1).length + unproven(table, shown, policy, certificate).length
    if (missing > 0) return refuseUnsafe(`${missing} figures that could be worked out`)
    const hiddenIn = (cells: readonly Shown[]): number => cells.filter(({ as }, at) => as === 'hidden' && table.cells[at]!.untold !== true).length
    const [hidden, sensitive] = [hiddenIn(shown), hiddenIn(alone)]
    return { shown, sensitive, alsoHidden: hidden - sensitive, certificate }
  } catch (trouble) {
    if (trouble instanceof AttackUnfinished) return refuseUnsafe('a protection that the solver could not give')
    throw trouble
  }
}

/** Prove every protection of one reader: by a possible table already found where there is one, otherwise by hiding what stands in its way. */
function proveFor(table: LinkedTable, shown: Shown[], policy: DisclosurePolicy, protections: readonly Protection[], pool: Map<number, Witness[]>, open: OpenProgramme): Proof[] {
  let room: Room | null = null
  const witness = ({ reader, cell }: Protection, heads: number, side: 'least' | 'most'): Witness | null => {
    const found = findWitness(pool.get(cell) ?? [], table, reader, cell, heads, side)
    if (found !== null) return found
    room ??= openRoom(table, shown, policy, reader, open)
    const made = room.makePossible(cell, heads)
    if (made !== null) pool.set(cell, [...pool.get(cell) ?? [], made])
    return made
  }
  const prove = (protection: Protection): Proof | null => {
    const atLeast = witness(protection, protection.least, 'least')
    const atMost = witness(protection, protection.most, 'most')
    return atLeast === null || atMost === null ? null : { ...protection, atLeast, atMost }
  }
  try {
    return protections.map((protection) => {
      const proof = prove(protection) ?? prove(withinReach(table, policy, [protection], open)[0]!)
      if (proof === null) throw new AttackUnfinished(`no protection for ${table.cells[protection.cell]!.id}`)
      return proof
    })
  } finally {
    (room as Room | null)?.close()
  }
}

function refuseUnsafe(found: string): Refusal {
  return refuse('table-not-safe', 'check', {
    doing: 'Hiding small numbers of a table', found, need: 'A table in which no hidden figure can be worked out', next: 'Ask for fewer or larger categories, or for larger areas',
  })
}
