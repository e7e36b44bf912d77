import { parentPort } from 'node:worker_threads'
import { project } from '../../scenario/run.ts'
import { sensitivityOf } from '../../scenario/sensitivity.ts'
import { whatIf } from '../../scenario/what-if.ts'

/** What a thread of the model is asked. */
export type ModelTask = { readonly work: 'project'; readonly of: Parameters<typeof project> } | { readonly work: 'sensitivity'; readonly of: Parameters<typeof sensitivityOf> } | { readonly work: 'what-if'; readonly of: Parameters<typeof whatIf> }

/** What was found, or the fault that stopped it. */
export type ModelAnswer = { readonly found: unknown } | { readonly fault: unknown }

/** The other side of model-threads.ts: one task after another, until the server ends. */
parentPort?.on('message', (task: ModelTask) => parentPort?.postMessage(answer(task), []))

function answer(task: ModelTask): ModelAnswer {
  try {
    return { found: task.work === 'project' ? project(...task.of) : task.work === 'sensitivity' ? sensitivityOf(...task.of) : whatIf(...task.of) }
  } catch (fault) {
    return { fault }
  }
}
