import { keeperFor } from '../access/keeper.ts'
import type { Viewer } from '../access/viewer.ts'
import type { ImportAnswer, ImportedFile } from '../contract/import.ts'
import { skippedCodes } from '../ingest/not-data.ts'
import type { Mapping } from '../ingest/mapping.ts'
import type { ReturnOptions } from '../ingest/returns/find-return.ts'
import type { EarlierMonth } from '../ingest/source.ts'
import { sources } from '../ingest/sources.ts'
import type { House } from '../store/house.ts'
import type { JobFence } from '../store/job.ts'
import { pseudonymKey } from '../store/pseudonym-key.ts'
import { publishFiles, type AcceptedFile, type Published } from '../store/publish.ts'
import { heldBeside, loaderOf, refuseOthers } from '../store/publish-within.ts'
import { isRefusal, refuse, sayRefusal, type Refusal } from '../units/refusal.ts'
import { arriveFile, type ComingFile } from './import/arrive-file.ts'
import { readEditions } from './codes.ts'
import { earlierMonths, earlierPeople, monthsOf } from './import/earlier-months.ts'
import { sayFindings } from './quality/finding-lines.ts'
import { endedPeople, heldPosts, postsOf, withPosts } from './import/held-posts.ts'
import { listedOrganisations } from './map/listed-organisations.ts'
import { latestMappings } from './mappings.ts'
import { basisOf, keepCheck, letGoOfRows, stillHolds, type KeptCheck } from './import/kept-check.ts'
import type { ReadOutcome } from './import/read-file.ts'
import type { FileProgress } from './import/read-long-file.ts'
import { openReadingRoom } from './import/reading-room.ts'
import { sayCount } from './say.ts'

export interface ImportOptions {
  /** Id of the source to read every file as; null recognises each by its content. */
  readonly as: string | null
  readonly dryRun: boolean
  /** When the import is made, ISO 8601. */
  readonly now: string
  readonly progress?: (path: string) => void
  /** How an organisation's own names become ours, for files that are not in our names. */
  readonly mapping?: Mapping | null
  /** Code of the organisation that sends, where files do not say. */
  readonly organisation?: string | null
  /** Where mappings lay among the files: one that fits none of them is named. */
  readonly mappingFiles?: readonly string[]
  /** Told of each file as soon as it is judged, with its place among the files; and of the check of a long file, which may be kept. */
  readonly judged?: (at: number, file: ImportedFile, outcome: ReadOutcome, check: KeptCheck | null) => void | Promise<void>
  /** For a trial: where the rows of long files are written, to be published as they are when the trial still holds. */
  readonly shelf?: string
  /** The check that was kept of a file. */
  readonly kept?: (at: number) => KeptCheck | null
  /** Told now and then how far the reading of a long file is, with its place among the files. */
  readonly reading?: (at: number, progress: FileProgress) => void
  /** The job that imports: it publishes only while it is in hand. */
  readonly fence?: JobFence
  /** Ends the import; until the files are being published nothing has changed. */
  readonly signal?: AbortSignal
}

/**
 * Load files: recognise, read and judge each, then publish those that hold as one snapshot. A refused file leaves the others alone.
 * Whoever publishes for some organisations only is compared with theirs only, and loads files of theirs only (store/publish-within.ts).
 * Errors: refuses `folder-is-demonstration`, `source-not-known`, `import-cancelled`, and `pseudonym-key-lost`, `pseudonym-key-damaged`, and what the store refuses for the whole; then nothing has changed.
 */
export async function importFiles(house: House, viewer: Viewer, files: readonly ComingFile[], options: ImportOptions): Promise<ImportAnswer | Refusal> {
  if (house.mode === 'demonstration') return refuseDemonstration()
  if (options.as !== null && !sources.some(({ id }) => id === options.as)) return refuseSource(options.as)
  return options.dryRun ? importNow(house, viewer, files, options) : house.inTurn(() => importNow(house, viewer, files, options))
}

