import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { judgedFile, rowsOf } from '../../tests/fault/judged-file.ts'
import { layNewRecords } from '../../tests/records/empty-records.ts'
import { localViewer } from '../access/viewer.ts'
import { isRefusal } from '../units/refusal.ts'
import { realDisk } from './disk.ts'
import type { House } from './house.ts'
import { openHouse } from './open.ts'
import { publishFiles, type AcceptedFile, type Published } from './publish.ts'

const [january, february] = ['2026-01-31T12:00:00.000Z', '2026-02-28T12:00:00.000Z']
/** What survives a power cut is not asked here, and waiting for it takes most of the time. */
const hasty = { ...realDisk, flush: async () => {} }
let directory: string
let house: House

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'cadre-publish-'))
  await layNewRecords(directory)
  house = await opened()
})
afterEach(async () => {
  await house.close()
  rmSync(directory, { recursive: true, force: true })
})

describe('publishing judged files', () => {
  test('loads them all in one snapshot that says what moved', async () => {
    const answer = await published([judgedFile(0), judgedFile(1)])
    expect(answer).toMatchObject({ changed: true, outcomes: ['loaded', 'loaded'] })
    expect(await house.catalogue.snapshots(localViewer)).toEqual([
      { id: answer.snapshot, parent: null, publishedAt: january, live: true, files: 2, rows: rowsOf(0) + rowsOf(1), fte: null, moved: '2 files added (sickness +401 rows)' },
    ])
    expect(await counts()).toEqual({ sickness: rowsOf(0) + rowsOf(1), organisation: 6 })
  })

  test('a second time changes nothing and says so', async () => {
    const first = await published([judgedFile(0)])
    expect(await published([judgedFile(0)], february)).toEqual({ snapshot: first.snapshot, changed: false, outcomes: ['unchanged'] })
    expect(await published([judgedFile(0), judgedFile(1)], february)).toMatchObject({ changed: true, outcomes: ['unchanged', 'loaded'] })
  })

  test('a corrected file replaces the one of its source and period, and leaves the old snapshot readable', async () => {
    const before = await published([judgedFile(0), judgedFile(1)])
    const after = await published([judgedFile(1, 3)], february)
    expect((await house.catalogue.snapshots(localViewer))[0]).toMatchObject({ id: after.snapshot, parent: before.snapshot, files: 2, publishedAt: february, moved: '1 file replaced (no rows more or fewer)' })
    expect(await lost(String(after.snapshot))).toBe(rowsOf(0) + 3 * rowsOf(1))
    expect(await lost(String(before.snapshot))).toBe(rowsOf(0) + rowsOf(1))
  })

  test('the same file twice in one go is loaded once', async () => {
    expect(await published([judgedFile(0), { ...judgedFile(0), name: 'copy.csv' }])).toMatchObject({ outcomes: ['loaded', 'unchanged'] })
    expect(await counts()).toEqual({ sickness: rowsOf(0), organisation: 3 })
  })

  test('of two files for one source and period the second is refused by name and the others load', async () => {
    const answer = await published([judgedFile(0), { ...judgedFile(0, 2), name: 'again.csv' }, judgedFile(1)])
    expect(answer.outcomes).toMatchObject(['loaded', { code: 'two-files-one-period', doing: 'Importing again.csv' }, 'loaded'])
    expect(await lost(String(answer.snapshot))).toBe(rowsOf(0) + rowsOf(1))
  })

  test('the same bytes read by a better reader replace what the former reader made of them', async () => {
    await published([judgedFile(0)])
    const better = { ...judgedFile(0), into: new Map([['sickness', judgedFile(0).into.get('sickness')?.slice(1) ?? []]]) as AcceptedFile['into'] }
    expect(await published([better], february)).toMatchObject({ changed: true, outcomes: ['loaded'] })
    expect(await counts()).toEqual({ sickness: rowsOf(0) - 1, organisation: 0 })
  })

  test('nothing to publish leaves an empty folder empty', async () => {
    expect(await published([])).toEqual({ snapshot: null, changed: false, outcomes: [] })
    expect(house.mode).toBe('empty')
  })

  test('the same files give the same snapshot on another day and in another order', async () => {
    const one = await published([judgedFile(0), judgedFile(1)])
    for (const file of await house.catalogue.files(localViewer, String(one.snapshot))) await house.catalogue.withdraw(localViewer, file.id)
    expect(await house.catalogue.live(localViewer)).toBeNull()
    const other = await published([judgedFile(1), judgedFile(0)], february)
    expect(other).toMatchObject({ snapshot: one.snapshot, changed: true })
  })
})

