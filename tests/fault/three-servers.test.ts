import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { localViewer } from '../../src/access/viewer.ts'
import { ImportAnswer } from '../../src/contract/import.ts'
import { csvOf, staffCells } from '../../src/quality/made-up-return.ts'
import { stream } from '../../src/random/stream.ts'
import { openHouse } from '../../src/store/open.ts'
import { isRefusal } from '../../src/units/refusal.ts'
import { tokenFor } from '../access/sign-in.ts'
import { noRealPostgres, startRealPostgres, type RealPostgres } from '../records/real-postgres.ts'
import { startChild, type Child } from './child.ts'
import { staffHeld } from './served-house.ts'

const seed = Number(process.env.CADRE_SEED ?? 20261121)
const replay = `replay with CADRE_SEED=${seed} npx vitest run --project fault tests/fault/three-servers.test.ts`
const command = new URL('../../src/cli/main.ts', import.meta.url)
/** Kills, one after the other, each of the server that is the busiest. */
const kills = Number(process.env.CADRE_ROUNDS ?? 2)
const trusts = Number(process.env.CADRE_TRUSTS ?? 18)

/** A running server, and where it answers. */
interface Served { readonly child: Child; readonly address: string }

describe.skipIf(noRealPostgres !== null)(`three servers on one database and one data folder${noRealPostgres ? ` (skipped: ${noRealPostgres})` : ''}`, () => {
  const root = mkdtempSync(join(tmpdir(), 'cadre-three-'))
  const data = join(root, 'data')
  let postgres: RealPostgres
  let address: string
  let servers: Served[] = []

  const start = async (): Promise<Served> => {
    const child = startChild(command, ['--data', data, 'serve', '--port', '0', '--json'], { DATABASE_URL: address })
    await child.hears('{')
    return { child, address: (JSON.parse(child.said().split('\n')[0]!) as { address: string }).address }
  }

  beforeAll(async () => {
    console.info(replay)
    postgres = await startRealPostgres()
    address = await postgres.makeDatabase('three_servers')
    // At the same moment, on a folder and a database in which there is nothing yet.
    servers = await Promise.all([start(), start(), start()])
  })
  afterAll(async () => {
    await Promise.all(servers.map(({ child }) => child.kill()))
    await postgres.stop()
    rmSync(root, { recursive: true, force: true })
  })

  test(`imports through all of them, ${kills} of them killed meanwhile, are each there once, and all answer alike`, async () => {
    const house = await openHouse(data, { postgres: address })
    if (isRefusal(house)) throw new Error(`${house.found}; ${replay}`)
    const token = await tokenFor(house)
    const chance = stream(seed, 'three servers')
    const waiting = Array.from({ length: trusts }, (_, at) => at)
    let sentAgain = 0
    /** Each sender goes on with the next file, and sends one again elsewhere when its server died under it. */
    const sender = async (first: number): Promise<void> => {
      for (let at = waiting.shift(), turn = first; at !== undefined; at = waiting.shift(), turn++) {
        for (; await send(servers[turn % servers.length]!, token, at) === 'gone'; turn++) sentAgain++
      }
    }
    const killer = async (): Promise<void> => {
      for (let kill = 0; kill < kills; kill++) {
        await wait(300 + chance.next() * 700)
        await servers[kill % servers.length]!.child.kill()
        servers[kill % servers.length] = await start()
      }
    }
    await Promise.all([killer(), sender(0), sender(1), sender(2), sender(0)])
    console.info(`${sentAgain} tries to send ${trusts} files fell on a dead server`)

    expect(await staffHeld(house), replay).toEqual(Array.from({ length: trusts }, (_, at) => ({ at_code: `T-${at}`, rows: 10 + at })).toSorted((a, b) => (a.at_code < b.at_code ? -1 : 1)).map(({ at_code, rows }) => ({ at_code, month: expect.any(String) as string, rows })))
    const published = (await house.history.list(localViewer)).filter(({ kind }) => kind === 'published')
    expect(published, replay).toHaveLength(trusts)
    for (const [at, change] of published.slice(0, -1).entries()) expect(change.from, replay).toBe(published[at + 1]!.to)
    expect(await house.audit.check(localViewer, []), replay).toMatchObject({ fault: null })
    const answers = await Promise.all(servers.map(async (one) => (await fetch(`${one.address}api/query?measure=fte&by=organisation`, { headers: { authorization: `Bearer ${token}` } })).text()))
    expect(new Set(answers).size, replay).toBe(1)
    expect(JSON.parse(answers[0]!)).toMatchObject({ unit: 'FTE' })
    expect(readdirSync(data).filter((name) => name.endsWith('.new'))).toEqual([])
    await house.close()
  })
})

/** Send the file of a trust; `gone` when the server died before it answered. Errors: throws when it answered that it did not load. */
async function send(server: Served, token: string, at: number): Promise<'loaded' | 'unchanged' | 'gone'> {
  const form = new FormData()
  form.append('files', new Blob([csvOf(Array.from({ length: 10 + at }, (_, row) => ({ ...staffCells(row), organisation: `T-${at}` })))]), `T-${at}.csv`)
  const response = await fetch(`${server.address}api/imports`, { method: 'POST', headers: { 'x-cadre': '1', authorization: `Bearer ${token}` }, body: form }).catch(() => null)
  const text = await response?.text().catch(() => null)
  if (response === null || text == null) {
    await wait(50)
    return 'gone'
  }
  if (response.status !== 200) throw new Error(`T-${at} was answered ${response.status} ${text}; ${replay}`)
  const outcome = ImportAnswer.parse(JSON.parse(text)).files[0]?.outcome
  if (outcome !== 'loaded' && outcome !== 'unchanged') throw new Error(`T-${at}: ${text}; ${replay}`)
  return outcome
}
