import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { localViewer } from '../../src/access/viewer.ts'
import type { House } from '../../src/store/house.ts'
import { openHouse } from '../../src/store/open.ts'
import { publishFiles } from '../../src/store/publish.ts'
import { isRefusal } from '../../src/units/refusal.ts'
import { layEmptyRecords, layNewRecords } from '../records/empty-records.ts'
import { failingStore } from './failing-store.ts'
import { judgedFile } from './judged-file.ts'

const at = '2026-01-31T12:00:00.000Z'
const directory = mkdtempSync(join(tmpdir(), 'cadre-every-'))
const store = failingStore()
let house: House

beforeAll(async () => {
  await layNewRecords(directory)
  house = await opened()
})
afterAll(async () => {
  await house.close()
  rmSync(directory, { recursive: true, force: true })
})

/** What may be seen of the dataset, all of it read back: snapshot, rows, mappings, acceptances, changes. */
interface Seen { readonly live: string | null; readonly rows: unknown; readonly mappings: number; readonly accepted: number; readonly changes: number }

let number = 0
const changes: readonly { readonly what: string; readonly make: () => Promise<unknown>; readonly first?: () => Promise<unknown> }[] = [
  { what: 'the first import', first: emptied, make: () => publish(0) },
  { what: 'an import', make: () => publish(++number) },
  { what: 'a correction', make: () => publish(0, ++number) },
  { what: 'a withdrawal', first: () => publish(++number), make: async () => house.catalogue.withdraw(localViewer, String(await house.catalogue.live(localViewer))) },
  { what: 'a mapping confirmed', make: () => house.mappings.confirm(localViewer, { organisations: ['X-1', 'X-2'], table: 'staff', text: `ignore: [${++number}]`, confirmedBy: 'Jo', confirmedAt: at, after: null }) },
  { what: 'a finding accepted', make: () => house.accepted.accept(localViewer, { rule: 'days-in-range', organisation: 'X-1', fileId: null, because: 'it is so', by: 'Jo', at, until: null }) },
]

describe.each(changes)('$what', ({ what, make, first }) => {
  test('with any write, flush, rename or database call failing, is there entirely or not at all, and the next works', async () => {
    let [none, whole] = [0, 0]
    for (let n = 1; ; n++) {
      await first?.()
      const before = await see()
      store.failAt(n)
      const problem = await make().then((answer) => (isRefusal(answer) ? answer.found : null), (error: Error) => error.message)
      const failed = store.failed()
      store.failAt(Infinity)
      if (failed === null) {
        expect(problem, `${what}: nothing failed at operation ${n}`).toBeNull()
        break
      }
      const after = await see()
      const visible = JSON.stringify(after) !== JSON.stringify(before)
      if (visible) whole++
      else none++
      // Whoever hears of an error sees what was before, or all of what is after: never rows without their snapshot, nor a change without its place in the history.
      if (visible) expect(after.changes - before.changes, `${failed}, operation ${n}`).toBe(what.startsWith('a mapping') ? 2 : 1)
      if (problem === null) expect(visible, `${failed}, operation ${n}: acknowledged and lost`).toBe(true)
      expect(readdirSync(join(directory, 'lake', '.unfinished')).filter((name) => name.endsWith('.parquet')), failed).toEqual([])
      // What is seen while the folder is open is what the next process finds.
      if (n % 17 === 0) {
        await house.close()
        house = await opened()
        expect(await see(), `opened again after ${failed}, operation ${n}`).toEqual(after)
      }
    }
    expect(none).toBeGreaterThan(4)
    console.info(`${what}: ${none + whole} operations failed one after the other; ${none} left nothing, ${whole} left all of it`)
  })
})

test('a folder whose making fails at any operation opens afterwards, empty', async () => {
  // In short, every twelfth; of flushes, one for each file, fewer. Each statement of each migration is what kill-migrations.test.ts is about.
  for (let [n, step] = [1, 1]; ; n += step) {
    const fresh = join(directory, `fresh-${n}`)
    await layEmptyRecords(fresh)
    const failing = failingStore()
    failing.failAt(n)
    const first = await openHouse(fresh, failing).catch((error: Error) => error)
    const failed = failing.failed()
    step = process.env.CADRE_ROUNDS ? 1 : failed === 'flush' ? 41 : 12
    failing.failAt(Infinity)
    if (!(first instanceof Error) && !isRefusal(first)) await first.close()
    const second = await openHouse(fresh)
    if (isRefusal(second)) throw new Error(`after ${failed}: ${second.found}`)
    expect([await second.catalogue.live(localViewer), await second.mappings.list(localViewer)], String(failed)).toEqual([null, []])
    await second.close()
    rmSync(fresh, { recursive: true, force: true })
    if (failed === null) break
  }
})

async function opened(): Promise<House> {
  const answer = await openHouse(directory, { disk: store.disk, database: store.database, now: () => at })
  if (isRefusal(answer)) throw new Error(answer.found)
  return answer
}

async function emptied(): Promise<void> {
  for (let live = await house.catalogue.live(localViewer); live !== null; live = await house.catalogue.live(localViewer)) await house.catalogue.withdraw(localViewer, live)
}

async function publish(file: number, edition = 1): Promise<unknown> {
  return publishFiles(house, localViewer, [judgedFile(file, edition)], at)
}

async function see(): Promise<Seen> {
  const live = await house.catalogue.live(localViewer)
  const rows = live === null ? [] : await house.lake.select(localViewer, live, 'select cast(period_to as varchar) as period, count(*) as rows, sum(fte_days_lost) as lost from sickness group by all order by all')
  const [mappings, accepted, history] = [await house.mappings.list(localViewer), await house.accepted.list(localViewer), await house.history.list(localViewer)]
  return { live, rows, mappings: mappings.length, accepted: accepted.length, changes: history.length }
}
