import type { Viewer } from '../access/viewer.ts'
import { isRefusal, refuse, type Refusal } from '../units/refusal.ts'
import type { Query } from './records-driver.ts'

/** A request that is done once: the key its sender gave it, what it asks, and the SHA-256 of its body. */
export interface AskedOnce { readonly key: string; readonly asked: string; readonly bodyHash: string; readonly at: string }

/** Units: days an answer is kept. Who sends again later is answered as if for the first time. */
const keptDays = 30

/**
 * Do work once for a key, in the transaction it is done in: asked again with the same body, the first answer is given and nothing is done.
 * A refusal is not kept: the same key may try again. Somebody else's keys are another matter.
 *
 * Errors: refuses `idempotency-key-reused` when the key came with another request, and what the work refuses.
 */
export async function answerOnce<T extends object>(query: Query, viewer: Viewer, once: AskedOnce, work: () => Promise<T | Refusal>): Promise<T | Refusal> {
  await query('delete from cadre.answered where at < $1', [new Date(Date.parse(once.at) - keptDays * 24 * 3600 * 1000).toISOString()])
  // Order matters: whoever comes second with the key waits here until the first is done.
  const first = await query(`insert into cadre.answered (person, key, asked, body_hash, answer, at) values ($1, $2, $3, $4, '', $5) on conflict do nothing returning key`, [viewer.id, once.key, once.asked, once.bodyHash, once.at])
  if (first.length === 0) return answerAgain(query, viewer, once)
  const answer = await work()
  if (isRefusal(answer)) await query('delete from cadre.answered where person = $1 and key = $2', [viewer.id, once.key])
  else await query('update cadre.answered set answer = $3 where person = $1 and key = $2', [viewer.id, once.key, JSON.stringify(answer)])
  return answer
}

async function answerAgain<T>(query: Query, viewer: Viewer, { key, asked, bodyHash }: AskedOnce): Promise<T | Refusal> {
  const [held] = await query('select asked, body_hash, answer from cadre.answered where person = $1 and key = $2', [viewer.id, key])
  if (held !== undefined && held.asked === asked && held.body_hash === bodyHash) return JSON.parse(String(held.answer)) as T
  return refuse('idempotency-key-reused', 'input', {
    doing: 'Doing what was asked once', found: 'the key came before with another request', need: 'A key of its own for each request', next: 'Send it with a new Idempotency-Key; with the old one, send exactly what was sent before',
  })
}
