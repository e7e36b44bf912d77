import type { JobKind } from './job.ts'
import type { Query } from './records-driver.ts'

/** How processes learn that a job waits. Which job is whose is said by the table of jobs alone: a job handed out twice is taken once. */
export interface JobQueue {
  /** Several processes may take jobs. */
  readonly shared: boolean
  /** Put a job in line, in the transaction that makes it wait. `after` in seconds. */
  put(query: Query, id: string, after: number): Promise<void>
  /** That transaction is committed. */
  wake(after: number): void
  /** Let go of what ended processes had in hand, and put those in line of whom the queue knows nothing. */
  mend(query: Query, deadPools: readonly string[]): Promise<void>
  /** Begin to hand jobs out. */
  attend(hands: number, take: TakeJob): Promise<QueueAttendance>
}

/** Take a job up and do it to its end; answers whether there was one. */
export type TakeJob = (wanted: { readonly id: string } | { readonly kind: JobKind }) => Promise<boolean>

export interface QueueAttendance {
  /** Name under which the queue knows this process; null where the queue is in the process. */
  readonly pool: string | null
  /** The queue gave up by itself: nothing is handed out any more, and somebody has to attend anew. */
  isOver(): boolean
  /** Hand nothing out any more; done when the last job handed out is. */
  stop(): Promise<void>
}

/** The queue of a process that has the records to itself: one import at a time and, beside it, one run of every area and one question of scenarios. */
export function queueInProcess(): JobQueue {
  const waiting = new Set<() => void>()
  const wakeAll = (): void => { for (const wake of waiting) wake() }
  return {
    shared: false,
    put: async () => {}, mend: async () => {},
    wake: (after) => void (after === 0 ? wakeAll() : setTimeout(wakeAll, after * 1000 + 10).unref()),
    attend: async (_hands, take) => {
      const ended = { yet: false }
      const lanes = (['import', 'everywhere', 'scenario'] as const).map((kind) => goThrough(() => take({ kind }), waiting, ended))
      return {
        pool: null, isOver: () => false,
        stop: async () => {
          ended.yet = true
          wakeAll()
          await Promise.all(lanes)
        },
      }
    },
  }
}

/** Take one job after the other, and wait to be woken when there is none. */
async function goThrough(takeNext: () => Promise<boolean>, waiting: Set<() => void>, ended: { readonly yet: boolean }): Promise<void> {
  while (!ended.yet) {
    const woken = Promise.withResolvers<void>()
    // Order matters: who is woken while it looks looks again.
    waiting.add(woken.resolve)
    const found = await takeNext().catch(() => false)
    if (!found && !ended.yet) await woken.promise
    waiting.delete(woken.resolve)
  }
}
