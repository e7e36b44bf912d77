import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { localViewer } from '../../src/access/viewer.ts'
import { realDisk, type Disk } from '../../src/store/disk.ts'
import type { House } from '../../src/store/house.ts'
import { openHouse, type OpenOptions } from '../../src/store/open.ts'
import { publishFiles } from '../../src/store/publish.ts'
import { isRefusal } from '../../src/units/refusal.ts'
import { layNewRecords } from '../records/empty-records.ts'
import { judgedFile, rowsOf } from './judged-file.ts'

const folder = mkdtempSync(join(tmpdir(), 'cadre-full-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('whichever step finds the disk full, nothing is published, nothing is left over and the next import works', async () => {
  const disk = fillingDisk()
  await layNewRecords(join(folder, 'steps'))
  const house = await opened(join(folder, 'steps'), { disk })
  await importOne(house, 0)
  let failed = 0
  for (let step = 1; ; step++) {
    disk.failAt(step)
    const before = await house.catalogue.live(localViewer)
    const answer = await publishFiles(house, localViewer, [judgedFile(1)], '2026-01-31T12:00:00.000Z').catch((error: Error) => error.message)
    if (!isRefusal(answer)) {
      // From the moment the pointer has moved, a failing flush must not say that nothing was published.
      expect(answer).toMatch(/^publication-unconfirmed: the snapshot is live, but the disk did not confirm/)
      break
    }
    failed++
    expect(answer).toMatchObject({ code: 'disk-full', doing: 'Importing returns-1.csv', kind: 'conflict' })
    expect(await house.catalogue.live(localViewer)).toBe(before)
    expect(readdirSync(join(folder, 'steps', 'lake', '.unfinished')).filter((name) => name.endsWith('.parquet'))).toEqual([])
  }
  // Two parts, each: produce, flush, make a folder, rename, flush the folder; the first time also the folders above.
  expect(failed).toBeGreaterThanOrEqual(10)
  disk.failAt(Infinity)
  expect(await heldRows(house)).toEqual([rowsOf(0), rowsOf(1)])
  await house.close()
})

const cannotMount = whyNoSmallDisk()

describe.skipIf(cannotMount !== null)(`on a small disk of its own${cannotMount ? ` (skipped: ${cannotMount})` : ''}`, () => {
  const small = join(folder, 'small')
  afterAll(() => execFileSync('umount', ['--lazy', small]))

  test('an import that does not fit is refused, and what was loaded stays, at any fill', async () => {
    mkdirSync(small)
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=96m', 'tmpfs', small])
    const directory = join(small, 'data')
    let house = await opened(directory)
    await importOne(house, 0)
    let held = 1
    for (const left of [0, 8, 24, 80, 320, 640]) {
      const filler = join(small, 'filler')
      writeFileSync(filler, Buffer.alloc(Math.max(0, freeBytes(small) - left * 1024)))
      const answer = await publishFiles(house, localViewer, [judgedFile(held)], '2026-01-31T12:00:00.000Z')
      if (isRefusal(answer)) expect(answer.code, `${left} KB left`).toBe('disk-full')
      else held++
      rmSync(filler)
      expect(await heldRows(house), `${left} KB left`).toEqual(Array.from({ length: held }, (_, number) => rowsOf(number)))
      await house.close()
      house = await opened(directory)
      expect(await heldRows(house), `${left} KB left, opened again`).toEqual(Array.from({ length: held }, (_, number) => rowsOf(number)))
    }
    expect(held).toBeLessThan(7)
    await importOne(house, held)
    expect(await heldRows(house)).toHaveLength(held + 1)
    await house.close()
  })

  test('a folder that does not fit is refused, and opens once there is room', async () => {
    const directory = join(small, 'another')
    const filler = join(small, 'filler')
    writeFileSync(filler, Buffer.alloc(freeBytes(small) - 10_000_000))
    expect(await openHouse(directory)).toMatchObject({ code: 'disk-full' })
    expect(existsSync(join(directory, 'lock'))).toBe(false)
    rmSync(filler)
    rmSync(join(small, 'data'), { recursive: true })
    await (await opened(directory)).close()
  })
})

/** A disk whose n-th step finds no space; what it was writing is left half done. */
function fillingDisk(): Disk & { failAt(step: number): void } {
  let left = Infinity
  const step = async <T>(work: () => Promise<T>): Promise<T> => {
    if (--left === 0) throw Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' })
    return work()
  }
  return {
    failAt: (at) => { left = at },
    makeFolder: (path) => step(() => realDisk.makeFolder(path)),
    produce: (path, write) => step(() => realDisk.produce(path, write)).catch((error: unknown) => {
      writeFileSync(path, 'half a part')
      throw error
    }),
    flush: (path) => step(() => realDisk.flush(path)),
    rename: (from, to) => step(() => realDisk.rename(from, to)),
    remove: (path) => realDisk.remove(path),
  }
}

async function opened(directory: string, options: OpenOptions = {}): Promise<House> {
  const house = await openHouse(directory, options)
  if (isRefusal(house)) throw new Error(house.found)
  return house
}

async function importOne(house: House, number: number): Promise<void> {
  expect(await publishFiles(house, localViewer, [judgedFile(number)], '2026-01-31T12:00:00.000Z')).toMatchObject({ changed: true })
}

async function heldRows(house: House): Promise<unknown[]> {
  const live = String(await house.catalogue.live(localViewer))
  return (await house.lake.select(localViewer, live, 'select count(*) as rows from sickness group by period_to order by period_to')).map((row) => row.rows)
}

function freeBytes(path: string): number {
  const { bavail, bsize } = statfsSync(path)
  return bavail * bsize
}

function whyNoSmallDisk(): string | null {
  if (process.getuid?.() !== 0) return 'only root can mount one'
  const probe = mkdtempSync(join(tmpdir(), 'cadre-mount-'))
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', probe], { stdio: 'pipe' })
    execFileSync('umount', [probe])
    return null
  } catch {
    return 'mounting is not allowed here'
  } finally {
    rmSync(probe, { recursive: true, force: true })
  }
}
