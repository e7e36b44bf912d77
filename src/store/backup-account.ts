import type { CopiedRecords } from './records-copy.ts'

/** A backup, as its file `backup.json` says; that file is written last, so a folder without it is no backup. */
export interface Backup {
  readonly format: 1
  readonly madeAt: string
  readonly records: CopiedRecords
  /** Parts of the lake, and the keys that lie beside the data, with their bytes and hashes. */
  readonly files: readonly BackedUpFile[]
}
export interface BackedUpFile { readonly path: string; readonly bytes: number; readonly sha256: string }
