import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { localViewer, nobody, type Viewer } from '../access/viewer.ts'
import type { Row } from '../dataset/table.ts'
import { tables } from '../dataset/tables.ts'
import { hashFile, realDisk } from './disk.ts'
import { folderAt } from './folder.ts'
import type { StagedPart } from './house.ts'
import { openLake, type OpenLake } from './lake.ts'

const root = mkdtempSync(join(tmpdir(), 'cadre-lake-'))
const folder = folderAt(root)
/** Snapshots as the catalogue would list them. */
const snapshots = new Map<string, StagedPart[]>([['nothing', []]])
const stage = { source: 'returns', fileId: 'file-1', period: '2025-03-31' }
const staffCount: Row = {
  period_from: '2025-03-31', period_to: '2025-03-31', source: 'returns', at_level: 'organisation', at_code: 'R1', sector: 'Hospital and community', staff_group: 'Nurses', profession: null, nationality: 'É “quoted” \'\u{1F469}‍⚕️',
  is_total: false, headcount: null, headcount_status: 'not-available', fte: 0.1 + 0.2, fte_status: 'ok',
}
let lake: OpenLake

beforeAll(async () => {
  mkdirSync(folder.unfinished, { recursive: true })
  lake = await openLake(folder, realDisk, async (_viewer, snapshot) => snapshots.get(snapshot) ?? null)
})
afterAll(async () => {
  await lake.close()
  rmSync(root, { recursive: true, force: true })
})

test('rows come back exactly as they were staged, with the file they came from', async () => {
  const part = await lake.stageRows(localViewer, 'staff_count', stage, [staffCount])
  snapshots.set('one', [part])
  expect(await lake.select(localViewer, 'one', 'select * from staff_count')).toEqual([{ ...staffCount, file_id: 'file-1' }])
})

test('a part lies under its table, source and month, named by the hash of its bytes', async () => {
  const part = await lake.stageRows(localViewer, 'staff_count', stage, [staffCount])
  expect(part).toEqual({ table: 'staff_count', hash: await hashFile(join(folder.lake, part.path)), path: `staff_count/source=returns/period=2025-03/${part.hash}.parquet`, rows: 1 })
  expect(readdirSync(folder.unfinished).filter((name) => name.endsWith('.parquet'))).toEqual([])
})

test('the same rows are the same bytes, many times over and at once', async () => {
  const rows = Array.from({ length: 30_000 }, (_, row): Row => ({ ...staffCount, at_code: `R${row % 300}`, nationality: `N${row % 211}`, fte: row / 7 }))
  const parts = await Promise.all([1, 2, 3].map(() => lake.stageRows(localViewer, 'staff_count', stage, rows)))
  expect(new Set(parts.map((part) => part.hash)).size).toBe(1)
  expect(parts[0]?.rows).toBe(30_000)
})

test('every declared table is there and empty when nothing is loaded', async () => {
  for (const { name, columns } of tables) {
    expect(await lake.select(localViewer, 'nothing', `select * from ${name}`)).toEqual([])
    const described = await lake.select(localViewer, 'nothing', `select column_name from (describe ${name})`)
    expect(described.map((row) => row.column_name)).toEqual([...columns.map((column) => column.name), 'file_id'])
  }
})

test('numbers of every SQL type come back as numbers, days as text, parameters in their places', async () => {
  const answer = await lake.select(localViewer, 'one', `select count(*) as big, sum(1) as huge, 1.25::decimal(10, 2) as cents, max(period_to) as day, $2 as words, $1 as nothing, sum(fte) filter (period_to = $3) as fte from staff_count limit $4`, [null, `it's`, '2025-03-31', 1])
  expect(answer).toEqual([{ big: 1, huge: 1, cents: 1.25, day: '2025-03-31', words: `it's`, nothing: null, fte: 0.1 + 0.2 }])
})

