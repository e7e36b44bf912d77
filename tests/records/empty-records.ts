import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import * as records from '../../src/store/empty-records.ts'

/** Lay empty records into a data folder that a test is about to open, so that making them is none of the steps it counts. */
export async function layEmptyRecords(directory: string): Promise<void> {
  mkdirSync(directory, { recursive: true })
  await records.layEmptyRecords(join(directory, 'records'))
}
