import { mkdirSync, mkdtempSync, existsSync, rmSync, utimesSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { localViewer, nobody, type Viewer } from '../../src/access/viewer.ts'
import { openCatalogue, type OpenCatalogue } from '../../src/store/catalogue.ts'
import type { CataloguedFile } from '../../src/store/house.ts'
import type { JobQueue } from '../../src/store/job-queue.ts'
import type { NewWorker, TakenJob } from '../../src/store/job-taking.ts'
import { openJobs, type Jobs } from '../../src/store/jobs.ts'
import type { RecordsDriver } from '../../src/store/records-driver.ts'
import { openRecords, type Records } from '../../src/store/records.ts'

const at = '2026-01-31T12:00:00.000Z'
const asker: Viewer = { ...nobody, id: 'asker', name: 'Asker', rights: ['person', 'figures'] }
const other: Viewer = { ...asker, id: 'other', name: 'Other' }
const keeper: Viewer = { ...asker, id: 'keeper', name: 'Keeper', rights: ['person', 'manage-system'] }
const worker = (id: string): NewWorker => ({ id, kind: 'worker', name: `machine ${id}`, hands: 1, since: at })

/** What every PostgreSQL that keeps our records must do for heavy work; `open` gives an empty one, with its queue. */
export function promisesOfJobs(open: () => Promise<{ driver: RecordsDriver; queue: JobQueue }>): void {
  describe('heavy work', () => {
    const folder = mkdtempSync(join(tmpdir(), 'cadre-jobs-'))
    let records: Records
    let catalogue: OpenCatalogue
    let jobs: Jobs
    let made = 0

    beforeAll(async () => {
      const { driver, queue } = await open()
      records = await openRecords(driver, () => at)
      catalogue = await openCatalogue(records, localViewer, () => at, () => {})
      jobs = openJobs(records, queue, folder)
      for (const id of ['one', 'two']) await jobs.taking.enter(worker(id))
    })
    afterAll(async () => {
      await records.close()
      rmSync(folder, { recursive: true, force: true })
    })

    const ask = (key: string | null = null, viewer = asker) => jobs.ask(viewer, { id: `job-${made++}`, kind: 'import', title: 'Import of 1 file', key, question: { of: 'secret' }, doc: { known: 0 }, at })
    const take = async (id: string, by = 'one'): Promise<TakenJob> => {
      const taken = await jobs.taking.take(worker(by), { id }, at)
      if (taken === null) throw new Error(`nobody could take ${id}`)
      return taken
    }
    const state = async (id: string) => (await jobs.find(keeper, id))?.state
    const giveUp = async (...gone: string[]) => {
      await records.transaction({ ...nobody, id: 'jobs', rights: ['jobs'] }, (query) => query(`update cadre.job_worker set heard_at = now() - interval '1 hour' where id in (select jsonb_array_elements_text($1::text::jsonb))`, [JSON.stringify(gone)]))
      await jobs.taking.sweep(30, at)
    }

    test('is seen by who asked and by who keeps the system, and what it is asked only by the first', async () => {
      const { id } = await ask()
      const seen = async (viewer: Viewer) => [(await jobs.find(viewer, id))?.id ?? null, (await jobs.list(viewer, null)).length > 0, (await jobs.workOf(viewer, id))?.question ?? null]
      expect([await seen(asker), await seen(keeper), await seen(other), await seen(nobody)]).toEqual([[id, true, { of: 'secret' }], [id, true, null], [null, false, null], [null, false, null]])
      expect([(await jobs.workers(keeper)).map(({ name }) => name), await jobs.workers(asker)]).toEqual([['machine one', 'machine two'], []])
      expect(await jobs.cancel(other, id, at)).toBeNull()
      expect((await jobs.cancel(keeper, id, at))?.state).toBe('cancelled')
    })

    test('is taken by one of many who try at once, and tells who keeps it how far it is', async () => {
      const { id } = await ask()
      const taken = (await Promise.all(['one', 'two', 'one', 'two'].map((by) => jobs.taking.take(worker(by), { id }, at)))).filter((one) => one !== null)
      expect(taken).toHaveLength(1)
      expect(taken[0]?.work).toMatchObject({ viewer: { id: 'asker' }, question: { of: 'secret' } })
      expect(await jobs.taking.keep([{ id, attempt: 1, step: 'checking', done: 2, of: 7, stepAt: at, doc: { known: 2 } }])).toEqual([])
      expect(await jobs.find(asker, id)).toMatchObject({ state: 'running', step: 'checking', done: 2, of: 7, attempt: 1 })
      expect(await jobs.taking.end(taken[0]!, { state: 'done', doc: { known: 7 } }, at)).toBe(true)
      expect([await state(id), (await jobs.workOf(asker, id))?.doc]).toEqual(['done', { known: 7 }])
    })

    test('with the same question is one job, until it failed or was cancelled', async () => {
      const asked = await Promise.all([ask('the question'), ask('the question'), ask('the question')])
      expect(new Set(asked.map(({ id }) => id)).size).toBe(1)
      await jobs.cancel(asker, asked[0]!.id, at)
      const anew = await ask('the question')
      expect(anew.id).not.toBe(asked[0]!.id)
      await jobs.cancel(asker, anew.id, at)
    })

    test('of a process that is gone is taken up by another, and the former may change and publish nothing any more', async () => {
      const { id } = await ask()
      const former = await take(id, 'one')
      await giveUp('one')
      expect(await jobs.taking.beat(worker('one'), null)).toBe(false)
      expect(await jobs.taking.take(worker('one'), { id }, at)).toBeNull()
      const latter = await take(id, 'two')
      expect([former.job.attempt, latter.job.attempt]).toEqual([1, 2])
      expect(await jobs.taking.keep([{ id, attempt: 1, step: null, done: 0, of: 0, stepAt: null }])).toEqual([id])
      expect(await jobs.taking.end(former, { state: 'done', doc: {} }, at)).toBe(false)
      expect(await catalogue.publish(localViewer, [file(1)], 'real', { id, attempt: 1 })).toMatchObject({ refused: true, code: 'job-taken-over' })
      expect(await catalogue.live(localViewer)).toBeNull()
      const published = await catalogue.publish(localViewer, [file(1)], 'real', { id, attempt: 2 })
      expect(published).toMatchObject({ changed: true })
      expect((await jobs.find(asker, id))?.landed).toBe(await catalogue.live(localViewer))
      // What is published cannot be cancelled, and a third attempt finds that it was.
      expect(await jobs.cancel(asker, id, at)).toBeNull()
      await giveUp('two')
      await jobs.taking.enter(worker('one'))
      await jobs.taking.enter(worker('two'))
      const third = await take(id)
      expect(third.job.landed).not.toBeNull()
      expect(await catalogue.publish(localViewer, [file(1)], 'real', { id, attempt: 3 })).toMatchObject({ changed: false })
      await jobs.taking.end(third, { state: 'done', doc: {} }, at)
    })

    test('that is cancelled while it runs publishes nothing', async () => {
      const { id } = await ask()
      const taken = await take(id)
      await jobs.cancel(asker, id, at)
      expect(await catalogue.publish(localViewer, [file(2)], 'real', { id, attempt: taken.job.attempt })).toMatchObject({ refused: true, code: 'job-taken-over' })
      expect([await jobs.taking.keep([{ id, attempt: 1, step: null, done: 0, of: 0, stepAt: null }]), await jobs.taking.end(taken, { state: 'asking', doc: {} }, at), await state(id)]).toEqual([[id], false, 'cancelled'])
    })

    test('that asks goes on when a person says so, knows what it is told, and comes after those in line', async () => {
      const { id } = await ask()
      await jobs.taking.end(await take(id), { state: 'asking', doc: { known: 1 } }, at)
      const before = await ask()
      expect(await jobs.again(asker, id, ['failed'], at)).toBeNull()
      const again = await jobs.again(asker, id, ['asking'], '2026-02-01T00:00:00.000Z', (doc) => ({ ...doc as object, said: 'publish' }))
      expect([again?.state, await jobs.ahead(again!), (await jobs.workOf(asker, id))?.doc]).toEqual(['waiting', 1, { known: 1, said: 'publish' }])
      for (const one of [before.id, id]) await jobs.cancel(asker, one, at)
    })

    test('that is handed back waits for another at once; one that failed waits, and is given up after too many processes ended with it', async () => {
      const { id } = await ask()
      await jobs.taking.giveBack(await take(id), { known: 5 })
      expect([await state(id), (await jobs.workOf(asker, id))?.doc]).toEqual(['waiting', { known: 5 }])
      const taken = await take(id, 'two')
      expect(taken.job.tries).toBe(1)
      await jobs.taking.end(taken, { state: 'again', after: 3600, doc: {} }, at)
      expect(await jobs.taking.take(worker('one'), { id }, at)).toBeNull()
      await jobs.again(keeper, id, ['waiting'], at)
      for (let death = 0; death < 10; death++) {
        await take(id)
        await giveUp('one')
        await jobs.taking.enter(worker('one'))
      }
      expect(await jobs.find(asker, id)).toMatchObject({ state: 'failed', code: 'job-kept-breaking' })
      expect((await jobs.again(asker, id, ['failed'], at))?.tries).toBe(0)
      await jobs.cancel(asker, id, at)
    })

    test('is forgotten when it has been over for long, with its files; files that belong to nobody go too', async () => {
      const [over, asking] = [await ask(), await ask()]
      await jobs.taking.end(await take(over.id), { state: 'done', doc: {} }, at)
      await jobs.taking.end(await take(asking.id), { state: 'asking', doc: {} }, at)
      for (const name of [over.id, asking.id, 'nobody-s', 'just-come']) mkdirSync(jobs.folderOf(name))
      utimesSync(jobs.folderOf('nobody-s'), 0, 0)
      const now = new Date().toISOString()
      await jobs.forget('2026-01-30T00:00:00.000Z', now)
      expect([await state(over.id), await state(asking.id), existsSync(jobs.folderOf('nobody-s')), existsSync(jobs.folderOf('just-come'))]).toEqual(['done', 'asking', false, true])
      await jobs.forget('2026-02-03T00:00:00.000Z', now)
      expect([await jobs.find(keeper, over.id), existsSync(jobs.folderOf(over.id)), await state(asking.id)]).toEqual([null, false, 'cancelled'])
    })

    test('is handed out: every job is done once, and one whose process ended is done by the next', async () => {
      const told: string[] = []
      const done: string[] = []
      const attend = (name: string) => jobs.taking.attend(1, async (wanted) => {
        const taken = await jobs.taking.take(worker(name), wanted, at)
        if (taken === null) return false
        told.push(taken.job.id)
        // A process that ends says nothing any more, and neither does this one.
        if (name === 'dead') return new Promise<boolean>(() => {})
        if (await jobs.taking.end(taken, { state: 'done', doc: {} }, at)) done.push(taken.job.id)
        return true
      })
      await jobs.taking.enter(worker('dead'))
      const dead = await attend('dead')
      await jobs.taking.beat(worker('dead'), dead.pool)
      const first = await ask()
      await expect.poll(() => told, { timeout: 20_000 }).toEqual([first.id])
      if (jobs.shared) {
        const living = await Promise.all(['one', 'two'].map(attend))
        const asked = [first.id, ...(await Promise.all(Array.from({ length: 12 }, () => ask()))).map(({ id }) => id)]
        await wait(300)
        expect(done).not.toContain(first.id)
        await giveUp('dead')
        await expect.poll(() => done.length, { timeout: 20_000 }).toBe(13)
        expect([done.toSorted(), told.length]).toEqual([asked.toSorted(), 14])
        await Promise.all(living.map((one) => one.stop()))
      } else await giveUp('dead')
      expect(await jobs.counts()).toMatchObject({ running: 0, asking: 0 })
    })
  })
}

function file(number: number): CataloguedFile {
  return {
    id: `turnover-${number}`, name: `turnover-${number}.csv`, source: `source-${number}`, title: 'Turnover', licence: 'OGL v3.0', table: 'staff_count', sha256: String(number).padStart(64, '0'), bytes: 10,
    periodFrom: '2026-01-31', periodTo: '2026-01-31', rows: { read: 10, loaded: 10, quarantined: 0, duplicate: 0 }, sums: { fte: null, headcount: null }, findings: [], quarantine: [],
    parts: [{ table: 'staff_count', hash: `hash-${number}`, path: `staff_count/${number}.parquet`, rows: 10 }], importedAt: at,
  }
}