test('snapshots stay apart when they are read at once', async () => {
  for (let number = 0; number < 4; number++) {
    snapshots.set(`apart-${number}`, [await lake.stageRows(localViewer, 'staff_count', { ...stage, fileId: `apart-${number}` }, Array.from({ length: number + 1 }, () => staffCount))])
  }
  const asked = Array.from({ length: 40 }, (_, ask) => ask % 4)
  const answers = await Promise.all(asked.map((number) => lake.select(localViewer, `apart-${number}`, 'select count(*) as rows, min(file_id) as file from staff_count')))
  expect(answers).toEqual(asked.map((number) => [{ rows: number + 1, file: `apart-${number}` }]))
})

test.each([
  { case: 'a required cell that is missing', row: { ...staffCount, staff_group: null }, says: 'column staff_group is empty in row 1: it is required' },
  { case: 'a text where a number belongs', row: { ...staffCount, fte: '12' }, says: 'column fte holds "12" in row 1: not a DOUBLE' },
  { case: 'a number that is none', row: { ...staffCount, fte: Number.NaN }, says: 'column fte holds null in row 1: not a DOUBLE' },
  { case: 'a day that does not exist', row: { ...staffCount, period_to: '2025-02-30' }, says: 'column period_to holds "2025-02-30" in row 1: not a DATE' },
  { case: 'a column that is not declared', row: { ...staffCount, salary: 1 }, says: 'table staff_count has no column salary' },
])('$case is a bug and leaves nothing behind', async ({ row, says }) => {
  const before = readdirSync(folder.lake, { recursive: true }).length
  await expect(lake.stageRows(localViewer, 'staff_count', stage, [row])).rejects.toThrow(says)
  expect(readdirSync(folder.lake, { recursive: true })).toHaveLength(before)
})

test.each(['../up', 'a/b', '', '.hidden'])('a source id %j never becomes part of a path', async (source) => {
  await expect(lake.stageRows(localViewer, 'staff_count', { ...stage, source }, [staffCount])).rejects.toThrow('cannot be part of a path')
})

test('a statement over loaded columns becomes one part for each period, and columns it leaves out are null', async () => {
  const prepare = [
    { load: 'spell', columns: { person: { type: 'VARCHAR', values: ['p1', 'p2'] }, fte: { type: 'DOUBLE', values: Float64Array.of(1, 0.5) }, start: { type: 'DATE', values: ['2025-01-15', '2025-02-10'] } } },
    { run: `create table month as select unnest([date '2025-01-31', date '2025-02-28']) as day` },
  ] as const
  const parts = await lake.stageStatement(localViewer, 'staff', { ...stage, source: 'demonstration', byPeriod: true, prepare },
    `select day as period_to, 'demonstration' as source, person, person as assignment, 'organisation' as at_level, 'R1' as at_code, 'Hospital and community' as sector, 'Nurses' as staff_group, 'Nurse' as profession, fte, start as start_in_post
     from month join spell on start <= day order by person`)
  expect(parts.map((part) => [part.path.split('/')[2], part.rows])).toEqual([['period=2025-01', 1], ['period=2025-02', 2]])
  snapshots.set('demonstration', parts)
  expect(await lake.select(localViewer, 'demonstration', 'select period_to, person, fte, age, start_in_post from staff order by all')).toEqual([
    { period_to: '2025-01-31', person: 'p1', fte: 1, age: null, start_in_post: '2025-01-15' },
    { period_to: '2025-02-28', person: 'p1', fte: 1, age: null, start_in_post: '2025-01-15' },
    { period_to: '2025-02-28', person: 'p2', fte: 0.5, age: null, start_in_post: '2025-02-10' },
  ])
})

test.each([
  { case: 'lacks a required column', statement: `select date '2025-01-31' as period_to`, says: 'column source of table staff is required and is not in the statement' },
  { case: 'leaves a required column empty', statement: `select date '2025-01-31' as period_to, 's' as source, 'p' as person, 'a' as assignment, 'organisation' as at_level, null as at_code, 's' as sector, 'g' as staff_group, 'p' as profession, 1.0 as fte`, says: 'column at_code of table staff is required and is empty in 1 rows' },
])('a statement that $case is a bug', async ({ statement, says }) => {
  await expect(lake.stageStatement(localViewer, 'staff', { ...stage, byPeriod: false, prepare: [] }, statement)).rejects.toThrow(says)
})

