import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { tableNamed } from '../dataset/tables.ts'
import type { Row } from '../dataset/table.ts'
import { literal, startEngine } from './duckdb.ts'
import { openRowsFile } from './write-rows.ts'

const folder = mkdtempSync(join(tmpdir(), 'cadre-parquet-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** More rows than one group holds, with every type, absences, a column of one word, an empty one, and texts too many to number. */
const rows = Array.from({ length: 70_000 }, (_, at): Row => ({
  period_to: '2025-09-30', source: 'made-up', person: `P${at}`, assignment: `Ä${at % 40_000}`, at_level: 'organisation', at_code: at % 2 === 0 ? 'X-1' : 'X-2', sector: 'Hospital', staff_group: `Group ${at % 9}`,
  profession: 'Nurse', band: at % 3 === 0 ? null : `Band ${at % 7}`, fte: at % 5 === 0 ? 0.1 + 0.2 : 1, age: at % 11 === 0 ? null : 20 + (at % 50), start_in_post: at % 13 === 0 ? null : `19${60 + (at % 40)}-02-28`,
}))

/** Write rows in lots of so many. */
async function writeRows(path: string, written: readonly Row[], lot: number): Promise<void> {
  const file = await openRowsFile(path, 'staff')
  for (let at = 0; at < written.length; at += lot) await file.write(written.slice(at, at + lot))
  await file.close()
}

test('a Parquet file of ours is read by DuckDB as the rows it was made of', async () => {
  const path = join(folder, 'staff.parquet')
  await writeRows(path, rows, 9_000)
  const engine = await startEngine({ threads: 1, memory: '1GB' }, folder)
  const connection = await engine.connect()
  const columns = tableNamed('staff').columns.map(({ name, type }) => (type === 'date' ? `"${name}"::VARCHAR AS "${name}"` : `"${name}"`))
  const read = (await connection.runAndReadAll(`SELECT ${columns.join(', ')} FROM read_parquet(${literal(path)})`)).getRowObjects()
  connection.closeSync()
  engine.closeSync()
  const declared = tableNamed('staff').columns.map(({ name }) => name)
  expect(read.length).toBe(rows.length)
  expect(read.findIndex((row, at) => declared.some((name) => row[name] !== (rows[at]![name] ?? null)))).toBe(-1)
})

test('the same rows give the same bytes, in lots of any size', async () => {
  const [one, other] = [join(folder, 'one.parquet'), join(folder, 'other.parquet')]
  await writeRows(one, rows.slice(0, 40_000), 40_000)
  await writeRows(other, rows.slice(0, 40_000), 700)
  expect(readFileSync(one).equals(readFileSync(other))).toBe(true)
})
