import { existsSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openReadingRoom, type ReadingRoom } from '../../../src/api/import/reading-room.ts'
import type { ReadOutcome } from '../../../src/api/import/read-file.ts'
import { corpus } from './corpus.ts'
import type { HostileFile, Verdict } from './hostile-file.ts'
import { serveFolder, type ServedFolder } from './served-folder.ts'

/** The long form adds the files of a million rows: CADRE_ROUNDS=1 or more. */
const files = corpus.filter(({ long }) => !long || process.env.CADRE_ROUNDS !== undefined)
const returns = { key: new Uint8Array(32).fill(7), mapping: null, organisation: null, before: [] }
/** No file of the corpus may hold up an import for longer. Unit: milliseconds. */
const longest = 10_000

let room: ReadingRoom
let served: ServedFolder
beforeAll(async () => {
  room = openReadingRoom()
  served = await serveFolder()
})
afterAll(async () => {
  await room.close()
  await served.close()
})

test('the corpus is as large as was promised, and no two files say the same', () => {
  expect(corpus.length).toBeGreaterThanOrEqual(120)
  expect(new Set(corpus.map(({ kind, says }) => `${kind}: ${says}`)).size).toBe(corpus.length)
})

test.each(files.map((file) => [`${file.kind}: ${file.says}`, file] as const))('%s', async (_says, file) => {
  const bytes = file.bytes()
  const start = performance.now()
  const outcome = await room.read({ name: file.name, bytes, sha256: createHash('sha256').update(bytes).digest('hex') }, null, returns)
  if (!file.long) expect(performance.now() - start).toBeLessThan(longest)
  expectVerdict(outcome, file.verdict)
})

test('what is refused is refused by the server too, in one form, and publishes nothing', async () => {
  const refused = files.filter(({ verdict }) => 'refused' in verdict)
  const answers = await served.send(refused.map(sendable))
  expect(answers.map(({ outcome, refused: why }, at) => [refused[at]?.says, outcome, why?.code])).toEqual(refused.map(({ says, verdict }) => [says, 'refused', 'refused' in verdict ? verdict.refused : null]))
  expect(await served.held()).toEqual({ snapshot: null, files: [] })
})

test('what is loaded is published by the server whole, row for row', async () => {
  const kinds = [...new Set(files.map(({ kind }) => kind))]
  // One hostile file of each kind that loads, each after the other: a kind is one road through the reader to the store.
  const loaded = kinds.flatMap((kind) => files.filter((file) => file.kind === kind && !('refused' in file.verdict)).slice(-3))
  expect(loaded.length).toBeGreaterThan(20)
  for (const file of loaded) {
    const [answer] = await served.send([sendable(file)])
    const { verdict } = file
    if ('refused' in verdict) throw new Error(`${file.says} was to be loaded`)
    expect([file.says, answer?.refused ?? null, answer?.rows]).toEqual([file.says, null, rowsOf(verdict)])
    for (const { rows } of (await served.held()).files) expect(rows.read).toBe(rows.loaded + rows.quarantined + rows.duplicate)
  }
  expect(await served.isReady()).toBe(true)
})

test('nothing was written where a name of an archive climbs to', () => expect(existsSync('/tmp/cadre-escaped')).toBe(false))

test('no file has changed what every object inherits', () => expect(Object.keys(Object.prototype)).toEqual([]))

function sendable(file: HostileFile): { name: string; bytes: Uint8Array } {
  return { name: file.name, bytes: file.bytes() }
}

function rowsOf({ loaded, quarantined = 0, duplicate = 0 }: Exclude<Verdict, { refused: string }>) {
  return { read: loaded + quarantined + duplicate, loaded, quarantined, duplicate }
}

function expectVerdict(outcome: ReadOutcome, verdict: Verdict): void {
  if ('refused' in verdict) {
    expect(outcome.accepted === null ? outcome.refused.code : 'accepted').toBe(verdict.refused)
    return
  }
  const file = outcome.accepted
  if (file === null) throw new Error(`refused: ${outcome.refused.code}, ${outcome.refused.found}`)
  expect(file.rows).toEqual(rowsOf(verdict))
  expect(file.findings.map(({ rule }) => rule)).toEqual(expect.arrayContaining([...(verdict.rules ?? [])]))
  if (verdict.fte !== undefined) expect(file.sums.fte).toBe(verdict.fte)
}
