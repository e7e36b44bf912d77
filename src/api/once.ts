import { createHash } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import type { AskedOnce } from '../store/answered-once.ts'
import { refuse, type Refusal } from '../units/refusal.ts'

/**
 * Read what makes a request be done once: its header `Idempotency-Key`, what it asks, and the hash of its body.
 *
 * Errors: refuses `idempotency-key-missing`. Source: draft-ietf-httpapi-idempotency-key-header.
 */
export function readOnce({ headers, method, url, body }: Pick<FastifyRequest, 'headers' | 'method' | 'url' | 'body'>, at: string): AskedOnce | Refusal {
  const key = String(headers['idempotency-key'] ?? '').trim().replace(/^"(.*)"$/, '$1')
  if (!/^[\w.:-]{8,100}$/.test(key)) return refuse('idempotency-key-missing', 'usage', {
    doing: 'Reading the request', found: key === '' ? 'it has no key' : `the key “${key.slice(0, 40)}”`, need: 'The header Idempotency-Key with 8 to 100 letters, digits, dots, colons or hyphens, made anew for each change', next: 'Send it with a random one (a UUID), and with the same one when you send the same change again',
  })
  return { key, asked: `${method} ${url}`, bodyHash: createHash('sha256').update(JSON.stringify(body ?? null)).digest('hex'), at }
}
