import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'

/** Version of the model's arithmetic: raised whenever a number of a projection can move. */
export const modelVersion = 'cadre-stock-flow-5'

/** What a run was made from and what it gave: enough to repeat it and to see that nothing moved. */
export interface Manifest {
  readonly dataset: string
  readonly scenario: string
  readonly model: string
  readonly seed: number
  readonly draws: number
  readonly years: number
  readonly area: string
  readonly profession: string
  readonly unit: string
  /** What leaving and joining stand on: people followed between month-ends, records a year apart, or published counts. Absent in models written by hand. */
  readonly basis?: { readonly leave: string; readonly join: string }
  readonly inputs: string
  readonly outputs: string
}

/** Hash a plain value by its canonical text: the same value gives the same hash whatever the order of its keys. */
export function hashOf(value: unknown): string {
  return bytesToHex(sha256(utf8ToBytes(canonicalText(value))))
}

/**
 * Write a plain value as text in one way only: keys sorted, numbers as the shortest decimal that reads back the same, minus zero as 0.
 *
 * Errors: throws on a number that is not finite, or on anything that is not plain data (a bug: it could not be repeated).
 */
export function canonicalText(value: unknown): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value)
  if (typeof value === 'number') return numberText(value)
  if (Array.isArray(value)) return `[${value.map(canonicalText).join(',')}]`
  if (typeof value === 'object') {
    const entries = Object.entries(value).filter(([, each]) => each !== undefined).sort(([a], [b]) => (a < b ? -1 : 1))
    return `{${entries.map(([key, each]) => `${JSON.stringify(key)}:${canonicalText(each)}`).join(',')}}`
  }
  throw new Error(`Writing a run down: a ${typeof value} has no canonical text. Only plain data can be hashed.`)
}

function numberText(value: number): string {
  if (!Number.isFinite(value)) throw new Error(`Writing a run down: ${value} is not a number that can be repeated`)
  return String(value === 0 ? 0 : value)
}
