import { isMainThread, parentPort, workerData } from 'node:worker_threads'
import { startFastKernel } from '../../supply/kernel/fast.ts'
import { plainKernel } from '../../supply/kernel/plain.ts'
import { linkedFast } from '../../supply/kernel/linked-fast.ts'
import { openLinkedPlain } from '../../supply/kernel/linked-plain.ts'
import { jobA, openJobA, type JobAInputs } from './job-a.ts'
import { openJobALevers, pairs, usualLevers } from './job-a-levers.ts'

/** The other side of bench-a.ts: take professions from the shared counter until there are none, sending each answer as it is ready. On the main thread it does nothing. */
interface Work { readonly inputs: JobAInputs; readonly draws: number; readonly plain: boolean; readonly levers: boolean; readonly counter: SharedArrayBuffer }

if (!isMainThread) {
  const work = workerData as Work
  if (work.levers) projectPairs(work)
  else projectEach(work)
}

function projectEach({ inputs, draws, plain, counter }: Work): void {
  const next = new Int32Array(counter)
  const project = openJobA(plain ? plainKernel : startFastKernel(), inputs, draws)
  for (let profession = Atomics.add(next, 0, 1); profession < jobA.professions; profession = Atomics.add(next, 0, 1)) {
    parentPort?.postMessage({ profession, answer: project(profession) }, [])
  }
}

/** With levers professions go in pairs, because staff move between them. */
function projectPairs({ inputs, draws, plain, counter }: Work): void {
  const next = new Int32Array(counter)
  const project = openJobALevers(plain ? openLinkedPlain : linkedFast(), inputs, draws, usualLevers)
  for (let pair = Atomics.add(next, 0, 1); pair < pairs; pair = Atomics.add(next, 0, 1)) {
    project(pair).forEach((answer, at) => parentPort?.postMessage({ profession: 2 * pair + at, answer }, []))
  }
}
