import type { FastifyInstance } from 'fastify'
import { isRefusal } from '../../units/refusal.ts'
import type { Folder } from '../folder.ts'
import type { Openid } from './openid.ts'
import { cookieOf, fromOf } from './sign-in-routes.ts'
import { sendRefusal } from '../trouble.ts'

const wayCookie = 'cadre-way'

/** Register the two addresses of a sign-in through a provider: there, and back. */
export function registerOpenid(server: FastifyInstance, folder: Folder, openid: Openid, isSecure: boolean): void {
  server.get('/api/openid', { schema: { hide: true }, config: { policy: 'open' } }, async (_request, reply) => {
    const begun = await openid.begin()
    if (isRefusal(begun)) return sendRefusal(reply, begun)
    // Lax: the provider sends people back from another site.
    return reply.header('set-cookie', `${wayCookie}=${begun.secret}; Path=/api/openid; HttpOnly; SameSite=Lax; Max-Age=600${isSecure ? '; Secure' : ''}`).redirect(begun.to.href)
  })
  server.get('/api/openid/return', { schema: { hide: true }, config: { policy: 'open' } }, async (request, reply) => {
    const secret = new RegExp(`(?:^|;\\s*)${wayCookie}=([\\w-]+)`).exec(request.headers.cookie ?? '')?.[1] ?? null
    const begun = await folder.borrow((house) => openid.finish(house, secret, new URL(request.url, 'http://localhost'), fromOf(request), new Date().toISOString()))
    if (isRefusal(begun)) return sendRefusal(reply, begun)
    const seconds = Math.floor((Date.parse(begun.expiresAt) - Date.now()) / 1000)
    return reply.header('set-cookie', [cookieOf(begun.secret, isSecure, seconds), `${wayCookie}=; Path=/api/openid; Max-Age=0`]).redirect('/')
  })
}
