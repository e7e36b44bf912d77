import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { localViewer } from '../access/viewer.ts'
import { isRefusal } from '../units/refusal.ts'
import type { House } from './house.ts'
import { openHouse } from './open.ts'
import { realDisk } from './disk.ts'
import { openPglite } from './records-pglite.ts'

const root = mkdtempSync(join(tmpdir(), 'cadre-factors-'))
const directory = join(root, 'house')
const at = '2026-01-31T12:00:00.000Z'
const secret = 'KANARISECRETABCDEFGHIJKLMNOPQRST'
let house: House
let [ann, ben] = ['', '']

const open = async (): Promise<House> => {
  const opened = await openHouse(directory)
  if (isRefusal(opened)) throw new Error(opened.found)
  return opened
}
const secretOf = async (person: string) => (await house.credentials.of(person))?.secondFactor
/** Files below a folder in whose bytes a text stands. */
const filesWith = (folder: string, text: string): string[] => readdirSync(folder, { recursive: true }).map((name) => join(folder, String(name))).filter((path) => statSync(path).isFile() && readFileSync(path).includes(text))
/** What stands in the row of somebody, as the owner of the tables sees it. */
const change = async (sql: string, parameters: readonly string[]): Promise<unknown> => {
  await house.close()
  const driver = await openPglite(join(directory, 'records'), realDisk)
  const rows = await driver.transaction((query) => query(sql, parameters))
  await driver.close()
  return rows
}

beforeAll(async () => {
  mkdirSync(root, { recursive: true })
  house = await open()
  for (const name of ['Ann', 'Ben']) await house.people.add(localViewer, { name, email: `${name}@example.org` }, at)
  ;[ann, ben] = (await house.people.list(localViewer)).map(({ id }) => id) as [string, string]
})
afterAll(async () => {
  await house.close()
  rmSync(root, { recursive: true, force: true })
})

test('a secret is kept sealed: it opens for its person and stands in no file of the folder', async () => {
  await house.credentials.setSecondFactor(ann, secret, [])
  expect(await secretOf(ann)).toBe(secret)
  expect(filesWith(directory, secret)).toEqual([])
  expect(statSync(join(directory, 'factor-key')).mode & 0o077).toBe(0)
})

test('what lay open from before is sealed at the next opening, and nothing of it stays in the files', async () => {
  await change('update cadre.person set second_factor = $2 where id = $1', [ben, 'KANARIOPENABCDEFGHIJKLMNOPQRSTUV'])
  expect(filesWith(directory, 'KANARIOPENABC')).not.toEqual([])
  house = await open()
  expect(await secretOf(ben)).toBe('KANARIOPENABCDEFGHIJKLMNOPQRSTUV')
  expect(filesWith(directory, 'KANARIOPENABC')).toEqual([])
})

test('a sealed secret put into the row of somebody else opens for nobody', async () => {
  await change('update cadre.person set second_factor = (select second_factor from cadre.person where id = $2) where id = $1', [ben, ann])
  house = await open()
  expect(await secretOf(ben)).toMatchObject({ code: 'factor-key-lost' })
  await house.credentials.setSecondFactor(ben, null, [])
})

describe('the key', () => {
  test('is changed for a new one, and every secret opens as before', async () => {
    const before = readFileSync(join(directory, 'factor-key'), 'utf8')
    expect(await house.credentials.changeFactorKey()).toBe(1)
    expect(readFileSync(join(directory, 'factor-key'), 'utf8')).toMatch(/^[0-9a-f]{64}\n$/)
    expect(readFileSync(join(directory, 'factor-key'), 'utf8')).not.toBe(before)
    expect(await secretOf(ann)).toBe(secret)
  })

  test('that is lost is said, a change of it is refused and leaves what was there, and it helps when it comes back', async () => {
    const path = join(directory, 'factor-key')
    const kept = readFileSync(path, 'utf8')
    writeFileSync(path, `${'0'.repeat(64)}\n`)
    expect(await secretOf(ann)).toMatchObject({ code: 'factor-key-lost' })
    expect(await house.credentials.changeFactorKey()).toMatchObject({ code: 'factor-key-lost' })
    writeFileSync(path, kept)
    expect(await secretOf(ann)).toBe(secret)
  })
})
