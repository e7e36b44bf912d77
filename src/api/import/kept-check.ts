import { createHash } from 'node:crypto'
import { rm } from 'node:fs/promises'
import type { ReturnOptions } from '../../ingest/returns/find-return.ts'
import { hashFile } from '../../store/disk.ts'
import type { AcceptedFile } from '../../store/publish.ts'
import type { ReadOutcome } from './read-file.ts'

/** What the check of a long file said, kept with the rows it wrote so that publishing need not read the file again. */
export interface KeptCheck {
  /** Digest of the file and of all that its reader was handed. */
  readonly basis: string
  readonly outcome: ReadOutcome
  /** What was written, by path, with its SHA-256. */
  readonly seals: readonly { readonly path: string; readonly sha256: string }[]
}

/** Say what a check rests on: the bytes of the file, the source asked for, and everything the reader is handed. The same basis gives the same outcome. */
export function basisOf(sha256: string, as: string | null, { key, sign: _sign, ...handed }: ReturnOptions): string {
  return createHash('sha256').update(JSON.stringify([sha256, as, Buffer.from(key).toString('hex'), handed])).digest('hex')
}

/** Keep the check of a file whose rows were written; null for any other. */
export async function keepCheck(basis: string, outcome: ReadOutcome): Promise<KeptCheck | null> {
  const paths = outcome.accepted ? writtenBy(outcome.accepted) : []
  return paths.length === 0 ? null : { basis, outcome, seals: await Promise.all(paths.map(async (path) => ({ path, sha256: await hashFile(path) }))) }
}

/** Say whether a check still holds: nothing it rests on has changed, and what it wrote is there byte for byte. */
export async function stillHolds(kept: KeptCheck, basis: string): Promise<boolean> {
  if (kept.basis !== basis) return false
  const found = await Promise.all(kept.seals.map(async ({ path, sha256 }) => await hashFile(path).catch(() => null) === sha256))
  return found.every(Boolean)
}

/** Remove what was written of a long file on its way. */
export async function letGoOfRows(file: AcceptedFile): Promise<void> {
  await Promise.all(writtenBy(file).map((path) => rm(path, { force: true })))
}

function writtenBy({ written = [], quarantineAt }: AcceptedFile): string[] {
  return [...written.map(({ path }) => path), ...(quarantineAt === undefined ? [] : [quarantineAt])]
}
