import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { localViewer } from '../../src/access/viewer.ts'
import { keepFolder, type Folder } from '../../src/api/folder.ts'
import { newImport, type FoundImport } from '../../src/api/import/import-job.ts'
import { openImportJobs, type ImportJobs } from '../../src/api/import/import-jobs.ts'
import { openImportQueue } from '../../src/api/import/import-queue.ts'
import { openHands, type JobHands } from '../../src/api/job/job-hands.ts'
import { jobWays } from '../../src/api/job/job-ways.ts'
import { longFrom } from '../../src/api/import/read-long-file.ts'
import type { ImportJob } from '../../src/contract/import-job.ts'
import { csvOf, staffCells } from '../../src/quality/made-up-return.ts'
import { hashFile } from '../../src/store/disk.ts'
import type { House } from '../../src/store/house.ts'
import { openHouse } from '../../src/store/open.ts'
import { isRefusal } from '../../src/units/refusal.ts'
import { layNewRecords } from '../records/empty-records.ts'
import { freshFolder } from './run-cadre.ts'

const { folder, remove } = freshFolder()
let house: House
let kept: Folder
let hands: JobHands
let jobs: ImportJobs

beforeAll(async () => {
  await layNewRecords(join(folder, 'data'))
  const opened = await openHouse(join(folder, 'data'))
  if (isRefusal(opened)) throw new Error(opened.found)
  house = opened
  kept = keepFolder(house, openHouse)
  hands = openHands(kept, jobWays(openImportQueue()), { kind: 'server', hands: 1, lease: 30, log: (line) => { throw new Error(line) } })
  jobs = openImportJobs(kept, hands)
})
afterAll(async () => {
  await hands.close(0)
  await kept.close()
  remove()
})

/** A month of made-up rows with long names of wards, so that it is read by pieces; every hundredth row has no FTE. */
const rows = 5_000
const month = (organisation: string): string => csvOf(Array.from({ length: rows }, (_, at) => ({ ...staffCells(100_000 + at), organisation, cost_centre: `Ward ${at % 40} ${'of the main building '.repeat(80)}`, ...(at % 100 === 50 ? { fte: '' } : {}) })))

/** Send a file as the server does once it has received it. */
async function send(name: string, text: string): Promise<{ id: string; directory: string }> {
  const directory = house.jobs.folderOf(name)
  mkdirSync(directory, { recursive: true })
  const path = join(directory, '0')
  writeFileSync(path, text)
  const doc = newImport([{ name, path, bytes: Buffer.byteLength(text), sha256: await hashFile(path) }], false)
  await house.jobs.ask(localViewer, { id: name, kind: 'import', title: 'Import of 1 file', key: null, question: {}, doc, at: '2025-10-10T12:00:00.000Z' })
  return { id: name, directory }
}

async function find(id: string): Promise<FoundImport> {
  const found = await jobs.find(localViewer, id)
  if (isRefusal(found)) throw new Error(found.found)
  return found
}

const publish = async (id: string): Promise<unknown> => jobs.publish(localViewer, await find(id))

/** Wait for a state, and gather how far the file was on the way. */
async function until(id: string, state: ImportJob['state']): Promise<{ said: ImportJob; reads: NonNullable<ImportJob['files'][number]['read']>[] }> {
  const reads: NonNullable<ImportJob['files'][number]['read']>[] = []
  for (;;) {
    const said = (await find(id)).say()
    if (said.files[0]!.read !== null) reads.push(said.files[0]!.read)
    if (said.state === state) return { said, reads }
    expect(said.state, said.problem?.detail).not.toBe('failed')
    await sleep(20)
  }
}

test('a large file tells how far it is, and what was checked is published without reading it again', async () => {
  expect(Buffer.byteLength(month('X-1'))).toBeGreaterThan(longFrom)
  const first = await send('first.csv', month('X-1'))
  const { said, reads } = await until(first.id, 'checked')
  expect(said.files[0]).toMatchObject({ rowsHeldBack: 50, read: null, result: { rows: { read: rows, loaded: rows - 50, quarantined: 50 } } })
  expect(reads.length).toBeGreaterThan(0)
  expect(reads.map(({ rows: so }) => so)).toEqual(reads.map(({ rows: so }) => so).toSorted((one, other) => one - other))
  expect(reads.at(-1)!.bytes).toBeLessThanOrEqual(said.files[0]!.bytes)
  await publish(first.id)
  await until(first.id, 'published')

  // The first trial of a folder hides people under a key that is lent; from the second on the key is the folder's own.
  const second = await send('second.csv', month('X-2'))
  await until(second.id, 'checked')
  await publish(second.id)
  const published = await until(second.id, 'published')
  expect(published.reads).toEqual([])
  expect(published.said.files[0]!.result).toMatchObject({ outcome: 'loaded', rows: { loaded: rows - 50 } })
  const live = (await house.catalogue.live(localViewer))!
  const counted = await house.lake.select(localViewer, live, 'SELECT at_code, count(*)::INTEGER AS rows, count(DISTINCT person)::INTEGER AS people FROM staff GROUP BY ALL ORDER BY ALL')
  expect(counted).toEqual(['X-1', 'X-2'].map((at_code) => ({ at_code, rows: rows - 50, people: rows - 50 })))
  const files = await house.catalogue.files(localViewer, live)
  for (const { id } of files) expect(await house.catalogue.quarantine(localViewer, id)).toHaveLength(50)
  expect(readdirSync(second.directory).filter((name) => /parquet|jsonl/.test(name))).toEqual([])
}, 120_000)

test('a check whose rows were changed on the disk is read again', async () => {
  const third = await send('third.csv', month('X-3'))
  await until(third.id, 'checked')
  const written = readdirSync(third.directory).find((name) => name.endsWith('.parquet'))!
  writeFileSync(join(third.directory, written), 'no rows')
  await publish(third.id)
  const { said, reads } = await until(third.id, 'published')
  expect(reads.length).toBeGreaterThan(0)
  expect(said.files[0]!.result).toMatchObject({ outcome: 'loaded', rows: { loaded: rows - 50 } })
}, 120_000)
