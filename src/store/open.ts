import { localViewer } from '../access/viewer.ts'
import { isRefusal, type Refusal } from '../units/refusal.ts'
import { openCatalogue } from './catalogue.ts'
import { realDisk, refuseFullDisk, type Disk } from './disk.ts'
import { claimFolder, folderAt, labelFolder, sweepUnfinished, type Folder } from './folder.ts'
import type { House } from './house.ts'
import { openLake } from './lake.ts'
import { takeLock } from './lock.ts'
import { openPglite } from './records-pglite.ts'
import { openRecords } from './records.ts'

export interface OpenOptions {
  readonly readonly?: false
  /** The clock for lock, migrations and withdrawals, as ISO text; imports bring their own time. */
  readonly now?: () => string
  /** The file system; tests make it fail. */
  readonly disk?: Disk
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
    return await openLocked(folder, options.disk ?? realDisk, now, lock.release)
  } catch (error) {
    lock.release()
    const full = refuseFullDisk(error, `Opening the data folder ${folder.directory}`)
    if (full) return full
    throw error
  }
}

async function openLocked(folder: Folder, disk: Disk, now: () => string, release: () => void): Promise<House> {
  sweepUnfinished(folder)
  const records = await openRecords(await openPglite(folder.records, disk), now)
  const catalogue = await openCatalogue(records, localViewer, now, (mode) => labelFolder(folder, mode))
  labelFolder(folder, catalogue.mode())
  const lake = await openLake(folder, disk, catalogue.parts)
  let closing: Promise<void> | undefined
  const close = async () => {
    await lake.close()
    await records.close()
    release()
  }
  return {
    directory: folder.directory, lake, catalogue,
    get mode() { return catalogue.mode() },
    close: () => closing ??= close(),
  }
}
