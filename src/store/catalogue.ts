import { reachesAll } from '../access/reach.ts'
import { demonstrationViewer, type Viewer } from '../access/viewer.ts'
import { isRefusal, refuse, type Refusal } from '../units/refusal.ts'
import { keepFile, readFiles, readFindingRows, readParts, readQuarantine } from './catalogued-files.ts'
import { UnconfirmedPublication } from './disk.ts'
import { addChange, beforePublication } from './history.ts'
import { isOpen } from './lake-reach.ts'
import type { Catalogue, CataloguedFile, House, SnapshotRecord, StagedPart } from './house.ts'
import type { JobFence } from './job.ts'
import { sayMoved, type Moved } from './moved.ts'
import { deletionsOf, InputsDeleted } from './retention.ts'
import type { Query } from './records-driver.ts'
import type { Records } from './records.ts'
import { fileVersionOf, snapshotIdOf } from './snapshot-id.ts'

/** The catalogue with what the house and the lake ask of it besides. */
export interface OpenCatalogue extends Catalogue {
  mode(): House['mode']
  /** Parts a snapshot lists; null when there is no such snapshot. */
  parts(viewer: Viewer, snapshot: string): Promise<StagedPart[] | null>
}

/** Open the catalogue; `published` is told after every move of the pointer. Where nobody else has the records (`alone`), what is live is known without asking them. */
export async function openCatalogue(records: Records, viewer: Viewer, now: () => string, published: (mode: House['mode']) => void, alone = false): Promise<OpenCatalogue> {
  const atStart = await records.transaction(viewer, readLive)
  let mode: House['mode'] = atStart.mode ?? 'empty'
  /** What is live, null while it has to be asked for. Only moved here: a question that was under way while the pointer moved knows less. */
  let known = alone ? atStart : null
  const settle = async <T>(moving: () => Promise<T>): Promise<T> => {
    known = null
    const answer = await moving()
    // The pointer has moved whether or not the disk confirms it: the mode is read again either way.
    const unconfirmed = await records.flush().then(() => null, (error: unknown) => new UnconfirmedPublication(error))
    const live = await records.transaction(viewer, readLive)
    known = alone ? live : null
    mode = live.mode ?? 'empty'
    published(mode)
    if (unconfirmed) throw unconfirmed
    return answer
  }
  return {
    mode: () => mode,
    live: async (asker) => {
      // Row security shows it to anybody signed in (0005-people.sql).
      const live = known !== null && asker.rights.includes('person') ? known : await records.transaction(onlyOfThis(mode, asker), readLive)
      // Another server may have been the first to publish.
      mode = live.mode ?? 'empty'
      onlyOfThis(mode, asker)
      return live.snapshot
    },
    snapshots: (asker) => records.transaction(asker, (query) => (reachesAll(asker.reach) ? readSnapshots(query) : readOwnSnapshot(query))),
    files: (asker, snapshot) => records.transaction(asker, async (query) => (await readFiles(query, snapshot)).map(({ file }) => file)),
    findingRows: (asker, snapshot) => records.transaction(asker, (query) => readFindingRows(query, snapshot)),
    quarantine: (asker, fileId) => records.transaction(asker, (query) => readQuarantine(query, fileId)),
    parts: (asker, snapshot) => records.transaction(asker, async (query) => {
      const deleted = await deletionsOf(query, snapshot)
      if (deleted.length > 0) throw new InputsDeleted(snapshot, deleted)
      return readParts(query, snapshot)
    }),
    publish: async (asker, files, as, fence) => settle(() => records.transaction(asker, (query) => fencedIn(query, fence, () => publish(query, files, as, asker.name)))),
    withdraw: async (asker, what) => settle(() => records.transaction(asker, (query) => withdraw(query, what, { at: now(), by: asker.name }))),
  }
}

/** Whoever looks at a demonstration has no business in the folder that was opened in its place meanwhile. */
function onlyOfThis(mode: House['mode'], asker: Viewer): Viewer {
  if (asker.id === demonstrationViewer.id && mode === 'real') throw new Error('a viewer of the demonstration asked for real data')
  return asker
}

type Held = Awaited<ReturnType<typeof readFiles>>[number]
type Live = { readonly snapshot: string | null; readonly mode: 'demonstration' | 'real' | null }

/** Let a job publish only while it is in hand: one that was cancelled, or whose process was given up, comes too late. */
async function fencedIn(query: Query, fence: JobFence | undefined, work: () => ReturnType<typeof publish>): ReturnType<typeof publish> {
  if (fence === undefined) return work()
  const held = await query(`select id from cadre.job where id = $1 and attempt = $2 and state = 'running' for update`, [fence.id, fence.attempt])
  if (held.length === 0) return refuseTakenOver()
  const answer = await work()
  if (!isRefusal(answer)) await query('update cadre.job set landed = $2 where id = $1', [fence.id, answer.snapshot])
  return answer
}

