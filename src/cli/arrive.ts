import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { refuse, type Refusal } from '../units/refusal.ts'

/** A file on its way in: read only when its turn comes, so that a folder never stands in memory whole. */
export interface FileOnDisk {
  readonly path: string
  /** The same: a long file is read from there by pieces. */
  readonly at: string
  readonly read: () => Promise<Uint8Array>
}

/**
 * List the files under the paths given: folders whole, in the order of their names, hidden ones left out, each file once.
 * Errors: refuses `path-not-found` and `no-files-found`.
 */
export async function listFiles(paths: readonly string[]): Promise<readonly FileOnDisk[] | Refusal> {
  const found = new Set<string>()
  for (const path of paths) {
    const about = await stat(path).catch(() => null)
    if (!about) return refusePath(path)
    if (about.isDirectory()) for (const file of await walk(path)) found.add(file)
    else found.add(path)
  }
  if (found.size === 0) return refuseEmpty(paths)
  return [...found].map((path) => ({ path, at: path, read: () => readFile(path) }))
}

async function walk(folder: string): Promise<string[]> {
  const entries = (await readdir(folder, { withFileTypes: true })).filter(({ name }) => !name.startsWith('.')).sort((a, b) => (a.name < b.name ? -1 : 1))
  const files: string[] = []
  for (const entry of entries) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) files.push(...await walk(path))
    else if (entry.isFile()) files.push(path)
  }
  return files
}

function refuseEmpty(paths: readonly string[]): Refusal {
  return refuse('no-files-found', 'input', { doing: 'Looking for what to import', found: `no file in ${paths.join(', ')}`, need: 'At least one file', next: 'Check the path; hidden files are left out' })
}

function refusePath(path: string): Refusal {
  return refuse('path-not-found', 'input', { doing: 'Looking for what to import', found: `nothing at ${path}`, need: 'A file or folder that exists', next: 'Check the path; nothing was changed' })
}
