import type { ReadFile } from '../ingest/source.ts'
import type { Severity } from './finding.ts'

/** One place in a file where a rule speaks. */
export interface Fault {
  /** Row number as a spreadsheet counts; null for the file as a whole. */
  readonly row: number | null
  readonly column: string | null
  readonly found: string
  readonly expected: string
  /** FTE on the row, null when it has none. */
  readonly fte: number | null
}

/** A data-quality rule: one file, one question. It looks and changes nothing. */
export interface Rule {
  readonly id: string
  readonly severity: Severity
  /** One sentence: what is wrong. */
  readonly says: string
  /** Why it matters, and the legitimate exceptions. */
  readonly because: string
  check(read: ReadFile): readonly Fault[]
  /** The sentence with the amounts of one file, where they help; `says` otherwise. */
  tell?(faults: readonly Fault[]): string
}
