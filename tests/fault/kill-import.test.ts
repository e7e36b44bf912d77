import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { localViewer } from '../../src/access/viewer.ts'
import { stream } from '../../src/random/stream.ts'
import type { House } from '../../src/store/house.ts'
import { openHouse } from '../../src/store/open.ts'
import { isRefusal } from '../../src/units/refusal.ts'
import { startChild } from './child.ts'
import { layNewRecords } from '../records/empty-records.ts'
import { judgedFile, rowsOf } from './judged-file.ts'

const importForever = new URL('./import-forever.ts', import.meta.url)
const seed = Number(process.env.CADRE_SEED ?? 20261121)
const chance = stream(seed, 'kill-import')
const replay = `replay with CADRE_SEED=${seed} npx vitest run --project fault tests/fault/kill-import.test.ts`
const folder = mkdtempSync(join(tmpdir(), 'cadre-kill-'))

/** Kills while importing, and kills while a new folder is being made. */
const kills = { importing: Number(process.env.CADRE_ROUNDS ?? 25), opening: process.env.CADRE_ROUNDS ? 20 : 3 }
/** Kills come at any moment of the first few imports; how long one takes is measured on this machine first. */
const importsBeforeKill = 6
const longestWait = 1500

beforeAll(() => console.info(replay))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test(`${kills.importing} kills during import leave the old snapshot or the new one, never half, and lose nothing acknowledged`, async () => {
  const directory = join(folder, 'importing')
  let held = 0
  let unheard = 0
  const oneImport = await measureImport(join(folder, 'measuring'))
  for (let kill = 1; kill <= kills.importing; kill++) {
    const child = startChild(importForever, [directory, String(held)])
    await child.hears('opened')
    await wait(chance.next() * Math.min(longestWait, importsBeforeKill * oneImport))
    await child.kill()
    const acknowledged = acknowledgedIn(child.said())
    const house = await reopen(directory)
    const now = await filesHeld(house)
    expect([acknowledged.last + 1, acknowledged.last + 2], `kill ${kill}; ${replay}`).toContain(Math.max(now, held))
    await expectWhole(house, now, `kill ${kill}; ${replay}`)
    if (acknowledged.snapshot !== null && now === acknowledged.last + 1) expect(await house.catalogue.live(localViewer)).toBe(acknowledged.snapshot)
    await house.close()
    expect(readdirSync(join(directory, 'lake', '.unfinished')).filter((name) => name.endsWith('.parquet'))).toEqual([])
    unheard += now - Math.max(acknowledged.last + 1, held)
    held = now
  }
  console.info(`${held} imports kept over ${kills.importing} kills; ${unheard} had been published but not yet acknowledged`)

  /** The child starts at file `held`, so with nothing acknowledged the last is the one before. */
  function acknowledgedIn(said: string): { last: number; snapshot: string | null } {
    const [, last, snapshot] = [...said.matchAll(/^acknowledged (\d+) (\w+)$/gm)].at(-1) ?? []
    return { last: last === undefined ? held - 1 : Number(last), snapshot: snapshot ?? null }
  }
})

test(`${kills.opening} kills while a folder is being made leave one that opens empty`, async () => {
  for (let kill = 1; kill <= kills.opening; kill++) {
    const directory = join(folder, `opening-${kill}`)
    const child = startChild(importForever, [directory])
    await child.hears('started')
    await wait(chance.next() * 3000)
    await child.kill()
    const house = await reopen(directory)
    await expectWhole(house, await filesHeld(house), `kill ${kill} while opening; ${replay}`)
    await house.close()
  }
})

/** Milliseconds an import takes here, now. */
async function measureImport(directory: string): Promise<number> {
  await layNewRecords(directory)
  const child = startChild(importForever, [directory])
  await child.hears('opened')
  const start = performance.now()
  await child.hears(`acknowledged ${importsBeforeKill - 1}`)
  await child.kill()
  return (performance.now() - start) / importsBeforeKill
}

async function reopen(directory: string): Promise<House> {
  const house = await openHouse(directory)
  if (isRefusal(house)) throw new Error(`${house.found}; ${replay}`)
  return house
}

async function filesHeld(house: House): Promise<number> {
  const live = await house.catalogue.live(localViewer)
  return live === null ? 0 : (await house.catalogue.files(localViewer, live)).length
}

/** Every file up to the last is there with all its rows, findings and quarantine; select verifies the hash of every part. */
async function expectWhole(house: House, count: number, when: string): Promise<void> {
  const live = await house.catalogue.live(localViewer)
  if (live === null) return
  const files = await house.catalogue.files(localViewer, live)
  expect(files.map((file) => file.name).sort(), when).toEqual(Array.from({ length: count }, (_, number) => judgedFile(number).name).sort())
  expect(files.every((file) => file.findings.length === 1 && file.parts.length === 2), when).toBe(true)
  const rows = await house.lake.select(localViewer, live, 'select cast(period_to as varchar) as period, count(*) as rows, sum(fte_days_lost) as lost from sickness group by all order by all')
  expect(rows, when).toEqual(Array.from({ length: count }, (_, number) => ({ period: judgedFile(number).periodTo, rows: rowsOf(number), lost: rowsOf(number) })))
  expect(await house.lake.select(localViewer, live, 'select count(*) as organisations from organisation'), when).toEqual([{ organisations: count * 3 }])
  for (const file of files) expect(await house.catalogue.quarantine(localViewer, file.id), when).toHaveLength(1)
}
