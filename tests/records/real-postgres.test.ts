import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { nobody } from '../../src/access/viewer.ts'
import { openJobs } from '../../src/store/jobs.ts'
import { openRecords } from '../../src/store/records.ts'
import { openLines } from '../../src/store/postgres-lines.ts'
import { openPostgres } from '../../src/store/records-postgres.ts'
import { queueInPostgres } from '../../src/store/job-queue-postgres.ts'
import { promisesOfJobs } from './jobs-contract.ts'
import { noRealPostgres, startRealPostgres, type RealPostgres } from './real-postgres.ts'
import { promisesOfRecords } from './records-contract.ts'

describe.skipIf(noRealPostgres !== null)(`records in a PostgreSQL server${noRealPostgres ? ` (skipped: ${noRealPostgres})` : ''}`, () => {
  let server: RealPostgres
  let opened = 0

  beforeAll(async () => {
    server = await startRealPostgres()
  })
  afterAll(() => server.stop())

  test('a connection that breaks in the middle of a transaction undoes it, and the next question is answered', async () => {
    const address = await server.makeDatabase('breaks')
    const driver = openPostgres(address)
    await driver.transaction((query) => query('create table kept (a integer)'))
    const broken = driver.transaction(async (query) => {
      await query('insert into kept values (1)')
      const [own] = await query('select pg_backend_pid() as pid')
      await server.endConnection(Number(own?.pid))
      // The line breaks while nothing is asked.
      await new Promise((done) => { setTimeout(done, 200) })
      return query('insert into kept values (2)')
    })
    await expect(broken).rejects.toThrow()
    expect(await driver.transaction((query) => query('select a from kept'))).toEqual([])
    await driver.close()
  })

  test('what the server still says to a line that is being closed ends nothing', async () => {
    const lines = openLines(await server.makeDatabase('closing'))
    const line = await lines.connect()
    line.release()
    const closed = lines.end()
    expect(line.emit('error', new Error('terminating connection due to administrator command'))).toBe(true)
    await closed
  })

  test('when every line to the server breaks, jobs are taken again as soon as it answers', async () => {
    const address = await server.makeDatabase('lines')
    const driver = openPostgres(address)
    const jobs = openJobs(await openRecords(driver, () => '2026-01-31T12:00:00.000Z'), await queueInPostgres(address, driver), '/nowhere')
    const worker = { id: 'one', kind: 'worker', name: 'one', hands: 1, since: '' } as const
    const done: string[] = []
    await jobs.taking.enter(worker)
    const queue = await jobs.taking.attend(1, async (wanted) => {
      const taken = await jobs.taking.take(worker, wanted, '')
      if (taken !== null && await jobs.taking.end(taken, { state: 'done', doc: {} }, '')) done.push(taken.job.id)
      return taken !== null
    })
    const ask = (id: string) => jobs.ask({ ...nobody, id: 'asker', rights: ['person'] }, { id, kind: 'import', title: '', key: null, question: {}, doc: {}, at: '' })
    await ask('before')
    await expect.poll(() => done, { timeout: 20_000 }).toEqual(['before'])
    await server.asAdministrator(`select pg_terminate_backend(pid) from pg_stat_activity where datname = 'lines'`)
    await expect.poll(() => ask('after').then(() => true, () => false), { timeout: 20_000 }).toBe(true)
    await expect.poll(() => done, { timeout: 60_000 }).toEqual(['before', 'after'])
    expect(queue.isOver()).toBe(false)
    await queue.stop()
    expect(queue.isOver()).toBe(true)
    await driver.close()
  })

  promisesOfRecords(async () => openPostgres(await server.makeDatabase(`records_${opened++}`)))
  promisesOfJobs(async () => {
    const address = await server.makeDatabase(`jobs_${opened++}`)
    const driver = openPostgres(address)
    return { driver, queue: await queueInPostgres(address, driver) }
  })
})
