import { createHash } from 'node:crypto'
import type { CataloguedFile } from './house.ts'

/** Id of a file: the same bytes read by the same source are the same file. Source: 12 hex characters are 48 bits, ample for thousands of files. */
export function fileIdOf(source: string, sha256: string): string {
  return `${sha256.slice(0, 12)}-${source}`
}

/** Version of a file: its id and what was read out of it. */
export function fileVersionOf(file: Pick<CataloguedFile, 'id' | 'parts'>): string {
  const parts = file.parts.map((part) => `${part.table}:${part.hash}`).sort()
  return `${file.id}-${hashOf([file.id, ...parts]).slice(0, 12)}`
}

/** Id of a snapshot from the versions of its files, whatever their order. */
export function snapshotIdOf(versions: readonly string[]): string {
  return hashOf([...versions].sort()).slice(0, 16)
}

function hashOf(lines: readonly string[]): string {
  return createHash('sha256').update(lines.join('\n')).digest('hex')
}
