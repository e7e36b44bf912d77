import { createHash } from 'node:crypto'
import { createReadStream, existsSync, readdirSync, statSync } from 'node:fs'
import { copyFile, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { isRefusal, refuse, type Refusal } from '../units/refusal.ts'
import { hashFile, realDisk, refuseFullDisk } from './disk.ts'
import { folderAt, labelFolder, readFolderLabel, type Folder } from './folder.ts'
import type { BackedUpFile, Backup } from './backup-account.ts'
import { fillRecords, readRecords, type CopiedRecords } from './records-copy.ts'
import type { RecordsDriver } from './records-driver.ts'
import { openPglite } from './records-pglite.ts'
import { openRecordsServer } from './records-server.ts'

/** Files beside the data without which it cannot be used: they are secret, and so is the backup. */
const keyFiles = ['key', 'audit-key', 'factor-key', 'cadre.json']
const manifestName = 'backup.json'

/**
 * Copy a data folder while it is in use: the records as they are at one moment, and every part of the lake they name. Parts are never changed, so they can be copied at leisure.
 *
 * Errors: refuses a folder that is not empty, and a full disk; what was begun is removed.
 */
export async function makeBackup(folder: Folder, driver: RecordsDriver, to: string, madeAt: string, say: (progress: string) => void = () => {}): Promise<Backup | Refusal> {
  return makeWhole('Making a backup', resolve(to), async (unfinished) => {
    await mkdir(join(unfinished, 'records'), { mode: 0o700 })
    const parts = new Map<string, string>()
    say('reading the records as they are now')
    const records = await readRecords(driver, async (table, lines) => {
      if (table === 'part') for (const line of lines) notePart(parts, line)
      await writeFile(rowsPath(unfinished, table), `${lines.join('\n')}\n`, { flag: 'a' })
    })
    const files: BackedUpFile[] = []
    for (const [path, hash] of [...parts].toSorted()) {
      files.push(await copyChecked(folder.lake, join(unfinished, 'lake'), path, hash))
      if (files.length % 100 === 0 || files.length === parts.size) say(`${files.length} of ${parts.size} parts of the lake copied and checked`)
    }
    for (const name of keyFiles) if (existsSync(join(folder.directory, name))) files.push(await copyChecked(folder.directory, join(unfinished, 'beside'), name, null))
    const backup: Backup = { format: 1, madeAt, records, files }
    await writeFile(join(unfinished, manifestName), `${JSON.stringify(backup, null, 2)}\n`, { flush: true })
    return backup
  })
}

/**
 * Make a data folder from a backup, checking every hash before anything is written and every table after.
 *
 * Errors: refuses a folder that is not empty, a backup that is unfinished or damaged (every damaged file is named), and a full disk.
 */
export async function restoreBackup(from: string, to: string, now: () => string): Promise<Backup | Refusal> {
  const backup = await readBackup(resolve(from))
  if (isRefusal(backup)) return backup
  return makeWhole('Restoring a backup', resolve(to), async (unfinished) => {
    for (const { path, sha256 } of backup.files) await copyOut(resolve(from), unfinished, path, sha256)
    const driver = await openPglite(folderAt(unfinished).records, realDisk)
    const filled = await fillRecords(driver, backup.records, (table) => rowsOf(resolve(from), table), now).finally(() => driver.close())
    const wrong = differing(backup.records, filled)
    if (wrong.length > 0) throw new Error(`restored tables differ from the backup: ${wrong.join(', ')}`)
    // Wherever the records were kept when the backup was made, these lie in the folder.
    labelFolder(folderAt(unfinished), readFolderLabel(folderAt(unfinished))?.mode ?? 'empty')
    return backup
  })
}

/** Make a folder under another name, and give it its own when all of it is there; nothing is left of one that failed. Errors: refuses a folder that is not empty, and a full disk. */
async function makeWhole<T>(doing: string, target: string, make: (unfinished: string) => Promise<T>): Promise<T | Refusal> {
  if (existsSync(target) && readdirSync(target).length > 0) return refuseTarget(doing, target)
  const unfinished = `${target}.unfinished`
  try {
    await rm(unfinished, { recursive: true, force: true })
    await mkdir(unfinished, { recursive: true, mode: 0o700 })
    const made = await make(unfinished)
    await rm(target, { recursive: true, force: true })
    await rename(unfinished, target)
    await realDisk.flush(dirname(target))
    return made
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true })
    const full = refuseFullDisk(error, doing)
    if (full) return full
    throw error
  }
}

/** Copy records to a PostgreSQL server by its address. Errors: the refusals of `copyRecords`, and those of a server or a login that will not do. */
export async function copyToServer(from: RecordsDriver, address: string, now: () => string): Promise<CopiedRecords | Refusal> {
  const to = await openRecordsServer(address, '--to')
  return isRefusal(to) ? to : copyRecords(from, to, now).finally(() => to.close())
}

