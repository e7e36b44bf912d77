import type { Viewer } from '../access/viewer.ts'
import type { ImportedFile } from '../contract/import.ts'
import type { ImportJob } from '../contract/import-job.ts'
import type { CataloguedFile } from '../store/house.ts'
import type { Refusal } from '../units/refusal.ts'
import type { KeptCheck } from './kept-check.ts'
import type { FileProgress } from './read-long-file.ts'
import type { ReceivedFile } from './receive-files.ts'

/** A file of a job, with what is known of it so far. */
export interface JobFile extends ReceivedFile {
  state: 'waiting' | 'checking' | 'checked'
  held: boolean
  rowsHeldBack: number
  /** How far the reading of a long file is, while it is read. */
  read: FileProgress | null
  /** The check of a long file with the rows it wrote, for publishing them as they are. */
  check: KeptCheck | null
  /** Organisation that sends it, where a person said so. */
  organisation: string | null
  result: ImportedFile | null
  findings: CataloguedFile['findings']
  /** Where the rows held back stand until the job is over. */
  readonly heldBack: string
}

/** A job as it stands: it changes in place while it runs, and only this file changes it. */
export interface JobState {
  readonly id: string
  readonly viewer: Viewer
  readonly sentAt: string
  readonly straightAway: boolean
  readonly files: readonly JobFile[]
  state: ImportJob['state']
  /** The reading under way: when it began, in milliseconds, and the files it has done. */
  pass: { readonly began: number; readonly dryRun: boolean; readonly files: readonly JobFile[]; readonly done: JobFile[] } | null
  snapshot: string | null
  summary: string | null
  problem: Refusal | null
}
