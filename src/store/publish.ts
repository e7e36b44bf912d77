import { keeperFor } from '../access/keeper.ts'
import { reachesAll } from '../access/reach.ts'
import type { Viewer } from '../access/viewer.ts'
import type { Row } from '../dataset/table.ts'
import type { TableName } from '../dataset/tables.ts'
import { isRefusal, refuse, type Refusal } from '../units/refusal.ts'
import { refuseClash } from './catalogue.ts'
import type { EarlierMonth, HeldPosts } from '../ingest/source.ts'
import { refuseFullDisk } from './disk.ts'
import { isOpen } from './lake-reach.ts'
import { literal } from './duckdb.ts'
import type { CataloguedFile, House, StagedPart } from './house.ts'
import type { JobFence } from './job.ts'
import { heldBeside, isWithinReach, refuseOthers } from './publish-within.ts'
import { fileIdOf, fileVersionOf } from './snapshot-id.ts'

/** A file that quality has judged and let in: its rows by table, and what it is, before the store has kept anything. */
export interface AcceptedFile extends Omit<CataloguedFile, 'id' | 'parts' | 'importedAt'> {
  /** Rows that passed, by table, in the order of the file. */
  readonly into: ReadonlyMap<TableName, readonly Row[]>
  /** Rows of a long file that were written as they passed: where the Parquet file of each table lies until it is staged. */
  readonly written?: readonly { readonly table: TableName; readonly path: string }[]
  /** What those rows add to the months held. */
  readonly months?: readonly EarlierMonth[]
  /** The posts among them, for the files read after it; null when they are too many to hand on. */
  readonly posts?: readonly HeldPosts[] | null
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

/**
 * Keep the rows of judged files in the lake and publish them all in one move of the pointer.
 *
 * Each file that cannot be kept beside another, or that is not the viewer's to publish, gets its own refusal; a refusal for the whole publication changes nothing.
 */
export async function publishFiles(house: House, viewer: Viewer, files: readonly AcceptedFile[], importedAt: string, mode: 'demonstration' | 'real' = 'real', fence?: JobFence): Promise<Published | Refusal> {
  const [keeper, beside] = [keeperFor(viewer), await heldBeside(house, viewer)]
  const gone = await house.retention.deleted(files.map(({ source, sha256 }) => fileIdOf(source, sha256)))
  const clashes = files.map((file, at) => refuseGone(file, gone) ?? clashOf(file, files.slice(0, at)) ?? refuseOthers(viewer.reach, file, beside))
  const taken = files.filter((_, at) => clashes[at] === null)
  const before = await house.catalogue.live(viewer)
  if (taken.length === 0) return { snapshot: before, changed: false, outcomes: clashes.map((clash) => clash ?? 'unchanged') }
  try {
    const held = new Map((before === null ? [] : await house.catalogue.files(viewer, before)).map((file) => [file.id, fileVersionOf(file)]))
    const staged: CataloguedFile[] = []
    for (const file of taken) staged.push(await stageFile(house, keeper, file, importedAt))
    const strayed = reachesAll(viewer.reach) ? undefined : staged.find((file) => !isWithinReach(viewer.reach, file))
    if (strayed) throw new Error(`what was written of ${strayed.name} holds rows outside the scope of who publishes it`)
    const answer = await house.catalogue.publish(keeper, staged, mode, fence)
    if (isRefusal(answer)) return answer
    return { ...answer, outcomes: files.map((file, at) => clashes[at] ?? outcomeOf(fileIdOf(file.source, file.sha256), staged, held)) }
  } catch (error) {
    const full = refuseFullDisk(error, `Importing ${files.length === 1 ? files[0]?.name : `${files.length} files`}`)
    if (full) return full
    throw error
  }
}

/** What was deleted when its time was over does not come back by being sent again. */
function refuseGone({ name, source, sha256 }: AcceptedFile, gone: ReadonlyMap<string, number>): Refusal | null {
  const number = gone.get(fileIdOf(source, sha256))
  return number === undefined ? null : refuse('file-deleted-under-retention', 'conflict', {
    doing: `Importing ${name}`, found: `the same file was deleted under retention, certificate ${number}`, need: 'A file that is not past its clock', next: 'Leave it out; if it has to be held again, ask whoever sets the rules (cadre retention list)',
  })
}

/** The same bytes twice are no clash; other bytes for the same source and period are. */
function clashOf(file: AcceptedFile, before: readonly AcceptedFile[]): Refusal | null {
  const other = before.find((one) => one.sha256 !== file.sha256 && one.source === file.source && one.table === file.table && one.periodFrom === file.periodFrom && one.periodTo === file.periodTo)
  return other ? refuseClash([other, file]) : null
}

async function stageFile(house: House, viewer: Viewer, file: AcceptedFile, importedAt: string): Promise<CataloguedFile> {
  const id = fileIdOf(file.source, file.sha256)
  const parts: StagedPart[] = []
  for (const [table, rows] of file.into) {
    if (rows.length > 0) parts.push(await house.lake.stageRows(viewer, table, { source: file.source, fileId: id, period: file.periodTo }, rows))
  }
  for (const { table, path } of file.written ?? []) {
    parts.push(...await house.lake.stageStatement(viewer, table, { source: file.source, fileId: id, period: file.periodTo, byPeriod: false, prepare: [] }, `select * from read_parquet(${literal(path)})`))
  }
  const { into: _rows, written: _written, months: _months, posts: _posts, ...described } = file
  const places = isOpen(file.table, file.source) ? [] : await house.lake.placesOf(viewer, parts)
  return { ...described, id, parts, importedAt, ...(places.length > 0 ? { places } : {}) }
}

/** Held files are known by id and version; one that came twice is new the first time and held the second. */
function outcomeOf(id: string, staged: readonly CataloguedFile[], held: Map<string, string>): 'loaded' | 'unchanged' {
  const version = fileVersionOf(staged.find((file) => file.id === id) ?? { id, parts: [] })
  const unchanged = held.get(id) === version
  held.set(id, version)
  return unchanged ? 'unchanged' : 'loaded'
}
