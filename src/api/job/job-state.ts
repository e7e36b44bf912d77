import { join } from 'node:path'
import type { ImportedFile } from '../../contract/import.ts'
import type { ImportJob } from '../../contract/import-job.ts'
import type { Problem } from '../../contract/problem.ts'
import type { KeptJob } from '../../store/job.ts'
import type { FileProgress } from '../import/read-long-file.ts'

/** A file of an upload, with what is known of it so far. */
export interface JobFile {
  /** As its sender calls it: with its folders, when a whole folder was sent. */
  readonly name: string
  readonly bytes: number
  readonly sha256: string
  state: 'waiting' | 'checking' | 'checked'
  held: boolean
  rowsHeldBack: number
  /** How far the reading of a long file is, while it is read. */
  read: FileProgress | null
  /** Organisation that sends it, where a person said so. */
  organisation: string | null
  result: ImportedFile | null
}

/** What is known of an upload, as it is kept with its job. It changes in place while the job is done. */
export interface ImportDoc {
  readonly straightAway: boolean
  /** What is to be done next, and with which of the files. */
  readonly step: 'check' | 'publish'
  readonly taken: readonly number[]
  readonly files: readonly JobFile[]
  /** The reading under way: when it began, ISO 8601, and the files it has done. */
  pass: { readonly began: string; readonly dryRun: boolean; readonly done: number[] } | null
  snapshot: string | null
  summary: string | null
}

/** An upload as it stands. */
export interface JobState {
  readonly id: string
  readonly sentAt: string
  readonly state: ImportJob['state']
  readonly doc: ImportDoc
  readonly problem: Problem | null
}

/** How the job of an upload stands, in the words of uploads. */
export function stateOf({ state }: Pick<KeptJob, 'state'>, { step, straightAway }: Pick<ImportDoc, 'step' | 'straightAway'>): ImportJob['state'] {
  switch (state) {
    case 'waiting': return step === 'publish' ? 'publishing' : 'waiting'
    case 'running': return step === 'publish' && !straightAway ? 'publishing' : 'checking'
    case 'asking': return 'checked'
    case 'done': return 'published'
    default: return state
  }
}

/** Where a file of an upload lies, and beside it what its check left. */
export function placesOf(directory: string, at: number): { readonly file: string; readonly heldBack: string; readonly findings: string; readonly check: string } {
  const file = join(directory, String(at))
  return { file, heldBack: `${file}-held-back.csv`, findings: `${file}-findings.json`, check: `${file}-check.json` }
}