async function importNow(house: House, viewer: Viewer, files: readonly ComingFile[], options: ImportOptions): Promise<ImportAnswer | Refusal> {
  const loader = await loaderOf(house, viewer, options.now.slice(0, 10))
  const returns = await returnOptions(house, loader, options)
  if (isRefusal(returns)) return returns
  const beside = await heldBeside(house, loader)
  const outcomes = await readAll(files, options, returns, options.dryRun ? options.shelf ?? null : house.arriving, (file) => refuseOthers(loader.reach, file, beside))
  if (isRefusal(outcomes) || options.signal?.aborted) return refuseCancelled()
  const accepted = outcomes.flatMap(({ accepted: file }) => file ?? [])
  const published = options.dryRun ? null : await publishFiles(house, loader, accepted, options.now, 'real', options.fence)
  if (!options.dryRun) await Promise.all(accepted.map(letGoOfRows))
  if (isRefusal(published)) return published
  const said = outcomes.map((outcome) => sayImported(outcome, published, accepted))
  const unused = options.mapping ? [] : (options.mappingFiles ?? []).filter((path) => !said.some(({ mappingFile }) => mappingFile === path))
  return { files: said, snapshot: published?.snapshot ?? null, changed: published?.changed ?? false, unusedMappings: unused, summary: `${summarise(said, published)}${sayUnused(unused)}` }
}

async function returnOptions(house: House, viewer: Viewer, options: ImportOptions): Promise<ReturnOptions | Refusal> {
  const key = await pseudonymKey(house, keeperFor(viewer), !options.dryRun)
  return isRefusal(key) ? key : { key, mapping: options.mapping ?? null, organisation: options.organisation ?? null, before: await earlierMonths(house, viewer), peopleBefore: await earlierPeople(house, viewer), remembered: await latestMappings(house, viewer), codes: await readEditions(house, viewer), organisations: await listedOrganisations(house, viewer), postsHeld: await heldPosts(house, viewer), ended: await endedPeople(house, viewer) }
}

async function readAll(files: readonly ComingFile[], options: ImportOptions, returns: ReturnOptions, shelf: string | null, refuseFile: (file: AcceptedFile) => Refusal | null): Promise<(ReadOutcome & { path: string })[] | Refusal> {
  const room = openReadingRoom()
  const cancelled = untilCancelled(options.signal)
  let before = returns.before ?? []
  let postsHeld = returns.postsHeld ?? []
  const outcomes: (ReadOutcome & { path: string })[] = []
  try {
    for (const [at, file] of files.entries()) {
      options.progress?.(file.path)
      const arrived = await arriveFile(file, shelf)
      const handed = { ...returns, organisation: file.organisation ?? returns.organisation, before, postsHeld, beside: file.mappings ?? [] }
      const basis = 'bytes' in arrived ? null : basisOf(arrived.sha256, options.as, handed)
      const kept = options.kept?.(at) ?? null
      const reading = kept !== null && basis !== null && await stillHolds(kept, basis) ? kept.outcome : room.read(arrived, options.as, handed, (progress) => options.reading?.(at, progress))
      const read = await Promise.race([reading, cancelled])
      if (isRefusal(read)) return read
      const outcome = await unlessOfOthers(read, refuseFile)
      if (outcome.accepted) {
        before = withMonths(before, monthsOf(outcome.accepted))
        postsHeld = withPosts(postsHeld, postsOf(outcome.accepted))
      }
      outcomes.push({ path: file.path, ...outcome })
      const check = basis !== null && options.dryRun && shelf !== null ? await keepCheck(basis, outcome) : null
      await options.judged?.(at, sayImported({ path: file.path, ...outcome }, null, []), outcome, check)
    }
  } finally {
    await room.close()
  }
  return outcomes
}

/** A file that is not the loader's to publish is refused, and nothing of it is told or kept. */
async function unlessOfOthers(outcome: ReadOutcome, refuseFile: (file: AcceptedFile) => Refusal | null): Promise<ReadOutcome> {
  const refused = outcome.accepted === null ? null : refuseFile(outcome.accepted)
  if (refused === null || outcome.accepted === null) return outcome
  await letGoOfRows(outcome.accepted)
  return { accepted: null, refused, source: outcome.accepted.source, title: outcome.accepted.title, findings: [], mappingFile: outcome.mappingFile ?? null }
}

/** Answers when the import is ended from outside, and never otherwise. */
function untilCancelled(signal: AbortSignal | undefined): Promise<Refusal> {
  return new Promise((resolve) => {
    if (signal?.aborted) resolve(refuseCancelled())
    signal?.addEventListener('abort', () => resolve(refuseCancelled()), { once: true })
  })
}

