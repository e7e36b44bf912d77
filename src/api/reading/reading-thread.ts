import { Worker } from 'node:worker_threads'
import type { Viewer } from '../../access/viewer.ts'
import type { House } from '../../store/house.ts'
import type { AskedOfHouse, FromReader, ToReader } from './reading-messages.ts'
import type { Reading } from './reading.ts'

/** A thread that reads beside the server: it has the lake open for itself and asks the server for what the records hold. */
export interface ReadingThread {
  /** Work a reading out. Errors: rejects when the thread cannot, and with `ReadingEnded` when it was told to end. */
  read: (viewer: Viewer, snapshot: string, reading: Reading) => Promise<unknown>
  end(): Promise<void>
}

/** The house is being left: nobody waits for the answer any more. */
export class ReadingEnded extends Error {}

const threads = new WeakMap<House, ReadingThread>()

/** The thread that reads beside a house; null where there is none, as on the command line and in the thread itself. */
export function threadBeside(house: House): ReadingThread | null {
  return threads.get(house) ?? null
}

/** Start a thread that reads beside a house, until it is ended. */
export function startReading(house: House): ReadingThread {
  const worker = new Worker(new URL('./reading-worker.ts', import.meta.url), { workerData: { directory: house.directory, arriving: house.arriving } })
  // A thread at rest keeps no process alive.
  worker.unref()
  const waiting = new Map<number, { readonly resolve: (found: unknown) => void; readonly reject: (fault: unknown) => void }>()
  let asked = 0
  const endAll = (fault: unknown): void => {
    threads.delete(house)
    for (const { reject } of waiting.values()) reject(fault)
    waiting.clear()
  }
  worker.on('message', (message: FromReader) => {
    if ('ask' in message) return void answerReader(house, worker, message)
    const one = waiting.get(message.done)
    waiting.delete(message.done)
    if ('fault' in message) one?.reject(message.fault)
    else one?.resolve(message.found)
  })
  worker.once('error', endAll)
  const exited = new Promise<void>((resolve) => { worker.once('exit', () => { endAll(new Error('the reading thread is gone')); resolve() }) })
  const thread: ReadingThread = {
    read: (viewer, snapshot, reading) => new Promise((resolve, reject) => {
      const number = ++asked
      waiting.set(number, { resolve, reject })
      worker.postMessage({ number, viewer, snapshot, mode: house.mode, reading } satisfies ToReader, [])
    }),
    end: async () => {
      endAll(new ReadingEnded())
      worker.postMessage({ end: true } satisfies ToReader, [])
      await exited
    },
  }
  threads.set(house, thread)
  return thread
}

/** Ask the house for what only it has: the records. */
async function answerReader(house: House, worker: Worker, { ask, noun, verb, of }: AskedOfHouse): Promise<void> {
  try {
    const verbs = house[noun] as unknown as Readonly<Record<string, (...parts: readonly unknown[]) => Promise<unknown>>>
    worker.postMessage({ answered: ask, found: await verbs[verb]!(...of) } satisfies ToReader, [])
  } catch (fault) {
    worker.postMessage({ answered: ask, fault: String(fault) } satisfies ToReader, [])
  }
}
