import { refuse, type Refusal } from '../units/refusal.ts'

/** Widest table read: the widest published one has 95 columns, a hostile one has as many as it likes. */
const mostColumns = 2_000

/** Refuse a table wider than any we know; null for others. */
export function refuseWidth(name: string, columns: number): Refusal | null {
  if (columns <= mostColumns) return null
  return refuse('too-many-columns', 'input', { doing: `Reading ${name}`, found: `The table has ${columns} columns`, need: `We read tables of up to ${mostColumns} columns`, next: 'Send the columns of one published table at a time' })
}
