import { existsSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { isRefusal, sayRefusal } from '../units/refusal.ts'
import { takeLock, type Lock } from './lock.ts'

const folder = mkdtempSync(join(tmpdir(), 'cadre-lock-'))
const path = join(folder, 'lock')
const now = () => '2026-01-31T12:00:00.000Z'
/** Above the highest process number Linux gives out. */
const nobodysPid = 4_194_305

beforeEach(() => {
  rmSync(path, { force: true })
  rmSync(`${path}.takeover`, { force: true })
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('a free lock is taken, says who holds it, and is gone when released', async () => {
  const lock = await taken()
  expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ pid: process.pid, host: hostname(), since: now() })
  expect(sayRefusal(await refused())).toBe(`Opening the data folder: process ${process.pid} has had it open since ${now()}. One data folder is used by one process at a time. Stop process ${process.pid} first, or use another folder with --data.`)
  lock.release()
  expect(existsSync(path)).toBe(false)
})

test.each([
  { case: 'whose process is gone', holder: { pid: nobodysPid, host: hostname(), started: 'then', since: 'then' } },
  { case: 'whose process number belongs to a later process now', holder: { pid: process.pid, host: hostname(), started: 'an earlier start', since: 'then' }, onlyWhere: '/proc/self/stat' },
])('a lock $case is taken over', async ({ holder, onlyWhere }) => {
  if (onlyWhere && !existsSync(onlyWhere)) return
  writeFileSync(path, JSON.stringify(holder))
  const lock = await taken()
  expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ pid: process.pid, since: now() })
  lock.release()
})

test('a lock of another machine is respected, with what to do when that machine is gone', async () => {
  writeFileSync(path, JSON.stringify({ pid: nobodysPid, host: 'elsewhere', started: 'then', since: 'Monday' }))
  expect(await refused()).toMatchObject({ found: `process ${nobodysPid} on elsewhere has had it open since Monday`, next: `Stop Cadre on elsewhere first; if that machine is gone, remove the file ${path}` })
})

test('a lock cut short by a kill is taken over once it is old enough not to be in the making', async () => {
  writeFileSync(path, '')
  const later = Date.now() / 1000 + 3600
  utimesSync(path, later, later)
  expect(await refused()).toMatchObject({ found: 'another process is opening it' })
  utimesSync(path, 1, 1)
  const lock = await taken()
  lock.release()
})

test('a takeover cut short by a kill does not block the next', async () => {
  const dead = JSON.stringify({ pid: nobodysPid, host: hostname(), started: 'then', since: 'then' })
  writeFileSync(path, dead)
  writeFileSync(`${path}.takeover`, dead)
  const lock = await taken()
  expect(existsSync(`${path}.takeover`)).toBe(false)
  lock.release()
})

test('releasing leaves a lock that somebody else took alone', async () => {
  const lock = await taken()
  writeFileSync(path, JSON.stringify({ pid: nobodysPid, host: 'elsewhere', started: 'then', since: 'then' }))
  lock.release()
  expect(existsSync(path)).toBe(true)
})

async function taken(): Promise<Lock> {
  const lock = await takeLock(path, now)
  if (isRefusal(lock)) throw new Error(lock.found)
  return lock
}

async function refused() {
  const answer = await takeLock(path, now)
  if (!isRefusal(answer)) throw new Error('the lock was given twice')
  return answer
}
