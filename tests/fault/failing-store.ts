import { writeFileSync } from 'node:fs'
import { realDisk, type Disk } from '../../src/store/disk.ts'
import type { Query, RecordsDriver } from '../../src/store/records-driver.ts'

/** A disk and a database of which the n-th operation fails, whichever it is. */
export interface FailingStore {
  readonly disk: Disk
  readonly database: (driver: RecordsDriver) => RecordsDriver
  /** Let the n-th operation from now on fail; Infinity lets all pass. */
  failAt(n: number): void
  /** Which operation failed, or null when none has since `failAt`. */
  failed(): string | null
}

/** Make one. A write that fails leaves half of what it wrote; a commit may fail before it is done or after. */
export function failingStore(): FailingStore {
  let [left, failed]: [number, string | null] = [Infinity, null]
  const mayFail = (what: string): void => {
    if (--left !== 0) return
    failed = what
    throw Object.assign(new Error(`EIO: ${what} failed`), { code: 'EIO' })
  }
  const step = async <T>(what: string, work: () => Promise<T>): Promise<T> => {
    mayFail(what)
    return work()
  }
  const disk: Disk = {
    makeFolder: (path) => step('make folder', () => realDisk.makeFolder(path)),
    produce: (path, write) => step('write', () => realDisk.produce(path, write)).catch((error: unknown) => {
      writeFileSync(path, 'half a part')
      throw error
    }),
    flush: (path) => step('flush', () => realDisk.flush(path)),
    rename: (from, to) => step('rename', () => realDisk.rename(from, to)),
    remove: (path) => realDisk.remove(path),
  }
  return { disk, database: (driver) => failingDatabase(driver, mayFail), failAt: (n) => { [left, failed] = [n, null] }, failed: () => failed }
}

/** Each transaction may fail before it begins, at each of its statements, at its commit, and after its commit was done and nobody was told. */
function failingDatabase(driver: RecordsDriver, mayFail: (what: string) => void): RecordsDriver {
  const real = new WeakMap<Query, Query>()
  return {
    ...driver,
    script: (query, sql) => {
      mayFail('script')
      return driver.script(real.get(query) ?? query, sql)
    },
    transaction: async (work) => {
      mayFail('begin')
      const answer = await driver.transaction(async (query) => {
        const counted: Query = async (sql, parameters) => {
          mayFail(`statement ${sql.trim().slice(0, 40)}`)
          return query(sql, parameters)
        }
        real.set(counted, query)
        const done = await work(counted)
        mayFail('commit')
        return done
      })
      mayFail('answer of a commit')
      return answer
    },
  }
}
