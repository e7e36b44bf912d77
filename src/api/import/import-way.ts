import { existsSync } from 'node:fs'
import { appendFile, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ImportAnswer, ImportedFile } from '../../contract/import.ts'
import { readHeldBack } from '../../store/held-back.ts'
import type { CataloguedFile, House } from '../../store/house.ts'
import type { AcceptedFile } from '../../store/publish.ts'
import { isRefusal, refuse, type Refusal } from '../../units/refusal.ts'
import type { ComingFile } from './arrive-file.ts'
import { writeCsv } from '../csv.ts'
import { importFiles } from '../import.ts'
import type { ImportQueue } from './import-queue.ts'
import type { Doing, JobWay } from '../job/job-hands.ts'
import { placesOf, type ImportDoc, type JobFile } from '../job/job-state.ts'
import { letGoOfRows, type KeptCheck } from './kept-check.ts'
import { problemOf } from '../problem.ts'
import type { ReadOutcome } from './read-file.ts'

/** How an upload is done: its files are checked, and published when a person says so or said so beforehand. Imports of a process wait for one another. */
export function importWay(queue: ImportQueue): JobWay {
  return { policy: 'load-own', run: (doing) => queue.take(doing.taken.job.id, () => runImport(doing)), broken: (error) => problemOf(refuseBroken(error)) }
}

/** Read the files and publish them, or only say what they would become. */
async function runImport(doing: Doing): Promise<'asking' | 'done' | Refusal | null> {
  const { signal, directory, taken } = doing
  if (signal.aborted) return null
  const doc = doing.doc as ImportDoc
  if (taken.job.landed === null && doc.taken.some((at) => !existsSync(placesOf(directory, at).file))) return refuseGone()
  const dryRun = doc.step === 'check' && !doc.straightAway
  const files = doc.taken.map((at) => doc.files[at]!)
  if (doc.step === 'check') for (const at of doc.taken) await resetFile(directory, at, doc.files[at]!)
  doc.pass = { began: new Date().toISOString(), dryRun, done: [] }
  // A publication that came through is known as such, whatever became of the process that made it: what is held now may be its own.
  if (taken.job.landed === null) await markHeld(doing, files)
  const tell = (): void => doing.tell(doc.step === 'check' ? 'checking' : 'publishing', doc.pass?.done.length ?? 0, files.length)
  tell()
  // Order matters: what is known goes before what is published.
  await doing.keep()
  const answer = await readAndPublish(doing, doc, dryRun, tell)
  doc.pass = null
  if (isRefusal(answer)) return signal.aborted && ['import-cancelled', 'job-taken-over'].includes(answer.code) ? null : answer
  if (dryRun && signal.aborted) return null
  for (const [at, file] of files.entries()) Object.assign(file, { state: 'checked', result: { ...landedOr(answer.files[at]!, file, taken.job.landed), path: file.name } })
  if (dryRun) return 'asking'
  Object.assign(doc, { snapshot: taken.job.landed ?? answer.snapshot, summary: answer.summary })
  await letGoOfFiles(directory)
  return 'done'
}

async function readAndPublish({ house, viewer, signal, directory, taken }: Doing, doc: ImportDoc, dryRun: boolean, tell: () => void): Promise<ImportAnswer | Refusal> {
  const files = doc.taken.map((at) => doc.files[at]!)
  const checks = await Promise.all(doc.taken.map((at) => readCheck(directory, at)))
  return importFiles(house, viewer, doc.taken.map((at) => comingFile(directory, at, doc.files[at]!)), {
    as: null, dryRun, now: new Date().toISOString(), signal, shelf: directory, kept: (at) => checks[at] ?? null, fence: { id: taken.job.id, attempt: taken.job.attempt },
    progress: () => {
      const next = files.find(({ state }) => state === 'waiting')
      if (next !== undefined) next.state = 'checking'
      tell()
    },
    reading: (at, read) => {
      files[at]!.read = read
      tell()
    },
    judged: async (at, said, outcome, check) => {
      files[at]!.read = null
      if (dryRun && check !== null) await writeFile(placesOf(directory, doc.taken[at]!).check, JSON.stringify(check))
      await keepVerdict(directory, doc.taken[at]!, files[at]!, said, outcome)
      doc.pass!.done.push(doc.taken[at]!)
      tell()
    },
  })
}

function comingFile(directory: string, at: number, file: JobFile): ComingFile {
  const path = placesOf(directory, at).file
  return { path: file.name, at: path, read: () => readFile(path), organisation: file.organisation }
}

