import { afterAll, beforeAll, describe, expect, test } from 'vitest'
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

  promisesOfRecords(async () => openPostgres(await server.makeDatabase(`records_${opened++}`)))
  promisesOfJobs(async () => {
    const address = await server.makeDatabase(`jobs_${opened++}`)
    const driver = openPostgres(address)
    return { driver, queue: await queueInPostgres(address, driver) }
  })
})
