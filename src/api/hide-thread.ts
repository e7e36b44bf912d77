import { Worker } from 'node:worker_threads'
import type { Insider } from '../dataset/disclosure/known.ts'
import type { LinkedTable } from '../dataset/disclosure/linked-table.ts'
import type { DisclosurePolicy } from '../dataset/disclosure/policy.ts'
import type { SafeTable } from '../dataset/disclosure/hide-until-safe.ts'
import type { Refusal } from '../units/refusal.ts'

export interface HideTask { readonly table: LinkedTable; readonly policy: DisclosurePolicy; readonly insiders: readonly Insider[] }
export type HiddenTable = Pick<SafeTable, 'shown' | 'sensitive' | 'alsoHidden'> & { readonly proofs: number }

/** Hide the small numbers of a table in a thread of its own: the solver lets nobody else speak while it works. */
export function hideInThread(task: HideTask): Promise<HiddenTable | Refusal> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./hide-worker.ts', import.meta.url), { workerData: task })
    worker.once('message', resolve).once('error', reject)
  })
}
