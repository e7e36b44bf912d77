import { mkdtempSync, readFileSync, rmSync, unlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { localViewer } from '../../src/access/viewer.ts'
import { stream } from '../../src/random/stream.ts'
import type { House } from '../../src/store/house.ts'
import { openHouse } from '../../src/store/open.ts'
import { publishFiles } from '../../src/store/publish.ts'
import { isRefusal } from '../../src/units/refusal.ts'
import { layNewRecords } from '../records/empty-records.ts'
import { judgedFile } from './judged-file.ts'

const seed = Number(process.env.CADRE_SEED ?? 20261121)
const chance = stream(seed, 'flipped-byte')
const folder = mkdtempSync(join(tmpdir(), 'cadre-flipped-'))
let house: House
let snapshot: string
let part: string

beforeAll(async () => {
  console.info(`replay with CADRE_SEED=${seed} npx vitest run --project long tests/fault/flipped-byte.test.ts`)
  await layNewRecords(folder)
  house = await opened()
  const published = await publishFiles(house, localViewer, [judgedFile(0)], '2026-01-31T12:00:00.000Z')
  if (isRefusal(published)) throw new Error(published.found)
  snapshot = String(published.snapshot)
  const [file] = await house.catalogue.files(localViewer, snapshot)
  part = join(folder, 'lake', String(file?.parts.find((one) => one.table === 'sickness')?.path))
})
afterAll(async () => {
  await house.close()
  rmSync(folder, { recursive: true, force: true })
})

test('a flipped byte anywhere in a part is never served, while the house is open and after it is opened again', async () => {
  const good = readFileSync(part)
  for (let flip = 0; flip < 20; flip++) {
    const bad = Buffer.from(good)
    const at = Math.floor(chance.next() * bad.length)
    bad[at] = (bad[at] ?? 0) ^ (1 << Math.floor(chance.next() * 8))
    writeFileSync(part, bad)
    await expect(days(), `byte ${at}`).rejects.toMatchObject({ code: 'lake-part-damaged' })
  }
  await house.close()
  house = await opened()
  await expect(days()).rejects.toThrow(/lake-part-damaged.*sickness.*has changed since it was published.*Import the file it came from again/)
  writeFileSync(part, good)
  expect(await days()).toBe(200)
})

test('importing the file again mends a damaged or a missing part', async () => {
  writeFileSync(part, 'nonsense')
  await expect(days()).rejects.toMatchObject({ code: 'lake-part-damaged' })
  expect(await publishFiles(house, localViewer, [judgedFile(0)], '2026-02-01T12:00:00.000Z')).toMatchObject({ snapshot, changed: false, outcomes: ['unchanged'] })
  expect(await days()).toBe(200)

  unlinkSync(part)
  await expect(days()).rejects.toThrow(/lake-part-damaged.*is missing/)
  await publishFiles(house, localViewer, [judgedFile(0)], '2026-02-01T12:00:00.000Z')
  expect(await days()).toBe(200)
})

async function opened(): Promise<House> {
  const answer = await openHouse(folder)
  if (isRefusal(answer)) throw new Error(answer.found)
  return answer
}

async function days(): Promise<unknown> {
  return (await house.lake.select(localViewer, snapshot, 'select sum(fte_days_lost) as lost from sickness'))[0]?.lost
}
