import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { localViewer, type Viewer } from '../../src/access/viewer.ts'
import { keepFolder, type Folder } from '../../src/api/folder.ts'
import { newImport } from '../../src/api/import/import-job.ts'
import { openImportQueue } from '../../src/api/import/import-queue.ts'
import { importFiles } from '../../src/api/import.ts'
import { openHands, type Doing, type JobHands, type JobWay } from '../../src/api/job/job-hands.ts'
import type { ImportDoc } from '../../src/api/job/job-state.ts'
import { jobWays } from '../../src/api/job/job-ways.ts'
import { csvOf, staffCells } from '../../src/quality/made-up-return.ts'
import type { House } from '../../src/store/house.ts'
import { openHouse } from '../../src/store/open.ts'
import { isRefusal } from '../../src/units/refusal.ts'
import { layNewRecords } from '../records/empty-records.ts'
import { freshFolder } from './run-cadre.ts'

const { folder: root, remove } = freshFolder()
const at = '2026-01-31T12:00:00.000Z'
let house: House
let kept: Folder
let hands: JobHands | null = null
let log: string[] = []

async function open(): Promise<void> {
  const opened = await openHouse(join(root, 'data'))
  if (isRefusal(opened)) throw new Error(opened.found)
  house = opened
  kept = keepFolder(house, openHouse)
}
/** Close the folder and open it, as the next process does. */
async function openAgain(): Promise<void> {
  await kept.close()
  await open()
}

beforeAll(async () => {
  await layNewRecords(join(root, 'data'))
  await open()
})
afterEach(async () => {
  await hands?.close(0)
  hands = null
  log = []
})
afterAll(async () => {
  await kept.close()
  remove()
})

/** Take jobs with one way of doing them; `run` is told the attempt. */
function begin(run: JobWay['run'], ways: Partial<Record<'import' | 'everywhere', JobWay>> = {}): void {
  const way: JobWay = { policy: 'figures', run, broken: (error) => ({ type: '', title: '', status: 500, code: 'our-fault', detail: String(error) }) }
  hands = openHands(kept, { import: way, everywhere: way, scenario: way, ...ways }, { kind: 'server', hands: 1, lease: 1, log: (line) => { log.push(line) } })
}
const ask = async (id: string, viewer: Viewer = localViewer): Promise<string> => (await house.jobs.ask(viewer, { id, kind: 'everywhere', title: 'A run', key: null, question: {}, doc: { steps: 0 }, at })).id
const find = async (id: string) => (await house.jobs.find(localViewer, id))!
const untilState = (id: string, state: string) => expect.poll(async () => (await find(id)).state, { timeout: 30_000 }).toBe(state)
/** Goes on until it is stopped, and says so. */
const forever = async ({ signal }: Doing): Promise<null> => {
  while (!signal.aborted) await wait(10)
  return null
}

