import { statSync } from 'node:fs'
import { join } from 'node:path'
import { hashFile } from './disk.ts'
import type { StagedPart } from './house.ts'

/** A part that is not what was published. Its rows are never served. */
class DamagedPart extends Error {
  readonly code = 'lake-part-damaged'
  readonly part: StagedPart<string>
  readonly found: string

  constructor(part: StagedPart<string>, found: string) {
    super(`lake-part-damaged: reading table ${part.table}: the part ${part.path} ${found}. `
      + 'The bytes that were published are needed. Import the file it came from again, or restore the folder from a backup.')
    this.part = part
    this.found = found
  }
}

/**
 * Make a check of parts that remembers what it has seen: a part is hashed again only when its size or time has changed.
 *
 * Errors: the check throws DamagedPart for the first part that is missing or has other bytes than published.
 */
export function partChecker(lake: string): (parts: readonly StagedPart<string>[]) => Promise<void> {
  const seen = new Map<string, string>()
  return async (parts) => {
    for (const part of parts) {
      const stamp = stampOf(join(lake, part.path))
      if (stamp === null) throw new DamagedPart(part, 'is missing')
      if (seen.get(part.path) === stamp) continue
      const hash = await hashFile(join(lake, part.path))
      if (hash !== part.hash) throw new DamagedPart(part, `has changed since it was published (its SHA-256 begins ${hash.slice(0, 12)}, not ${part.hash.slice(0, 12)})`)
      seen.set(part.path, stamp)
    }
  }
}

/** Say of which parts the bytes are not those published, and how; all are looked at. */
export async function findDamaged(lake: string, parts: readonly StagedPart<string>[]): Promise<string[]> {
  const check = partChecker(lake)
  const damaged: string[] = []
  for (const part of parts) {
    try { await check([part]) } catch (error) {
      if (!(error instanceof DamagedPart)) throw error
      damaged.push(`${part.path} ${error.found}`)
    }
  }
  return damaged
}

function stampOf(path: string): string | null {
  const file = statSync(path, { bigint: true, throwIfNoEntry: false })
  return file ? `${file.ino}:${file.size}:${file.mtimeNs}` : null
}
