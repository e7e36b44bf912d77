import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { EverywhereSettings } from '../../scenario/every-place-stocks.ts'
import type { GroupAnswer, GroupEverywhere } from '../../scenario/every-place.ts'

/** Threads at work, and how to end them early. */
export interface Threads {
  /** Shape: one answer per group, in the order of the groups, whoever worked on what; null when the work was ended early. */
  readonly answers: Promise<readonly GroupAnswer[] | null>
  cancel(): void
}

/** Project every group in threads of their own, as many as there are processors: the server has others to answer meanwhile. */
export function projectInThreads(groups: readonly GroupEverywhere[], settings: EverywhereSettings, progress: (done: number) => void, threads = availableParallelism()): Threads {
  const answers: GroupAnswer[] = []
  const counter = new SharedArrayBuffer(4)
  let [done, cancelled] = [0, false]
  const workers = Array.from({ length: Math.min(threads, groups.length) }, () => new Worker(new URL('./everywhere-worker.ts', import.meta.url), { workerData: { groups, settings, counter } }))
  const ended = workers.map((worker) => new Promise<void>((resolve, reject) => {
    worker.on('message', ({ at, answer }: { at: number; answer: GroupAnswer }) => {
      answers[at] = answer
      progress(++done)
    })
    worker.once('error', reject).once('exit', () => resolve())
  }))
  return {
    answers: Promise.all(ended).then(() => (cancelled ? null : answers)),
    cancel: () => {
      cancelled = true
      for (const worker of workers) void worker.terminate()
    },
  }
}