/** A month read anew stands in place of the one held. */
function withMonths(before: readonly EarlierMonth[], read: readonly EarlierMonth[]): readonly EarlierMonth[] {
  if (read.length === 0) return before
  const anew = new Set(read.map(({ table, organisation, periodTo }) => `${table} ${organisation} ${periodTo}`))
  return [...before.filter(({ table, organisation, periodTo }) => !anew.has(`${table} ${organisation} ${periodTo}`)), ...read]
}

function sayImported(outcome: ReadOutcome & { path: string }, published: Published | null, accepted: readonly AcceptedFile[]): ImportedFile {
  const { path, accepted: file } = outcome
  const mappingFile = outcome.mappingFile ?? null
  if (!file) return { ...nothing, path, mappingFile, source: outcome.source, title: outcome.title, findings: sayFindings(outcome.findings), ...refusedAs(outcome.refused) }
  const became = published?.outcomes[accepted.indexOf(file)] ?? 'dry-run'
  const described = {
    path, source: file.source, title: file.title, table: file.table, rows: { ...file.rows }, sums: { ...file.sums }, findings: sayFindings(file.findings), periodFrom: file.periodFrom, periodTo: file.periodTo,
    sender: file.sender ?? null, mappingVersion: file.mappingVersion ?? null, mappingFile,
  }
  if (isRefusal(became)) return { ...described, snapshot: null, ...refusedAs(became) }
  return { ...described, snapshot: published?.snapshot ?? null, outcome: became, refused: null }
}

const nothing = { table: null, rows: { read: 0, loaded: 0, quarantined: 0, duplicate: 0 }, sums: { fte: null, headcount: null }, snapshot: null, periodFrom: null, periodTo: null, sender: null, mappingVersion: null }

function refusedAs(refusal: Refusal): Pick<ImportedFile, 'outcome' | 'refused'> {
  return { outcome: skippedCodes.has(refusal.code) ? 'skipped' : 'refused', refused: { code: refusal.code, message: sayRefusal(refusal) } }
}

function summarise(files: readonly ImportedFile[], published: Published | null): string {
  const count = (outcome: ImportedFile['outcome']): number => files.filter((file) => file.outcome === outcome).length
  const parts = ([['loaded', 'loaded'], ['unchanged', 'unchanged'], ['dry-run', 'would be loaded'], ['refused', 'refused'], ['skipped', 'skipped']] as const)
    .flatMap(([outcome, word]) => (count(outcome) === 0 ? [] : [`${sayCount(count(outcome))} ${word}`]))
  const sum = (part: keyof ImportedFile['rows']): string => sayCount(files.reduce((total, { rows }) => total + rows[part], 0))
  const account = `${sum('read')} rows read = ${sum('loaded')} loaded + ${sum('quarantined')} quarantined + ${sum('duplicate')} duplicate.`
  return `${sayCount(files.length, 'file')}: ${parts.join(', ') || 'none'}. ${account} ${sayChange(published)}`
}

function sayUnused(unused: readonly string[]): string {
  return unused.length === 0 ? '' : ` ${unused.length === 1 ? 'A mapping fits' : `${sayCount(unused.length)} mappings fit`} no file in ${unused.length === 1 ? 'its folder' : 'their folders'} or below: ${unused.join(', ')}.`
}

function sayChange(published: Published | null): string {
  if (published === null) return 'Dry run: nothing was changed.'
  if (!published.changed) return 'Nothing changed.'
  return `Snapshot ${published.snapshot} is live.`
}

function refuseDemonstration(): Refusal {
  return refuse('folder-is-demonstration', 'conflict', {
    doing: 'Importing files', found: 'this data folder holds demonstration data, and a folder is demonstration or real, never both', need: 'A folder for real data',
    next: 'Name another folder, `cadre --data DIR import …`, or choose “Start with real data” on the Data page',
  })
}

function refuseCancelled(): Refusal {
  return refuse('import-cancelled', 'conflict', { doing: 'Importing files', found: 'the import was cancelled', need: 'Nothing was published and what was loaded before is untouched', next: 'Send the files again when you want them' })
}

function refuseSource(id: string): Refusal {
  return refuse('source-not-known', 'usage', { doing: 'Importing files', found: `no source is called “${id}”`, need: 'The id of a source', next: 'See `cadre sources`' })
}
