import { join } from 'node:path'
import { localViewer } from '../access/viewer.ts'
import { isRefusal, type Refusal } from '../units/refusal.ts'
import { openAcceptedFindings } from './accepted-findings.ts'
import { openAudit } from './audit.ts'
import { makeBackup } from './backup.ts'
import { openCatalogue, type OpenCatalogue } from './catalogue.ts'
import { openCredentials } from './credentials.ts'
import { openMappings } from './confirmed-mappings.ts'
import { realDisk, refuseFullDisk, type Disk } from './disk.ts'
import { claimFolder, folderAt, labelFolder, sweepUnfinished, type Folder } from './folder.ts'
import { openHistory } from './history.ts'
import type { House, Lake } from './house.ts'
import { openKeptBacktests } from './kept-backtests.ts'
import { openKeptCalibrations } from './kept-calibrations.ts'
import { openLake } from './lake.ts'
import { takeLock } from './lock.ts'
import { openPeople } from './people.ts'
import { openPglite } from './records-pglite.ts'
import { openRecords, type Records } from './records.ts'
import type { RecordsDriver } from './records-driver.ts'
import { openSessions } from './sessions.ts'

export interface OpenOptions {
  readonly readonly?: false
  /** The clock for lock, migrations and withdrawals, as ISO text; imports bring their own time. */
  readonly now?: () => string
  /** The file system; tests make it fail. */
  readonly disk?: Disk
  /** Stands between the store and its database; tests make it fail. */
  readonly database?: (driver: RecordsDriver) => RecordsDriver
}

/**
 * Open a data folder, making it when it is new.
 *
 * Order matters. The lock comes first: a second process is refused before anything is touched.
 */
export async function openHouse(directory: string, options: OpenOptions = {}): Promise<House | Refusal> {
  const folder = folderAt(directory)
  const now = options.now ?? (() => new Date().toISOString())
  const claimed = claimFolder(folder)
  if (claimed) return claimed
  const lock = await takeLock(folder.lock, now)
  if (isRefusal(lock)) return lock
  try {
    return await openLocked(folder, options, now, lock.release)
  } catch (error) {
    lock.release()
    const full = refuseFullDisk(error, `Opening the data folder ${folder.directory}`)
    if (full) return full
    throw error
  }
}

async function openLocked(folder: Folder, { disk = realDisk, database = (driver) => driver }: OpenOptions, now: () => string, release: () => void): Promise<House> {
  sweepUnfinished(folder)
  const driver = database(await openPglite(folder.records, disk))
  try {
    const records = await openRecords(driver, now)
    const catalogue = await openCatalogue(records, localViewer, now, (mode) => labelFolder(folder, mode))
    labelFolder(folder, catalogue.mode())
    const lake = await openLake(folder, disk, catalogue.parts)
    return houseOf(folder, driver, records, catalogue, lake, async () => {
      await lake.close()
      await records.close()
      release()
    })
  } catch (error) {
    await driver.close().catch(() => {})
    throw error
  }
}

function houseOf(folder: Folder, driver: RecordsDriver, records: Records, catalogue: OpenCatalogue, lake: Lake, close: () => Promise<void>): House {
  let closing: Promise<void> | undefined
  return {
    directory: folder.directory, arriving: join(folder.unfinished, 'arriving'), lake, catalogue, mappings: openMappings(records), accepted: openAcceptedFindings(records), history: openHistory(records), backtests: openKeptBacktests(records), calibrations: openKeptCalibrations(records),
    people: openPeople(records), credentials: openCredentials(records), sessions: openSessions(records),
    audit: openAudit(records, { key: folder.auditKey, head: folder.auditHead }), backUp: (to, at, say) => makeBackup(folder, driver, to, at, say),
    get mode() { return catalogue.mode() },
    close: () => closing ??= close(),
  }
}
