import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe } from 'vitest'
import { realDisk } from '../../src/store/disk.ts'
import { openPglite } from '../../src/store/records-pglite.ts'
import { layEmptyRecords } from './empty-records.ts'
import { queueInProcess } from '../../src/store/job-queue.ts'
import { promisesOfJobs } from './jobs-contract.ts'
import { promisesOfRecords } from './records-contract.ts'

describe('records in PostgreSQL in this process', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cadre-pglite-'))
  let opened = 0

  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  const open = async () => {
    const directory = join(folder, String(opened++))
    await layEmptyRecords(directory)
    return openPglite(join(directory, 'records'), realDisk)
  }
  promisesOfRecords(open)
  promisesOfJobs(async () => ({ driver: await open(), queue: queueInProcess() }))
})
