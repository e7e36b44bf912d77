import { parentPort, workerData } from 'node:worker_threads'
import { startFastKernel } from '../supply/kernel/fast.ts'
import { plainKernel } from '../supply/kernel/plain.ts'
import { jobA, openJobA, readJobA } from './job-a.ts'

/** The other side of bench-a.ts: take professions from the shared counter until there are none, sending each answer as it is ready. */
const { folder, draws, plain, counter } = workerData as { folder: string; draws: number; plain: boolean; counter: SharedArrayBuffer }
const next = new Int32Array(counter)
const kernel = plain ? plainKernel : startFastKernel()
const project = openJobA(kernel, readJobA(folder), draws)
for (let profession = Atomics.add(next, 0, 1); profession < jobA.professions; profession = Atomics.add(next, 0, 1)) {
  parentPort?.postMessage({ profession, answer: project(profession) }, [])
}
