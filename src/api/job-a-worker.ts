import { parentPort, workerData } from 'node:worker_threads'
import { startFastKernel } from '../supply/kernel/fast.ts'
import { plainKernel } from '../supply/kernel/plain.ts'
import { linkedFast } from '../supply/kernel/linked-fast.ts'
import { openLinkedPlain } from '../supply/kernel/linked-plain.ts'
import { jobA, openJobA, readJobA } from './job-a.ts'
import { openJobALevers, pairs, usualLevers } from './job-a-levers.ts'

/** The other side of bench-a.ts: take professions from the shared counter until there are none, sending each answer as it is ready. */
const { folder, draws, plain, levers, counter } = workerData as { folder: string; draws: number; plain: boolean; levers: boolean; counter: SharedArrayBuffer }
const next = new Int32Array(counter)
if (levers) projectPairs()
else projectEach()

function projectEach(): void {
  const project = openJobA(plain ? plainKernel : startFastKernel(), readJobA(folder), draws)
  for (let profession = Atomics.add(next, 0, 1); profession < jobA.professions; profession = Atomics.add(next, 0, 1)) {
    parentPort?.postMessage({ profession, answer: project(profession) }, [])
  }
}

/** With levers professions go in pairs, because staff move between them. */
function projectPairs(): void {
  const project = openJobALevers(plain ? openLinkedPlain : linkedFast(), readJobA(folder), draws, usualLevers)
  for (let pair = Atomics.add(next, 0, 1); pair < pairs; pair = Atomics.add(next, 0, 1)) {
    project(pair).forEach((answer, at) => parentPort?.postMessage({ profession: 2 * pair + at, answer }, []))
  }
}
