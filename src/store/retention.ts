import { createHash } from 'node:crypto'
import { existsSync, statSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { localViewer, type Viewer } from '../access/viewer.ts'
import { refuse, type Refusal } from '../units/refusal.ts'
import type { Disk } from './disk.ts'
import { kept } from './people.ts'
import type { Query, RecordsDriver } from './records-driver.ts'
import type { Records } from './records.ts'

/** How long a dataset is kept: a table of the dataset, rows held back, or uploads. `months` null: until another rule is set. */
export interface RetentionRule { readonly id: number; readonly dataset: string; readonly months: number | null; readonly from: string; readonly because: string; readonly by: string; readonly at: string }

/** A file that is held, in whichever snapshot, with what of it lies where. */
export interface HeldFile {
  readonly version: string
  readonly id: string
  readonly table: string
  readonly source: string
  readonly sender: string | null
  readonly sha256: string
  readonly periodFrom: string
  readonly periodTo: string
  readonly importedAt: string
  readonly rows: number
  readonly heldBack: number
  readonly findings: number
  readonly live: boolean
  readonly snapshots: readonly string[]
  readonly parts: readonly { readonly path: string; readonly hash: string; readonly rows: number; readonly bytes: number }[]
}

export interface KeptCertificate { readonly number: number; readonly at: string; readonly certificate: string; readonly signature: string; /** Null while files of it are still on the disk. */ readonly doneAt: string | null }

/** What is removed by one deletion: whole files, and of others the rows held back alone. */
export interface Removal { readonly files: readonly string[]; readonly heldBackOf: readonly string[] }

/** Clocks and deletions. */
export interface Retention {
  /** Every rule there has been, in the order they were set. */
  rules(viewer: Viewer): Promise<RetentionRule[]>
  setRule(viewer: Viewer, rule: Omit<RetentionRule, 'id'>): Promise<RetentionRule>
  /** What is held in any snapshot and was not deleted. */
  held(viewer: Viewer): Promise<HeldFile[]>
  /** Newest first. */
  certificates(viewer: Viewer): Promise<KeptCertificate[]>
  /**
   * Delete, and keep the certificate that `certify` makes for its number, in one transaction; then remove the files and write the tables anew.
   * Killed in between, `finish` removes what is left. Errors: what `certify` refuses; nothing is deleted then.
   */
  remove(removal: Removal, at: string, certify: (number: number) => { readonly certificate: string; readonly signature: string } | Refusal): Promise<KeptCertificate | Refusal>
  /** Remove files whose deletion was written down and not done; answers how many deletions were finished. */
  finish(now: string): Promise<number>
  /** Of files by id, those that were deleted, with the number of the certificate. */
  deleted(ids: readonly string[]): Promise<ReadonlyMap<string, number>>
  /** Of paths in the lake, those where a file lies that nothing lists any more. */
  leftBehind(paths: readonly string[]): Promise<string[]>
}

/** Only the clock deletes: no other viewer's transaction may. */
const clock: Viewer = { ...localViewer, id: 'retention', name: 'The clock', rights: [...localViewer.rights, 'retention'] }

const emptied = ['part', 'finding', 'finding_rows', 'quarantine', 'file'] as const

/** Open the clocks; `lake` is the folder of the parts. */
export function openRetention(records: Records, driver: RecordsDriver, lake: string, disk: Disk): Retention {
  const clear = async (found: KeptCertificate, now: string): Promise<KeptCertificate> => {
    await removeFiles(records, lake, disk, pathsOf(found.certificate))
    await driver.rewrite(emptied)
    await kept(records, clock, (query) => query('insert into cadre.deletion_done (number, at) values ($1, $2) on conflict do nothing', [found.number, now]))
    return { ...found, doneAt: now }
  }
  const certificates = (viewer: Viewer): Promise<KeptCertificate[]> => records.transaction(viewer, async (query) => (await query('select deletion.*, deletion_done.at as done_at from cadre.deletion left join cadre.deletion_done using (number) order by number desc')).map(certificateOf))
  return {
    certificates,
    rules: (viewer) => records.transaction(viewer, async (query) => (await query('select * from cadre.retention_rule order by id')).map(ruleOf)),
    setRule: (viewer, { dataset, months, from, because, by, at }) => kept(records, viewer, async (query) => ruleOf((await query(
      'insert into cadre.retention_rule (dataset, months, from_date, because, set_by, set_at) values ($1, $2, $3, $4, $5, $6) returning *', [dataset, months, from, because, by, at]))[0]!)),
    held: (viewer) => records.transaction(viewer, (query) => readHeld(query, lake)),
    remove: async (removal, at, certify) => {
      const made = await kept(records, clock, (query) => remove(query, removal, at, certify))
      return 'refused' in made ? made : clear(made, at)
    },
    finish: async (now) => {
      const unfinished = (await certificates(clock)).filter(({ doneAt }) => doneAt === null)
      for (const one of unfinished) await clear(one, now)
      return unfinished.length
    },
    deleted: (ids) => records.transaction(clock, async (query) => new Map((await query('select id, deletion from cadre.file where deletion is not null and id in (select jsonb_array_elements_text($1::text::jsonb))', [JSON.stringify(ids)])).map((row) => [String(row.id), Number(row.deletion)]))),
    leftBehind: async (paths) => (await unlisted(records, paths)).filter((path) => existsSync(join(lake, path))),
  }
}

async function remove(query: Query, { files, heldBackOf }: Removal, at: string, certify: Parameters<Retention['remove']>[2]): Promise<KeptCertificate | Refusal> {
  const [last] = await query('select coalesce(max(number), 0)::int as number from cadre.deletion')
  const number = Number(last?.number) + 1
  const made = certify(number)
  if ('refused' in made) return made
  await query('insert into cadre.deletion (number, at, certificate, signature) values ($1, $2, $3, $4)', [number, at, made.certificate, made.signature])
  const list = JSON.stringify(files)
  for (const table of ['part', 'finding', 'finding_rows', 'quarantine']) await query(`delete from cadre.${table} where version in (select jsonb_array_elements_text($1::text::jsonb))`, [list])
  // The row stays: a snapshot that listed the file says by it that its inputs are gone, and the same file does not come back unseen.
  await query(`update cadre.file set name = $2, sum_fte = null, sum_headcount = null, deletion = $3 where version in (select jsonb_array_elements_text($1::text::jsonb))`, [list, `deleted under retention, certificate ${number}`, number])
  for (const table of ['finding_rows', 'quarantine']) await query(`delete from cadre.${table} where version in (select jsonb_array_elements_text($1::text::jsonb))`, [JSON.stringify(heldBackOf)])
  return { number, at, ...made, doneAt: null }
}

/** Parts that another file lists too stay; roll-ups and answers are made from parts, and are made again. */
async function removeFiles(records: Records, lake: string, disk: Disk, paths: readonly string[]): Promise<void> {
  for (const path of await unlisted(records, paths)) await disk.remove(join(lake, path))
  for (const made of paths.length > 0 ? ['roll-up', 'answers'] : []) await rm(join(lake, made), { recursive: true, force: true })
}

async function unlisted(records: Records, paths: readonly string[]): Promise<string[]> {
  const rows = await records.transaction(clock, (query) => query('select distinct path from cadre.part where path in (select jsonb_array_elements_text($1::text::jsonb))', [JSON.stringify(paths)]))
  const listed = new Set(rows.map((row) => String(row.path)))
  return paths.filter((path) => !listed.has(path))
}

function pathsOf(certificate: string): string[] {
  const { files } = JSON.parse(certificate) as { files: readonly { parts: readonly { path: string }[] }[] }
  return [...new Set(files.flatMap(({ parts }) => parts.map(({ path }) => path)))]
}

async function readHeld(query: Query, lake: string): Promise<HeldFile[]> {
  const files = await query(`select file.*, (select count(*) from cadre.quarantine where quarantine.version = file.version)::int as held_back, (select count(*) from cadre.finding where finding.version = file.version)::int as findings,
      coalesce((select jsonb_agg(listed.snapshot order by listed.snapshot) from cadre.snapshot_file as listed where listed.version = file.version), '[]') as snapshots,
      exists (select from cadre.live join cadre.snapshot_file as listed using (snapshot) where listed.version = file.version) as live
    from cadre.file where deletion is null order by source collate "C", period_from, version`)
  const parts = await query('select version, path, hash, row_count from cadre.part order by version, position')
  return files.map((row) => ({
    version: String(row.version), id: String(row.id), table: String(row.table_name), source: String(row.source), sender: row.sender as string | null, sha256: String(row.sha256), periodFrom: String(row.period_from), periodTo: String(row.period_to),
    importedAt: String(row.imported_at), rows: Number(row.rows_loaded), heldBack: Number(row.held_back), findings: Number(row.findings), live: row.live === true, snapshots: row.snapshots as readonly string[],
    parts: parts.filter(({ version }) => version === row.version).map((part) => ({ path: String(part.path), hash: String(part.hash), rows: Number(part.row_count), bytes: statSync(join(lake, String(part.path)), { throwIfNoEntry: false })?.size ?? 0 })),
  }))
}

function ruleOf(row: Readonly<Record<string, unknown>>): RetentionRule {
  return { id: Number(row.id), dataset: String(row.dataset), months: row.months === null ? null : Number(row.months), from: String(row.from_date), because: String(row.because), by: String(row.set_by), at: String(row.set_at) }
}

function certificateOf(row: Readonly<Record<string, unknown>>): KeptCertificate {
  return { number: Number(row.number), at: String(row.at), certificate: String(row.certificate), signature: String(row.signature), doneAt: (row.done_at ?? null) as string | null }
}

/** Inputs of a snapshot were deleted: it cannot be read any more, and half of it is never given. */
export class InputsDeleted extends Error {
  readonly code = 'inputs-deleted'
  readonly refusal: Refusal

  constructor(snapshot: string, numbers: readonly number[]) {
    super(`inputs-deleted: snapshot ${snapshot}, certificate ${numbers.join(', ')}`)
    this.refusal = refuse('inputs-deleted', 'conflict', {
      doing: `Reading snapshot ${snapshot}`, found: `inputs deleted under retention, ${numbers.length === 1 ? 'certificate' : 'certificates'} ${numbers.join(', ')}`, need: 'A snapshot whose inputs are all held', next: 'Ask for the live snapshot; cadre retention certificate says what was deleted, when and by which rule',
    })
  }
}

/** Certificates under which files of a snapshot were deleted. */
export async function deletionsOf(query: Query, snapshot: string): Promise<number[]> {
  return (await query('select distinct deletion from cadre.snapshot_file join cadre.file using (version) where snapshot = $1 and deletion is not null order by deletion', [snapshot])).map((row) => Number(row.deletion))
}

/** SHA-256 of a text, as hex. */
export function hashOfText(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