function refuseTakenOver(): Refusal {
  return refuse('job-taken-over', 'conflict', { doing: 'Publishing what a job has read', found: 'the job was cancelled, or taken over by another process', need: 'A job that is still in hand', next: 'See on the Data page how it stands; nothing was published by this attempt' })
}

async function publish(query: Query, files: readonly CataloguedFile[], mode: 'demonstration' | 'real', by: string): Promise<{ snapshot: string; changed: boolean } | Refusal> {
  const live = await readLive(query, 'for update')
  if (live.mode !== null && live.mode !== mode) return refuseMode(live.mode)
  const held = live.snapshot === null ? [] : await readFiles(query, live.snapshot)
  const clash = findClash(files)
  if (clash) return refuseClash(clash)
  const incoming = new Map(files.map((file) => [fileVersionOf(file), file]))
  for (const { version } of held) incoming.delete(version)
  if (incoming.size === 0 && live.snapshot !== null) return { snapshot: live.snapshot, changed: false }
  if (incoming.size === 0) throw new Error('nothing was given to publish and nothing is live')
  const replaced = held.filter(({ file }) => [...incoming.values()].some((other) => replaces(other, file)))
  for (const [version, file] of incoming) await keepFile(query, version, file)
  const next = [...held.filter((one) => !replaced.includes(one)), ...[...incoming].map(([version, file]) => ({ version, file }))]
  const at = [...incoming.values()].map((file) => file.importedAt).sort().at(-1) ?? ''
  return { snapshot: await goLive(query, live.snapshot, next, whatMoved(replaced, [...incoming.values()]), { kind: 'published', at, by }, mode), changed: true }
}

/** The same file read anew, or another one of its source, table and period. */
function replaces(incoming: CataloguedFile, held: CataloguedFile): boolean {
  return incoming.id === held.id || (incoming.source === held.source && incoming.table === held.table && incoming.periodFrom === held.periodFrom && incoming.periodTo === held.periodTo)
}

function whatMoved(replaced: readonly Held[], incoming: readonly CataloguedFile[]): Moved {
  const pairs = replaced.map(({ file }) => [file, incoming.find((other) => replaces(other, file)) ?? file] as const)
  return { added: incoming.filter((file) => !pairs.some(([, after]) => after === file)), replaced: pairs, withdrawn: [] }
}

type Who = { readonly at: string; readonly by: string }

async function withdraw(query: Query, what: string, who: Who): Promise<{ snapshot: string | null } | Refusal> {
  const live = await readLive(query, 'for update')
  const asSnapshot = await query('select parent from cadre.snapshot where id = $1', [what])
  if (asSnapshot[0]) return what === live.snapshot ? goBack(query, what, asSnapshot[0].parent as string | null, who) : refuseWithdraw(what, live, 'it is a snapshot that is not live')
  const held = live.snapshot === null ? [] : await readFiles(query, live.snapshot)
  const going = held.filter(({ file }) => file.id === what)
  if (going.length === 0) return refuseWithdraw(what, live, 'no file or snapshot of that id is live')
  const staying = held.filter((one) => !going.includes(one))
  const moved: Moved = { added: [], replaced: [], withdrawn: going.map(({ file }) => file) }
  if (staying.length === 0) return point(query, live.snapshot, null, { kind: 'withdrawn', ...who }, moved)
  return { snapshot: await goLive(query, live.snapshot, staying, moved, { kind: 'withdrawn', ...who }, live.mode) }
}

/** Write the snapshot, unless the same files made one before, and move the one pointer. */
async function goLive(query: Query, parent: string | null, held: readonly Held[], moved: Moved, act: Act, mode: Live['mode']): Promise<string> {
  const id = snapshotIdOf(held.map(({ version }) => version))
  const fte = held.flatMap(({ file }) => file.sums.fte ?? [])
  const rows = held.reduce((sum, { file }) => sum + file.rows.loaded, 0)
  const made = await query(`insert into cadre.snapshot (id, parent, published_at, file_count, row_count, fte, moved) values ($1, $2, $3, $4, $5, $6, $7)
    on conflict (id) do nothing returning id`, [id, parent, act.at, held.length, rows, fte.length > 0 ? fte.reduce((sum, value) => sum + value, 0) : null, sayMoved(moved)])
  if (made.length > 0) {
    const versions = JSON.stringify(held.map(({ version }) => ({ version })))
    await query(`insert into cadre.snapshot_file (snapshot, version) select $1, version from jsonb_to_recordset($2::text::jsonb) as held (version text)`, [id, versions])
  }
  await query('update cadre.live set mode = $1', [mode])
  await point(query, parent, id, act, moved)
  return id
}

type Act = Who & { readonly kind: 'published' | 'withdrawn' }

/** Make what was live before the live snapshot was published live again. */
async function goBack(query: Query, live: string, parent: string | null, who: Who): Promise<{ snapshot: string | null } | Refusal> {
  const published = await beforePublication(query, live)
  const to = published === undefined ? parent : published
  const deleted = to === null ? [] : await deletionsOf(query, to)
  if (to !== null && deleted.length > 0) return new InputsDeleted(to, deleted).refusal
  const [from, back] = [await readFiles(query, live), to === null ? [] : await readFiles(query, to)]
  return point(query, live, to, { kind: 'withdrawn', ...who }, movedBetween(from, back))
}

