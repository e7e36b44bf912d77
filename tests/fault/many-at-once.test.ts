import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { localViewer } from '../../src/access/viewer.ts'
import { csvOf, staffCells } from '../../src/quality/made-up-return.ts'
import { stream } from '../../src/random/stream.ts'
import { serveHouse, staffHeld, type ServedHouse } from './served-house.ts'

const seed = Number(process.env.CADRE_SEED ?? 20261121)
const replay = `replay with CADRE_SEED=${seed} npx vitest run --project fault tests/fault/many-at-once.test.ts`
const directory = mkdtempSync(join(tmpdir(), 'cadre-many-'))
let [once, inTurn]: ServedHouse[] = []

beforeAll(async () => {
  console.info(replay)
  once = await serveHouse(join(directory, 'once'))
  inTurn = await serveHouse(join(directory, 'in-turn'))
})
afterAll(async () => {
  await Promise.all([once?.close(), inTurn?.close()])
  rmSync(directory, { recursive: true, force: true })
})

const trust = (at: number, more: Readonly<Record<string, string>> = {}) => csvOf(Array.from({ length: 10 + at }, (_, row) => ({ ...staffCells(row), organisation: `T-${at}`, ...more })))

/** 24 trusts, four of which send the same file twice, two files nobody knows and two with a column of names: 32 uploads. */
function uploads(): { name: string; text: string }[] {
  const files = [
    ...Array.from({ length: 24 }, (_, at) => ({ name: `T-${at}.csv`, text: trust(at) })), ...Array.from({ length: 4 }, (_, at) => ({ name: `T-${at} again.csv`, text: trust(at) })),
    ...[1, 2].map((at) => ({ name: `shoes ${at}.csv`, text: `shoe,size\nboot,${at}\n` })), ...[30, 31].map((at) => ({ name: `names ${at}.csv`, text: trust(at, { surname: 'Fernwick' }) })),
  ]
  const chance = stream(seed, 'many at once')
  return files.map((file) => ({ file, order: chance.next() })).toSorted((a, b) => a.order - b.order).map(({ file }) => file)
}

test('32 imports at once each end loaded, unchanged or refused, and leave what one after the other leaves', async () => {
  const files = uploads()
  expect(files).toHaveLength(32)
  const answers = await Promise.all(files.map(({ name, text }) => once!.send({ [name]: text })))
  for (const [at, { status, answer }] of answers.entries()) {
    expect([files[at]!.name, status], replay).toEqual([files[at]!.name, 200])
    const [file] = answer!.files
    const expected = files[at]!.name.startsWith('shoes') ? ['unknown-file'] : files[at]!.name.startsWith('names') ? ['personal-column'] : ['loaded', 'unchanged']
    expect(expected, `${files[at]!.name}; ${replay}`).toContain(file?.refused?.code ?? file?.outcome)
  }
  const outcomes = answers.flatMap(({ answer }) => answer!.files.map(({ outcome }) => outcome))
  expect([outcomes.filter((one) => one === 'loaded').length, outcomes.filter((one) => one === 'unchanged').length]).toEqual([24, 4])

  // The same people under the same key: the same bytes, wherever and in whatever order.
  cpSync(join(directory, 'once', 'data', 'key'), join(directory, 'in-turn', 'data', 'key'))
  for (const { name, text } of files.toSorted((a, b) => (a.name < b.name ? -1 : 1))) await inTurn!.send({ [name]: text })
  expect(await once!.house.catalogue.live(localViewer), replay).toBe(await inTurn!.house.catalogue.live(localViewer))
  expect(await staffHeld(once!.house)).toEqual(await staffHeld(inTurn!.house))
  expect(await staffHeld(once!.house)).toHaveLength(24)
  expect([once!.waiting(), once!.log]).toEqual([[], []])
  const published = (await once!.house.history.list(localViewer)).filter(({ kind }) => kind === 'published')
  expect(published).toHaveLength(24)
  // Every publication began where the one before it ended: none was lost between two.
  for (const [at, change] of published.slice(0, -1).entries()) expect(change.from, replay).toBe(published[at + 1]!.to)
})
