import type { Problem } from '../../contract/problem.ts'
import type { CentralPath } from '../../scenario/central-run.ts'
import type { SimpleLevers } from '../../supply/parameters.ts'

/** What a page says to the kernel's worker. `run` is the address of the inputs; `by` is who asks, and gets the answer. */
export type ToWorker =
  | { readonly ask: 'open'; readonly by: number; readonly run: string }
  | { readonly ask: 'walk'; readonly by: number; readonly run: string; readonly levers: SimpleLevers }

/** What the worker answers. `without` counts groups of an area that are not in the run. */
export type FromWorker = { readonly by: number } & (
  | { readonly say: 'opened'; readonly kernel: 'plain' | 'fast'; readonly without: number; readonly paths: readonly CentralPath[] }
  | { readonly say: 'walked'; readonly levers: SimpleLevers; readonly paths: readonly CentralPath[] }
  | { readonly say: 'failed'; readonly problem: Problem }
)
