import { randomBytes, randomUUID } from 'node:crypto'
import { linkSync, renameSync, rmSync, writeFileSync } from 'node:fs'

/** Bytes of a key: as long as the digest or the cipher it is used with. Source: RFC 2104, section 3; NIST FIPS 197 (AES-256). */
export const keyBytes = 32

/** Make a file with a new key, readable by its owner only. Order matters: the key is whole and on the disk before it gets its name, and a key that is there, from another server even, is never replaced. */
export function makeKeyFile(path: string): void {
  const unfinished = `${path}.${randomUUID()}.new`
  writeFileSync(unfinished, `${randomBytes(keyBytes).toString('hex')}\n`, { mode: 0o600, flag: 'wx', flush: true })
  giveName(unfinished, path)
}

/** A second name is given to nothing that has one; where the file system knows no second names, the first look has to do. */
function giveName(unfinished: string, path: string): void {
  try {
    linkSync(unfinished, path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') renameSync(unfinished, path)
  } finally {
    rmSync(unfinished, { force: true })
  }
}
