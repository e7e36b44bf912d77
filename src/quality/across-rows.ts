import type { ReturnTable } from '../dataset/return-layout.ts'
import type { ReadFile, ReadRow } from '../ingest/source.ts'
import { isReturnOf, type ReturnRow } from './each-row.ts'
import type { Fault, Rule } from './rule.ts'

/** Looks at the rows of a file one after the other, in their order, and says what is wrong with one when it sees it, or with the file at the end. It keeps no row. */
export interface Watch<Seen> { see(row: Seen): Fault | null | void; end?(): readonly Fault[] }

/** A check that can be asked of a file too long to hold: `begin` is handed the file without its rows. */
export type WatchingCheck = Rule['check'] & { readonly begin: (read: ReadFile) => Watch<ReadRow> }

/** Ask one question that all rows of a file answer together. */
export function acrossFile(begin: (read: ReadFile) => Watch<ReadRow>): WatchingCheck {
  const check: Rule['check'] = (read) => {
    const watch = begin(read)
    return [...read.rows.flatMap((row) => watch.see(row) ?? []), ...watch.end?.() ?? []]
  }
  return Object.assign(check, { begin })
}

/** Ask one question of a file that needs none of its rows. */
export function aboutFile(question: (read: ReadFile) => readonly Fault[]): WatchingCheck {
  return acrossFile((read) => ({ see: () => null, end: () => question(read) }))
}

/** Ask one question that all rows of a return answer together; a file of another table is not asked. */
export function acrossRows(tables: readonly ReturnTable[], begin: (read: ReadFile) => Watch<ReturnRow>): WatchingCheck {
  return acrossFile((read) => {
    if (!isReturnOf(read, tables)) return { see: () => null }
    const watch = begin(read)
    return {
      see(of) {
        let [place, fault]: [number, Fault | null] = [0, null]
        for (const { table, row } of of.into) {
          if (table !== read.table) continue
          fault ??= watch.see({ of, row, place }) ?? null
          place += 1
        }
        return fault
      },
      end: () => watch.end?.() ?? [],
    }
  })
}

/** The way to ask a rule about a whole file row after row; null for a rule that looks at each row alone. */
export function watchOf({ check }: Rule): WatchingCheck['begin'] | null {
  return 'begin' in check ? (check.begin as WatchingCheck['begin']) : null
}
