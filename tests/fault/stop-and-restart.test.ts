import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { tokenFor } from '../access/sign-in.ts'
import { importFiles } from '../../src/api/import.ts'
import { localViewer } from '../../src/access/viewer.ts'
import { openHouse } from '../../src/store/open.ts'
import { isRefusal } from '../../src/units/refusal.ts'
import { turnoverCsv } from '../house/small-files.ts'
import { layNewRecords } from '../records/empty-records.ts'
import { startChild, type Child } from './child.ts'

/** Milliseconds a start may take on this machine, which is shared; the promise is 10 s on a quiet one, and what it took is printed. */
const longestStart = 60_000
const folder = mkdtempSync(join(tmpdir(), 'cadre-stop-'))
const data = join(folder, 'data')
const command = new URL('../../src/cli/main.ts', import.meta.url)
let token = ''

beforeAll(async () => {
  await layNewRecords(data)
  const house = await openHouse(data)
  if (isRefusal(house)) throw new Error(house.found)
  await importFiles(house, localViewer, [{ path: 'turnover.csv', read: async () => new TextEncoder().encode(turnoverCsv()) }], { as: null, dryRun: false, now: '2026-01-31T09:00:00.000Z' })
  token = await tokenFor(house)
  await house.close()
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('after kill −9 the server is ready again, with its data read through', async () => {
  const first = await serve()
  const snapshot = await untilReady(first.address)
  await first.child.kill()
  const started = performance.now()
  const second = await serve()
  expect(await untilReady(second.address)).toBe(snapshot)
  const took = performance.now() - started
  expect(took).toBeLessThan(longestStart)
  console.info(`ready ${(took / 1000).toFixed(1)} s after kill −9`)
  await second.child.kill()
})

test('SIGTERM: what is being answered is answered, nothing new is taken, and the folder is free', async () => {
  const { child, address } = await serve()
  await untilReady(address)
  const asked = Array.from({ length: 6 }, (_, one) => fetch(`${address}api/projection?area=England&years=15&draws=400&seed=${one + 1}`, { headers: { authorization: `Bearer ${token}` } }))
  // The server has all of them before the signal, and still reckons: who only knocked by then would be turned away.
  await untilTaken(address, asked.length)
  const ended = new Promise<number | null>((done) => { child.process.once('exit', (code) => done(code)) })
  child.process.kill('SIGTERM')
  const answers = await Promise.all(asked.map(async (answer) => [(await answer).status, (await (await answer).text()).length > 1000]))
  expect(answers).toEqual(Array.from({ length: 6 }, () => [200, true]))
  const lastAnswer = performance.now()
  expect(await ended).toBe(0)
  // Well before the half minute after which answers are given up: connections kept by the readers hold nothing up.
  expect(performance.now() - lastAnswer).toBeLessThan(20_000)
  await expect(fetch(`${address}health`)).rejects.toThrow()
  const house = await openHouse(data)
  expect(isRefusal(house)).toBe(false)
  if (!isRefusal(house)) await house.close()
})

async function serve(): Promise<{ child: Child; address: string }> {
  const child = startChild(command, ['--data', data, 'serve', '--port', '0', '--json'])
  await child.hears('{"address"')
  return { child, address: (JSON.parse(child.said()) as { address: string }).address }
}

/** Wait until the server has taken so many questions for projections, answered or not. */
async function untilTaken(address: string, wanted: number): Promise<void> {
  for (;;) {
    const said = await (await fetch(`${address}metrics`, { headers: { authorization: `Bearer ${token}` } })).text()
    const sum = (name: RegExp) => [...said.matchAll(name)].reduce((total, [, value]) => total + Number(value), 0)
    // Of those that are open one is this question itself.
    if (sum(/^cadre_requests_open (\d+)/gm) - 1 + sum(/^cadre_requests_total\{[^}]*route="\/api\/projection"[^}]*\} (\d+)/gm) >= wanted) return
    await wait(20)
  }
}

async function untilReady(address: string): Promise<string | null> {
  for (;;) {
    const answer = await fetch(`${address}ready`)
    if (answer.status === 200) return (await answer.json() as { snapshot: string | null }).snapshot
    await wait(50)
  }
}
