import { parentPort, receiveMessageOnPort, workerData, type MessagePort } from 'node:worker_threads'
import { wordList, type CarriedWords } from '../../ingest/scan/word-list.ts'
import { openDesk, type JobFile, type JudgedRange } from './bench-b-desk.ts'
import { openRanges } from '../import/range-records.ts'

/** What a thread is told: its place among the threads, and the ports by which a turn comes and goes on. */
export interface ScanOrder extends JobFile {
  readonly path: string
  readonly rangeBytes: number
  readonly place: number
  readonly threads: number
  /** The range whose turn it is. */
  readonly turn: Int32Array
  readonly from: MessagePort
  readonly to: MessagePort
}

/** What the ranges before hand on to the next: where they ended, the number of their last row, and the assignments they have. */
export interface Turn { readonly end: number; readonly lastRow: number; readonly seen: CarriedWords }

/** What a thread answers: each of its ranges as it is done, and at last what came and went in its cube. */
export type ScanAnswer = { readonly range: number; readonly judged: JudgedRange } | { readonly changes: Int32Array<ArrayBuffer> }

/** The other side of bench-b-threads.ts: every so many-th range of the file. Ranges are taken, judged and laid out side by side; what depends on earlier rows waits for its turn. */
const { path, rangeBytes, place, threads, turn, from, to, ...file } = workerData as ScanOrder
const ranges = openRanges(path, ',', rangeBytes)
const desk = openDesk(file, Math.ceil(rangeBytes / file.header.length))
for (let range = place; range < ranges.count; range += threads) {
  const judged = judgeRange(range)
  parentPort?.postMessage({ range, judged } satisfies ScanAnswer, [judged.group.bytes.buffer])
}
ranges.close()
parentPort?.postMessage({ changes: desk.changes } satisfies ScanAnswer, [desk.changes.buffer])

function judgeRange(range: number): JudgedRange {
  // Where the turn has come already, nothing is to be guessed.
  const early = Atomics.load(turn, 0) === range ? receive() : null
  const start = early?.end ?? ranges.guess(range)
  let end = takeFrom(range, start, early === null)
  const { end: known, lastRow, seen } = early ?? waitFor(range)
  if (known !== start || end === null) {
    desk.forget()
    end = takeFrom(range, known, false)
  }
  const words = wordList(seen)
  const last = desk.judgeInTurn(lastRow, words)
  handOn({ end: end!, lastRow: last, seen: words.handOver() }, range + 1)
  return desk.finish()
}

/** Take the records of a range and judge them alone; null when the place was guessed and is none that records start at. */
function takeFrom(range: number, start: number, guessed: boolean): number | null {
  try {
    const records = ranges.read(range, start)
    let step = records.next()
    for (; !step.done; step = records.next()) desk.take(step.value)
    desk.judgeAlone()
    return step.value
  } catch (error) {
    if (guessed && error instanceof RangeError) return null
    throw error
  }
}

function waitFor(range: number): Turn {
  for (let now = Atomics.load(turn, 0); now !== range; now = Atomics.load(turn, 0)) Atomics.wait(turn, 0, now)
  return receive()
}

function receive(): Turn {
  return (receiveMessageOnPort(from) as { message: Turn }).message
}

function handOn(next: Turn, range: number): void {
  to.postMessage(next, [next.seen.entries.buffer, next.seen.slots.buffer, next.seen.longs.buffer])
  Atomics.store(turn, 0, range)
  Atomics.notify(turn, 0)
}
