import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { realDisk } from './disk.ts'
import { folderAt } from './folder.ts'
import { openKeptAnswers } from './kept-answers.ts'

const root = mkdtempSync(join(tmpdir(), 'cadre-answers-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

const folder = folderAt(root)
const home = join(folder.lake, 'answers')
/** Folder of a snapshot: its name goes on with what code it is. */
const of = (snapshot: string): string => join(home, readdirSync(home).find((name) => name.startsWith(`${snapshot}-`))!)
const answer = { rows: [{ value: null, at: undefined }], byAge: Float64Array.of(0.1, 0.2), places: new Map([['T1', 3]]) }

test('an answer is found again as it was kept, by another opening too, and by no other question or snapshot', async () => {
  await realDisk.makeFolder(folder.unfinished)
  const answers = openKeptAnswers(folder, realDisk)
  expect(await answers.find('s1', 'flows of A')).toBeUndefined()
  await answers.keep('s1', 'flows of A', answer)
  expect(await openKeptAnswers(folder, realDisk).find('s1', 'flows of A')).toEqual(answer)
  expect(await answers.find('s1', 'flows of B')).toBeUndefined()
  expect(await answers.find('s2', 'flows of A')).toBeUndefined()
})

test('bytes that were changed are no answer', async () => {
  const path = join(of('s1'), readdirSync(of('s1'))[0]!)
  const bytes = readFileSync(path)
  bytes[bytes.length - 1]! ^= 1
  writeFileSync(path, bytes)
  expect(await openKeptAnswers(folder, realDisk).find('s1', 'flows of A')).toBeUndefined()
})

test('answers of other snapshots go when one of a new snapshot is kept', async () => {
  await openKeptAnswers(folder, realDisk).keep('s2', 'flows of A', [1])
  expect([readdirSync(home).map((name) => name.slice(0, 3)), readdirSync(of('s2')).length]).toEqual([['s2-'], 1])
})

test('where the disk is full nothing is kept, and nobody hears of it', async () => {
  const full = openKeptAnswers(folder, { ...realDisk, produce: () => Promise.reject(Object.assign(new Error('full'), { code: 'ENOSPC' })) })
  await full.keep('s2', 'flows of B', [2])
  expect(await full.find('s2', 'flows of B')).toBeUndefined()
})
