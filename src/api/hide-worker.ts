import { parentPort, workerData } from 'node:worker_threads'
import { hideUntilSafe } from '../dataset/disclosure/hide-until-safe.ts'
import { isRefusal } from '../units/refusal.ts'
import type { HideTask } from './hide-thread.ts'
import { loadSolver } from './open-programme.ts'

/** The other side of hide-thread.ts: one table, then the thread ends. */
const { table, policy, insiders } = workerData as HideTask
const safe = hideUntilSafe(table, policy, insiders, await loadSolver())
parentPort?.postMessage(isRefusal(safe) ? safe : { shown: safe.shown, sensitive: safe.sensitive, alsoHidden: safe.alsoHidden, proofs: safe.certificate.length }, [])
