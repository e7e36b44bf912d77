import { Worker } from 'node:worker_threads'
import type { SafeTable } from '../../dataset/disclosure/hide-until-safe.ts'
import { refuse, type Refusal } from '../../units/refusal.ts'
import type { HideTask } from './hide-thread.ts'

/** Seconds a table may take before it counts as not finished. */
const patience = 120

/** Protect a table in a thread of its own, with every proof. Errors: refuses `table-not-safe`, and `table-not-finished` when it takes too long; nothing is shown then. */
export function protectInThread(task: HideTask, seconds: number = patience): Promise<SafeTable | Refusal> {
  const mine = last.then(() => protect(task, seconds))
  last = mine.catch(() => undefined)
  return mine
}

/** One table after the other: each takes a core for as long as it lasts. */
let last: Promise<unknown> = Promise.resolve()

function protect(task: HideTask, seconds: number): Promise<SafeTable | Refusal> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./protect-worker.ts', import.meta.url), { workerData: task })
    const clock = setTimeout(() => {
      resolve(refuseUnfinished(seconds))
      void worker.terminate()
    }, seconds * 1000)
    worker.once('message', (answer: SafeTable | Refusal) => { clearTimeout(clock); resolve(answer) })
    worker.once('error', (error) => { clearTimeout(clock); reject(error) })
  })
}

function refuseUnfinished(seconds: number): Refusal {
  return refuse('table-not-finished', 'check', {
    doing: 'Protecting a table', found: `no proof for all of it within ${seconds} seconds`, need: 'A proof for every small figure: a table without one is not published', next: 'Ask for fewer categories, a wider level or a smaller area',
  })
}
