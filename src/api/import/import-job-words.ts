import type { ImportJob, ImportJobFile } from '../../contract/import-job.ts'
import type { ImportDoc, JobFile, JobState } from '../job/job-state.ts'
import { sayCount } from '../say.ts'

/** Say how an upload stands, as its page shows it. `ahead` is how many imports come first; `now` in milliseconds. */
export function sayImportJob({ id, state, sentAt, doc, problem }: JobState, ahead: number, now: number): ImportJob {
  const { files, pass } = doc
  const taken = pass === null ? files : doc.taken.map((at) => files[at]!)
  const done = pass === null ? files.filter((file) => file.state === 'checked') : pass.done.map((at) => files[at]!)
  const bytes = { done: sumOf(done, ({ bytes: size }) => size) + sumOf(taken, ({ read }) => read?.bytes ?? 0), of: sumOf(taken, ({ bytes: size }) => size) }
  return {
    id, state, straightAway: doc.straightAway, sentAt, ahead, files: files.map(sayFile),
    filesDone: done.length, bytes, rowsRead: sumOf(files, ({ result, read }) => read?.rows ?? result?.rows.read ?? 0), secondsLeft: secondsLeft(pass, bytes, now),
    publishable: publishable(doc).length, snapshot: doc.snapshot, says: sayState(doc, state, ahead, done.length, taken.length), problem,
  }
}

/** Files that a publication would load: checked, not refused, and not loaded already. */
export function publishable({ files }: Pick<ImportDoc, 'files'>): readonly JobFile[] {
  return files.filter(({ result, held }) => result?.outcome === 'dry-run' && !held)
}

/** Say whether a file was refused for want of a mapping. */
export function needsMapping({ result }: Pick<JobFile, 'result'>): boolean {
  return result?.refused != null && mappingCodes.has(result.refused.code)
}

function sayFile(file: JobFile): ImportJobFile {
  const { name, bytes, state, held, rowsHeldBack, read, result } = file
  return { name, bytes, state, held, mappable: needsMapping(file), rowsHeldBack, read, result }
}

/** Refusals that a mapping answers. A file nobody knows may be a return in anyone's own column names. */
const mappingCodes: ReadonlySet<string> = new Set([
  'unknown-file', 'mapping-undecided', 'mapping-incomplete', 'mapping-does-not-fit', 'column-twice', 'column-not-mapped', 'personal-column', 'values-not-mapped', 'organisation-not-named', 'mapping-of-several',
])

/** From the bytes read each second so far; null before the first file is done, or some of a long one. */
function secondsLeft(pass: ImportDoc['pass'], bytes: { done: number; of: number }, now: number): number | null {
  if (pass === null || bytes.done === 0) return null
  const seconds = Math.max(0, (now - Date.parse(pass.began)) / 1000)
  return Math.ceil((seconds * (bytes.of - bytes.done)) / bytes.done)
}

function sayState(doc: ImportDoc, state: ImportJob['state'], ahead: number, done: number, of: number): string {
  const files = sayCount(doc.files.length, 'file')
  switch (state) {
    case 'waiting': return ahead === 0 ? `${files} received. The check begins at once.` : `${files} received. ${sayCount(ahead, 'import')} of this folder ${ahead === 1 ? 'comes' : 'come'} first; the check begins when ${ahead === 1 ? 'it is' : 'they are'} done.`
    case 'checking': return `Checking file ${Math.min(done + 1, of)} of ${of}. ${doc.straightAway ? 'They are published when all are checked.' : 'Nothing is published until you say so.'}`
    case 'checked': return `${sayVerdicts(doc)} Nothing is published until you say so.`
    case 'publishing': return `Publishing ${sayCount(of, 'file')}.`
    case 'published': return doc.summary ?? ''
    case 'cancelled': return 'This upload was cancelled. Nothing of it was published and nothing of it was kept.'
    case 'failed': return 'This upload failed. Nothing of it was published.'
  }
}

function sayVerdicts(job: ImportDoc): string {
  const ready = publishable(job).length
  const found = job.files.filter(({ result }) => result?.outcome === 'dry-run' && result.findings.some(({ severity }) => severity !== 'declare')).length
  const parts = [
    `${sayCount(ready)} ready to publish${found === 0 ? '' : `, ${sayCount(found)} with findings`}`,
    ...countOf(job, ({ held }) => held, 'held already'),
    ...countOf(job, ({ result }) => result?.outcome === 'refused', 'refused'),
    ...countOf(job, ({ result }) => result?.outcome === 'skipped', 'skipped'),
  ]
  return `${sayCount(job.files.length, 'file')} checked: ${parts.join(', ')}.`
}

function countOf(job: ImportDoc, holds: (file: JobFile) => boolean, word: string): string[] {
  const count = job.files.filter(holds).length
  return count === 0 ? [] : [`${sayCount(count)} ${word}`]
}

function sumOf(files: readonly JobFile[], size: (file: JobFile) => number): number {
  return files.reduce((sum, file) => sum + size(file), 0)
}
