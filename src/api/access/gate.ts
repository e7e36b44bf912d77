import type { FastifyInstance, FastifyRequest, RouteOptions } from 'fastify'
import { may } from '../../access/may.ts'
import type { PolicyName } from '../../access/policy.ts'
import { signInNeeded, tokenOpensNothing } from '../../access/refuse-access.ts'
import type { Viewer } from '../../access/viewer.ts'
import { admit, carriedBy } from './admit.ts'
import type { Folder } from '../folder.ts'
import { sendRefusal } from '../trouble.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What the address needs of whoever asks (access/policy.ts). An address without one is not served. */
    policy?: PolicyName
  }
  interface FastifyRequest {
    /** Null until the gate has asked. */
    viewer: Viewer | null
  }
}

/** Let nobody past who may not: every address has a policy, every request has a viewer, and the first is held against the second before anything is read. */
export function guard(server: FastifyInstance, folder: Folder): void {
  server.decorateRequest('viewer', null)
  const addresses: RouteOptions[] = []
  server.addHook('onRoute', (address) => { addresses.push(address) })
  server.addHook('onReady', async () => {
    const bare = addresses.filter(({ config }) => config?.policy === undefined).map(({ method, url }) => `${String(method)} ${url}`)
    if (bare.length > 0) throw new Error(`addresses without a policy are not served: ${bare.join(', ')}. Say in their config what they need of whoever asks (access/policy.ts)`)
  })
  server.addHook('onRequest', async (request, reply) => {
    const policy = policyOf(request)
    if (policy === 'open' && !request.url.startsWith('/api')) return undefined
    const now = new Date().toISOString()
    const viewer = await folder.borrow((house) => admit(house, carriedBy(request.headers), now))
    request.viewer = viewer
    const refused = may(viewer, policy, null, now.slice(0, 10))
    if (refused === signInNeeded && request.headers.authorization) return sendRefusal(reply, tokenOpensNothing)
    return refused ? sendRefusal(reply, refused) : undefined
  })
}

/** An address that is not there: below /api only somebody signed in learns so; elsewhere it is a page, and a page holds nothing. */
function policyOf({ url, routeOptions }: FastifyRequest): PolicyName {
  return routeOptions.config.policy ?? (url.startsWith('/api') ? 'signed-in' : 'open')
}
