import { reachesAll, sayReach } from '../access/reach.ts'
import type { Viewer } from '../access/viewer.ts'
import type { House } from '../store/house.ts'
import { isRefusal } from '../units/refusal.ts'
import { openAnswerMemory, type AnswerMemory } from './answer-memory.ts'
import { ReadingEnded, threadBeside, type ReadingThread } from './reading/reading-thread.ts'
import type { Reading, ReadingHere } from './reading/reading.ts'

const memories = new WeakMap<House, { readonly snapshot: string; readonly answers: AnswerMemory }>()
/** Most answers in memory. */
const mostKept = 1000

/**
 * Work an answer out once per snapshot and reach. A snapshot never changes, so neither does an answer made from it; a new snapshot starts afresh.
 * Nobody is handed an answer made from rows that they do not reach.
 * A failure is not kept. At most 1,000 answers are kept; what stands with the data, and can be read again, is let go first, and of that what was not asked for the longest.
 */
export function keepAnswer<T>(house: House, viewer: Viewer, snapshot: string, asked: string, work: () => Promise<T>): Promise<T> {
  return memoryOf(house, snapshot).recall(keyOf(viewer, asked), work)
}

function memoryOf(house: House, snapshot: string): AnswerMemory {
  const known = memories.get(house)
  const memory = known?.snapshot === snapshot ? known : { snapshot, answers: openAnswerMemory(mostKept) }
  memories.set(house, memory)
  return memory.answers
}

function keyOf(viewer: Viewer, asked: string): string {
  return `${sayReach(viewer.reach)} ${asked}`
}

/**
 * As `keepAnswer`, for work that would keep everybody else waiting: where a thread reads beside the house, it works the answer out.
 * What is made from everybody's rows is kept with the data besides, so that a server that starts again knows it.
 */
export function keepReading<T>(house: House, viewer: Viewer, snapshot: string, reading: Reading, work: () => Promise<T>): Promise<T> {
  return keepLong(house, viewer, snapshot, reading, (thread) => thread.read(viewer, snapshot, reading).then((read) => read as T, (fault: unknown) => {
    if (fault instanceof ReadingEnded) throw fault
    // What the thread cannot do is done here: a fault of its own stops nobody, and one of the work is met again.
    return work()
  }), work)
}

/** As `keepReading`, for work that is handed to other threads where it stands. */
export function keepReadingHere<T>(house: House, viewer: Viewer, snapshot: string, reading: ReadingHere, work: () => Promise<T>): Promise<T> {
  return keepLong(house, viewer, snapshot, reading, work, work)
}

/** Only a house beside which a thread reads keeps answers with its data: a server's. */
function keepLong<T>(house: House, viewer: Viewer, snapshot: string, { work: name, asked: of }: Reading | ReadingHere, beside: (thread: ReadingThread) => Promise<T>, alone: () => Promise<T>): Promise<T> {
  const asked = `${name} ${JSON.stringify(of)}`
  return keepAnswer(house, viewer, snapshot, asked, async () => {
    const thread = threadBeside(house)
    if (thread === null) return alone()
    const isKept = reachesAll(viewer.reach)
    const found = isKept ? await house.answers.find(snapshot, asked) : undefined
    const answer = found === undefined ? await beside(thread) : found as T
    const stands = found !== undefined || (isKept && !isRefusal(answer) && await house.answers.keep(snapshot, asked, answer))
    if (stands) memoryOf(house, snapshot).stands(keyOf(viewer, asked))
    return answer
  })
}
