import { chmodSync, existsSync, mkdirSync, rmSync } from 'node:fs'
import { connect, createServer, type Socket } from 'node:net'
import { basename, dirname } from 'node:path'
import { createInterface } from 'node:readline'
import { z } from 'zod'
import { localViewer } from '../access/viewer.ts'
import type { ImportAnswer } from '../contract/import.ts'
import type { Backup } from '../store/backup-account.ts'
import { folderAt } from '../store/folder.ts'
import type { House } from '../store/house.ts'
import { isRefusal, refuse, type Refusal } from '../units/refusal.ts'
import type { Check } from './doctor/check.ts'
import { examineHouse } from './doctor/examine-house.ts'
import type { Attend, Folder } from './folder.ts'
import { writeEntry } from './write-down.ts'

/** What may be asked of a running server by whoever owns its data folder: one line of JSON. */
const ImportAsked = z.object({ do: z.literal('import'), paths: z.array(z.string().min(1)), as: z.string().nullable(), mapping: z.string().nullable().describe('Path of a mapping'), organisation: z.string().nullable(), dryRun: z.boolean() })
const Asked = z.discriminatedUnion('do', [z.object({ do: z.literal('backup'), to: z.string().min(1) }), z.object({ do: z.literal('examine') }), ImportAsked])
/** Files of this machine to be imported, by their whole paths. */
export type ImportAsked = Omit<z.infer<typeof ImportAsked>, 'do'>
/** Imports them into the house that is open; the command line knows how. */
export type ImportHere = (house: House, asked: ImportAsked, say: (progress: string) => void) => Promise<ImportAnswer | Refusal>
/** Lines of JSON in answer: how far it is, any number of times; then what came of it, once. */
type Line = { readonly says: string } | { readonly backup: Backup } | { readonly checks: readonly Check[] } | { readonly imported: ImportAnswer } | { readonly refused: Refusal } | { readonly failed: string }

/** Bytes a socket's path may have: 108 on Linux and 104 elsewhere, one of them for the end. */
const longestPath = 103
/** Characters of a question; longer ones are not ours. */
const longestQuestion = 1_000_000

/**
 * Listen, while a folder is open, for commands of whoever owns it: the server that holds the folder then makes the backup, imports, or looks through it.
 *
 * Errors: when the socket cannot be made, `log` is told why and the server runs without it.
 */
export function attendFolder(log: (line: string) => void, importHere: ImportHere | null = null): Attend {
  return async (directory, borrow) => {
    const { control } = folderAt(directory)
    // Servers that share a folder: the first of them answers for all.
    const other = await reach(control)
    other?.destroy()
    if (other !== null) return async () => {}
    const why = reasonNone(control)
    if (why !== null) {
      log(`\`cadre backup\` cannot reach this server while it runs: ${why}`)
      return async () => {}
    }
    const open = new Set<Socket>()
    let last: Promise<unknown> = Promise.resolve()
    const server = createServer((socket) => {
      open.add(socket.on('close', () => open.delete(socket)).on('error', () => undefined))
      // One command at a time: the next waits for the one before.
      last = last.then(() => answer(socket, borrow, log, importHere))
    })
    try {
      await new Promise<void>((done, failed) => { server.once('error', failed).listen(control, done) })
      if (process.platform !== 'win32') chmodSync(control, 0o600)
    } catch (error) {
      log(`\`cadre backup\` cannot reach this server while it runs: ${(error as Error).message}`)
    }
    return async () => {
      const closed = new Promise<void>((done) => { server.close(() => done()) })
      await last
      for (const socket of open) socket.destroy()
      await closed
    }
  }
}

/**
 * Ask the server that holds a folder to make a backup of it. Null when none listens.
 *
 * Errors: what the backup refuses, and `server-stopped-meanwhile`; throws when the server failed.
 */
export async function askForBackup(directory: string, to: string, say: (progress: string) => void): Promise<Backup | Refusal | null> {
  const line = await ask(directory, { do: 'backup', to }, say)
  if (line === null) return null
  if ('backup' in line) return line.backup
  return 'refused' in line ? line.refused : refuseStopped('Making a backup', 'what was begun is no backup')
}

/**
 * Ask the server that holds a folder to import files of this machine into it. Null when none listens.
 *
 * Errors: what the import refuses, and `server-stopped-meanwhile`; throws when the server failed.
 */
export async function askForImport(directory: string, asked: ImportAsked, say: (progress: string) => void): Promise<ImportAnswer | Refusal | null> {
  const line = await ask(directory, { do: 'import', ...asked }, say)
  if (line === null) return null
  if ('imported' in line) return line.imported
  return 'refused' in line ? line.refused : refuseStopped('Importing', 'an import is published whole or not at all')
}

