import { sayReach } from '../access/reach.ts'
import type { Viewer } from '../access/viewer.ts'
import type { House } from '../store/house.ts'

const memories = new WeakMap<House, { snapshot: string; answers: Map<string, Promise<unknown>> }>()

/**
 * Work an answer out once per snapshot and reach. A snapshot never changes, so neither does an answer made from it; a new snapshot starts afresh.
 * Nobody is handed an answer made from rows that they do not reach.
 * A failure is not kept. At most 1,000 answers are kept, the oldest let go first.
 */
export function keepAnswer<T>(house: House, viewer: Viewer, snapshot: string, asked: string, work: () => Promise<T>): Promise<T> {
  const known = memories.get(house)
  const memory = known?.snapshot === snapshot ? known : { snapshot, answers: new Map<string, Promise<unknown>>() }
  memories.set(house, memory)
  const key = `${sayReach(viewer.reach)} ${asked}`
  const found = memory.answers.get(key)
  if (found) return found as Promise<T>
  const made = work()
  memory.answers.set(key, made)
  made.catch(() => memory.answers.delete(key))
  const [oldest] = memory.answers.keys()
  if (memory.answers.size > 1000 && oldest !== undefined) memory.answers.delete(oldest)
  return made
}
