import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { Account, Done, FactorConfirmation, FactorOffer, PasswordChange, RecoveryCodes, TokenMade, TokenRequest } from '../../contract/access.ts'
import type { House } from '../../store/house.ts'
import { isRefusal, refuse, type Refusal } from '../../units/refusal.ts'
import { answerAccount, changePassword, makeToken, offerFactor, setFactor } from './account.ts'
import { carriedBy } from './admit.ts'
import type { Folder } from '../folder.ts'
import { requestViewer } from './request-viewer.ts'
import { problemSchema, sendRefusal } from '../trouble.ts'

const One = z.object({ id: z.string().max(100) })
const tags = ['Access']
const config = { policy: 'signed-in' } as const

/** Register what people do with their own account: password, second factor, sessions, tokens. */
export function registerAccount(server: FastifyInstance, folder: Folder): void {
  const answer = async (reply: FastifyReply, work: (house: House, now: string) => Promise<unknown>): Promise<FastifyReply> => {
    const found = await folder.borrow((house) => work(house, new Date().toISOString()))
    return isRefusal(found) ? sendRefusal(reply, found) : reply.send(found)
  }
  server.route({
    method: 'GET', url: '/api/account', config, schema: { summary: 'Your account: grants, sessions, tokens', tags, description: 'May be refused with: no-account.', response: { 200: Account, default: problemSchema } },
    handler: (request, reply) => answer(reply, (house, now) => answerAccount(house, requestViewer(request), sessionOf(request), now)),
  })
  server.route<{ Body: PasswordChange }>({
    method: 'POST', url: '/api/account/password', config, schema: { summary: 'Change your password: every session ends', tags, body: PasswordChange, description: 'May be refused with: sign-in-refused, password-not-good, no-account.', response: { 200: Done, default: problemSchema } },
    handler: (request, reply) => answer(reply, async (house, now) => await changePassword(house, requestViewer(request), request.body, now) ?? { summary: 'The password is changed, and every session has ended. Sign in with the new one.' }),
  })
  server.route({
    method: 'POST', url: '/api/account/second-factor/offer', config, schema: { summary: 'Offer a secret for a second factor', tags, description: 'May be refused with: second-factor-needed, no-account.', response: { 200: FactorOffer, default: problemSchema } },
    handler: (request, reply) => answer(reply, (house) => offerFactor(house, requestViewer(request))),
  })
  server.route<{ Body: FactorConfirmation }>({
    method: 'POST', url: '/api/account/second-factor', config, schema: { summary: 'Set the second factor whose code is given; answers recovery codes, shown once', tags, body: FactorConfirmation, description: 'May be refused with: code-not-right, second-factor-needed, no-account.', response: { 200: RecoveryCodes, default: problemSchema } },
    handler: (request, reply) => answer(reply, (house, now) => setFactor(house, requestViewer(request), sessionOf(request), request.body, now)),
  })
  registerWaysIn(server, answer)
}

function registerWaysIn(server: FastifyInstance, answer: (reply: FastifyReply, work: (house: House, now: string) => Promise<unknown>) => Promise<FastifyReply>): void {
  server.route<{ Params: z.infer<typeof One> }>({
    method: 'DELETE', url: '/api/account/sessions/:id', config, schema: { summary: 'End one of your sessions', tags, params: One, description: 'May be refused with: way-in-not-found.', response: { 200: Done, default: problemSchema } },
    handler: (request, reply) => answer(reply, async (house, now) => (await house.sessions.end(requestViewer(request), request.params.id, now) ? { summary: 'The session has ended.' } : refuseWayIn())),
  })
  server.route<{ Body: TokenRequest }>({
    method: 'POST', url: '/api/account/tokens', config, schema: { summary: 'Make a token for a program; it is shown once', tags, body: TokenRequest, description: 'May be refused with: unknown-scope, no-account.', response: { 200: TokenMade, default: problemSchema } },
    handler: (request, reply) => answer(reply, (house, now) => makeToken(house, requestViewer(request), request.body, now)),
  })
  server.route<{ Params: z.infer<typeof One> }>({
    method: 'DELETE', url: '/api/account/tokens/:id', config, schema: { summary: 'Take a token back: it opens nothing from now on', tags, params: One, description: 'May be refused with: way-in-not-found.', response: { 200: Done, default: problemSchema } },
    handler: (request, reply) => answer(reply, async (house, now) => (await house.sessions.revokeToken(requestViewer(request), request.params.id, now) ? { summary: 'The token is taken back.' } : refuseWayIn())),
  })
}

function sessionOf(request: FastifyRequest): string | null {
  const carried = carriedBy(request.headers)
  return carried?.kind === 'session' ? carried.hash : null
}

/** No session or token of that id is open. */
export function refuseWayIn(): Refusal {
  return refuse('way-in-not-found', 'absent', { doing: 'Ending a session or token', found: 'none of that id is open', need: 'The id of one that is', next: 'See /account for those there are' })
}
