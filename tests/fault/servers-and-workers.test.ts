import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { localViewer } from '../../src/access/viewer.ts'
import { answerEverywhere } from '../../src/api/everywhere.ts'
import { importFiles } from '../../src/api/import.ts'
import { EverywhereRun, type EverywhereAnswer } from '../../src/contract/everywhere.ts'
import { ImportJob } from '../../src/contract/import-job.ts'
import { csvOfLocal, csvOfMap, localReturns } from '../../src/demo/local-returns.ts'
import { csvOf, staffCells } from '../../src/quality/made-up-return.ts'
import { stream } from '../../src/random/stream.ts'
import type { House } from '../../src/store/house.ts'
import { openHouse } from '../../src/store/open.ts'
import { isRefusal } from '../../src/units/refusal.ts'
import { tokenFor } from '../access/sign-in.ts'
import { noRealPostgres, startRealPostgres, type RealPostgres } from '../records/real-postgres.ts'
import { startChild, type Child } from './child.ts'
import { staffHeld } from './served-house.ts'

const seed = Number(process.env.CADRE_SEED ?? 20261122)
const replay = `replay with CADRE_SEED=${seed} npx vitest run --project fault tests/fault/servers-and-workers.test.ts`
const command = new URL('../../src/cli/main.ts', import.meta.url)
/** Kills, one after the other, of servers and workers by lot; and uploads meanwhile. */
const kills = Number(process.env.CADRE_ROUNDS ?? 4)
const trusts = Number(process.env.CADRE_TRUSTS ?? Math.min(150, Math.max(12, kills * 2)))
/** Seconds after which jobs of a silent process are taken from it. */
const lease = '2'

/** A running process; a server with where it answers. */
interface Running { readonly child: Child; readonly address: string | null }

