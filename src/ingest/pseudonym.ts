import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'

/** `local`: numbers of one employer, so the same number at two employers is two people. `shared`: one number for a person everywhere. */
export type IdentifierScope = 'local' | 'shared'

/** Turns identifiers into pseudonyms that nobody without the key can turn back or work out. */
export interface Pseudonymiser {
  person(identifier: string, organisation: string): string
  /** A position is always one employer's own. */
  assignment(identifier: string, organisation: string): string
}

/**
 * Make pseudonyms with a key that is kept apart from the data: the same identifier gives the same pseudonym under the same key.
 *
 * Case and spaces of an identifier do not matter. 128 bits of HMAC-SHA-256 are kept: among a billion people, two share one by chance in less than 1 of 10^20 cases.
 * Errors: RangeError for a key shorter than 32 bytes.
 * Source: RFC 2104; NIST SP 800-107 on truncation.
 */
export function pseudonymiser(key: Uint8Array, scope: IdentifierScope, sign: Sign = signPlainly): Pseudonymiser {
  if (key.length < 32) throw new RangeError(`a pseudonym key of ${key.length} bytes is too short: 32 are needed`)
  const known = new Map<string, string>()
  const hide = (kind: string, organisation: string, identifier: string): string => {
    const words = [kind, organisation, identifier.replace(/\s+/g, '').toUpperCase()].join('\u001f')
    const before = known.get(words)
    if (before !== undefined) return before
    const made = sign(key, words).slice(0, 32)
    // The same person stands in rows near each other: a few are worth remembering, a nation is not.
    if (known.size >= mostKnown) known.clear()
    known.set(words, made)
    return made
  }
  return {
    person: (identifier, organisation) => `P${hide('person', scope === 'local' ? organisation : '', identifier)}`,
    assignment: (identifier, organisation) => `A${hide('assignment', organisation, identifier)}`,
  }
}

/** Sign words with a key: HMAC-SHA-256 as hex. */
export type Sign = (key: Uint8Array, words: string) => string

const mostKnown = 10_000

const signPlainly: Sign = (key, words) => bytesToHex(hmac(sha256, key, utf8ToBytes(words)))
