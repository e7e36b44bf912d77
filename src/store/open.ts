import { join } from 'node:path'
import { localViewer } from '../access/viewer.ts'
import { isRefusal, type Refusal } from '../units/refusal.ts'
import { openAcceptedFindings } from './accepted-findings.ts'
import { openAudit } from './audit.ts'
import { copyToServer, makeBackup } from './backup.ts'
import { openCatalogue, type OpenCatalogue } from './catalogue.ts'
import { openCredentials } from './credentials.ts'
import { openMappings } from './confirmed-mappings.ts'
import { realDisk, refuseFullDisk, type Disk } from './disk.ts'
import { claimFolder, folderAt, labelFolder, sweepUnfinished, type Folder } from './folder.ts'
import { openHistory } from './history.ts'
import { queueInProcess, type JobQueue } from './job-queue.ts'
import { queueInPostgres } from './job-queue-postgres.ts'
import { openJobs } from './jobs.ts'
import type { House, Lake } from './house.ts'
import { openKeptAnswers } from './kept-answers.ts'
import { openKeptBacktests } from './kept-backtests.ts'
import { openKeptCalibrations } from './kept-calibrations.ts'
import { openLake } from './lake.ts'
import { openKeptProgrammes } from './kept-programmes.ts'
import { takeLock } from './lock.ts'
import { openPeople } from './people.ts'
import { openPlanRoom } from './plan-presence.ts'
import { openPlanTalk } from './plan-remarks.ts'
import { openPlanSteps } from './plan-steps.ts'
import { openPlans } from './plans.ts'
import { openPglite } from './records-pglite.ts'
import { openRecordsServer } from './records-server.ts'
import { openRecords, type Records } from './records.ts'
import type { RecordsDriver } from './records-driver.ts'
import { openReleases } from './releases.ts'
import { openRetention } from './retention.ts'
import { openSealedFactors } from './sealed-factors.ts'
import { openSavedViews } from './saved-views.ts'
import { openSessions } from './sessions.ts'
import { lookForFirst, refuseForeign, refuseNotCopied, refuseShared, takePlace } from './shared-folder.ts'

export interface OpenOptions {
  readonly readonly?: false
  /** The clock for lock, migrations and withdrawals, as ISO text; imports bring their own time. */
  readonly now?: () => string
  /** The file system; tests make it fail. */
  readonly disk?: Disk
  /** Address of the PostgreSQL server that keeps the records; left out, they are in the folder and the folder is this process's alone. */
  readonly postgres?: string | undefined
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
  return options.postgres === undefined ? openAlone(folder, options, now) : openAmongOthers(folder, options.postgres, options, now)
}

async function openAlone(folder: Folder, options: OpenOptions, now: () => string): Promise<House | Refusal> {
  const lock = await takeLock(folder.lock, now)
  if (isRefusal(lock)) return lock
  return leaveUnless(folder, lock.release, async () => {
    const shared = refuseShared(folder)
    if (shared) return shared
    sweepUnfinished(folder)
    return furnish(folder, await openPglite(folder.records, options.disk ?? realDisk), async () => queueInProcess(), options, now, lock.release)
  })
}

async function openAmongOthers(shared: Folder, address: string, options: OpenOptions, now: () => string): Promise<House | Refusal> {
  const place = await takePlace(shared, now)
  if (isRefusal(place)) return place
  const house = await leaveUnless(shared, place.leave, async () => {
    const driver = await openRecordsServer(address)
    if (isRefusal(driver)) return driver
    return await refuseNotCopied(shared, driver) ?? furnish(place.folder, driver, () => queueInPostgres(address, driver), options, now, place.leave)
  })
  if (!isRefusal(house)) place.enter()
  return house
}

/** Give up the lock when the house does not open. */
async function leaveUnless(folder: Folder, leave: () => void, open: () => Promise<House | Refusal>): Promise<House | Refusal> {
  try {
    const house = await open()
    if (isRefusal(house)) leave()
    return house
  } catch (error) {
    leave()
    const full = refuseFullDisk(error, `Opening the data folder ${folder.directory}`)
    if (full) return full
    throw error
  }
}

async function furnish(folder: Folder, bare: RecordsDriver, openQueue: () => Promise<JobQueue>, { disk = realDisk, database = (driver) => driver }: OpenOptions, now: () => string, leave: () => void): Promise<House | Refusal> {
  const driver = database(bare)
  try {
    const records = await openRecords(driver, now)
    const queue = await openQueue()
    const kept = queue.shared ? 'on a server' : 'here'
    const catalogue = await openCatalogue(records, localViewer, now, (mode) => labelFolder(folder, mode, kept), kept === 'here')
    const foreign = kept === 'here' ? null : await refuseForeign(folder, catalogue, driver)
    if (foreign) {
      await driver.close()
      return foreign
    }
    labelFolder(folder, catalogue.mode(), kept)
    // Secrets from before there was a key: nothing of them stays in the files of the records.
    if (await openSealedFactors(records, folder.factorKey).sealOpenOnes() > 0) await driver.rewrite(['person'])
    const lake = await openLake(folder, disk, catalogue.parts)
    const stopLooking = kept === 'here' ? () => {} : lookForFirst(catalogue)
    await openRetention(records, driver, folder.lake, disk).finish(now())
    return houseOf(folder, driver, disk, records, queue, catalogue, lake, now, async () => {
      stopLooking()
      await lake.close()
      await records.close()
      leave()
    })
  } catch (error) {
    await driver.close().catch(() => {})
    throw error
  }
}

function houseOf(folder: Folder, driver: RecordsDriver, disk: Disk, records: Records, queue: JobQueue, catalogue: OpenCatalogue, lake: Lake, now: () => string, close: () => Promise<void>): House {
  let closing: Promise<void> | undefined
  return {
    directory: folder.directory, arriving: join(folder.unfinished, 'arriving'), lake, catalogue, mappings: openMappings(records), accepted: openAcceptedFindings(records), history: openHistory(records), answers: openKeptAnswers(folder, disk), backtests: openKeptBacktests(records), calibrations: openKeptCalibrations(records),
    jobs: openJobs(records, queue, folder.jobs), savedViews: openSavedViews(records), programmes: openKeptProgrammes(records), people: openPeople(records), credentials: openCredentials(records, openSealedFactors(records, folder.factorKey)), sessions: openSessions(records), plans: openPlans(records), planSteps: openPlanSteps(records), planTalk: openPlanTalk(records), planRoom: openPlanRoom(records), retention: openRetention(records, driver, folder.lake, disk), releases: openReleases(records),
    audit: openAudit(records, { key: folder.auditKey, head: folder.auditHead }), backUp: (to, at, say) => makeBackup(folder, driver, to, at, say),
    inTurn: (work) => driver.inTurn('import', work), copyRecordsTo: (address) => copyToServer(driver, address, now),
    get mode() { return catalogue.mode() },
    close: () => closing ??= close(),
  }
}
