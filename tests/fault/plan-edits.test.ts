import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { localViewer } from '../../src/access/viewer.ts'
import { keepFolder } from '../../src/api/folder.ts'
import { importFiles } from '../../src/api/import.ts'
import { createPlan } from '../../src/api/plans.ts'
import { buildServer } from '../../src/api/server.ts'
import { stream } from '../../src/random/stream.ts'
import { openHouse, type OpenOptions } from '../../src/store/open.ts'
import { isRefusal } from '../../src/units/refusal.ts'
import { tokenFor } from '../access/sign-in.ts'
import { turnoverCsv } from '../house/small-files.ts'
import { noRealPostgres, startRealPostgres } from '../records/real-postgres.ts'
import { breaking, breaks, ignoringVersions, type Break } from './broken-plans.ts'
import { startChild, type Child } from './child.ts'
import { editTogether, emptyPlan, faultsOfPlans, type Send } from './plan-clients.ts'

const seed = Number(process.env['CADRE_SEED'] ?? 20261122)
const full = { clients: Number(process.env['CADRE_CLIENTS'] ?? 8), edits: Number(process.env['CADRE_EDITS'] ?? 20), plans: Number(process.env['CADRE_PLANS'] ?? 3), kills: Number(process.env['CADRE_ROUNDS'] ?? 2) }
const replay = `replay with CADRE_SEED=${seed} CADRE_CLIENTS=${full.clients} CADRE_EDITS=${full.edits} CADRE_PLANS=${full.plans} CADRE_ROUNDS=${full.kills} npx vitest run --project fault tests/fault/plan-edits.test.ts`
const root = mkdtempSync(join(tmpdir(), 'cadre-plans-'))

/** A data folder with an area to plan for, plans, and somebody who edits them. */
async function prepare(directory: string, plans: number, options: OpenOptions = {}): Promise<{ token: string; plans: string[] }> {
  const house = await openHouse(join(directory, 'data'), options)
  if (isRefusal(house)) throw new Error(house.found)
  await importFiles(house, localViewer, [{ path: 'turnover.csv', read: async () => new TextEncoder().encode(turnoverCsv()) }], { as: null, dryRun: false, now: '2026-01-31T12:00:00.000Z' })
  const made: string[] = []
  for (let at = 0; at < plans; at++) {
    const plan = await createPlan(house, localViewer, emptyPlan, { key: `plan-number-${at}`, asked: 'test', bodyHash: '', at: '2026-01-31T12:00:00.000Z' })
    if (isRefusal(plan)) throw new Error(plan.found)
    made.push(plan.plan)
  }
  const token = await tokenFor(house)
  await house.close()
  return { token, plans: made }
}

