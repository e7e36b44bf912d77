import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { cp, mkdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

const root = join(import.meta.dirname, '..', '..')
const beside = join(root, '.tmp')

/** Lay the demonstration nation into a new folder. The command makes it once for the sources as they stand now; every journey gets a copy of its own. */
export async function layDemonstration(cadre: string, folder: string): Promise<void> {
  const kept = join(beside, `demonstration-${hashOfSources()}`)
  if (!existsSync(kept)) await makeOnce(cadre, kept)
  await cp(kept, folder, { recursive: true })
}

/** Two journeys may make it at the same moment: the first to give it its name wins. Those of other sources go. */
async function makeOnce(cadre: string, kept: string): Promise<void> {
  const making = `${kept}.${process.pid}`
  await mkdir(beside, { recursive: true })
  for (const name of readdirSync(beside)) if (/^demonstration-[0-9a-f]+$/.test(name)) await rm(join(beside, name), { recursive: true, force: true })
  await promisify(execFile)(process.execPath, [cadre, '--data', making, 'demo'], { maxBuffer: 64e6 })
  await rename(making, kept).catch(() => rm(making, { recursive: true, force: true }))
}

function hashOfSources(): string {
  const hash = createHash('sha256').update(readFileSync(join(root, 'package-lock.json')))
  const files = readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  for (const path of files.map((entry) => join(entry.parentPath, entry.name)).sort()) hash.update(path.slice(root.length)).update(readFileSync(path))
  return hash.digest('hex').slice(0, 16)
}
