import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { project } from '../../scenario/run.ts'
import type { sensitivityOf } from '../../scenario/sensitivity.ts'
import type { whatIf } from '../../scenario/what-if.ts'
import type { ModelAnswer, ModelTask } from './model-worker.ts'

/** `project` in a thread that is kept: the server has others to answer meanwhile. */
export async function projectInThread(...of: Parameters<typeof project>): Promise<ReturnType<typeof project>> {
  return (await handOut({ work: 'project', of })) as ReturnType<typeof project>
}

/** `sensitivityOf` in a thread that is kept. */
export async function sensitivityInThread(...of: Parameters<typeof sensitivityOf>): Promise<ReturnType<typeof sensitivityOf>> {
  return (await handOut({ work: 'sensitivity', of })) as ReturnType<typeof sensitivityOf>
}

/** `whatIf` in a thread that is kept. */
export async function whatIfInThread(...of: Parameters<typeof whatIf>): Promise<ReturnType<typeof whatIf>> {
  return (await handOut({ work: 'what-if', of })) as ReturnType<typeof whatIf>
}

interface Waiting {
  readonly task: ModelTask
  readonly resolve: (answer: unknown) => void
  readonly reject: (error: unknown) => void
}

/** A thread, and what it is at; null while it rests. */
interface Thread {
  readonly worker: Worker
  at: Waiting | null
}

const waiting: Waiting[] = []
const threads = new Set<Thread>()

/** How many runs wait for a thread, and how many are in one. */
export function modelTasks(): { readonly waiting: number; readonly running: number } {
  return { waiting: waiting.length, running: [...threads].filter(({ at }) => at !== null).length }
}

function handOut(task: ModelTask): Promise<unknown> {
  return new Promise((resolve, reject) => {
    waiting.push({ task, resolve, reject })
    takeNext()
  })
}

/** Give the first task that waits to a thread at rest, or to a new one while there are fewer than processors. */
function takeNext(): void {
  if (waiting.length === 0) return
  const thread = [...threads].find(({ at }) => at === null) ?? (threads.size < availableParallelism() ? startThread() : undefined)
  if (thread === undefined) return
  thread.at = waiting.shift()!
  // A thread at work keeps the process alive; one at rest does not.
  thread.worker.ref()
  thread.worker.postMessage(thread.at.task, [])
}

function startThread(): Thread {
  const thread: Thread = { worker: new Worker(new URL('./model-worker.ts', import.meta.url)), at: null }
  threads.add(thread)
  thread.worker.on('message', (answer: ModelAnswer) => {
    const done = thread.at
    thread.at = null
    thread.worker.unref()
    if ('fault' in answer) done?.reject(answer.fault)
    else done?.resolve(answer.found)
    takeNext()
  })
  thread.worker.once('error', (error) => {
    threads.delete(thread)
    thread.at?.reject(error)
    takeNext()
  })
  return thread
}