/** Servers on one folder, some of them killed while clients edit; answers what is wrong afterwards. */
async function editAgainstKills(directory: string, { token, plans }: Awaited<ReturnType<typeof prepare>>, sizes: { clients: number; edits: number; kills: number; servers: number; pause: number }, postgres = ''): Promise<{ faults: string[]; gone: number; seconds: number }> {
  const start = async (): Promise<{ child: Child; port: number }> => {
    const child = startChild(new URL('plan-server.ts', import.meta.url), [directory, postgres])
    await child.hears('listening')
    return { child, port: Number(/listening (\d+)/.exec(child.said())?.[1]) }
  }
  const servers = await Promise.all(Array.from({ length: sizes.servers }, start))
  let [gone, turn] = [0, 0]
  const send: Send = async (client, method, path, headers = {}, body) => {
    const { port } = servers[turn++ % servers.length]!
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
      method, headers: { authorization: `Bearer ${token}`, 'x-cadre': '1', 'x-forwarded-for': `10.0.0.${client % 250}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers }, ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }).catch(() => null)
    const text = await answer?.text().catch(() => null)
    if (answer !== null && text != null) return { status: answer.status, etag: answer.headers.get('etag') ?? '', body: JSON.parse(text) }
    gone++
    return 'gone'
  }
  const chance = stream(seed, 'plan edits')
  const editing = { done: false }
  const killer = async (): Promise<void> => {
    for (let kill = 0; kill < sizes.kills && !editing.done; kill++) {
      await wait(sizes.pause * (0.5 + chance.next()))
      await servers[kill % servers.length]!.child.kill()
      servers[kill % servers.length] = await start()
    }
  }
  const began = performance.now()
  try {
    const [, acknowledged] = await Promise.all([killer(), editTogether(send, plans, chance, sizes).finally(() => { editing.done = true })])
    expect(acknowledged).toHaveLength(sizes.clients * sizes.edits)
    return { faults: await faultsOfPlans(send, plans, acknowledged), gone, seconds: Math.round((performance.now() - began) / 1000) }
  } finally {
    await Promise.all(servers.map(({ child }) => child.kill()))
  }
}

describe('plans that many edit at the same time', () => {
  let made: Awaited<ReturnType<typeof prepare>>
  const pristine = join(root, 'pristine')
  const copy = (name: string): string => {
    cpSync(pristine, join(root, name), { recursive: true })
    return join(root, name)
  }
  beforeAll(async () => {
    console.info(replay)
    made = await prepare(pristine, full.plans)
  })
  afterAll(() => rmSync(root, { recursive: true, force: true }))

  test(`hold every acknowledged edit exactly once: ${full.clients} clients × ${full.edits} edits × ${full.plans} plans, ${full.kills} kills, records in the folder`, async () => {
    const { faults, gone, seconds } = await editAgainstKills(copy('killed'), made, { ...full, servers: 1, pause: 1500 })
    console.info(`${full.clients * full.edits} edits in ${seconds} s; ${gone} requests fell on a dead server`)
    expect(faults, replay).toEqual([])
    expect(gone, 'no request met a kill: the test proved less than it says').toBeGreaterThan(0)
  })

  test.skipIf(noRealPostgres !== null)(`the same through two servers on one PostgreSQL${noRealPostgres ? ` (skipped: ${noRealPostgres})` : ''}`, async () => {
    const server = await startRealPostgres()
    try {
      const [directory, postgres] = [join(root, 'shared'), await server.makeDatabase('plan_edits')]
      const { faults, gone, seconds } = await editAgainstKills(directory, await prepare(directory, full.plans, { postgres }), { ...full, servers: 2, pause: 1000 }, postgres)
      console.info(`${full.clients * full.edits} edits in ${seconds} s through two servers; ${gone} requests fell on a dead one`)
      expect(faults, replay).toEqual([])
    } finally {
      await server.stop()
    }
  })

  test.each(breaks)('a build that %s is caught', async (how) => {
    expect(await faultsInProcess(copy(how.replaceAll(' ', '-')), made, how)).not.toEqual([])
  })

  test('the same clients in the same process find nothing wrong with the build as it is', async () => {
    expect(await faultsInProcess(copy('sound'), made, null)).toEqual([])
  })
})

/** Without kills: four clients, four edits each, against a server in this process. */
async function faultsInProcess(directory: string, { token, plans }: Awaited<ReturnType<typeof prepare>>, how: Break | null): Promise<string[]> {
  const house = await openHouse(join(directory, 'data'), how === null || how === 'ignores the version' ? {} : { database: breaking(how) })
  if (isRefusal(house)) throw new Error(house.found)
  mkdirSync(join(directory, 'pages'), { recursive: true })
  writeFileSync(join(directory, 'pages', 'index.html'), '<!doctype html><title>Cadre</title>')
  const folder = keepFolder(how === 'ignores the version' ? ignoringVersions(house) : house, openHouse)
  const server = await buildServer({ folder, pages: join(directory, 'pages'), log: () => {} })
  const send: Send = async (_client, method, url, headers = {}, payload) => {
    const answer = await server.inject({ method, url, headers: { host: 'localhost', authorization: `Bearer ${token}`, 'x-cadre': '1', ...headers }, ...(payload === undefined ? {} : { payload }) })
    return { status: answer.statusCode, etag: String(answer.headers.etag ?? ''), body: answer.json() }
  }
  try {
    const few = plans.slice(0, 1)
    const acknowledged = await editTogether(send, few, stream(seed, 'broken plans'), { clients: 4, edits: 4 })
    await wait(300)
    return await faultsOfPlans(send, few, acknowledged)
  } finally {
    await server.close()
    await folder.close()
  }
}
