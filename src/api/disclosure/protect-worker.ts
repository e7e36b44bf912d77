import { parentPort, workerData } from 'node:worker_threads'
import { hideUntilSafe } from '../../dataset/disclosure/hide-until-safe.ts'
import type { HideTask } from './hide-thread.ts'
import { loadSolver } from '../programme/open-programme.ts'

/** The other side of protect-thread.ts: one table with its proofs, then the thread ends. */
const { table, policy, insiders } = workerData as HideTask
parentPort?.postMessage(hideUntilSafe(table, policy, insiders, await loadSolver()), [])
