import { Worker } from 'node:worker_threads'
import type { ReturnOptions } from '../../ingest/returns/find-return.ts'
import { refuse, type Refusal } from '../../units/refusal.ts'
import type { ReadOutcome } from './read-file.ts'
import type { FileProgress } from './read-long-file.ts'
import type { Arrived, Said } from './read-worker.ts'

/** A thread in which files are read, so that no file can stop the server or take all its memory. */
export interface ReadingRoom {
  /** Read one file; a file that breaks the reader is refused, and the next gets a new reader. `tell` is told now and then how far a long file is. */
  read(file: Arrived, as: string | null, returns?: ReturnOptions | null, tell?: (progress: FileProgress) => void): Promise<ReadOutcome>
  close(): Promise<void>
}

export interface ReadingLimits { readonly megabytes: number; readonly seconds: number }

/** Generous for the largest file a national source publishes; a file beyond them is refused, not waited for. */
const usual: ReadingLimits = { megabytes: 3072, seconds: 300 }

/** A long file gets more time, by its length. Units: bytes a second that even a busy machine reads. */
const slowest = 200_000

/** Open a room. The thread starts with the first file. */
export function openReadingRoom(limits: ReadingLimits = usual): ReadingRoom {
  let worker: Worker | null = null
  const read = (file: Arrived, as: string | null, returns: ReturnOptions | null = null, tell?: (progress: FileProgress) => void): Promise<ReadOutcome> => {
    worker ??= new Worker(new URL('./read-worker.ts', import.meta.url), { resourceLimits: { maxOldGenerationSizeMb: limits.megabytes } })
    const reader = worker
    return new Promise((resolve) => {
      const finish = (outcome: ReadOutcome): void => {
        clearTimeout(clock)
        reader.off('message', hear).off('error', failed)
        resolve(outcome)
      }
      const hear = (said: Said): void => ('outcome' in said ? finish(said.outcome) : tell?.(said.progress))
      const giveUp = (why: string): void => {
        worker = null
        finish({ accepted: null, refused: refuseBroken(file.name, why), source: null, title: null, findings: [] })
        reader.on('error', () => undefined)
        void reader.terminate()
      }
      const failed = (error: unknown): void => giveUp(sayError(error))
      const seconds = Math.round(limits.seconds + ('size' in file ? file.size / slowest : 0))
      const clock = setTimeout(() => giveUp(`it was not read within ${seconds} seconds`), seconds * 1000)
      reader.on('message', hear).on('error', failed)
      reader.postMessage({ file, as, returns }, [])
    })
  }
  return { read, close: async () => { await worker?.terminate() } }
}

function sayError(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException
  return code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'it needs more memory than a file may take' : `the reader stopped (${message})`
}

function refuseBroken(name: string, why: string): Refusal {
  return refuse('reader-stopped', 'input', { doing: `Reading ${name}`, found: why, need: 'A file that can be read within limits', next: 'Split the file, or check that it is what it says it is; nothing of it was loaded' })
}
