import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { mkdir, rm, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { FastifyRequest } from 'fastify'
import { refuseFullDisk } from '../../store/disk.ts'
import { isRefusal, refuse, type Refusal } from '../../units/refusal.ts'

/** A file of a form, kept on disk until it is read. */
export interface ReceivedFile {
  /** As its sender calls it: with its folders, when a whole folder was sent. */
  readonly name: string
  readonly path: string
  readonly bytes: number
  readonly sha256: string
}

/** Bytes one file may have, and how many files one form. */
export const largestFile = 2_000_000_000
const mostFiles = 2_000

/**
 * Write the files of a form into a new folder, piece by piece: none of them is ever whole in memory.
 * When the sender goes away or a file is refused, nothing stays.
 * Errors: refuses `no-file-sent`, `file-too-large`, `upload-larger-than-disk`, `upload-broken-off`, `disk-full`.
 */
export async function receiveFiles(request: FastifyRequest, folder: string): Promise<ReceivedFile[] | Refusal> {
  if (!request.isMultipart()) return refuseNoFile()
  await mkdir(folder, { recursive: true })
  const stop = new AbortController()
  const under = { way: Promise.resolve<unknown>(null) }
  const files = await Promise.race([writeAll(request, folder, stop.signal, under), senderGone(request)]).catch(async (error: unknown) => {
    // Order matters: a file that is still being written would come back into the folder that is removed.
    stop.abort()
    await under.way.catch(() => undefined)
    await rm(folder, { recursive: true, force: true })
    const known = refuseFullDisk(error, 'Receiving files') ?? (request.raw.readableEnded ? null : refuseBrokenOff())
    if (known) return known
    throw error
  })
  if (!isRefusal(files)) return files
  await rm(folder, { recursive: true, force: true })
  drain(request)
  return files
}

/**
 * Fails when the sender hangs up before the end was read: between two files, or before the first, the form's reader would wait for ever.
 * Bytes that had all come and were not read yet are lost with the line (`complete` does not mean read).
 */
function senderGone({ raw }: FastifyRequest): Promise<never> {
  return new Promise((_, reject) => {
    const check = (): void => { if (!raw.readableEnded) reject(new Error('the sender went away')) }
    if (raw.destroyed) check()
    else raw.once('close', check)
  })
}

/** Read the rest of a form and throw it away, so that the answer reaches a sender who is still sending. */
export function drain(request: FastifyRequest): void {
  request.raw.unpipe()
  request.raw.resume()
}

/** `under.way` is the file that is being written; no other is begun once `stop` is given. */
async function writeAll(request: FastifyRequest, folder: string, stop: AbortSignal, under: { way: Promise<unknown> }): Promise<ReceivedFile[] | Refusal> {
  const coming = Number(request.headers['content-length'] ?? 0)
  const { bavail, bsize } = await statfs(folder)
  if (coming > bavail * bsize) return refuseLargerThanDisk(coming, bavail * bsize)
  const files: ReceivedFile[] = []
  for await (const { file, filename } of request.files({ preservePath: true, throwFileSizeLimit: false, limits: { fileSize: largestFile, files: mostFiles } })) {
    stop.throwIfAborted()
    const path = join(folder, String(files.length))
    const written = writeOne(file, path, stop)
    under.way = written
    const { bytes, sha256 } = await written
    const name = plainName(filename)
    if (file.truncated) return refuseTooLarge(name)
    files.push({ name, path, bytes, sha256 })
  }
  return files.length === 0 ? refuseNoFile() : files
}

/** Settles only when the file is closed, whatever became of it. */
async function writeOne(from: AsyncIterable<Buffer>, path: string, signal: AbortSignal): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash('sha256')
  let bytes = 0
  const to = createWriteStream(path)
  try {
    await pipeline(from, async function* (pieces: AsyncIterable<Buffer>) {
      for await (const piece of pieces) {
        hash.update(piece)
        bytes += piece.length
        yield piece
      }
    }, to, { signal })
  } finally {
    if (!to.closed) await once(to, 'close')
  }
  return { bytes, sha256: hash.digest('hex') }
}

/** A name is only shown, and never a place on our disk. */
function plainName(name: string): string {
  return name.replaceAll('\\', '/').split('/').filter((part) => part !== '' && part !== '.' && part !== '..').slice(-4).join('/').slice(0, 240) || 'file'
}

function refuseNoFile(): Refusal {
  return refuse('no-file-sent', 'usage', { doing: 'Receiving files', found: 'none', need: 'One or more files as multipart/form-data', next: 'Choose files on the Data page, or use `cadre import`' })
}

function refuseBrokenOff(): Refusal {
  return refuse('upload-broken-off', 'input', { doing: 'Receiving files', found: 'the form ended before all of it had come', need: 'The whole form', next: 'Send the files again; nothing was kept' })
}

function refuseTooLarge(name: string): Refusal {
  return refuse('file-too-large', 'input', { doing: `Receiving ${name}`, found: 'it has more than 2 GB', need: 'Files of at most 2 GB each', next: 'Split it by month, or use `cadre import`, which reads from disk; nothing was kept' })
}

function refuseLargerThanDisk(coming: number, free: number): Refusal {
  return refuse('upload-larger-than-disk', 'conflict', {
    doing: 'Receiving files', found: `they have ${Math.round(coming / 1e6)} MB, and the disk of the data folder has ${Math.round(free / 1e6)} MB left`, need: 'Room for the files while they are checked',
    next: 'Free some space, or send fewer files at a time; nothing was kept',
  })
}