function movedBetween(from: readonly Held[], to: readonly Held[]): Moved {
  const gone = from.filter(({ version }) => !to.some((one) => one.version === version))
  const come = to.filter(({ version }) => !from.some((one) => one.version === version)).map(({ file }) => file)
  const replaced = gone.filter(({ file }) => come.some((other) => replaces(other, file)))
  return { ...whatMoved(replaced, come), withdrawn: gone.filter((one) => !replaced.includes(one)).map(({ file }) => file) }
}

/** Move the one pointer and write down that it moved. */
async function point(query: Query, from: string | null, to: string | null, act: Act, moved: Moved): Promise<{ snapshot: string | null }> {
  await query('update cadre.live set snapshot = $1', [to])
  const concerned = [...moved.added, ...moved.replaced.flat(), ...moved.withdrawn]
  await addChange(query, { ...act, organisations: concerned.flatMap(({ sender }) => sender ?? []), places: concerned.flatMap(placesSpokenOf), says: sayMoved(moved), from, to })
  return { snapshot: to }
}

/** A file whose places were never written down is seen by nobody but who reaches everything. */
function placesSpokenOf(file: Moved['added'][number]): readonly string[] {
  return file.places ?? (isOpen(file.table, file.source) ? [] : ['unknown'])
}

async function readLive(query: Query, lock: '' | 'for update' = ''): Promise<Live> {
  const row = (await query(`select snapshot, mode from cadre.live ${lock}`))[0]
  if (!row) throw new Error('this viewer has no scope over the catalogue')
  return row as unknown as Live
}

async function readSnapshots(query: Query): Promise<SnapshotRecord[]> {
  const live = await readLive(query)
  const rows = await query('select id, parent, published_at, file_count, row_count, fte, moved from cadre.snapshot order by sequence desc')
  return rows.map((row) => ({
    id: String(row.id), parent: row.parent as string | null, publishedAt: String(row.published_at), live: row.id === live.snapshot,
    files: Number(row.file_count), rows: Number(row.row_count), fte: row.fte as number | null, moved: String(row.moved),
  }))
}

/** For a viewer who does not reach everything: the live snapshot with what of it is seen, for its own sums speak of everybody. */
async function readOwnSnapshot(query: Query): Promise<SnapshotRecord[]> {
  const { snapshot: id } = await readLive(query)
  if (id === null) return []
  const files = (await readFiles(query, id)).map(({ file }) => file)
  const fte = files.flatMap(({ sums }) => sums.fte ?? [])
  return [{
    id, parent: null, publishedAt: files.map(({ importedAt }) => importedAt).toSorted().at(-1) ?? '', live: true, files: files.length, rows: files.reduce((sum, { rows }) => sum + rows.loaded, 0),
    fte: fte.length === 0 ? null : fte.reduce((sum, value) => sum + value, 0), moved: 'what was changed beyond your scope is not shown',
  }]
}

/** Two files of one publication that would replace each other. */
function findClash(files: readonly CataloguedFile[]): readonly [CataloguedFile, CataloguedFile] | null {
  for (const [at, file] of files.entries()) {
    const other = files.slice(0, at).find((before) => fileVersionOf(before) !== fileVersionOf(file) && replaces(file, before))
    if (other) return [other, file]
  }
  return null
}

/** Refuse the second of two files that cover the same period of the same source. */
export function refuseClash([first, second]: readonly [Pick<CataloguedFile, 'name' | 'title' | 'periodFrom' | 'periodTo'>, Pick<CataloguedFile, 'name'>]): Refusal {
  return refuse('two-files-one-period', 'input', {
    doing: `Importing ${second.name}`, found: `${first.name} covers the same period of the same source (${first.title}, ${first.periodFrom} to ${first.periodTo}) and came first`,
    need: 'One file for each source and period', next: `Import ${second.name} on its own if it is the right one: it then replaces ${first.name}`,
  })
}

function refuseMode(holds: 'demonstration' | 'real'): Refusal {
  const found = holds === 'demonstration' ? 'this data folder holds demonstration data' : 'this data folder holds real data'
  return refuse(holds === 'demonstration' ? 'folder-is-demonstration' : 'folder-is-real', 'conflict', {
    doing: holds === 'demonstration' ? 'Importing into the data folder' : 'Making demonstration data', found,
    need: 'A folder holds demonstration data or real data, never both', next: 'Name another folder with --data DIR; a new one is made when it does not exist',
  })
}

function refuseWithdraw(what: string, live: Live, found: string): Refusal {
  return refuse('nothing-to-withdraw', 'absent', {
    doing: `Withdrawing ${what}`, found, next: 'List them with cadre snapshots',
    need: live.snapshot === null ? 'Something that is live; nothing is' : `The live snapshot (${live.snapshot}) or a file it holds`,
  })
}
