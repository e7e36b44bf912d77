import { parentPort } from 'node:worker_threads'
import { attack } from '../../dataset/disclosure/attack.ts'
import { hideUntilSafe } from '../../dataset/disclosure/hide-until-safe.ts'
import { protectionsOf } from '../../dataset/disclosure/protection.ts'
import { withinReach } from '../../dataset/disclosure/reach.ts'
import { isRefusal } from '../../units/refusal.ts'
import type { HideTask, JudgeTask } from './hide-thread.ts'
import { loadSolver } from '../programme/open-programme.ts'

/** The other side of hide-thread.ts: one table after the other. */
const open = await loadSolver()
parentPort?.on('message', (task: HideTask | JudgeTask) => { parentPort?.postMessage('reader' in task ? judge(task) : hide(task), []) })

function hide({ table, policy, insiders }: HideTask): unknown {
  const safe = hideUntilSafe(table, policy, insiders, open)
  return isRefusal(safe) ? safe : { shown: safe.shown, sensitive: safe.sensitive, alsoHidden: safe.alsoHidden, proofs: safe.certificate.length }
}

function judge({ table, shown, policy, reader }: JudgeTask): number {
  const own = protectionsOf(table, policy, [reader]).filter((protection) => protection.reader !== 'outsider')
  return attack(table, shown, policy, withinReach(table, policy, own, open), open).filter(({ verdict }) => verdict !== 'held').length
}
