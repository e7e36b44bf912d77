import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { askForBackup, attendFolder } from '../../src/api/control-socket.ts'
import { localViewer } from '../../src/access/viewer.ts'
import { csvOf, staffCells } from '../../src/quality/made-up-return.ts'
import { folderAt } from '../../src/store/folder.ts'
import type { House } from '../../src/store/house.ts'
import { openHouse } from '../../src/store/open.ts'
import { isRefusal, refuse, type Refusal } from '../../src/units/refusal.ts'
import { runCadre } from '../house/run-cadre.ts'
import { turnoverCsv } from '../house/small-files.ts'
import { serveHouse, type ServedHouse } from './served-house.ts'

/** Backups made one after the other, and rows of each file that is sent meanwhile. In full: `CADRE_ROUNDS=20 CADRE_ROWS=20000 node bench/faults.mjs backup-under-load.test.ts`. */
const rounds = Number(process.env.CADRE_ROUNDS ?? 1)
const rowsSent = Number(process.env.CADRE_ROWS ?? 200)
const directory = mkdtempSync(join(tmpdir(), 'cadre-load-'))
const data = join(directory, 'data')
const question = '/api/query?measure=headcount&by=staff_group&at=2025-09-30'
const trust = (at: number): string => csvOf(Array.from({ length: rowsSent }, (_, row) => ({ ...staffCells(row), organisation: `T-${at}` })))
/** Milliseconds; four readers then stay below what one address may ask in a minute. */
const betweenRequests = 250
let served: ServedHouse

beforeAll(async () => {
  served = await serveHouse(directory)
  await served.send({ 'turnover.csv': turnoverCsv() })
})
afterAll(async () => {
  await served.close()
  rmSync(directory, { recursive: true, force: true })
})

describe(`${rounds} backups while a server answers and imports`, () => {
  test.each(Array.from({ length: rounds }, (_, round) => round))('backup %i: requests go on, and what is restored is one moment of it, row by row', async (round) => {
    const [backup, restored] = [join(directory, `backup-${round}`), join(directory, `restored-${round}`)]
    const load = startLoad(round)
    await load.begun
    const made = await runCadre(['--data', data, 'backup', backup, '--json'])
    const during = await load.stop()
    expect(made).toMatchObject({ code: 0, err: expect.stringContaining('parts of the lake copied and checked') })
    expect(during.statuses).toEqual([200])
    expect(during.answers.size).toBe(1)
    const filled = await runCadre(['--data', restored, 'restore', backup, '--json'])
    expect(filled.code).toBe(0)
    expect(JSON.parse(filled.out)).toEqual(JSON.parse(made.out))
    const house = await openHouse(restored)
    if (isRefusal(house)) throw new Error(house.found)
    try {
      // One moment: the files of the snapshot that was live then, each whole, and no more than were sent by the end.
      const live = await house.catalogue.live(localViewer)
      const files = await house.catalogue.files(localViewer, live!)
      const sent = await served.house.catalogue.files(localViewer, (await served.house.catalogue.live(localViewer))!)
      expect(sent).toEqual(expect.arrayContaining([...files]))
      const counted = await house.lake.select(localViewer, live!, 'select count(*) as people from staff')
      expect(counted).toEqual([{ people: files.filter(({ table }) => table === 'staff').reduce((sum, { rows }) => sum + rows.loaded, 0) }])
    } finally {
      await house.close()
    }
    console.info(`backup ${round}: ${during.asked} requests and ${during.imports} imports meanwhile, longest wait ${Math.round(during.longest)} ms`)
  })

  test('a run recorded before is repeated, and made again from the restored data it is the same bytes', async () => {
    const project = (from: string, to: string) => runCadre(['--data', join(directory, from), 'project', '--area', 'England', '--years', '3', '--draws', '20', '--seed', '7', '--out', join(directory, to)])
    // From the backup twice over: what a restored folder says, and what a copy of that copy says.
    expect((await runCadre(['--data', join(directory, 'again'), 'restore', join(directory, 'backup-0')])).code).toBe(0)
    expect([(await project('restored-0', 'run-1')).code, (await project('again', 'run-2')).code]).toEqual([0, 0])
    expect(filesOf(join(directory, 'run-2'))).toEqual(filesOf(join(directory, 'run-1')))
    expect(await runCadre(['run', 'verify', join(directory, 'run-2')])).toMatchObject({ code: 0, out: expect.stringContaining('identical') })
  })

  test('every refusal of a backup is said where it was asked for', async () => {
    const said = await runCadre(['--data', data, 'backup', join(directory, 'backup-0'), '--json'])
    expect(said.code).toBe(2)
    expect(JSON.parse(said.out)).toMatchObject({ refused: { code: 'folder-not-empty' } })
  })

  test('nobody else on the machine reaches the socket, and one with a token is not let past', async () => {
    const { control } = folderAt(data)
    expect([statSync(join(control, '..')).mode & 0o777, statSync(control).mode & 0o777]).toEqual([0o700, 0o600])
    writeFileSync(join(directory, 'token'), `cadre_${'x'.repeat(30)}`)
    expect(await runCadre(['--data', data, '--token-file', join(directory, 'token'), 'backup', join(directory, 'stolen')])).toMatchObject({ code: 3, err: expect.stringContaining('[folder-in-use]') })
  })
})

