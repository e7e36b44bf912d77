import type { Row } from '../dataset/table.ts'
import type { TableName } from '../dataset/tables.ts'
import type { Refusal } from '../units/refusal.ts'
import type { CataloguedFile } from './house.ts'

/** A file that quality has judged and let in: its rows by table, and what it is, before the store has kept anything. */
export interface AcceptedFile extends Omit<CataloguedFile, 'id' | 'parts' | 'importedAt'> {
  /** Rows that passed, by table, in the order of the file. */
  readonly into: ReadonlyMap<TableName, readonly Row[]>
}

/** What became of one file; a refusal leaves the other files alone. */
export type PublishOutcome = 'loaded' | 'unchanged' | Refusal

export interface Published {
  /** The live snapshot afterwards. */
  readonly snapshot: string | null
  readonly changed: boolean
  /** Shape: one entry per file, in the order given. */
  readonly outcomes: readonly PublishOutcome[]
}
