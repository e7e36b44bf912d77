import { hash } from 'node:crypto'
import type { Sign } from '../../ingest/pseudonym.ts'

/** Bytes that SHA-256 takes at a time. */
const block = 64

/**
 * Sign words with a key by the machine's own SHA-256: the same as ingest/pseudonym.ts signs plainly, several times faster.
 * Errors: RangeError for a key longer than a block, which would have to be hashed first.
 * Source: RFC 2104.
 */
export function signer(key: Uint8Array): Sign {
  if (key.length > block) throw new RangeError('a key of more than 64 bytes')
  const padded = (pad: number): Buffer => Buffer.from(Uint8Array.from({ length: block }, (_, at) => (key[at] ?? 0) ^ pad))
  const [inner, outer] = [padded(0x36), padded(0x5c)]
  return (_key, words) => hash('sha256', Buffer.concat([outer, hash('sha256', Buffer.concat([inner, Buffer.from(words)]), 'buffer')]), 'hex')
}
