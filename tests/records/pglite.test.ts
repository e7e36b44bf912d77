import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe } from 'vitest'
import { realDisk } from '../../src/store/disk.ts'
import { openPglite } from '../../src/store/records-pglite.ts'
import { promisesOfRecords } from './records-contract.ts'

describe('records in PostgreSQL in this process', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cadre-pglite-'))
  const empty = join(folder, 'empty')
  let opened = 0

  // Making one takes seconds, copying it a moment.
  beforeAll(async () => {
    await (await openPglite(empty, realDisk)).close()
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  promisesOfRecords(async () => {
    const records = join(folder, String(opened++))
    cpSync(empty, records, { recursive: true })
    return openPglite(records, realDisk)
  })
})
