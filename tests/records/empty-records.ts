import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import * as records from '../../src/store/empty-records.ts'

/** Lay new records into a data folder that a test is about to open, so that making them is none of the steps it counts. */
export async function layNewRecords(directory: string): Promise<void> {
  mkdirSync(directory, { recursive: true })
  await records.layNewRecords(join(directory, 'records'))
}

/** The same before any migration: opening it applies them all. */
export async function layEmptyRecords(directory: string): Promise<void> {
  mkdirSync(directory, { recursive: true })
  await records.layEmptyRecords(join(directory, 'records'))
}
