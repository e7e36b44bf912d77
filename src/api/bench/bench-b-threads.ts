import { MessageChannel, Worker } from 'node:worker_threads'
import { noWords } from '../../ingest/scan/word-list.ts'
import type { JobFile, JudgedRange } from './bench-b-desk.ts'
import type { ScanAnswer, ScanOrder, Turn } from './bench-b-worker.ts'

/** Where judged ranges go in the order of the file, and how the file begins. */
export interface Scan extends JobFile {
  readonly path: string
  readonly rangeBytes: number
  /** Where the first row starts, and about how many there are. */
  readonly start: number
  readonly rows: number
  readonly threads: number
  keep(judged: JudgedRange): void
}

/**
 * Read and judge the rows of a file in so many threads; the answers are the same however many. Answers what came and went in the cube of each.
 * The turn of a range is a message from the thread of the range before: all that is known of the rows before it.
 */
export async function scanInThreads({ path, rangeBytes, start, rows, threads, keep, ...file }: Scan): Promise<Int32Array[]> {
  const channels = Array.from({ length: threads }, () => new MessageChannel())
  const turn = new Int32Array(new SharedArrayBuffer(4))
  const first: Turn = { end: start, lastRow: 1, seen: noWords(rows) }
  channels.at(-1)!.port1.postMessage(first, [first.seen.entries.buffer, first.seen.slots.buffer, first.seen.longs.buffer])
  const [waiting, changes] = [new Map<number, JudgedRange>(), [] as Int32Array[]]
  let next = 0
  const hear = (answer: ScanAnswer): void => {
    if ('changes' in answer) changes.push(answer.changes)
    else waiting.set(answer.range, answer.judged)
    for (let judged = waiting.get(next); judged; judged = waiting.get(next)) {
      keep(judged)
      waiting.delete(next)
      next += 1
    }
  }
  const workers = channels.map(({ port1: to }, place) => {
    const from = channels.at(place - 1)!.port2
    const workerData: ScanOrder = { ...file, path, rangeBytes, place, threads, turn, from, to }
    const worker = new Worker(new URL('./bench-b-worker.ts', import.meta.url), { workerData, transferList: [from, to], resourceLimits: { maxYoungGenerationSizeMb: 16 } })
    return worker.on('message', hear)
  })
  try {
    await Promise.all(workers.map((worker) => new Promise<void>((resolve, reject) => { worker.once('error', reject).once('exit', () => resolve()) })))
  } finally {
    // When one fails, the others wait for their turn in vain.
    for (const worker of workers) void worker.terminate()
  }
  if (changes.length < threads) throw new Error('a scanning thread ended before its work did')
  return changes
}
