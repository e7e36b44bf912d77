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

/** The faults of one rule in one file, as its sentence needs them. */
export interface Faults {
  /** How many there are. */
  readonly length: number
  readonly first: Fault
  /** The first of them, as many as are kept. */
  readonly listed: readonly Fault[]
  /** FTE on the rows concerned: the sum, null when none has any; the least and the most, 0 when none is below or above it. */
  readonly fte: number | null
  readonly leastFte: number
  readonly mostFte: number
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
  /** A fault on every row of a file is how the file is, and is not spoken of. */
  readonly unlessAll?: true
  /** The sentence with the amounts of one file, where they help; `says` otherwise. */
  tell?(faults: Faults): string
}
