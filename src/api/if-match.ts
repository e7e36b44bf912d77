import type { FastifyReply } from 'fastify'
import { refuse, type Refusal } from '../units/refusal.ts'

/** Say which version an answer shows: its ETag. */
export function sayVersion(reply: FastifyReply, version: number): void {
  reply.header('etag', `"${version}"`)
}

/**
 * Read the version a change was made from: the ETag of what was read, in the header `If-Match`.
 *
 * “Whatever there is” (`*`) is no version: it would let a change pass over what somebody else did.
 * Errors: refuses `if-match-missing` (428). Source: RFC 9110, section 13.1.1; RFC 6585, section 3.
 */
export function readIfMatch(headers: Readonly<Record<string, string | string[] | undefined>>): number | Refusal {
  const found = /^\s*"(\d{1,9})"\s*$/.exec(String(headers['if-match'] ?? ''))
  return found ? Number(found[1]) : refuse('if-match-missing', 'usage', {
    doing: 'Reading the request', found: headers['if-match'] === undefined ? 'it does not say which version it was made from' : 'its If-Match names no version', need: 'The header If-Match with the ETag that came when it was read, in its quotes', next: 'Read it, and send the change with that ETag',
  })
}
