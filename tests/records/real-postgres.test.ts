import { afterAll, beforeAll, describe } from 'vitest'
import { openPostgres } from '../../src/store/records-postgres.ts'
import { noRealPostgres, startRealPostgres, type RealPostgres } from './real-postgres.ts'
import { promisesOfRecords } from './records-contract.ts'

describe.skipIf(noRealPostgres !== null)(`records in a PostgreSQL server${noRealPostgres ? ` (skipped: ${noRealPostgres})` : ''}`, () => {
  let server: RealPostgres
  let opened = 0

  beforeAll(async () => {
    server = await startRealPostgres()
  })
  afterAll(() => server.stop())
  promisesOfRecords(async () => openPostgres(await server.makeDatabase(`records_${opened++}`)))
})
