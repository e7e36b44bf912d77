import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { localViewer } from '../../src/access/viewer.ts'
import { csvOf, staffCells } from '../../src/quality/made-up-return.ts'
import { serveHouse, staffHeld, type ServedHouse } from './served-house.ts'

const directory = mkdtempSync(join(tmpdir(), 'cadre-gone-'))
const month = (period_to: string, rows = 30): string => csvOf(Array.from({ length: rows }, (_, at) => ({ ...staffCells(at), period_to })))
let served: ServedHouse

beforeAll(async () => { served = await serveHouse(directory) })
afterAll(async () => {
  await served.close()
  rmSync(directory, { recursive: true, force: true })
})

test('a sender who goes away at any percent of an upload leaves nothing, and the next upload works', async () => {
  expect(await served.send({ 'september.csv': month('2025-09-30') })).toMatchObject({ status: 200, answer: { changed: true } })
  const held = await served.house.catalogue.live(localViewer)
  // Two files, so that many percents fall between them.
  const files = { 'october.csv': month('2025-10-31'), 'november.csv': month('2025-11-30') }
  for (let percent = 0; percent < 100; percent++) await served.sendPart(files, percent / 100)
  await untilNothingWaits()
  expect(await served.house.catalogue.live(localViewer)).toBe(held)
  expect(await served.ready()).toBe(true)
  expect(served.log).toEqual([])
  expect(await served.send({ 'october.csv': files['october.csv'] })).toMatchObject({ status: 200, answer: { changed: true } })
})

test('a sender who goes away after the last byte finds all of it loaded, or none', async () => {
  const before = await staffHeld(served.house)
  await served.sendPart({ 'december.csv': month('2025-12-31'), 'january.csv': month('2026-01-31') }, 1)
  // Imports take turns: when one sent later is answered, this one is over.
  expect((await served.send({ 'february.csv': month('2026-02-28') })).status).toBe(200)
  await untilNothingWaits()
  const february = { at_code: 'X-1', month: '2026-02-28', rows: 30 }
  const whole = [...before as unknown[], { at_code: 'X-1', month: '2025-12-31', rows: 30 }, { at_code: 'X-1', month: '2026-01-31', rows: 30 }, february]
  expect([[...before as unknown[], february], whole]).toContainEqual(await staffHeld(served.house))
  expect(served.log).toEqual([])
})

/** What was kept of an upload that ended goes with it. */
async function untilNothingWaits(): Promise<void> {
  for (let look = 0; served.waiting().length > 0; look++) {
    if (look === 200) expect(served.waiting()).toEqual([])
    await wait(50)
  }
}
