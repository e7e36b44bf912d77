import { createHash } from 'node:crypto'
import { PGlite } from '@electric-sql/pglite'
import { existsSync, readFileSync } from 'node:fs'
import { cp, mkdir, rename, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { readMigrations, runMigrations } from './migrate.ts'
import { driverOf } from './pglite-driver.ts'

// Beside what Node keeps of our code: it belongs to the installation, and may be thrown away at any time.
const compiled = join(import.meta.dirname, '..', '..', '.tmp')

/** Lay empty records, as PostgreSQL makes them before any migration, into a folder that is not there yet. Making them takes seconds and gives the same every time. */
export function layEmptyRecords(directory: string): Promise<void> {
  return layKept(`empty-records-${versionOfPglite()}-one-database`, directory, async () => {
    const pglite = await PGlite.create({ dataDir: directory })
    await dropTemplates(pglite)
    await pglite.close()
  })
}

/** Lay empty records with every migration applied that this version of Cadre has: nearly all that a new folder waits for. When each was applied says when they were first made. */
export async function layNewRecords(directory: string): Promise<void> {
  const migrations = await readMigrations()
  const hash = createHash('sha256').update(JSON.stringify(migrations)).digest('hex').slice(0, 16)
  await layKept(`new-records-${versionOfPglite()}-${hash}`, directory, async () => {
    await layEmptyRecords(directory)
    const pglite = await PGlite.create({ dataDir: directory })
    await runMigrations(driverOf(pglite), migrations, () => new Date().toISOString())
    await pglite.close()
  })
}

/** Each installation makes what is always the same once, and copies it from then on. */
async function layKept(name: string, directory: string, make: () => Promise<void>): Promise<void> {
  const kept = join(compiled, name)
  if (existsSync(kept)) return cp(kept, directory, { recursive: true })
  await make()
  await keep(directory, kept)
}

/** PostgreSQL copies new databases from two templates. There never is a second database here, and theirs are 600 of 970 files to copy, to look at and to flush. */
async function dropTemplates(pglite: PGlite): Promise<void> {
  await pglite.exec(`update pg_database set datistemplate = false, datallowconn = true where datname in ('template0', 'template1')`)
  for (const name of ['template0', 'template1']) await pglite.exec(`drop database ${name}`)
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
