import { createHash } from 'node:crypto'
import { mkdir, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import type { BesideMapping } from '../../ingest/returns/beside-mapping.ts'
import { hashFile } from '../../store/disk.ts'
import { longFrom } from './read-long-file.ts'
import type { Arrived } from './read-worker.ts'

/** A file on its way in; `path` is only shown. It is read when its turn comes. */
export interface ComingFile {
  readonly path: string
  readonly read: () => Promise<Uint8Array>
  /** Where the file lies, when it lies on a disk: a long one is read from there by pieces. */
  readonly at?: string
  /** Mappings that lie in its folder or above it, the nearest first. */
  readonly mappings?: readonly BesideMapping[]
  /** Code of the organisation that sends this file; otherwise the import's holds. */
  readonly organisation?: string | null
}

/** Take a file in: its bytes, or, when it is long and lies on a disk, where it lies. `shelf` is where the rows of a long file may be kept for a while; null for a trial. */
export async function arriveFile(file: ComingFile, shelf: string | null): Promise<Arrived> {
  const name = basename(file.path)
  const size = file.at === undefined ? 0 : (await stat(file.at)).size
  if (file.at !== undefined && size >= longFrom) {
    if (shelf !== null) await mkdir(shelf, { recursive: true })
    return { name, sha256: await hashFile(file.at), size, path: file.at, shelf }
  }
  const bytes = await file.read()
  return { name, bytes, sha256: createHash('sha256').update(bytes).digest('hex') }
}
