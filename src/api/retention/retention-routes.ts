import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import { RetentionDeletion, RetentionRuleRequest, RetentionState, SignedCertificate } from '../../contract/retention.ts'
import type { House } from '../../store/house.ts'
import { isRefusal } from '../../units/refusal.ts'
import type { Folder } from '../folder.ts'
import { requestViewer } from '../access/request-viewer.ts'
import { answerRetention, deleteDue, setRetentionRule, showCertificate } from '../retention.ts'
import { problemSchema, sendRefusal } from '../trouble.ts'

const One = z.object({ number: z.coerce.number().int().min(1) })
const tags = ['Retention']

/** Register the clocks: how long what is held is kept, what is past it, and the deletion with its certificate. */
export function registerRetention(server: FastifyInstance, folder: Folder): void {
  const answer = async (reply: FastifyReply, work: (house: House, now: string) => Promise<unknown>): Promise<FastifyReply> => {
    const found = await folder.borrow((house) => work(house, new Date().toISOString()))
    return isRefusal(found) ? sendRefusal(reply, found) : reply.send(found)
  }
  server.route({
    method: 'GET', url: '/api/retention', config: { policy: 'retention' }, schema: { summary: 'How long what is held is kept, what is past its clock today, and what was deleted', tags, response: { 200: RetentionState, default: problemSchema } },
    handler: (request, reply) => answer(reply, (house, now) => answerRetention(house, requestViewer(request), now)),
  })
  server.route<{ Params: z.infer<typeof One> }>({
    method: 'GET', url: '/api/retention/certificates/:number', config: { policy: 'retention' }, schema: { summary: 'The signed certificate of a deletion', tags, params: One, description: 'May be refused with: certificate-not-found.', response: { 200: SignedCertificate, default: problemSchema } },
    handler: (request, reply) => answer(reply, (house) => showCertificate(house, requestViewer(request), request.params.number)),
  })
  server.route<{ Body: RetentionRuleRequest }>({
    method: 'POST', url: '/api/retention/rules', config: { policy: 'publish' }, schema: { summary: 'Set how long a dataset is kept, from a day on', tags, body: RetentionRuleRequest, description: 'Needs the header `x-cadre: 1`. May be refused with: dataset-without-clock.', response: { 200: RetentionState, default: problemSchema } },
    handler: (request, reply) => answer(reply, (house, now) => setRetentionRule(house, requestViewer(request), request.body, now)),
  })
  server.route<{ Body: RetentionDeletion }>({
    method: 'POST', url: '/api/retention/deletions', config: { policy: 'publish' }, schema: { summary: 'Delete what is past its clock, with a signed certificate', tags, body: RetentionDeletion, description: 'Needs the header `x-cadre: 1`. May be refused with: retention-plan-changed, nothing-past-its-clock, audit-key-lost, audit-key-damaged.', response: { 200: SignedCertificate, default: problemSchema } },
    handler: (request, reply) => answer(reply, (house, now) => deleteDue(house, requestViewer(request), request.body, now)),
  })
}
