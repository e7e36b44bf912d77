import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { realDisk } from '../../src/store/disk.ts'
import { openPglite } from '../../src/store/records-pglite.ts'

const repository = new URL('../../', import.meta.url).pathname

/**
 * Lay empty records into a data folder that a test is about to open.
 *
 * Making them takes seconds and is the same every time, so they are made once for each version of PGlite and copied.
 */
export async function layEmptyRecords(directory: string): Promise<void> {
  const { version } = JSON.parse(readFileSync(join(repository, 'node_modules/@electric-sql/pglite/package.json'), 'utf8')) as { version: string }
  const kept = join(repository, 'node_modules/.cache', `empty-records-${version}`)
  if (!existsSync(kept)) await makeOnce(kept)
  mkdirSync(directory, { recursive: true })
  cpSync(kept, join(directory, 'records'), { recursive: true })
}

/** Two tests may make it at the same moment: the first to give it its name wins. */
async function makeOnce(kept: string): Promise<void> {
  const making = `${kept}-${process.pid}-${performance.now()}`
  mkdirSync(join(kept, '..'), { recursive: true })
  await (await openPglite(making, realDisk)).close()
  try {
    renameSync(making, kept)
  } catch (error) {
    rmSync(making, { recursive: true, force: true })
    if (!existsSync(kept)) throw error
  }
}
