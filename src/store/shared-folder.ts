import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { localViewer } from '../access/viewer.ts'
import { isRefusal, refuse, type Refusal } from '../units/refusal.ts'
import { readNoted } from './audit.ts'
import type { OpenCatalogue } from './catalogue.ts'
import { readFolderLabel, type Folder } from './folder.ts'
import { isHeld, takeLock, type Lock } from './lock.ts'
import type { RecordsDriver } from './records-driver.ts'

/** A place among the processes that share a data folder. */
export interface Place {
  /** The folder, with unfinished work in a folder of this process alone. */
  readonly folder: Folder
  /** Let the next process in: this one is open. */
  enter(): void
  /** Leave, with whatever is unfinished. */
  leave(): void
}

/**
 * Take a place in a folder whose records are on a server, and sweep what dead processes left unfinished.
 *
 * The lock of the folder is the door: held while one process opens, and as long as it runs by one that has the folder alone.
 * Errors: refuses `folder-in-use` when nobody comes out of the door.
 */
export async function takePlace(folder: Folder, now: () => string): Promise<Place | Refusal> {
  const door = await waitForDoor(folder.lock, now)
  if (isRefusal(door)) return door
  try {
    mkdirSync(folder.unfinished, { recursive: true })
    sweepDead(folder.unfinished)
    const unfinished = join(folder.unfinished, randomUUID())
    const lock = await takeLock(lockOf(unfinished), now)
    if (isRefusal(lock)) throw new Error(`the lock of a new place is taken: ${lock.found}`)
    mkdirSync(unfinished)
    let isInside = false
    const enter = (): void => {
      if (!isInside) door.release()
      isInside = true
    }
    return { folder: { ...folder, unfinished }, enter, leave: () => leave(unfinished, lock, enter) }
  } catch (error) {
    door.release()
    throw error
  }
}

/** Refuse to have a folder alone whose records are on a server: others may work in it, and what it holds itself is out of date. */
export function refuseShared(folder: Folder): Refusal | null {
  return readFolderLabel(folder)?.records !== 'on a server' ? null : refuse('records-on-a-server', 'conflict', {
    doing: `Opening the data folder ${folder.directory}`, found: 'its records are kept by a PostgreSQL server', need: 'The address of that server, in DATABASE_URL', next: 'Set DATABASE_URL as it was set before; or name another folder with --data',
  })
}

/** Refuse a database without records of ours where the folder holds data: before anything is made in it. */
export async function refuseNotCopied(folder: Folder, driver: RecordsDriver): Promise<Refusal | null> {
  const [database] = await driver.transaction((query) => query(`select to_regclass('cadre.migration') is not null as made`))
  const refused = database?.made === true ? null : refuseEmptyRecords(folder)
  if (refused) await driver.close()
  return refused
}

/** Refuse a database that does not belong to the folder: one where nothing is live though the folder holds data, whose live files lie in another lake, or that was copied before the folder was last used. */
export async function refuseForeign(folder: Folder, catalogue: OpenCatalogue, driver: RecordsDriver): Promise<Refusal | null> {
  if (catalogue.mode() === 'empty') return refuseEmptyRecords(folder)
  if (readFolderLabel(folder)?.records === 'here' && await isBehind(folder, driver)) return refuse('records-copied-before', 'conflict', {
    doing: `Opening the data folder ${folder.directory} with the records in DATABASE_URL`, found: 'the folder was used after its records were copied to that database', need: 'A copy of the records as they are now',
    next: 'Copy them again into an empty database with `cadre records copy`, and set DATABASE_URL before the folder is used again',
  })
  const live = await catalogue.live(localViewer)
  const parts = live === null ? [] : await catalogue.parts(localViewer, live) ?? []
  const missing = parts.find(({ path }) => !existsSync(join(folder.lake, path)))
  return missing === undefined ? null : refuse('lake-not-shared', 'conflict', {
    doing: `Opening the data folder ${folder.directory} with the records in DATABASE_URL`, found: `the database lists the file ${missing.path}, which is not in the lake of this folder`,
    need: 'Every server on one database works on one and the same data folder', next: 'Name that folder with --data, or use another database',
  })
}

/** Everything done to real data is written down: the account in the folder then goes further than the one in the database. */
async function isBehind(folder: Folder, driver: RecordsDriver): Promise<boolean> {
  const [head] = await driver.transaction((query) => query('select number from cadre.audit_head'))
  return readNoted(folder.auditHead).some(({ number }) => number > Number(head?.number))
}

function refuseEmptyRecords(folder: Folder): Refusal | null {
  const held = readFolderLabel(folder)?.mode ?? 'empty'
  return held === 'empty' ? null : refuse('records-not-copied', 'conflict', {
    doing: `Opening the data folder ${folder.directory} with the records in DATABASE_URL`, found: 'the folder holds data and the database has no records of them', need: 'The records that belong to the folder',
    next: 'Copy them into an empty database with `cadre records copy`, or name a new folder with --data',
  })
}

/** Until something is published, look whether another server did: what is shown without sign-in depends on it. What it gives back ends that. */
export function lookForFirst(catalogue: OpenCatalogue): () => void {
  const timer = setInterval(() => {
    if (catalogue.mode() === 'empty') catalogue.live(localViewer).catch(() => {})
    else clearInterval(timer)
  }, 1000)
  timer.unref()
  return () => clearInterval(timer)
}

const lockOf = (unfinished: string): string => `${unfinished}.lock`

/** Units: milliseconds. Opening takes a second or two; ten servers may start at once. */
const patience = 20_000
const step = 50

async function waitForDoor(path: string, now: () => string): Promise<Lock | Refusal> {
  const until = performance.now() + patience
  for (;;) {
    const lock = await takeLock(path, now)
    if (!isRefusal(lock) || performance.now() > until) return lock
    await wait(step)
  }
}

/** Remove what belongs to no process that lives. Only who holds the door may call it. */
function sweepDead(unfinished: string): void {
  const names = readdirSync(unfinished)
  const living = new Set(names.filter((name) => name.endsWith('.lock') && isHeld(join(unfinished, name))).flatMap((lock) => [lock, lock.slice(0, -'.lock'.length)]))
  for (const name of names) if (!living.has(name)) rmSync(join(unfinished, name), { recursive: true, force: true })
}

/** Order matters: what has no lock is swept by the next who opens. */
function leave(unfinished: string, lock: Lock, letIn: () => void): void {
  rmSync(unfinished, { recursive: true, force: true })
  lock.release()
  letIn()
}