function refuseStopped(doing: string, meanwhile: string): Refusal {
  return refuse('server-stopped-meanwhile', 'conflict', { doing, found: 'the server that was asked to do it stopped', need: 'A server that runs until it is done, or none', next: `Run the command again; ${meanwhile}` })
}

/** Ask the server that holds a folder to look through it. Null when none listens, or it stopped meanwhile. Errors: throws when the server failed. */
export async function askForChecks(directory: string): Promise<readonly Check[] | null> {
  const line = await ask(directory, { do: 'examine' }, () => {})
  return line !== null && 'checks' in line ? line.checks : null
}

/** The last line of the answer; an empty one when the server stopped; null when nobody listens. */
async function ask(directory: string, asked: z.infer<typeof Asked>, say: (progress: string) => void): Promise<Line | Record<never, never> | null> {
  const socket = await reach(folderAt(directory).control)
  if (socket === null) return null
  socket.write(`${JSON.stringify(asked)}\n`)
  for await (const text of createInterface({ input: socket })) {
    const line = JSON.parse(text) as Line
    if ('says' in line) say(line.says)
    else if ('failed' in line) throw new Error(line.failed)
    else return line
  }
  return {}
}

/** Make the folder that only its owner opens, and clear away what a killed server left; says why there can be no socket, or null. */
function reasonNone(control: string): string | null {
  if (process.platform === 'win32') return null
  if (Buffer.byteLength(control) > longestPath) return `the path of the data folder is too long for a socket (${Buffer.byteLength(control)} bytes, at most ${longestPath}). Use a folder with a shorter path, or stop the server for the backup`
  try {
    mkdirSync(dirname(control), { recursive: true, mode: 0o700 })
    chmodSync(dirname(control), 0o700)
    rmSync(control, { force: true })
    return null
  } catch (error) {
    return (error as Error).message
  }
}

async function answer(socket: Socket, borrow: Folder['borrow'], log: (line: string) => void, importHere: ImportHere | null): Promise<void> {
  const give = (line: Line): void => { if (socket.writable) socket.write(`${JSON.stringify(line)}\n`) }
  try {
    const asked = Asked.safeParse(await question(socket))
    if (asked.success) give(await borrow((house) => answerFor(house, asked.data, (says) => give({ says }), importHere)))
  } catch (error) {
    log(`a command of the owner failed: ${(error as Error).stack ?? String(error)}`)
    give({ failed: (error as Error).message })
  } finally {
    socket.end()
  }
}

async function answerFor(house: House, asked: z.infer<typeof Asked>, say: (progress: string) => void, importHere: ImportHere | null): Promise<Line> {
  if (asked.do === 'backup') return backUp(house, asked.to, say)
  if (asked.do === 'examine') return { checks: await examineHouse(house, new Date().toISOString()) }
  return importHere === null ? { failed: 'this server does not import for commands' } : importFor(house, asked, say, importHere)
}

async function importFor(house: House, asked: ImportAsked, say: (progress: string) => void, importHere: ImportHere): Promise<Line> {
  const imported = await importHere(house, asked, say)
  const unwritten = await writeEntry(house, localViewer, { via: 'command line', under: 'import', what: `import ${asked.paths.map((path) => basename(path)).join(' ')}, by the running server`, outcome: isRefusal(imported) ? imported.code : 'done' })
  return isRefusal(imported) ? { refused: imported } : unwritten === null ? { imported } : { refused: unwritten }
}

async function backUp(house: House, to: string, say: (progress: string) => void): Promise<Line> {
  const made = await house.backUp(to, new Date().toISOString(), say)
  const refused = isRefusal(made) ? made : null
  const unwritten = await writeEntry(house, localViewer, { via: 'command line', under: 'backup', what: 'backup, made by the running server', outcome: refused?.code ?? 'done' })
  return isRefusal(made) ? { refused: made } : unwritten === null ? { backup: made } : { refused: unwritten }
}

/** The first line, as JSON; null when it is none, does not come within a second, or is longer than any of ours. */
async function question(socket: Socket): Promise<unknown> {
  let text = ''
  socket.setTimeout(1000, () => socket.destroy())
  return new Promise((done) => {
    socket.setEncoding('utf8').on('data', (piece: string) => {
      text += piece
      if (text.length > longestQuestion) socket.destroy()
      if (!text.includes('\n')) return
      socket.setTimeout(0)
      try { done(JSON.parse(text)) } catch { done(null) }
    }).on('close', () => done(null))
  })
}

/** Null when nobody listens there, or somebody whose folder it is not. */
function reach(control: string): Promise<Socket | null> {
  if (process.platform !== 'win32' && (Buffer.byteLength(control) > longestPath || !existsSync(control))) return Promise.resolve(null)
  return new Promise((done) => {
    const socket = connect(control, () => done(socket.removeAllListeners('error').on('error', () => undefined)))
    socket.once('error', () => done(null))
  })
}
