import { parentPort, workerData } from 'node:worker_threads'
import { compareScenarios } from '../../scenario/compare.ts'
import { runWithParts } from '../../scenario/scenario-parts.ts'
import { seek } from '../../scenario/seek.ts'

type Without<Told extends (...of: never[]) => unknown> = Parameters<Told> extends [infer First, infer Second, infer Third, ...unknown[]] ? [First, Second, Third] : never

/** What a thread of scenarios is asked. */
export type ScenarioTask = { readonly work: 'run'; readonly of: Without<typeof runWithParts> } | { readonly work: 'compare'; readonly of: Without<typeof compareScenarios> } | { readonly work: 'goal-seek'; readonly of: Parameters<typeof seek> }

/** What it says as it goes, and at the end. */
export type ScenarioTold = { readonly done: number; readonly of: number } | { readonly found: unknown }

/** The other side of scenario-thread.ts: one question, then it ends. */
const task = workerData as ScenarioTask
const told = (done: number, of: number): void => parentPort?.postMessage({ done, of } satisfies ScenarioTold, [])
parentPort?.postMessage({ found: work() } satisfies ScenarioTold, [])

function work(): unknown {
  if (task.work === 'run') return runWithParts(...task.of, told)
  return task.work === 'compare' ? compareScenarios(...task.of, told) : seek(...task.of)
}