const placed = (source: string, code: string, day: string) => ({ ...staffCount, source, at_level: 'organisation', at_code: code, period_from: day, period_to: day })

test('a viewer sees published rows, and of the others those within the reach on the day of the row', async () => {
  const rows = [placed('staff-by-organisation', 'R1', '2025-01-31'), placed('staff-count-return', 'R1', '2025-01-31'), placed('staff-count-return', 'R2', '2025-01-31'), placed('staff-count-return', 'R2', '2025-02-28')]
  snapshots.set('reach', [await lake.stageRows(localViewer, 'staff_count', stage, rows)])
  const reader: Viewer = { ...localViewer, id: 'reader', reach: { kind: 'some', places: [{ place: 'organisation:R2', from: '2025-02-01', to: null }], programmes: [] } }
  const seen = await lake.select(reader, 'reach', 'select source, at_code, period_to::varchar as day from staff_count order by all')
  expect(seen).toEqual([{ source: 'staff-by-organisation', at_code: 'R1', day: '2025-01-31' }, { source: 'staff-count-return', at_code: 'R2', day: '2025-02-28' }])
  expect(await lake.selectRolledUp(reader, 'reach', 'staff_count', 'select count(distinct at_code)::double as places from staff_count')).toEqual([{ places: 2 }])
  await expect(lake.select(nobody, 'reach', 'select 1')).rejects.toThrow('nobody is signed in')
  await expect(lake.stageRows(reader, 'staff_count', stage, rows)).rejects.toThrow('does not reach everything')
})

test('a snapshot that is not in the catalogue cannot be read', async () => {
  await expect(lake.select(localViewer, 'unknown', 'select 1')).rejects.toThrow('there is no snapshot unknown')
})

test('parts are compressed with zstd', async () => {
  const part = await lake.stageRows(localViewer, 'staff_count', stage, [staffCount])
  const [found] = await lake.select(localViewer, 'nothing', `select distinct compression from parquet_metadata('${join(folder.lake, part.path)}')`)
  expect(found).toEqual({ compression: 'ZSTD' })
  expect(readFileSync(join(folder.lake, part.path)).subarray(0, 4).toString()).toBe('PAR1')
})

const nurse = (fte: number): Row => ({ period_to: '2025-03-31', source: 'returns', person: 'p', assignment: 'a', at_level: 'organisation', at_code: 'R1', sector: 'Hospital and community', staff_group: 'Nurses', profession: 'Nurse', fte })

test('roll-ups of the last two snapshots are in memory, of the last four on disk; an earlier one answers again', async () => {
  const total = (snapshot: string) => lake.selectRolledUp(localViewer, snapshot, 'staff', 'select staff_group, sum(fte)::double as fte from staff group by all')
  for (let number = 1; number <= 6; number += 1) {
    snapshots.set(`rolled-${number}`, [await lake.stageRows(localViewer, 'staff', stage, [nurse(number / 10), nurse(0.5)])])
    expect(await total(`rolled-${number}`)).toEqual([{ staff_group: 'Nurses', fte: number / 10 + 0.5 }])
  }
  const loaded = await lake.select(localViewer, 'rolled-6', `select schema_name from duckdb_tables() where table_name = 'staff' order by all`)
  expect(loaded.map((row) => String(row.schema_name))).toEqual(['snapshot_rolled-5_staff_0', 'snapshot_rolled-6_staff_0'])
  expect(readdirSync(join(folder.lake, 'roll-up')).length).toBe(4)
  expect(await total('rolled-1')).toEqual([{ staff_group: 'Nurses', fte: 0.6 }])
})

test('a disk that cannot keep a roll-up changes no answer', async () => {
  const broken = { ...realDisk, rename: async () => { throw Object.assign(new Error('read-only file system'), { code: 'EROFS' }) } }
  const part = await lake.stageRows(localViewer, 'staff', stage, [nurse(0.25), nurse(0.5)])
  const reading = await openLake(folder, broken, async () => [part])
  expect(await reading.selectRolledUp(localViewer, 'broken', 'staff', 'select sum(fte)::double as fte from staff')).toEqual([{ fte: 0.75 }])
  await reading.close()
})