describe.skipIf(noRealPostgres !== null)(`three servers and four workers on one database${noRealPostgres ? ` (skipped: ${noRealPostgres})` : ''}`, () => {
  const root = mkdtempSync(join(tmpdir(), 'cadre-workers-'))
  const data = join(root, 'data')
  let postgres: RealPostgres
  let database: string
  let house: House
  let token: string
  let running: Running[] = []

  const start = async (kind: 'server' | 'worker'): Promise<Running> => {
    const child = startChild(command, ['--data', data, ...(kind === 'server' ? ['serve', '--port', '0'] : ['worker', '--drain', '5']), '--json'], { DATABASE_URL: database, CADRE_JOB_LEASE: lease })
    await child.hears('{')
    const [first] = child.said().split('\n') as [string]
    // Who starts says so in one line; a refusal has several.
    if (first === '{') {
      await child.hears('}')
      throw new Error(`a ${kind} did not start: ${child.said()}; ${replay}`)
    }
    return { child, address: (JSON.parse(first) as { address?: string }).address ?? null }
  }
  const servers = (): Running[] => running.filter(({ address }) => address !== null)
  const ask = async (turn: number, path: string, init: RequestInit = {}): Promise<Response | null> => {
    const server = servers()[turn % servers().length]
    return server === undefined ? null : fetch(`${server.address}${path}`, { ...init, headers: { 'x-cadre': '1', authorization: `Bearer ${token}`, ...init.headers } }).catch(() => null)
  }
  /** Ask until a server that lives answers. */
  const askAny = async (turn: number, path: string, init: RequestInit = {}): Promise<ImportJob> => {
    for (;; turn++) {
      const answer = await ask(turn, path, init)
      const text = await answer?.text().catch(() => null)
      if (answer != null && text != null && answer.status < 500) return ImportJob.parse(JSON.parse(text), { error: () => `${path} was answered ${text.slice(0, 500)}; ${replay}` })
      await wait(100)
    }
  }
  const send = (turn: number, trust: string, rows: number, how: string): Promise<ImportJob> => {
    const form = new FormData()
    form.append('files', new Blob([csvOf(Array.from({ length: rows }, (_, row) => ({ ...staffCells(row), organisation: trust })))]), `${trust}.csv`)
    return askAny(turn, `api/import-jobs${how}`, { method: 'POST', body: form })
  }
  /** Ask one server after the other how an upload stands. */
  const until = async (id: string, ...states: readonly ImportJob['state'][]): Promise<ImportJob> => {
    for (let turn = 0; ; turn++) {
      const job = await askAny(turn, `api/import-jobs/${id}`)
      if (states.includes(job.state)) return job
      expect(job.state, `${job.says} ${job.problem?.detail}; ${replay}`).not.toBe('failed')
      await wait(100)
    }
  }

  /** Kill the process that has a job, and start another of its kind. */
  const killWhoeverHas = async (id: string): Promise<void> => {
    const worker = (await house.jobs.find(localViewer, id))?.worker
    const pid = (await house.jobs.workers(localViewer)).find((one) => one.id === worker)?.name.split(' ')[1]
    const which = running.findIndex(({ child }) => String(child.process.pid) === pid)
    if (which < 0) return
    const { child, address } = running[which]!
    await child.kill()
    running[which] = await start(address === null ? 'worker' : 'server')
  }

  beforeAll(async () => {
    console.info(replay)
    postgres = await startRealPostgres()
    database = await postgres.makeDatabase('workers')
    const opened = await openHouse(data, { postgres: database })
    if (isRefusal(opened)) throw new Error(`${opened.found}; ${replay}`)
    house = opened
    token = await tokenFor(house)
    running = await Promise.all([start('server'), start('server'), start('server'), start('worker'), start('worker'), start('worker'), start('worker')])
  })
  afterAll(async () => {
    await Promise.all(running.map(({ child }) => child.kill()))
    await house.close()
    await postgres.stop()
    rmSync(root, { recursive: true, force: true })
  })

  test(`uploads while ${kills} of them are killed: each is published once, whoever took it, and every server tells so`, async () => {
    const chance = stream(seed, 'servers and workers')
    const waiting = Array.from({ length: trusts }, (_, at) => at)
    const sent: ImportJob[] = []
    const sender = async (first: number): Promise<void> => {
      for (let at = waiting.shift(), turn = first; at !== undefined; at = waiting.shift(), turn++) {
        sent.push(await send(turn, `T-${at}`, 10 + at, '?straightAway=yes'))
        if (kills > 20) await wait(500)
      }
    }
    const killer = async (): Promise<void> => {
      for (let kill = 0; kill < kills; kill++) {
        await wait(300 + chance.next() * 700)
        // Order matters: two servers always answer, for one at a time is away.
        const which = Math.floor(chance.next() * running.length)
        const { child, address } = running[which]!
        await child.kill()
        running[which] = await start(address === null ? 'worker' : 'server')
      }
    }
    await Promise.all([killer(), sender(0), sender(1)])
    const cancelled = await send(0, 'T-none', 50, '')
    expect((await askAny(1, `api/import-jobs/${cancelled.id}`, { method: 'DELETE' })).state, replay).toBe('cancelled')
    for (const { id } of sent) await until(id, 'published')

    expect(await staffHeld(house), replay).toEqual(Array.from({ length: trusts }, (_, at) => ({ at_code: `T-${at}`, month: expect.any(String) as string, rows: 10 + at })).toSorted((a, b) => (a.at_code < b.at_code ? -1 : 1)))
    const published = (await house.history.list(localViewer)).filter(({ kind }) => kind === 'published')
    expect(published, replay).toHaveLength(trusts)
    for (const [at, change] of published.slice(0, -1).entries()) expect(change.from, replay).toBe(published[at + 1]!.to)
    expect(await house.audit.check(localViewer, []), replay).toMatchObject({ fault: null })
    const answers = await Promise.all([0, 1, 2].map(async (turn) => (await ask(turn, 'api/query?measure=fte&by=organisation'))?.text()))
    expect(new Set(answers).size, replay).toBe(1)

    const jobs = await house.jobs.list(localViewer, null)
    console.info(`${jobs.length} jobs, ${jobs.filter(({ attempt }) => attempt > 1).length} of them taken up more than once, at most ${Math.max(...jobs.map(({ attempt }) => attempt))} times`)
    expect(jobs.filter(({ state }) => state !== 'done').map(({ id }) => id), replay).toEqual([cancelled.id])
    // Of what was sent nothing is left, and nobody who is gone counts as somebody who takes jobs.
    const left = () => readdirSync(dirname(house.jobs.folderOf('any'))).flatMap((id) => readdirSync(house.jobs.folderOf(id))).filter((name) => !name.endsWith('-findings.json'))
    await expect.poll(left, { timeout: 20_000, message: replay }).toEqual([])
    await expect.poll(async () => (await house.jobs.workers(localViewer)).length, { timeout: 20_000, message: replay }).toBe(7)
  })

  test('a run of every area whose process is killed is done by another, and every server gives the same answer', async () => {
    const made = localReturns(1, { trusts: 4, people: 50, monthEnds: ['2024-09-30', '2025-09-30'], style: 'own' })
    const files = [csvOfMap(made.map), ...made.files.filter(({ table }) => table === 'staff').map(csvOfLocal)].map((text, at) => ({ path: `${at}.csv`, read: async () => new TextEncoder().encode(text) }))
    const loaded = await importFiles(house, localViewer, files, { as: null, dryRun: false, now: new Date().toISOString() })
    expect(isRefusal(loaded) ? loaded.found : loaded.files.filter(({ outcome }) => outcome !== 'loaded'), replay).toEqual([])
    const asked = { years: 10, draws: 400, unit: 'fte', level: 'ics', groups: 'profession' }
    let run: EverywhereRun | null = null
    for (let [attempt, turn] = [1, 1]; attempt < 2; turn++) {
      const started = await ask(turn, 'api/everywhere', { method: 'POST', body: JSON.stringify({ ...asked, seed: turn }), headers: { 'content-type': 'application/json' } })
      run = EverywhereRun.parse(await started?.json())
      const { id } = run
      await expect.poll(async () => (await house.jobs.find(localViewer, id))?.state, { timeout: 60_000, interval: 20, message: replay }).not.toBe('waiting')
      await killWhoeverHas(id)
      await expect.poll(async () => (await house.jobs.find(localViewer, id))?.state, { timeout: 120_000, message: replay }).toBe('done')
      // One that was done before it could be killed proves nothing: the next is asked.
      attempt = (await house.jobs.find(localViewer, id))!.attempt
    }
    const answers = await Promise.all([0, 1, 2].map(async (turn) => (await ask(turn, `api/everywhere/${run?.id}/answer`))?.text()))
    expect(new Set(answers).size, replay).toBe(1)
    const alone = await answerEverywhere(house, localViewer, run!.request, { step: () => undefined, stop: new AbortController().signal })
    if (alone === null || isRefusal(alone)) throw new Error(`nothing to project; ${replay}`)
    expect((JSON.parse(answers[0]!) as EverywhereAnswer).manifest, replay).toEqual(alone.answer.manifest)
  })

  test('a worker that is told to stop hands back what it has not done, and the others do it', async () => {
    const jobs = await Promise.all(Array.from({ length: 4 }, (_, at) => send(at, `U-${at}`, 20, '?straightAway=yes')))
    const workers = running.filter(({ address }) => address === null)
    const ended = await Promise.all(workers.slice(0, 3).map(({ child }) => new Promise<number | null>((resolve) => {
      child.process.once('exit', resolve)
      child.process.kill('SIGTERM')
    })))
    expect(ended, replay).toEqual([0, 0, 0])
    for (const { id } of jobs) await until(id, 'published')
    expect((await staffHeld(house) as { at_code: string }[]).filter(({ at_code }) => at_code.startsWith('U-')), replay).toHaveLength(4)
    await expect.poll(async () => (await house.jobs.workers(localViewer)).length, { timeout: 20_000, message: replay }).toBe(4)
  })
})
