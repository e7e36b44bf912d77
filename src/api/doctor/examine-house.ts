import { localViewer } from '../../access/viewer.ts'
import { findDamaged } from '../../store/damaged-part.ts'
import { folderAt } from '../../store/folder.ts'
import type { House, StagedPart } from '../../store/house.ts'
import { readMigrations } from '../../store/migrate.ts'
import { isRefusal } from '../../units/refusal.ts'
import { checkAudit } from '../access/audit.ts'
import { fine, wrong, type Check } from './check.ts'
import { examineJobs } from './examine-jobs.ts'

/** Look at what an open house holds: every part of the lake against its hash, the account of reads and changes, the clock against what was written last, and whether heavy work gets done. */
export async function examineHouse(house: House, now: string): Promise<Check[]> {
  return [
    fine('records', `open, with all ${(await readMigrations()).length} migrations this version knows and no other`),
    await checkParts(house), await checkAccount(house), await checkClock(house, now), await examineJobs(house, now),
  ]
}

async function checkParts(house: House): Promise<Check> {
  const parts = new Map<string, StagedPart>()
  for (const { id } of await house.catalogue.snapshots(localViewer)) {
    for (const file of await house.catalogue.files(localViewer, id)) for (const part of file.parts) parts.set(part.path, part)
  }
  const damaged = await findDamaged(folderAt(house.directory).lake, [...parts.values()])
  if (damaged.length === 0) return fine('lake', `${parts.size} parts, each with the bytes it was published with`)
  return wrong('lake', `${damaged.length} of ${parts.size} parts damaged: ${damaged.slice(0, 5).join('; ')}${damaged.length > 5 ? ' …' : ''}`, 'Nothing is served from them. Import the files they came from again, or restore the folder from a backup')
}

async function checkAccount(house: House): Promise<Check> {
  const checked = await checkAudit(house, localViewer, [])
  if (isRefusal(checked)) return wrong('account of reads and changes', checked.found, checked.next)
  return checked.fault === null ? fine('account of reads and changes', checked.summary) : wrong('account of reads and changes', checked.summary, 'Keep the folder as it is, and compare with the heads noted elsewhere: cadre audit verify --noted')
}

/** A clock that stands before what it wrote itself has been moved back, and days of accounts and passwords are then wrong. */
async function checkClock(house: House, now: string): Promise<Check> {
  const [newest] = await house.audit.list(localViewer, 1, null)
  const written = [newest?.at ?? '', ...(await house.catalogue.snapshots(localViewer)).map(({ publishedAt }) => publishedAt)].toSorted().at(-1) ?? ''
  return written <= now ? fine('clock', `${now}, after everything that was written`) : wrong('clock', `${now}, but something was written at ${written}`, 'Set the clock of this machine')
}
