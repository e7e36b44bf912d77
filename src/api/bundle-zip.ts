import { existsSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inflateRawSync } from 'node:zlib'
import { entriesOf, unpackedBytes } from '../ingest/zip-directory.ts'
import { refuse, type Refusal } from '../units/refusal.ts'
import { writeZip } from './zip-file.ts'

/** More than any bundle holds: bytes it may unpack to. */
const mostBytes = 500_000_000

/** Unpack the zip of a bundle to a folder of its own, work there, and leave no trace. Errors: refuses `bundle-not-a-zip`. */
export async function withUnpacked<Found>(path: string, work: (directory: string) => Promise<Found>): Promise<Found | Refusal> {
  const bytes = await readFile(path).catch(() => null)
  const entries = bytes === null || (unpackedBytes(bytes) ?? Infinity) > mostBytes ? [] : entriesOf(bytes)
  if (entries.length === 0 || !entries.every(({ path: name }) => /^\w[\w.-]*$/.test(name))) return refuse('bundle-not-a-zip', 'input', { doing: 'Reading a bundle', found: bytes === null ? `no file at ${path} that can be read` : `${path} is no zip of a bundle`, need: 'A folder that holds a run, or the zip of one', next: 'Check the path, or get the bundle again' })
  const directory = await mkdtemp(join(tmpdir(), 'cadre-bundle-'))
  try {
    for (const { path: name, data, isPacked } of entries) await writeFile(join(directory, name), isPacked ? inflateRawSync(data, { maxOutputLength: mostBytes }) : data)
    return await work(directory)
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
}

/** Pack a folder that holds a run into a zip beside it. Errors: refuses `bundle-file-exists`. */
export async function packFolder(directory: string): Promise<{ readonly to: string; readonly files: number } | Refusal> {
  const to = `${directory.replace(/\/+$/, '')}.zip`
  const taken = refuseTaken(to)
  if (taken) return taken
  const names = (await readdir(directory)).toSorted()
  await writeFile(to, writeZip(await Promise.all(names.map(async (name) => ({ name, bytes: await readFile(join(directory, name)) })))), { flag: 'wx' })
  return { to, files: names.length }
}

/** Nothing is written over: refuse the name of a file that is there. */
export function refuseTaken(to: string): Refusal | null {
  return existsSync(to) ? refuse('bundle-file-exists', 'usage', { doing: `Writing a bundle to ${to}`, found: 'a file of that name', need: 'A new name: nothing is written over', next: 'Name another' }) : null
}
