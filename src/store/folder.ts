import { createHash, randomUUID } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { refuse, type Refusal } from '../units/refusal.ts'
import type { House } from './house.ts'

/** Version of the folder's layout; a newer one than this is refused. */
const folderFormat = 1

/** Where things are in a data folder. */
export interface Folder {
  readonly directory: string
  readonly lake: string
  /** Unfinished parts and DuckDB's spill files; swept at every opening. */
  readonly unfinished: string
  readonly records: string
  /** Files of heavy work: what was sent, until it is published or cancelled, and answers of runs; each job has a folder. */
  readonly jobs: string
  readonly lock: string
  /** The key that turns people into pseudonyms; beside the data and never in it. */
  readonly key: string
  /** The key that signs the audit, and its head as it was last written; beside the records, so that nobody who changes those can hide it. */
  readonly auditKey: string
  /** The key that seals the secrets of second factors; beside the records, like the other two. */
  readonly factorKey: string
  readonly auditHead: string
  /** Where a running server listens for who has this folder in hand: a socket in a folder that only its owner opens, or a named pipe on Windows. */
  readonly control: string
  /** What the folder is, for a person who looks into it: mode and format. The records hold the truth about the mode. */
  readonly label: string
}

export function folderAt(directory: string): Folder {
  const at = resolve(directory)
  const lake = join(at, 'lake')
  return { directory: at, lake, unfinished: join(lake, '.unfinished'), records: join(at, 'records'), jobs: join(at, 'jobs'), lock: join(at, 'lock'), key: join(at, 'key'), auditKey: join(at, 'audit-key'), factorKey: join(at, 'factor-key'), auditHead: join(at, 'audit-head.json'), control: controlAt(at), label: join(at, 'cadre.json') }
}

/** Windows has no sockets in folders; its pipes have names of their own. */
function controlAt(directory: string): string {
  return process.platform === 'win32' ? `\\\\.\\pipe\\cadre-${createHash('sha256').update(directory.toLowerCase()).digest('hex').slice(0, 32)}` : join(directory, 'control', 'socket')
}

/** Make the folder, or refuse one that holds something else or was written by a later Cadre. */
export function claimFolder(folder: Folder): Refusal | null {
  const doing = `Opening the data folder ${folder.directory}`
  let entries: string[]
  try {
    mkdirSync(folder.directory, { recursive: true, mode: 0o700 })
    entries = readdirSync(folder.directory)
  } catch (error) {
    return refuse('folder-unusable', 'usage', {
      doing, found: `it cannot be made or read (${(error as NodeJS.ErrnoException).code})`, need: 'A folder you may write to', next: 'Name another folder with --data',
    })
  }
  if (entries.includes('cadre.json')) return refuseLater(folder, doing)
  const ours = ['lake', 'records', 'records.new', 'lock', 'lock.takeover', 'key', 'key.new', 'audit-key', 'audit-key.new', 'factor-key', 'audit-head.json', 'audit-head.json.new', 'control', 'cadre.json.new']
  if (entries.every((name) => ours.includes(name) || /^(cadre\.json|key|factor-key|audit-head\.json)\..*\.new$/.test(name))) return null
  return refuse('folder-not-ours', 'usage', {
    doing, found: 'it holds files that are not a Cadre dataset', need: 'An empty folder, or one that Cadre made', next: 'Name an empty or new folder with --data',
  })
}

/** Write the label beside the data; replaced in one step so that it is never half written. */
export function labelFolder(folder: Folder, mode: House['mode'], records: 'here' | 'on a server' = 'here'): void {
  const text = `${JSON.stringify({ cadre: 'data folder', format: folderFormat, mode, ...(records === 'here' ? {} : { records }) }, null, 2)}\n`
  if (readLabel(folder) === text) return
  // A name of its own: servers that share the folder may label it at the same moment.
  const unfinished = `${folder.label}.${randomUUID()}.new`
  writeFileSync(unfinished, text, { flush: true })
  renameSync(unfinished, folder.label)
}

/** What the label says: what the folder holds, and where its records are kept; null without a label. */
export function readFolderLabel(folder: Folder): { readonly mode: House['mode']; readonly records: 'here' | 'on a server' } | null {
  const text = readLabel(folder)
  if (text === null) return null
  const { mode = 'empty', records = 'here' } = JSON.parse(text) as { mode?: House['mode']; records?: 'here' | 'on a server' }
  return { mode, records }
}

/** Remove what a killed process left unfinished. Only the holder of the lock may call it. */
export function sweepUnfinished(folder: Folder): void {
  rmSync(folder.unfinished, { recursive: true, force: true })
  rmSync(`${folder.records}.new`, { recursive: true, force: true })
  mkdirSync(folder.unfinished, { recursive: true })
}

function refuseLater(folder: Folder, doing: string): Refusal | null {
  const format = formatOf(readLabel(folder))
  if (format === null) return refuse('folder-label-damaged', 'conflict', {
    doing, found: 'its file cadre.json cannot be read', need: `A label with the format number (this Cadre writes ${folderFormat})`, next: 'Restore cadre.json from a backup',
  })
  if (format <= folderFormat) return null
  return refuse('folder-from-later-version', 'conflict', {
    doing, found: `it was written in format ${format}`, need: `This version of Cadre reads formats up to ${folderFormat}`, next: 'Use the later version of Cadre, or another folder',
  })
}

function formatOf(label: string | null): number | null {
  try {
    const format = (JSON.parse(label ?? '') as { format?: unknown }).format
    return typeof format === 'number' ? format : null
  } catch {
    return null
  }
}

function readLabel(folder: Folder): string | null {
  try {
    return readFileSync(folder.label, 'utf8')
  } catch {
    return null
  }
}
