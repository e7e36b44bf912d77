import { readFile } from 'node:fs/promises'
import type { ImportJob } from '../../contract/import-job.ts'
import type { CataloguedFile } from '../../store/house.ts'
import type { KeptJob } from '../../store/job.ts'
import { refuse, type Refusal } from '../../units/refusal.ts'
import { needsMapping, publishable, sayImportJob } from './import-job-words.ts'
import { placesOf, stateOf, type ImportDoc, type JobFile, type JobState } from '../job/job-state.ts'
import type { ReceivedFile } from './receive-files.ts'

/** A file of an upload, with where it lies until the upload is over. */
export interface SentFile extends JobFile { readonly path: string; readonly heldBack: string; readonly findingsAt: string }

/** Files that were sent, on their way into the dataset. */
export interface FoundImport {
  readonly job: KeptJob
  readonly files: readonly SentFile[]
  readonly state: JobState
  say(): ImportJob
}

/** What is known of an upload when it has come. */
export function newImport(received: readonly ReceivedFile[], straightAway: boolean): ImportDoc {
  const files = received.map(({ name, bytes, sha256 }): JobFile => ({ name, bytes, sha256, state: 'waiting', held: false, rowsHeldBack: 0, read: null, organisation: null, result: null }))
  return { straightAway, step: 'check', taken: files.map((_, at) => at), files, pass: null, snapshot: null, summary: null }
}

/** An upload as it was found. `ahead` is how many imports come first. */
export function foundImport(job: KeptJob, doc: ImportDoc, directory: string, problem: JobState['problem'], ahead: number): FoundImport {
  const state: JobState = { id: job.id, sentAt: job.askedAt, state: stateOf(job, doc), doc, problem }
  return {
    job, state, say: () => sayImportJob(state, ahead, Date.now()),
    files: doc.files.map((file, at) => {
      const { file: path, heldBack, findings } = placesOf(directory, at)
      return { ...file, path, heldBack, findingsAt: findings }
    }),
  }
}

/** What is known once somebody says: publish what was checked. */
export function withPublishing(doc: ImportDoc): ImportDoc {
  const wanted = new Set(publishable(doc))
  return { ...doc, step: 'publish', taken: doc.files.flatMap((file, at) => (wanted.has(file) ? [at] : [])), pass: null }
}

/** What is known once a file is to be checked again for the organisation that sends it, and with it all that waited for a mapping. */
export function withCheckAgain(doc: ImportDoc, which: number, organisation: string | null): ImportDoc {
  const files = doc.files.map((file, at) => (at === which ? { ...file, organisation } : file))
  const taken = files.flatMap((file, at) => (at === which || needsMapping(file) ? [at] : []))
  return { ...doc, step: 'check', taken, pass: null, files: files.map((file, at) => (taken.includes(at) ? { ...file, state: 'waiting', result: null, read: null, rowsHeldBack: 0 } : file)) }
}

/** Every finding in a file, as its last check said. */
export async function findingsOf({ findingsAt }: SentFile): Promise<CataloguedFile['findings']> {
  const text = await readFile(findingsAt, 'utf8').catch(() => '[]')
  return JSON.parse(text) as CataloguedFile['findings']
}

export function refuseNotReady(state: ImportJob['state']): Refusal {
  const found = { waiting: 'it waits for another import', checking: 'its files are still being checked', publishing: 'it is being published', published: 'it is published already', cancelled: 'it was cancelled', failed: 'it failed', checked: 'it has no such file' }[state]
  return refuse('import-not-ready', 'conflict', { doing: 'Publishing files that were sent', found, need: 'An import whose files are checked and not yet published', next: 'Wait until it is checked, or send the files again' })
}

export function refusePublished(): Refusal {
  return refuse('import-already-published', 'conflict', { doing: 'Cancelling an import', found: 'it is published already', need: 'An import that is not yet published', next: 'Withdraw its snapshot to go back to what was loaded before' })
}
