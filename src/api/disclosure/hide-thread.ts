import { Worker } from 'node:worker_threads'
import type { Insider } from '../../dataset/disclosure/known.ts'
import type { LinkedTable, Shown } from '../../dataset/disclosure/linked-table.ts'
import type { DisclosurePolicy } from '../../dataset/disclosure/policy.ts'
import type { SafeTable } from '../../dataset/disclosure/hide-until-safe.ts'
import type { Refusal } from '../../units/refusal.ts'

export interface HideTask { readonly table: LinkedTable; readonly policy: DisclosurePolicy; readonly insiders: readonly Insider[] }
/** A table as it is shown, to be attacked by somebody who reads the records of some of its organisations. */
export interface JudgedTable { readonly table: LinkedTable; readonly shown: readonly Shown[]; readonly policy: DisclosurePolicy }
export interface JudgeTask extends JudgedTable { readonly reader: Insider }
export type HiddenTable = Pick<SafeTable, 'shown' | 'sensitive' | 'alsoHidden'> & { readonly proofs: number }

/** Hide the small numbers of a table in a thread of its own: the solver lets nobody else speak while it works. */
export function hideInThread(task: HideTask): Promise<HiddenTable | Refusal> {
  return inThread(task)
}

/** Count the hidden figures of a table that a reader could work out more closely than the rule allows. */
export function countFoundOut(task: JudgeTask): Promise<number> {
  return inThread(task)
}

/** Threads with the solver loaded and nothing to do. */
const idle: Worker[] = []
/** Milliseconds after which an idle thread ends, and gives back the memory of its solver. */
const idleFor = 5000

function inThread<Answer>(task: HideTask | JudgeTask): Promise<Answer> {
  const worker = idle.pop() ?? new Worker(new URL('./hide-worker.ts', import.meta.url))
  worker.ref()
  return new Promise<Answer>((resolve, reject) => {
    worker.once('message', (answer: Answer) => {
      worker.removeAllListeners('error')
      rest(worker)
      resolve(answer)
    }).once('error', reject)
    worker.postMessage(task, [])
  })
}

/** Nobody waits for a thread that rests. */
function rest(worker: Worker): void {
  worker.unref()
  idle.push(worker)
  setTimeout(() => {
    const at = idle.indexOf(worker)
    if (at < 0) return
    idle.splice(at, 1)
    void worker.terminate()
  }, idleFor).unref()
}
