import { appendFile, readFile, rm, writeFile } from 'node:fs/promises'
import type { Viewer } from '../access/viewer.ts'
import type { ImportedFile } from '../contract/import.ts'
import type { ImportJob } from '../contract/import-job.ts'
import { readHeldBack } from '../store/held-back.ts'
import type { CataloguedFile } from '../store/house.ts'
import type { AcceptedFile } from '../store/publish.ts'
import { isRefusal, refuse, type Refusal } from '../units/refusal.ts'
import { writeCsv } from './csv.ts'
import type { Folder } from './folder.ts'
import type { ComingFile } from './arrive-file.ts'
import { importFiles } from './import.ts'
import { needsMapping, publishable, sayImportJob } from './import-job-words.ts'
import type { ImportQueue } from './import-queue.ts'
import { letGoOfRows } from './kept-check.ts'
import type { ReadOutcome } from './read-file.ts'
import type { JobFile, JobState } from './job-state.ts'
import type { ReceivedFile } from './receive-files.ts'

/** Files that were sent, on their way into the dataset. */
export interface RunningJob {
  readonly viewer: Viewer
  readonly files: readonly JobFile[]
  say(): ImportJob
  /** Publish what was checked. Errors: refuses `import-not-ready`. */
  publish(): Refusal | null
  /** End it, whatever it is doing; what is kept of its files goes. Errors: refuses `import-already-published`. */
  cancel(): Promise<Refusal | null>
  /** Check a file again for the organisation that sends it, and with it all that waited for a mapping. Errors: refuses `import-not-ready`. */
  checkAgain(at: number, organisation: string | null): Refusal | null
}

export interface JobParts {
  readonly id: string
  readonly viewer: Viewer
  readonly received: readonly ReceivedFile[]
  /** Where the received files are; it goes with the job. */
  readonly directory: string
  readonly straightAway: boolean
  readonly folder: Folder
  readonly queue: ImportQueue
  readonly now: () => string
}

/** Start a job: its files are checked as soon as the imports before it are done. */
export function startJob(parts: JobParts): RunningJob {
  const { id, viewer, queue } = parts
  const files = parts.received.map((file): JobFile => ({ ...file, heldBack: `${file.path}-held-back.csv`, state: 'waiting', held: false, rowsHeldBack: 0, read: null, check: null, organisation: null, result: null, findings: [] }))
  const job: JobState = { id, viewer, sentAt: parts.now(), straightAway: parts.straightAway, files, state: 'waiting', pass: null, snapshot: null, summary: null, problem: null }
  const ending = new AbortController()
  let running: Promise<void> = Promise.resolve()
  const run = (taken: readonly JobFile[], dryRun: boolean): void => {
    running = queue.take(id, () => work(parts, job, taken, dryRun, ending.signal)).catch((error: unknown) => fail(job, refuseBroken(error)))
  }
  const check = (taken: readonly JobFile[], dryRun: boolean): void => {
    job.state = 'waiting'
    for (const { check: before } of taken) if (before?.outcome.accepted) void letGoOfRows(before.outcome.accepted)
    for (const file of taken) Object.assign(file, { check: null, state: 'waiting', result: null, findings: [], rowsHeldBack: 0 })
    run(taken, dryRun)
  }
  check(files, !parts.straightAway)
  return {
    viewer, files, say: () => sayImportJob(job, queue.ahead(id)),
    publish: () => {
      if (job.state !== 'checked') return refuseNotReady(job)
      job.state = 'publishing'
      run(publishable(job), false)
      return null
    },
    cancel: async () => {
      ending.abort()
      const reading = job.pass !== null
      if (reading && !job.pass?.dryRun) await running
      if (job.state === 'published') return refusePublished()
      Object.assign(job, { state: 'cancelled', pass: null })
      // A check changes nothing, so nobody waits for it to end; its files go when it has let go of them.
      if (reading) void running.then(() => letGoOf(parts.directory)).catch(() => undefined)
      else await letGoOf(parts.directory)
      return null
    },
    checkAgain: (at, organisation) => {
      const file = files[at]
      if (job.state !== 'checked' || !file) return refuseNotReady(job)
      file.organisation = organisation
      check(files.filter((one) => one === file || needsMapping(one)), true)
      return null
    },
  }
}

