import { PGlite } from '@electric-sql/pglite'
import { existsSync, readFileSync } from 'node:fs'
import { cp, mkdir, rename, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

// Beside what Node keeps of our code: it belongs to the installation, and may be thrown away at any time.
const compiled = join(import.meta.dirname, '..', '..', '.tmp')

/**
 * Lay empty records, as PostgreSQL makes them before any migration, into a folder that is not there yet.
 *
 * Making them takes seconds and gives the same every time, so each installation makes them once for its version of PGlite and copies them from then on.
 */
export async function layEmptyRecords(directory: string): Promise<void> {
  const kept = join(compiled, `empty-records-${versionOfPglite()}`)
  if (existsSync(kept)) return cp(kept, directory, { recursive: true })
  const pglite = await PGlite.create({ dataDir: directory })
  await pglite.close()
  await keep(directory, kept)
}

/** Two may make them at the same moment: the first to give them the name wins. Where nothing can be kept, they are made anew each time. */
async function keep(directory: string, kept: string): Promise<void> {
  const making = `${kept}.${process.pid}-${Math.trunc(performance.now())}`
  try {
    await mkdir(dirname(kept), { recursive: true })
    await cp(directory, making, { recursive: true })
    await rename(making, kept)
  } catch {
    await rm(making, { recursive: true, force: true }).catch(() => undefined)
  }
}

function versionOfPglite(): string {
  const about = join(dirname(createRequire(import.meta.url).resolve('@electric-sql/pglite')), '..', 'package.json')
  return (JSON.parse(readFileSync(about, 'utf8')) as { version: string }).version
}
