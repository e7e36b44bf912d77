import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import type { Viewer } from '../access/viewer.ts'
import { refuse, type Refusal } from '../units/refusal.ts'
import { folderAt } from './folder.ts'
import type { House } from './house.ts'
import { keyBytes, makeKeyFile } from './key-file.ts'

/**
 * Read the key that hides people in this data folder; make it once when there is none. It lies beside the data, never in it, readable by its owner only.
 *
 * `keep: false` lends a key that is thrown away, for a trial that may change nothing.
 * Errors: refuses `pseudonym-key-lost` when people are held under a key that is gone, and `pseudonym-key-damaged`.
 */
export async function pseudonymKey(house: House, viewer: Viewer, keep: boolean): Promise<Uint8Array | Refusal> {
  const { key } = folderAt(house.directory)
  if (existsSync(key)) return readKey(key)
  const held = await holdsPeople(house, viewer)
  if (held) return refuseLost(key)
  return keep ? makeKey(key) : randomBytes(keyBytes)
}

/** Say whether the folder has a key: without one nobody was ever turned into a pseudonym. */
export function hasPseudonymKey(house: House): boolean {
  return existsSync(folderAt(house.directory).key)
}

function makeKey(path: string): Uint8Array | Refusal {
  makeKeyFile(path)
  return readKey(path)
}

function readKey(path: string): Uint8Array | Refusal {
  const text = readFileSync(path, 'utf8').trim()
  return new RegExp(`^[0-9a-f]{${keyBytes * 2}}$`).test(text) ? Buffer.from(text, 'hex') : refuse('pseudonym-key-damaged', 'conflict', {
    doing: 'Hiding the people of a return', found: `the key at ${path} is not ${keyBytes * 2} hexadecimal digits`, need: 'The key that hid the people held so far', next: 'Restore the file from a backup; nothing was changed',
  })
}

async function holdsPeople(house: House, viewer: Viewer): Promise<boolean> {
  const live = await house.catalogue.live(viewer)
  return live !== null && (await house.catalogue.files(viewer, live)).some(({ table }) => table === 'staff')
}

function refuseLost(path: string): Refusal {
  return refuse('pseudonym-key-lost', 'conflict', {
    doing: 'Hiding the people of a return', found: `people are held under a key that is not at ${path}`, need: 'That key: under another one everybody would look like a leaver and a joiner',
    next: 'Restore the file key from a backup of the data folder, or import into a new folder',
  })
}
