import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { AuditEntry } from '../access/audit-chain.ts'
import { nobody, type Viewer } from '../access/viewer.ts'
import type { House } from '../store/house.ts'
import type { Refusal } from '../units/refusal.ts'
import type { Folder } from './folder.ts'
import { problemOf } from './problem.ts'

/**
 * Write every answer down before it is given: who asked for what under which policy, and whether it was given. Reads count as changes do.
 * Made-up data are not written down, nor are addresses that show nothing of the dataset. When the account cannot be kept, nothing is answered.
 */
export function writeDown(server: FastifyInstance, folder: Folder): void {
  server.addHook('onSend', async (request, reply, payload) => {
    if (!isOfInterest(request)) return payload
    const refused = await folder.borrow((house) => writeEntry(house, request.viewer ?? nobody, {
      via: request.headers.authorization === undefined ? 'page' : 'token', under: request.routeOptions.config.policy ?? 'none',
      what: `${request.method} ${request.url}`, outcome: reply.statusCode < 400 ? 'done' : `refused ${reply.statusCode}`,
    }))
    if (refused === null) return payload
    const problem = problemOf(refused)
    reply.code(problem.status).type('application/problem+json; charset=utf-8').removeHeader('content-disposition').removeHeader('content-length').removeHeader('content-encoding')
    return JSON.stringify(problem)
  })
}

/** Write an entry for a viewer, now. Errors: the refusals of the audit; null when it is kept, or when the data are made up. */
export async function writeEntry(house: House, viewer: Viewer, entry: Omit<AuditEntry, 'at' | 'who' | 'name'>): Promise<Refusal | null> {
  if (house.mode !== 'real') return null
  return house.audit.add({ ...entry, what: entry.what.slice(0, longest), at: new Date().toISOString(), who: viewer.id, name: viewer.name })
}

/** Characters kept of an address or a command. */
const longest = 1000

/** Changes always; reads unless the address is open to all or says nothing but who is signed in. */
function isOfInterest({ method, url, routeOptions }: FastifyRequest): boolean {
  if (!url.startsWith('/api')) return false
  const policy = routeOptions.config.policy ?? 'none'
  return method !== 'GET' && method !== 'HEAD' ? true : policy !== 'open' && policy !== 'signed-in'
}
