import { Worker } from 'node:worker_threads'
import type { Compared, compareScenarios } from '../../scenario/compare.ts'
import type { runWithParts, ScenarioWithParts } from '../../scenario/scenario-parts.ts'
import type { seek, Sought } from '../../scenario/seek.ts'
import type { Refusal } from '../../units/refusal.ts'
import type { ScenarioTask, ScenarioTold } from './scenario-worker.ts'

/** How far a question is, told as it goes; `stop` ends the thread at work. */
export interface ScenarioWatch {
  readonly step: (state: 'gathering' | 'running', done: number, of: number) => void
  readonly stop: AbortSignal
}

/** `runWithParts` in a thread of its own; null when it was stopped. */
export async function runInThread(inputs: Parameters<typeof runWithParts>[0], settings: Parameters<typeof runWithParts>[1], parts: Parameters<typeof runWithParts>[2], watch: ScenarioWatch): Promise<ScenarioWithParts | Refusal | null> {
  return await inThread({ work: 'run', of: [inputs, settings, parts] }, watch) as ScenarioWithParts | Refusal | null
}

/** `compareScenarios` in a thread of its own; null when it was stopped. */
export async function compareInThread(scene: Parameters<typeof compareScenarios>[0], sides: Parameters<typeof compareScenarios>[1], settings: Parameters<typeof compareScenarios>[2], watch: ScenarioWatch): Promise<Compared | Refusal | null> {
  return await inThread({ work: 'compare', of: [scene, sides, settings] }, watch) as Compared | Refusal | null
}

/** `seek` in a thread of its own; null when it was stopped. */
export async function seekInThread(of: Parameters<typeof seek>, watch: ScenarioWatch): Promise<Sought | Refusal | null> {
  return await inThread({ work: 'goal-seek', of }, watch) as Sought | Refusal | null
}

function inThread(task: ScenarioTask, { step, stop }: ScenarioWatch): Promise<unknown> {
  if (stop.aborted) return Promise.resolve(null)
  const worker = new Worker(new URL('./scenario-worker.ts', import.meta.url), { workerData: task })
  const end = (): void => void worker.terminate()
  stop.addEventListener('abort', end, { once: true })
  return new Promise((resolve, reject) => {
    worker.on('message', (told: ScenarioTold) => {
      if ('found' in told) resolve(told.found)
      else step('running', told.done, told.of)
    })
    worker.once('error', reject).once('exit', () => {
      stop.removeEventListener('abort', end)
      resolve(null)
    })
  })
}