describe('a folder is demonstration or real, never both', () => {
  test.each([
    { first: 'demonstration', second: 'real', code: 'folder-is-demonstration' },
    { first: 'real', second: 'demonstration', code: 'folder-is-real' },
  ] as const)('$second data is refused where $first data is, before and after opening again', async ({ first, second, code }) => {
    await publishFiles(house, localViewer, [judgedFile(0)], january, first)
    expect(house.mode).toBe(first)
    expect(JSON.parse(readFileSync(join(directory, 'cadre.json'), 'utf8'))).toMatchObject({ mode: first })
    expect(await publishFiles(house, localViewer, [judgedFile(1)], january, second)).toMatchObject({ refused: true, code })
    await house.close()
    house = await opened()
    expect(house.mode).toBe(first)
    expect(await publishFiles(house, localViewer, [judgedFile(1)], january, second)).toMatchObject({ refused: true, code })
    expect(await counts()).toEqual({ sickness: rowsOf(0), organisation: 3 })
  })
})

describe('withdrawing', () => {
  test('a file publishes the live snapshot without it', async () => {
    const before = await published([judgedFile(0)])
    const after = await published([judgedFile(1)])
    const second = (await house.catalogue.files(localViewer, String(after.snapshot))).find((file) => file.name === 'returns-1.csv')
    expect(await house.catalogue.withdraw(localViewer, String(second?.id))).toEqual({ snapshot: before.snapshot })
    expect(await counts()).toEqual({ sickness: rowsOf(0), organisation: 3 })
  })

  test('the live snapshot makes its parent live, and nothing live when it was the first', async () => {
    const first = await published([judgedFile(0)])
    const second = await published([judgedFile(1)])
    expect(await house.catalogue.withdraw(localViewer, String(second.snapshot))).toEqual({ snapshot: first.snapshot })
    expect(await house.catalogue.withdraw(localViewer, String(first.snapshot))).toEqual({ snapshot: null })
    expect((await house.catalogue.snapshots(localViewer)).some((snapshot) => snapshot.live)).toBe(false)
  })

  test('something that is not live is refused', async () => {
    const first = await published([judgedFile(0)])
    await published([judgedFile(1)])
    expect(await house.catalogue.withdraw(localViewer, String(first.snapshot))).toMatchObject({ code: 'nothing-to-withdraw', kind: 'absent', found: 'it is a snapshot that is not live' })
    expect(await house.catalogue.withdraw(localViewer, 'nonsense')).toMatchObject({ code: 'nothing-to-withdraw', found: 'no file or snapshot of that id is live' })
  })
})

async function opened(): Promise<House> {
  const answer = await openHouse(directory, { now: () => january, disk: hasty })
  if (isRefusal(answer)) throw new Error(answer.found)
  return answer
}

async function published(files: readonly AcceptedFile[], at = january): Promise<Published> {
  const answer = await publishFiles(house, localViewer, files, at)
  if (isRefusal(answer)) throw new Error(answer.found)
  return answer
}

async function counts(): Promise<unknown> {
  const live = String(await house.catalogue.live(localViewer))
  return (await house.lake.select(localViewer, live, 'select (select count(*) from sickness) as sickness, (select count(*) from organisation) as organisation'))[0]
}

async function lost(snapshot: string): Promise<unknown> {
  return (await house.lake.select(localViewer, snapshot, 'select sum(fte_days_lost) as lost from sickness'))[0]?.lost
}
