import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Acceptance, Code, Done, InvitationState, LinkShown, SessionState, SignIn } from '../../contract/access.ts'
import { isRefusal, type Refusal } from '../../units/refusal.ts'
import { carriedBy, sessionCookie } from './admit.ts'
import type { Folder } from '../folder.ts'
import { requestViewer } from './request-viewer.ts'
import { acceptLink, answerSession, giveCode, lookAtLink, signIn, type BegunSession, type From } from './sign-in.ts'
import { problemSchema, sendRefusal } from '../trouble.ts'

const tags = ['Access']

/** Register how people get in and out. `isSecure`: the installation is reached over https, so the cookie is never sent without. `provider`: there is another way in (openid-routes.ts). */
export function registerSignIn(server: FastifyInstance, folder: Folder, isSecure: boolean, provider: boolean): void {
  server.route({
    method: 'GET', url: '/api/session', config: { policy: 'open' }, schema: { summary: 'Who is looking, and what the installation asks of them', tags, response: { 200: SessionState, default: problemSchema } },
    handler: async (request) => folder.borrow((house) => answerSession(house, requestViewer(request), provider)),
  })
  server.route<{ Body: SignIn }>({
    method: 'POST', url: '/api/session', config: { policy: 'open' },
    schema: { summary: 'Sign in: begins a session, carried in a cookie', tags, body: SignIn, description: 'Needs the header `x-cadre: 1`. May be refused with: sign-in-refused, too-many-attempts.', response: { 200: Done, default: problemSchema } },
    handler: async (request, reply) => begin(reply, await folder.borrow((house) => signIn(house, request.body, fromOf(request), new Date().toISOString())), isSecure, 'Signed in.'),
  })
  server.route({
    method: 'DELETE', url: '/api/session', config: { policy: 'open' }, schema: { summary: 'Sign out: ends the session', tags, response: { 200: Done, default: problemSchema } },
    handler: async (request, reply) => {
      const carried = carriedBy(request.headers)
      if (carried?.kind === 'session') await folder.borrow((house) => house.sessions.endCarried(carried.hash, new Date().toISOString()))
      return reply.header('set-cookie', cookieOf('', isSecure, 0)).send({ summary: 'Signed out.' })
    },
  })
  server.route<{ Body: Code }>({
    method: 'POST', url: '/api/session/second-factor', config: { policy: 'signed-in' },
    schema: { summary: 'Give the second factor in this session', tags, body: Code, description: 'May be refused with: no-second-factor, code-not-right, too-many-attempts.', response: { 200: Done, default: problemSchema } },
    handler: async (request, reply) => {
      const hash = carriedBy(request.headers)?.hash ?? ''
      const refused = await folder.borrow((house) => giveCode(house, requestViewer(request), hash, request.body.code, new Date().toISOString()))
      return refused ? sendRefusal(reply, refused) : reply.send({ summary: 'The second factor holds for this session.' })
    },
  })
  registerLinks(server, folder, isSecure)
}

function registerLinks(server: FastifyInstance, folder: Folder, isSecure: boolean): void {
  server.route<{ Body: LinkShown }>({
    method: 'POST', url: '/api/invitations/look', config: { policy: 'open' },
    schema: { summary: 'What a one-time link is for', tags, body: LinkShown, description: 'May be refused with: link-not-valid.', response: { 200: InvitationState, default: problemSchema } },
    handler: async (request, reply) => {
      const look = await folder.borrow((house) => lookAtLink(house, request.body.link, new Date().toISOString()))
      return isRefusal(look) ? sendRefusal(reply, look) : reply.send(look)
    },
  })
  server.route<{ Body: Acceptance }>({
    method: 'POST', url: '/api/invitations/accept', config: { policy: 'open' },
    schema: { summary: 'Set the password a one-time link allows, and begin a session', tags, body: Acceptance, description: 'May be refused with: link-not-valid, password-not-good, name-and-address-needed, address-taken.', response: { 200: Done, default: problemSchema } },
    handler: async (request, reply) => begin(reply, await folder.borrow((house) => acceptLink(house, request.body, fromOf(request), new Date().toISOString())), isSecure, 'The password is set, and you are signed in.'),
  })
}

function begin(reply: FastifyReply, begun: BegunSession | Refusal, isSecure: boolean, summary: string): FastifyReply {
  if (isRefusal(begun)) return sendRefusal(reply, begun)
  const seconds = Math.floor((Date.parse(begun.expiresAt) - Date.now()) / 1000)
  return reply.header('set-cookie', cookieOf(begun.secret, isSecure, seconds)).send({ summary })
}

/** Never read by scripts, never sent along from another site. Source: RFC 6265bis. */
export function cookieOf(secret: string, isSecure: boolean, seconds: number): string {
  return `${sessionCookie}=${secret}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${seconds}${isSecure ? '; Secure' : ''}`
}

/** Where a request comes from. */
export function fromOf(request: FastifyRequest): From {
  return { address: request.ip, device: request.headers['user-agent'] ?? 'unknown' }
}
