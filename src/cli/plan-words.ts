import { createHash, randomUUID } from 'node:crypto'
import type { AskedOnce } from '../store/answered-once.ts'
import type { PlanConflict } from '../store/plans.ts'
import { sayRefusal } from '../units/refusal.ts'
import type { Outcome } from './outcome.ts'
import { layTable } from './table.ts'

/** Without a key of its own a command is done each time it is given. */
export function onceOf(key: string | undefined, asked: string, body: unknown): AskedOnce {
  return { key: key ?? randomUUID(), asked, bodyHash: createHash('sha256').update(JSON.stringify(body)).digest('hex'), at: new Date().toISOString() }
}

/** What differs when somebody else changed a plan meanwhile; nothing was done. */
export function sayConflict(made: PlanConflict): Outcome {
  const rows = made.difference.map(({ field, base, yours, theirs, clash, by }) => [field, sayValue(base), sayValue(yours), sayValue(theirs), by ?? '', clash ? 'yes' : ''])
  return { json: { refused: { code: made.code, message: sayRefusal(made) }, version: made.version, difference: made.difference }, text: `${sayRefusal(made)}\n${layTable(['field', 'was', 'yours', 'theirs', 'by', 'clash'], rows)}`, exit: 3 }
}

/** Numbers stay numbers, so that a minus is none of a formula. */
export function sayValue(value: unknown): string | number {
  return value === null ? '' : typeof value === 'string' || typeof value === 'number' ? value : JSON.stringify(value)
}