/** Forget what an earlier check said and left. */
async function resetFile(directory: string, at: number, file: JobFile): Promise<void> {
  const before = await readCheck(directory, at)
  if (before?.outcome.accepted) await letGoOfRows(before.outcome.accepted)
  const { heldBack, findings, check } = placesOf(directory, at)
  await Promise.all([heldBack, findings, check].map((path) => rm(path, { force: true })))
  Object.assign(file, { state: 'waiting', result: null, read: null, rowsHeldBack: 0 })
}

/** What the check of a long file said and wrote; another process may have made it. Rows that passed were written beside it, so none of them is in it. */
async function readCheck(directory: string, at: number): Promise<KeptCheck | null> {
  const text = await readFile(placesOf(directory, at).check, 'utf8').catch(() => null)
  if (text === null) return null
  const check = JSON.parse(text) as KeptCheck
  return check.outcome.accepted === null ? check : { ...check, outcome: { ...check.outcome, accepted: { ...check.outcome.accepted, into: new Map() } } }
}

/** Say which files are loaded already, byte for byte. */
async function markHeld({ house, viewer }: Doing, files: readonly JobFile[]): Promise<void> {
  const known = new Set((await heldFiles(house, viewer)).map(({ sha256 }) => sha256))
  for (const file of files) file.held = known.has(file.sha256)
}

async function heldFiles({ catalogue }: House, viewer: Doing['viewer']): Promise<readonly CataloguedFile[]> {
  const live = await catalogue.live(viewer)
  return live === null ? [] : catalogue.files(viewer, live)
}

/** A file that the earlier attempt published is found to be there: it was loaded by this job. */
function landedOr(said: ImportedFile, file: JobFile, landed: string | null): ImportedFile {
  return landed !== null && said.outcome === 'unchanged' && !file.held ? { ...said, outcome: 'loaded', snapshot: landed } : said
}

/** Keep what was said of a file; findings and the rows held back go to disk, so that they are not kept with the job. */
async function keepVerdict(directory: string, at: number, file: JobFile, said: ImportedFile, outcome: ReadOutcome): Promise<void> {
  const accepted = outcome.accepted
  const { heldBack, findings } = placesOf(directory, at)
  Object.assign(file, { state: 'checked', result: { ...said, path: file.name }, rowsHeldBack: accepted?.rows.quarantined ?? 0 })
  await writeFile(findings, JSON.stringify(accepted ? accepted.findings : outcome.findings))
  if (accepted && accepted.rows.quarantined > 0) await writeHeldBack(heldBack, accepted).catch(() => undefined)
}

/** Write the rows held back as csv, those of a long file some at a time. */
async function writeHeldBack(path: string, { quarantine, quarantineAt }: AcceptedFile): Promise<void> {
  if (quarantineAt === undefined) return writeFile(path, heldBackCsv(quarantine))
  let isFirst = true
  for await (const rows of readHeldBack(quarantineAt)) {
    const csv = heldBackCsv(rows)
    await (isFirst ? writeFile(path, csv) : appendFile(path, csv.slice(csv.indexOf('\n') + 1)))
    isFirst = false
  }
}

function heldBackCsv(rows: CataloguedFile['quarantine']): string {
  const width = rows.reduce((widest, { raw }) => Math.max(widest, raw.length), 0)
  const columns = Array.from({ length: width }, (_, at) => at)
  return writeCsv(['row', 'rule', ...columns.map((at) => `column ${at + 1}`)], rows.map(({ row, rule, raw }) => [row, rule, ...columns.map((at) => raw[at] ?? null)]))
}

/** What was sent goes when it is published; what is to be sent back to the source stays as long as the job does. */
async function letGoOfFiles(directory: string): Promise<void> {
  const names = await readdir(directory)
  await Promise.all(names.filter((name) => !/-held-back\.csv$|-findings\.json$/.test(name)).map((name) => rm(join(directory, name), { recursive: true, force: true })))
}

/** After a restore from a backup: what was sent and not yet published is in none. */
function refuseGone(): Refusal {
  return refuse('upload-gone', 'absent', { doing: 'Importing the files that were sent', found: 'they are not in the data folder any more', need: 'The files', next: 'Send them again; nothing was changed' })
}

function refuseBroken(error: unknown): Refusal {
  return refuse('import-broke', 'conflict', {
    doing: 'Importing the files that were sent', found: `something of ours failed (${error instanceof Error ? error.message : String(error)})`, need: 'Nothing: what was loaded before is untouched', next: 'Send the files again; if it happens again, report it with this sentence',
  })
}