/** Remove what is kept of the files that were sent. */
function letGoOf(directory: string): Promise<void> {
  return rm(directory, { recursive: true, force: true })
}

/** Read the files and publish them, or only say what they would become. */
async function work(parts: JobParts, job: JobState, files: readonly JobFile[], dryRun: boolean, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return
  const done: JobFile[] = []
  job.state = dryRun || parts.straightAway ? 'checking' : 'publishing'
  job.pass = { began: performance.now(), dryRun, files, done }
  const answer = await parts.folder.borrow(async (house) => {
    await markHeld(parts, files)
    return importFiles(house, job.viewer, files.map(comingFile), {
      as: null, dryRun, now: parts.now(), signal, shelf: parts.directory, kept: (at) => files[at]!.check,
      progress: () => { const next = files.find(({ state }) => state === 'waiting'); if (next) next.state = 'checking' },
      reading: (at, read) => { files[at]!.read = read },
      judged: (at, said, outcome, check) => {
        Object.assign(files[at]!, { read: null, ...(dryRun ? { check } : {}) })
        done.push(files[at]!)
        return keepVerdict(files[at]!, said, outcome)
      },
    })
  })
  job.pass = null
  if (dryRun && signal.aborted) return
  if (isRefusal(answer)) return fail(job, answer)
  for (const [at, file] of files.entries()) Object.assign(file, { state: 'checked', result: { ...answer.files[at]!, path: file.name } })
  job.state = dryRun ? 'checked' : 'published'
  if (dryRun) return
  Object.assign(job, { snapshot: answer.snapshot, summary: answer.summary })
  await Promise.all(job.files.map(({ path }) => rm(path, { force: true })))
}

function comingFile(file: JobFile): ComingFile {
  return { path: file.name, at: file.path, read: () => readFile(file.path), organisation: file.organisation }
}

/** Say which files are loaded already, byte for byte. */
async function markHeld({ folder, viewer }: JobParts, files: readonly JobFile[]): Promise<void> {
  const held = await folder.borrow(async ({ catalogue }) => {
    const live = await catalogue.live(viewer)
    return live === null ? [] : catalogue.files(viewer, live)
  })
  const known = new Set(held.map(({ sha256 }) => sha256))
  for (const file of files) file.held = known.has(file.sha256)
}

/** Keep what was said of a file; the rows held back go to disk, so that a large file is not kept in memory twice. */
async function keepVerdict(file: JobFile, said: ImportedFile, outcome: ReadOutcome): Promise<void> {
  const accepted = outcome.accepted
  Object.assign(file, { state: 'checked', result: { ...said, path: file.name }, findings: accepted ? accepted.findings : outcome.findings, rowsHeldBack: accepted?.rows.quarantined ?? 0 })
  if (accepted && accepted.rows.quarantined > 0) await writeHeldBack(file.heldBack, accepted).catch(() => undefined)
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

function fail(job: JobState, refusal: Refusal): void {
  if (job.state === 'cancelled' || refusal.code === 'import-cancelled') return
  Object.assign(job, { state: 'failed', problem: refusal, pass: null })
}

function refuseNotReady(job: JobState): Refusal {
  const found = { waiting: 'it waits for another import', checking: 'its files are still being checked', publishing: 'it is being published', published: 'it is published already', cancelled: 'it was cancelled', failed: 'it failed', checked: 'it has no such file' }[job.state]
  return refuse('import-not-ready', 'conflict', { doing: 'Publishing files that were sent', found, need: 'An import whose files are checked and not yet published', next: 'Wait until it is checked, or send the files again' })
}

function refusePublished(): Refusal {
  return refuse('import-already-published', 'conflict', { doing: 'Cancelling an import', found: 'it is published already', need: 'An import that is not yet published', next: 'Withdraw its snapshot to go back to what was loaded before' })
}

function refuseBroken(error: unknown): Refusal {
  return refuse('import-broke', 'conflict', {
    doing: 'Importing the files that were sent', found: `something of ours failed (${error instanceof Error ? error.message : String(error)})`, need: 'Nothing: what was loaded before is untouched', next: 'Send the files again; if it happens again, report it with this sentence',
  })
}
