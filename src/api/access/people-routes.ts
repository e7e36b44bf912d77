import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import { Done, Granted, GrantRequest, Invited, PeopleState, PersonRequest } from '../../contract/access.ts'
import type { House } from '../../store/house.ts'
import { isRefusal } from '../../units/refusal.ts'
import { refuseWayIn } from './account-routes.ts'
import type { Folder } from '../folder.ts'
import { closePerson, grantRole, inviteAgain, invitePerson, listPeople, revokeGrant } from './people.ts'
import { requestViewer } from './request-viewer.ts'
import { problemSchema, sendRefusal } from '../trouble.ts'

const One = z.object({ id: z.string().max(200).describe('Id or e-mail address of the person') })
const Number = z.object({ number: z.coerce.number().int().min(1) })
const tags = ['Access']

/** Register what administrators do: accounts, one-time links, grants, and taking any of it back. */
export function registerPeople(server: FastifyInstance, folder: Folder): void {
  const answer = async (reply: FastifyReply, work: (house: House, now: string) => Promise<unknown>): Promise<FastifyReply> => {
    const found = await folder.borrow((house) => work(house, new Date().toISOString()))
    return isRefusal(found) ? sendRefusal(reply, found) : reply.send(found)
  }
  server.route({
    method: 'GET', url: '/api/people', config: { policy: 'people-admin' }, schema: { summary: 'Everybody with an account, with their grants', tags, description: 'May be refused with: not-allowed.', response: { 200: PeopleState, default: problemSchema } },
    handler: (request, reply) => answer(reply, (house, now) => listPeople(house, requestViewer(request), now)),
  })
  server.route<{ Body: PersonRequest }>({
    method: 'POST', url: '/api/people', config: { policy: 'system-admin' }, schema: { summary: 'Make an account, with the one-time link that opens it', tags, body: PersonRequest, description: 'May be refused with: address-not-readable, address-taken.', response: { 200: Invited, default: problemSchema } },
    handler: (request, reply) => answer(reply, (house, now) => invitePerson(house, requestViewer(request), request.body, now)),
  })
  server.route<{ Params: z.infer<typeof One> }>({
    method: 'DELETE', url: '/api/people/:id', config: { policy: 'system-admin' }, schema: { summary: 'Close an account', tags, params: One, description: 'May be refused with: person-not-found, own-grant.', response: { 200: Done, default: problemSchema } },
    handler: (request, reply) => answer(reply, (house, now) => closePerson(house, requestViewer(request), request.params.id, now)),
  })
  server.route<{ Params: z.infer<typeof One> }>({
    method: 'POST', url: '/api/people/:id/invitation', config: { policy: 'system-admin' }, schema: { summary: 'A new one-time link for a person: it sets a new password', tags, params: One, description: 'May be refused with: person-not-found.', response: { 200: Invited, default: problemSchema } },
    handler: (request, reply) => answer(reply, (house, now) => inviteAgain(house, requestViewer(request), request.params.id, now)),
  })
  server.route<{ Params: z.infer<typeof One>; Body: GrantRequest }>({
    method: 'POST', url: '/api/people/:id/grants', config: { policy: 'people-admin' }, schema: { summary: 'Grant a role in a scope, from a day to a day', tags, params: One, body: GrantRequest, description: 'May be refused with: not-allowed, unknown-scope, own-grant, person-not-found, until-before-from.', response: { 200: Granted, default: problemSchema } },
    handler: (request, reply) => answer(reply, (house, now) => grantRole(house, requestViewer(request), request.params.id, request.body, now)),
  })
  server.route<{ Params: z.infer<typeof Number> }>({
    method: 'DELETE', url: '/api/grants/:number', config: { policy: 'people-admin' }, schema: { summary: 'Take a grant back', tags, params: Number, description: 'May be refused with: not-allowed, grant-not-found, last-administrator.', response: { 200: Granted, default: problemSchema } },
    handler: (request, reply) => answer(reply, (house, now) => revokeGrant(house, requestViewer(request), request.params.number, now)),
  })
  server.route<{ Params: z.infer<typeof One> }>({
    method: 'DELETE', url: '/api/tokens/:id', config: { policy: 'system-admin' }, schema: { summary: 'Take anybody’s token back', tags, params: z.object({ id: z.string().max(100) }), description: 'May be refused with: way-in-not-found.', response: { 200: Done, default: problemSchema } },
    handler: (request, reply) => answer(reply, async (house, now) => (await house.sessions.revokeToken(requestViewer(request), request.params.id, now) ? { summary: 'The token is taken back.' } : refuseWayIn())),
  })
}
