import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { localViewer } from '../../src/access/viewer.ts'
import type { Check } from '../../src/api/doctor/check.ts'
import { askForChecks, attendFolder } from '../../src/api/control-socket.ts'
import { examineHouse } from '../../src/api/doctor/examine-house.ts'
import { importFiles } from '../../src/api/import.ts'
import type { House } from '../../src/store/house.ts'
import { openHouse } from '../../src/store/open.ts'
import { isRefusal } from '../../src/units/refusal.ts'
import { runCadre } from './run-cadre.ts'
import { turnoverCsv } from './small-files.ts'

const now = '2026-01-31T09:00:00.000Z'
const folder = mkdtempSync(join(tmpdir(), 'cadre-doctor-'))
const data = join(folder, 'data')
let house: House

async function open(): Promise<House> {
  const opened = await openHouse(data)
  if (isRefusal(opened)) throw new Error(opened.found)
  return opened
}
const parts = (): string[] => readdirSync(join(data, 'lake'), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.parquet') && !name.startsWith('.')).map((name) => join(data, 'lake', name))
const failing = (checks: readonly Check[]): string[] => checks.filter(({ holds }) => !holds).map(({ name }) => name)

beforeAll(async () => {
  house = await open()
  const files = [{ path: 'turnover.csv', read: async () => new TextEncoder().encode(turnoverCsv()) }]
  await importFiles(house, localViewer, files, { as: null, dryRun: false, now })
  await house.audit.add({ at: now, who: 'p1', name: 'Person 1', via: 'page', under: 'figures', what: 'GET /api/query', outcome: 'done' })
})
afterAll(async () => {
  await house.close()
  rmSync(folder, { recursive: true, force: true })
})

describe('looking through an open house', () => {
  test('says that all holds, and a server that holds the folder says the same to its owner', async () => {
    const own = await examineHouse(house, now)
    expect(failing(own)).toEqual([])
    const stop = await attendFolder(() => undefined)(data, (work) => work(house))
    const asked = await askForChecks(data)
    await stop()
    expect(asked?.map(({ name, holds }) => [name, holds])).toEqual(own.map(({ name, holds }) => [name, holds]))
  })

  test('finds a job that ended every process that took it', async () => {
    const job = await house.jobs.ask(localViewer, { id: 'heavy', kind: 'everywhere', title: 'Run of every area', key: null, question: {}, doc: {}, at: now })
    expect(failing(await examineHouse(house, now))).toEqual([])
    for (let death = 0; death < 10; death++) {
      const worker = { id: `worker ${death}`, kind: 'worker', name: 'machine', hands: 1, since: now } as const
      await house.jobs.taking.enter(worker)
      expect(await house.jobs.taking.take(worker, { id: job.id }, now)).not.toBeNull()
      await house.jobs.taking.sweep(0, now)
    }
    expect((await examineHouse(house, now)).find(({ name }) => name === 'heavy work')).toMatchObject({ holds: false, found: '1 job ended every process that took it: Run of every area (heavy)' })
    await house.jobs.cancel(localViewer, job.id, now)
    expect(failing(await examineHouse(house, now))).toEqual([])
  })

  test('names the part of which one byte was flipped, and says what to do', async () => {
    const [path] = parts()
    const before = readFileSync(path!)
    const flipped = Buffer.from(before)
    flipped[flipped.length >> 1]! ^= 1
    writeFileSync(path!, flipped)
    const checks = await examineHouse(house, now)
    expect(failing(checks)).toEqual(['lake'])
    expect(checks.find(({ name }) => name === 'lake')).toMatchObject({ found: expect.stringContaining(path!.slice(join(data, 'lake').length + 1)), next: expect.stringContaining('restore the folder from a backup') })
    writeFileSync(path!, before)
    expect(failing(await examineHouse(house, now))).toEqual([])
  })

  test('finds a clock that was moved back, and an account that was cut short', async () => {
    expect(failing(await examineHouse(house, '2026-01-30T09:00:00.000Z'))).toEqual(['clock'])
    const noted = join(data, 'audit-head.json')
    const head = readFileSync(noted)
    writeFileSync(noted, `${JSON.stringify({ number: 99, hash: 'b'.repeat(64) })}\n`)
    expect(failing(await examineHouse(house, now))).toEqual(['account of reads and changes'])
    writeFileSync(noted, head)
  })
})

test('the command says for each check whether it holds, and exits with 4 when one does not', async () => {
  await house.close()
  expect(statSync(data).mode & 0o777).toBe(0o700)
  chmodSync(join(data, 'audit-key'), 0o644)
  const ran = await runCadre(['--data', data, 'doctor', '--json'])
  house = await open()
  const { summary, checks } = JSON.parse(ran.out) as { summary: string; checks: Check[] }
  expect([ran.code, failing(checks)]).toEqual([4, ['who may read the keys']])
  expect(summary).toBe('1 of 16 checks do not hold: who may read the keys.')
  expect(checks.find(({ holds }) => !holds)?.next).toBe(`chmod go-rwx ${join(data, 'audit-key')}`)
  expect(checks.map(({ name }) => name)).toEqual(['Node', 'packages', 'DuckDB', 'HiGHS', 'kernel', 'folder', 'disk', 'who may open the folder', 'who may read the keys', 'who may read the keys', 'lock', 'records', 'lake', 'account of reads and changes', 'clock', 'heavy work'])
})