describe('a job', () => {
  test('that fails by a fault of ours is begun again twice, and its fault is told', async () => {
    let attempts = 0
    begin(async () => {
      attempts++
      throw new Error('something broke')
    })
    const id = await ask('fails')
    await untilState(id, 'failed')
    expect([attempts, (await find(id)).code, log.filter((line) => line.includes('something broke')).length]).toEqual([3, 'our-fault', 3])
    expect((await house.jobs.workOf(localViewer, id))?.problem).toMatchObject({ detail: 'Error: something broke' })
  })

  test('tells how far it is while it runs, and keeps what is known', async () => {
    const gate = Promise.withResolvers<void>()
    begin(async ({ tell, doc }) => {
      Object.assign(doc as object, { steps: 3 })
      tell('projecting', 3, 7)
      await gate.promise
      return 'done'
    })
    const id = await ask('tells')
    await expect.poll(() => hands?.live(id)?.job, { timeout: 10_000 }).toMatchObject({ step: 'projecting', done: 3, of: 7 })
    await expect.poll(async () => (await find(id)).done, { timeout: 10_000 }).toBe(3)
    expect((await house.jobs.workOf(localViewer, id))?.doc).toEqual({ steps: 3 })
    gate.resolve()
    await untilState(id, 'done')
    await expect.poll(() => hands?.live(id)).toBeNull()
  })

  test('that is cancelled stops, and its files go', async () => {
    begin(forever)
    const id = await ask('cancelled')
    mkdirSync(house.jobs.folderOf(id), { recursive: true })
    await untilState(id, 'running')
    expect((await hands!.cancel(house, localViewer, await find(id)))?.state).toBe('cancelled')
    await expect.poll(() => readdirSync(join(root, 'data', 'jobs')), { timeout: 10_000 }).not.toContain(id)
    expect(await hands!.cancel(house, localViewer, await find(id))).toBeNull()
  })

  test('is handed back when the process stops, and goes on with the next', async () => {
    begin(forever)
    const id = await ask('handed back')
    await untilState(id, 'running')
    await hands!.close(0)
    expect([(await find(id)).state, (await house.jobs.workers(localViewer))]).toEqual(['waiting', []])
    begin(async () => 'done')
    await untilState(id, 'done')
    expect((await find(id)).attempt).toBe(2)
  })

  test('that a killed process left running is begun by the next', async () => {
    const id = await ask('left running')
    const gone = { id: 'gone', kind: 'server', name: 'gone', hands: 1, since: at } as const
    await house.jobs.taking.enter(gone)
    await house.jobs.taking.take(gone, { id }, at)
    await openAgain()
    begin(async () => 'done')
    await untilState(id, 'done')
  })

  test('ends when what it needs is taken back from whoever asked: before it begins, and while it runs', async () => {
    begin(forever)
    const person = await house.people.add(localViewer, { name: 'Reader', email: 'reader@example.org' }, at)
    const grant = { role: 'record-viewer', scope: { kind: 'organisation', code: 'R1' }, from: '2000-01-01', until: null } as const
    const given = await house.people.grant(localViewer, person.id, grant, at)
    const viewer: Viewer = { ...localViewer, id: person.id, name: person.name, grants: [grant], rights: ['person', 'figures', 'records'], reach: { kind: 'some', places: [], programmes: [] } }
    const id = await ask('runs', viewer)
    await untilState(id, 'running')
    await house.people.revoke(localViewer, given.id, at)
    await untilState(id, 'failed')
    const late = await ask('late', viewer)
    await untilState(late, 'failed')
    expect([(await find(id)).code, (await find(late)).code]).toEqual(['not-allowed-any-more', 'not-allowed-any-more'])
  })
})

const upload = async (id: string, organisation: string): Promise<ImportDoc> => {
  const directory = house.jobs.folderOf(id)
  mkdirSync(directory, { recursive: true })
  const text = csvOf(Array.from({ length: 12 }, (_, row) => ({ ...staffCells(row), organisation })))
  writeFileSync(join(directory, '0'), text)
  const doc = newImport([{ name: `${id}.csv`, path: '', bytes: text.length, sha256: id }], true)
  await house.jobs.ask(localViewer, { id, kind: 'import', title: 'Import of 1 file', key: null, question: {}, doc, at })
  return doc
}
const published = async () => (await house.history.list(localViewer)).filter(({ kind }) => kind === 'published').length

describe('an upload', () => {
  test('whose process ended right after it had published is told as loaded, and is published once', async () => {
    await upload('landed', 'X-1')
    const gone = { id: 'gone', kind: 'worker', name: 'gone', hands: 1, since: at } as const
    await house.jobs.taking.enter(gone)
    const taken = (await house.jobs.taking.take(gone, { id: 'landed' }, at))!
    const text = csvOf(Array.from({ length: 12 }, (_, row) => ({ ...staffCells(row), organisation: 'X-1' })))
    const files = [{ path: 'landed.csv', read: async () => new TextEncoder().encode(text) }]
    expect(await importFiles(house, localViewer, files, { as: null, dryRun: false, now: at, fence: { id: 'landed', attempt: taken.job.attempt } })).toMatchObject({ changed: true })
    const [live, before] = [await house.catalogue.live(localViewer), await published()]
    await openAgain()
    begin(forever, jobWays(openImportQueue()))
    await untilState('landed', 'done')
    const doc = (await house.jobs.workOf(localViewer, 'landed'))?.doc as ImportDoc
    expect([doc.snapshot, doc.files[0]?.result?.outcome, await published()]).toEqual([live, 'loaded', before])
    expect(readdirSync(house.jobs.folderOf('landed')).filter((name) => !name.endsWith('-findings.json'))).toEqual([])
  })

  test('whose files are gone, as after a restore, is refused', async () => {
    await house.jobs.ask(localViewer, { id: 'gone', kind: 'import', title: 'Import of 1 file', key: null, question: {}, doc: newImport([{ name: 'gone.csv', path: '', bytes: 1, sha256: 'x' }], true), at })
    begin(forever, jobWays(openImportQueue()))
    await untilState('gone', 'failed')
    expect((await find('gone')).code).toBe('upload-gone')
  })
})
