import { createHash } from 'node:crypto'
import { createReadStream, statSync } from 'node:fs'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { refuse, type Refusal } from '../units/refusal.ts'

/** The few things the store does to files, as a port: a test can make the n-th of them fail. */
export interface Disk {
  /** Make a folder and those above it; says which was the first that had to be made. */
  makeFolder(path: string): Promise<string | undefined>
  /** Let something else write a file at `path`. */
  produce(path: string, write: () => Promise<void>): Promise<void>
  /** Wait until a file, or the names in a folder, would survive a power cut. */
  flush(path: string): Promise<void>
  rename(from: string, to: string): Promise<void>
  remove(path: string): Promise<void>
}

export const realDisk: Disk = {
  makeFolder: (path) => mkdir(path, { recursive: true }),
  produce: (_path, write) => write(),
  flush,
  rename,
  remove: (path) => rm(path, { force: true }),
}

/** SHA-256 of a file's bytes, as hex. */
export async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const piece of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(piece as Buffer)
  return hash.digest('hex')
}

/** Turn the errors of a full disk (file system, DuckDB or PostgreSQL) into a refusal; null when it was something else. */
export function refuseFullDisk(error: unknown, doing: string): Refusal | null {
  if (!isFullDisk(error)) return null
  return refuse('disk-full', 'conflict', {
    doing, found: 'the disk that holds the data folder is full', need: 'Nothing was published and what was loaded before is untouched',
    next: 'Free some space, or move the data folder to a larger disk, and import again',
  })
}

/** The pointer has moved, but the disk did not confirm that the move would survive a power cut. A fault, never a refusal that says nothing happened. */
export class UnconfirmedPublication extends Error {
  readonly code = 'publication-unconfirmed'

  constructor(cause: unknown) {
    super(`publication-unconfirmed: the snapshot is live, but the disk did not confirm that it would survive a power cut (${(cause as Error).message}). Check the disk and import again.`, { cause })
  }
}

/** PGlite's file system throws an error of its own, without a code; its number for a full disk is WASI's. */
const wasiNoSpace = 51

function isFullDisk(error: unknown): boolean {
  if (typeof error === 'object' && error !== null && 'name' in error && error.name === 'ErrnoError' && 'errno' in error) return error.errno === wasiNoSpace
  if (!(error instanceof Error) || error instanceof UnconfirmedPublication) return false
  const code = 'code' in error ? String(error.code) : ''
  if (['ENOSPC', 'EDQUOT', '53100'].includes(code)) return true
  return /no space left on device|disk quota exceeded|could not (write|extend) .*disk/i.test(error.message) || isFullDisk(error.cause)
}

/** A file that is gone needs no flushing. */
async function flush(path: string): Promise<void> {
  const kind = statSync(path, { throwIfNoEntry: false })
  // Windows cannot open a folder; its file system keeps names safe by itself.
  if (!kind || (kind.isDirectory() && process.platform === 'win32')) return
  const handle = await open(path, kind.isDirectory() ? 'r' : 'r+')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
