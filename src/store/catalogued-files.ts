import type { TableName } from '../dataset/tables.ts'
import type { CataloguedFile, FindingRows, StagedPart } from './house.ts'
import { isOpen } from './lake-reach.ts'
import { readHeldBack } from './held-back.ts'
import type { Query } from './records-driver.ts'

/** Keep a file with its parts, findings and quarantined rows. A version kept before stays as it was. */
export async function keepFile(query: Query, version: string, file: CataloguedFile): Promise<void> {
  const made = await query(
    `insert into cadre.file (version, id, name, source, title, licence, table_name, sha256, bytes, period_from, period_to,
       rows_read, rows_loaded, rows_quarantined, rows_duplicate, sum_fte, sum_headcount, imported_at, sender, mapping_version, open, places)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22::text::jsonb) on conflict (version) do nothing returning version`,
    [version, file.id, file.name, file.source, file.title, file.licence, file.table, file.sha256, file.bytes, file.periodFrom, file.periodTo,
      file.rows.read, file.rows.loaded, file.rows.quarantined, file.rows.duplicate, file.sums.fte, file.sums.headcount, file.importedAt, file.sender ?? null, file.mappingVersion ?? null, isOpen(file.table, file.source), JSON.stringify(file.places ?? [])])
  if (made.length === 0) return
  await keepList(query, version, 'part', 'table_name text, hash text, path text, row_count integer',
    file.parts.map((part) => ({ table_name: part.table, hash: part.hash, path: part.path, row_count: part.rows })))
  await keepList(query, version, 'finding', 'rule text, severity text, row_number integer, column_name text, found text, expected text, row_count integer, fte double precision, says text',
    file.findings.map(({ row, column, count, places: _places, repair: _repair, ...same }) => ({ ...same, row_number: row, column_name: column, row_count: count })))
  await keepList(query, version, 'finding_rows', 'places jsonb, repair jsonb', file.findings.map(({ places = null, repair = null }) => ({ places, repair })))
  await keepHeldBack(query, version, file.quarantine, 0)
  let position = file.quarantine.length
  for await (const held of file.quarantineAt === undefined ? [] : readHeldBack(file.quarantineAt)) {
    await keepHeldBack(query, version, held, position)
    position += held.length
  }
}

function keepHeldBack(query: Query, version: string, held: CataloguedFile['quarantine'], from: number): Promise<void> {
  return keepList(query, version, 'quarantine', 'row_number integer, raw jsonb, rule text', held.map(({ row, raw, rule }) => ({ row_number: row, raw, rule })), from)
}

/** Files of a snapshot with their versions, in the order of source and period; quarantined rows are left where they are. */
export async function readFiles(query: Query, snapshot: string): Promise<{ version: string; file: CataloguedFile }[]> {
  const of = `from cadre.snapshot_file as listed join cadre.%s as kept using (version) where listed.snapshot = $1`
  const files = await query(`select kept.* ${of.replace('%s', 'file')} order by source collate "C", period_from, period_to, id`, [snapshot])
  const parts = byVersion(await query(`select kept.* ${of.replace('%s', 'part')} order by version, position`, [snapshot]))
  const findings = byVersion(await query(`select kept.* ${of.replace('%s', 'finding')} order by version, position`, [snapshot]))
  return files.map((row) => {
    const version = String(row.version)
    return { version, file: fileOf(row, (parts.get(version) ?? []).map(partOf), (findings.get(version) ?? []).map(findingOf)) }
  })
}

/** Rows of the findings of a snapshot that has any, by file and place of the finding in its file. */
export async function readFindingRows(query: Query, snapshot: string): Promise<FindingRows[]> {
  const rows = await query(`select kept.id, found.position, found.places, found.repair from cadre.snapshot_file as listed join cadre.file as kept using (version) join cadre.finding_rows as found using (version)
    where listed.snapshot = $1 order by kept.source collate "C", kept.period_from, kept.id, found.position`, [snapshot])
  return rows.map((row) => ({ file: String(row.id), position: Number(row.position), places: (row.places ?? []) as FindingRows['places'], repair: row.repair as FindingRows['repair'] }))
}

