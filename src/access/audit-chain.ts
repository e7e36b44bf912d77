import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'

/** Something that was done or read, and by whom. It holds no person of the dataset and no cell of a file. */
export interface AuditEntry {
  /** ISO 8601. */
  readonly at: string
  /** Id of the account; `local` for the person at the machine. */
  readonly who: string
  readonly name: string
  readonly via: 'page' | 'token' | 'command line' | 'server'
  /** The policy that guarded it: `records`, `publish` … */
  readonly under: string
  /** The address or the command, with what was asked for. */
  readonly what: string
  /** `done`, or the code of the refusal. */
  readonly outcome: string
}

/** An entry in its place: numbers count up from 1, and each hash covers the entry, its number and the hash before. */
export interface ChainedEntry extends AuditEntry {
  readonly number: number
  readonly hash: string
}

/** The last entry's number and hash; 0 and `start` of an empty chain. */
export interface ChainHead { readonly number: number; readonly hash: string }

export const emptyHead: ChainHead = { number: 0, hash: 'start' }

/** What is wrong with a chain, and where: the number of the first entry that cannot be what was written. */
export interface ChainFault { readonly kind: 'changed' | 'missing' | 'out-of-order' | 'cut-short' | 'head-changed'; readonly number: number; readonly says: string }

/** Put an entry behind the head. Source: RFC 2104 (HMAC); a chain by hashes as in RFC 6962, section 2, without the tree. */
export function link(key: Uint8Array, head: ChainHead, entry: AuditEntry): ChainedEntry {
  const number = head.number + 1
  return { ...entry, number, hash: sign(key, head.hash, number, entry) }
}

/**
 * Check a chain from its first entry to its head, and against heads that were noted elsewhere.
 *
 * Shape: `entries` as they are kept, in the order they are kept in. Answers the first fault, or null.
 */
export function checkChain(key: Uint8Array, entries: readonly ChainedEntry[], head: ChainHead, noted: readonly ChainHead[]): ChainFault | null {
  let last = emptyHead
  const seen = new Map<number, string>([[0, emptyHead.hash]])
  for (const entry of entries) {
    if (entry.number !== last.number + 1) return faultOfNumber(entry.number, last.number)
    if (entry.hash !== sign(key, last.hash, entry.number, entry)) return { kind: 'changed', number: entry.number, says: `entry ${entry.number} is not what was written, or the entry before it was put in or taken out` }
    last = { number: entry.number, hash: entry.hash }
    seen.set(last.number, last.hash)
  }
  if (head.number > last.number) return { kind: 'cut-short', number: last.number + 1, says: `entries ${last.number + 1} to ${head.number} are missing at the end` }
  if (head.number !== last.number || head.hash !== last.hash) return { kind: 'head-changed', number: last.number, says: `the head says entry ${head.number}, and the last entry is ${last.number}, or its hash differs` }
  const lost = noted.find(({ number, hash }) => seen.get(number) !== hash)
  if (lost === undefined) return null
  return lost.number > last.number ? { kind: 'cut-short', number: last.number + 1, says: `entry ${lost.number} was noted outside the records, and they end at ${last.number}` }
    : { kind: 'changed', number: lost.number, says: `entry ${lost.number} is another than was noted outside the records: entries up to it were written again` }
}

function faultOfNumber(found: number, last: number): ChainFault {
  return found > last + 1 ? { kind: 'missing', number: last + 1, says: found === last + 2 ? `entry ${last + 1} is missing` : `entries ${last + 1} to ${found - 1} are missing` }
    : { kind: 'out-of-order', number: found, says: `entry ${found} stands after entry ${last}` }
}

/** Lengths stand before the fields, so that no two entries are written alike. */
function sign(key: Uint8Array, before: string, number: number, { at, who, name, via, under, what, outcome }: AuditEntry): string {
  const text = [before, String(number), at, who, name, via, under, what, outcome].map((field) => `${field.length}:${field}`).join('')
  return bytesToHex(hmac(sha256, key, utf8ToBytes(text)))
}
