import { parentPort, workerData } from 'node:worker_threads'
import type { EverywhereSettings } from '../../scenario/every-place-stocks.ts'
import { projectEverywhere, type GroupEverywhere } from '../../scenario/every-place.ts'

/** The other side of everywhere-threads.ts: take groups from the shared counter until there are none, sending each answer as it is ready. */
const { groups, settings, counter } = workerData as { groups: readonly GroupEverywhere[]; settings: EverywhereSettings; counter: SharedArrayBuffer }
const next = new Int32Array(counter)
for (let at = Atomics.add(next, 0, 1); at < groups.length; at = Atomics.add(next, 0, 1)) parentPort?.postMessage({ at, answer: projectEverywhere(groups[at]!, settings) }, [])