/** Fill an empty PostgreSQL with the records of another: an embedded installation that moves to a server. Answers the tables, counted and compared. */
export async function copyRecords(from: RecordsDriver, to: RecordsDriver, now: () => string): Promise<CopiedRecords | Refusal> {
  const [made] = await to.transaction((query) => query(`select to_regclass('cadre.migration') is not null as made`))
  if (made?.made === true) return refuse('records-not-empty', 'conflict', {
    doing: 'Copying the records to a PostgreSQL server', found: 'the database holds records of Cadre already', need: 'An empty database', next: 'Make a new database and name it',
  })
  const held = new Map<string, string[]>()
  const copied = await readRecords(from, async (table, lines) => { held.set(table, [...held.get(table) ?? [], ...lines]) })
  const filled = await fillRecords(to, copied, async function* give(table) { yield held.get(table) ?? [] }, now)
  const wrong = differing(copied, filled)
  if (wrong.length > 0) throw new Error(`copied tables differ: ${wrong.join(', ')}`)
  return filled
}

/** Read a backup's own account and check every file against it. */
async function readBackup(from: string): Promise<Backup | Refusal> {
  const doing = 'Reading a backup'
  if (!existsSync(join(from, manifestName))) return refuse('not-a-backup', 'input', { doing, found: `no ${manifestName} in ${from}`, need: 'A folder that `cadre backup` finished', next: 'Name the folder given to `cadre backup --to`' })
  let backup: Backup
  try {
    backup = JSON.parse(await readFile(join(from, manifestName), 'utf8')) as Backup
  } catch {
    return refuse('backup-damaged', 'check', { doing, found: `${manifestName} cannot be read`, need: 'A backup whose files are as they were written', next: 'Use another backup' })
  }
  const damaged: string[] = []
  for (const { path, sha256 } of backup.files) if (!existsSync(join(from, path)) || await hashFile(join(from, path)) !== sha256) damaged.push(path)
  for (const { name, rows, sha256 } of backup.records.tables) if (await hashRows(from, name) !== (rows === 0 ? hashOfNothing : sha256)) damaged.push(`records/${name}.jsonl`)
  return damaged.length === 0 ? backup : refuse('backup-damaged', 'check', {
    doing, found: `${damaged.length} of its files missing or changed: ${damaged.slice(0, 5).join(', ')}${damaged.length > 5 ? ' …' : ''}`, need: 'A backup whose files are as they were written', next: 'Use another backup; nothing was restored',
  })
}

const hashOfNothing = createHash('sha256').digest('hex')

/** Tables that do not hold the same rows. */
function differing(one: CopiedRecords, other: CopiedRecords): string[] {
  const there = new Map(other.tables.map((table) => [table.name, table]))
  return one.tables.filter(({ name, rows, sha256 }) => there.get(name)?.rows !== rows || there.get(name)?.sha256 !== sha256).map(({ name }) => name)
}

function notePart(parts: Map<string, string>, line: string): void {
  const { path, hash } = JSON.parse(line) as { path: string; hash: string }
  parts.set(path, hash)
}

const rowsPath = (folder: string, table: string): string => join(folder, 'records', `${table}.jsonl`)

async function* rowsOf(from: string, table: string): AsyncIterable<readonly string[]> {
  if (!existsSync(rowsPath(from, table))) return
  let lines: string[] = []
  for await (const line of createInterface({ input: createReadStream(rowsPath(from, table)), crlfDelay: Infinity })) {
    if (lines.push(line) < 2000) continue
    yield lines
    lines = []
  }
  if (lines.length > 0) yield lines
}

async function hashRows(from: string, table: string): Promise<string> {
  return existsSync(rowsPath(from, table)) ? hashFile(rowsPath(from, table)) : hashOfNothing
}

/** Copy a file into the backup; its hash is that of the copy, and must be the known one where there is one. */
async function copyChecked(from: string, to: string, path: string, known: string | null): Promise<BackedUpFile> {
  const copy = join(to, path)
  await mkdir(dirname(copy), { recursive: true, mode: 0o700 })
  await copyFile(join(from, path), copy)
  await realDisk.flush(copy)
  const sha256 = await hashFile(copy)
  if (known !== null && sha256 !== known) throw new Error(`part ${path} of the lake is damaged: its bytes do not fit its name`)
  return { path: join(to.endsWith('lake') ? 'lake' : 'beside', path), bytes: statSync(copy).size, sha256 }
}

async function copyOut(from: string, to: string, path: string, sha256: string): Promise<void> {
  const copy = join(to, path.replace(/^beside\//, ''))
  await mkdir(dirname(copy), { recursive: true })
  await copyFile(join(from, path), copy)
  await realDisk.flush(copy)
  if (await hashFile(copy) !== sha256) throw new Error(`${path} changed while it was copied`)
}

function refuseTarget(doing: string, target: string): Refusal {
  return refuse('folder-not-empty', 'usage', { doing, found: `${target} holds files already`, need: 'A folder that is new or empty', next: 'Name another one with --to' })
}
