import type { ReadFile } from '../ingest/source.ts'
import type { ReturnRow } from './each-row.ts'
import { keyTable } from './key-table.ts'
import { keyOfRow } from './repeats.ts'

/** The things that the rows of a return speak of, one each, with a number in the order first spoken of. */
export interface Things {
  /** Number of the thing that a row speaks of, and whether no row before it did. Rows come in their order; the last may be asked again. */
  seen(row: ReturnRow): Seen
}

interface Seen { readonly thing: number; readonly isNew: boolean }

/** The things of a file, the same whoever asks. Units: about 20 bytes a thing. */
export function thingsOf(read: ReadFile): Things {
  const known = gathered.get(read)
  if (known) return known
  const keys = keyTable(3)
  let [last, answer]: [number, Seen] = [-1, { thing: -1, isNew: false }]
  const made: Things = {
    seen({ of, row }) {
      if (of.row === last) return answer
      const before = keys.size
      const thing = keys.numberOf(keyOfRow(read.table, row))
      last = of.row
      answer = { thing, isNew: keys.size > before }
      return answer
    },
  }
  gathered.set(read, made)
  return made
}

const gathered = new WeakMap<ReadFile, Things>()