/** Parts a snapshot lists; null when there is no such snapshot. */
export async function readParts(query: Query, snapshot: string): Promise<StagedPart[] | null> {
  const known = await query('select 1 from cadre.snapshot where id = $1', [snapshot])
  if (known.length === 0) return null
  const rows = await query('select part.* from cadre.snapshot_file join cadre.part using (version) where snapshot = $1 order by path collate "C"', [snapshot])
  return rows.map(partOf)
}

/** Quarantined rows of a file, of the version that is live, or else of the last one imported. */
export async function readQuarantine(query: Query, fileId: string): Promise<CataloguedFile['quarantine']> {
  const rows = await query(
    `select row_number, raw, rule from cadre.quarantine where version =
       (select version from cadre.file where id = $1
        order by exists (select from cadre.live join cadre.snapshot_file as listed using (snapshot) where listed.version = file.version) desc, imported_at desc, version limit 1)
     order by position`, [fileId])
  return rows.map((row) => ({ row: Number(row.row_number), raw: row.raw as string[], rule: String(row.rule) }))
}

/** One statement for any number of rows, numbered from a position on: they travel as json, which both PostgreSQLs read the same way. */
async function keepList(query: Query, version: string, table: 'part' | 'finding' | 'finding_rows' | 'quarantine', columns: string, list: readonly object[], from = 0): Promise<void> {
  if (list.length === 0) return
  const names = columns.split(', ').map((column) => column.split(' ')[0]).join(', ')
  await query(`insert into cadre.${table} (version, position, ${names}) select $1, position, ${names} from jsonb_to_recordset($2::text::jsonb) as kept (position integer, ${columns})`,
    [version, JSON.stringify(list.map((one, at) => ({ position: from + at, ...one })))])
}

type Kept = Readonly<Record<string, unknown>>

function byVersion(rows: readonly Kept[]): Map<string, Kept[]> {
  const lists = new Map<string, Kept[]>()
  for (const row of rows) lists.set(String(row.version), [...(lists.get(String(row.version)) ?? []), row])
  return lists
}

function fileOf(row: Kept, parts: StagedPart[], findings: CataloguedFile['findings']): CataloguedFile {
  return {
    id: String(row.id), name: String(row.name), source: String(row.source), title: String(row.title), licence: String(row.licence), table: row.table_name as TableName,
    sha256: String(row.sha256), bytes: Number(row.bytes), periodFrom: String(row.period_from), periodTo: String(row.period_to),
    rows: { read: Number(row.rows_read), loaded: Number(row.rows_loaded), quarantined: Number(row.rows_quarantined), duplicate: Number(row.rows_duplicate) },
    sums: { fte: row.sum_fte as number | null, headcount: row.sum_headcount as number | null }, findings, parts, quarantine: [], importedAt: String(row.imported_at),
    ...(row.sender === null ? {} : { sender: String(row.sender) }), ...(row.mapping_version === null ? {} : { mappingVersion: Number(row.mapping_version) }),
    ...((row.places as readonly string[]).length === 0 ? {} : { places: row.places as readonly string[] }),
  }
}

function partOf(row: Kept): StagedPart {
  return { table: row.table_name as TableName, hash: String(row.hash), path: String(row.path), rows: Number(row.row_count) }
}

function findingOf(row: Kept): CataloguedFile['findings'][number] {
  return {
    rule: String(row.rule), severity: row.severity as CataloguedFile['findings'][number]['severity'], row: row.row_number as number | null, column: row.column_name as string | null,
    found: String(row.found), expected: String(row.expected), count: Number(row.row_count), fte: row.fte as number | null, says: String(row.says),
  }
}