describe('where no server listens', () => {
  test('nothing answers for it, also when a killed one left its socket', async () => {
    const dead = join(directory, 'dead')
    mkdirSync(join(dead, 'control'), { recursive: true })
    writeFileSync(folderAt(dead).control, '')
    expect(await askForBackup(dead, join(directory, 'none'), () => undefined)).toBeNull()
    const said: string[] = []
    const stop = await attendFolder((line) => said.push(line))(dead, () => Promise.reject(new Error('not asked')))
    await stop()
    expect(said).toEqual([])
  })

  test('of two servers on one folder the first answers, and the second leaves its socket alone when it goes', async () => {
    const shared = join(directory, 'shared')
    const stops = [await attendFolder(() => undefined)(shared, houseThatRefuses('the first')), await attendFolder(() => undefined)(shared, houseThatRefuses('the second'))]
    await stops[1]!()
    expect(await askForBackup(shared, join(directory, 'none'), () => undefined)).toMatchObject({ found: 'the first' })
    await stops[0]!()
    expect(await askForBackup(shared, join(directory, 'none'), () => undefined)).toBeNull()
  })

  test('a path too long for a socket is said when the server starts', async () => {
    const said: string[] = []
    await (await attendFolder((line) => said.push(line))(join(directory, 'd'.repeat(120)), () => Promise.reject(new Error('not asked'))))()
    expect(said).toEqual([expect.stringMatching(/cannot reach this server while it runs: the path of the data folder is too long for a socket \(\d+ bytes, at most 103\)/)])
  })
})

/** Four readers who ask without a pause, and a trust after the other sending its staff, until told to stop. */
function startLoad(round: number): { begun: Promise<unknown>; stop: () => Promise<{ statuses: number[]; answers: Set<string>; asked: number; imports: number; longest: number }> } {
  const told = new AbortController()
  let [asked, imports, longest] = [0, 0, 0]
  const statuses = new Set<number>()
  const answers = new Set<string>()
  const reader = async (): Promise<void> => {
    while (!told.signal.aborted) {
      const start = performance.now()
      const { status, text } = await served.ask(question)
      longest = Math.max(longest, performance.now() - start)
      statuses.add(status)
      // The figures asked for do not move with the staff records that arrive; provenance names the snapshot, which does.
      answers.add(JSON.stringify((JSON.parse(text) as { rows: unknown }).rows))
      asked++
      await wait(betweenRequests)
    }
  }
  const sender = async (): Promise<void> => {
    for (let at = 0; !told.signal.aborted; at++) {
      statuses.add((await served.send({ [`T-${round}-${at}.csv`]: trust(round * 100 + at) })).status)
      imports++
    }
  }
  const first = served.ask(question)
  const all = Promise.all([reader(), reader(), reader(), reader(), sender()])
  return {
    begun: first,
    stop: async () => {
      told.abort()
      await all
      return { statuses: [...statuses], answers, asked, imports, longest }
    },
  }
}

/** Lends a house that refuses every backup in its own name. */
function houseThatRefuses(name: string): (work: (house: House) => Promise<unknown>) => Promise<never> {
  const backUp = async (): Promise<Refusal> => refuse('folder-not-empty', 'usage', { doing: 'Trying', found: name, need: 'Nothing', next: 'Nothing' })
  return (work) => work({ mode: 'demonstration', backUp } as unknown as House) as Promise<never>
}

function filesOf(folder: string): Record<string, string> {
  return Object.fromEntries(readdirSync(folder).toSorted().map((name) => [name, readFileSync(join(folder, name), 'utf8')]))
}
