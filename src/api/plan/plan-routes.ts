import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import { PlanConflict, PlanEdit, PlanEditRequest, PlanEdits, PlanList, PlanState } from '../../contract/plan.ts'
import type { House } from '../../store/house.ts'
import { isRefusal, type Refusal } from '../../units/refusal.ts'
import type { Folder } from '../folder.ts'
import { readIfMatch, sayVersion } from '../if-match.ts'
import { readOnce } from '../once.ts'
import { createPlan, editPlan, listEdits, listPlans, showPlan } from '../plans.ts'
import { problemOf } from '../problem.ts'
import { requestViewer } from '../access/request-viewer.ts'
import { problemSchema, sendRefusal } from '../trouble.ts'

const One = z.object({ plan: z.string().max(100).describe('Id of the plan') })
const tags = ['Plans']
const now = (): string => new Date().toISOString()
const OnceHeader = z.object({ 'idempotency-key': z.string().max(200).optional().describe('Needed: the same key with the same body is done once and answered alike') })
const EditHeaders = OnceHeader.extend({ 'if-match': z.string().max(200).optional().describe('Needed: the ETag of the plan as it was read') })
export const conflictSchema = { description: 'Somebody edited it meanwhile: what differs, field by field', content: { 'application/problem+json': { schema: PlanConflict } } }

/** Register plans: each with its version as ETag; an edit says which version it was made from, and carries a key that makes it be done once. */
export function registerPlans(server: FastifyInstance, folder: Folder): void {
  const answer = async <T extends object>(reply: FastifyReply, work: (house: House) => Promise<T | Refusal>, say: (made: T) => void = () => {}): Promise<FastifyReply> => {
    const found = await folder.borrow(work)
    if (isRefusal(found)) return sendConflict(reply, found)
    say(found)
    return reply.send(found)
  }
  server.route({
    method: 'GET', url: '/api/plans', config: { policy: 'plans' }, schema: { summary: 'Plans of the areas where you plan or approve', tags, response: { 200: PlanList, default: problemSchema } },
    handler: (request, reply) => answer(reply, (house) => listPlans(house, requestViewer(request))),
  })
  server.route<{ Params: z.infer<typeof One> }>({
    method: 'GET', url: '/api/plans/:plan', config: { policy: 'plans' }, schema: { summary: 'A plan as it is, with its version as ETag', tags, params: One, description: 'May be refused with: plan-not-found.', response: { 200: PlanState, default: problemSchema } },
    handler: (request, reply) => answer(reply, (house) => showPlan(house, requestViewer(request), request.params.plan, now()), ({ version }) => sayVersion(reply, version)),
  })
  server.route<{ Params: z.infer<typeof One> }>({
    method: 'GET', url: '/api/plans/:plan/edits', config: { policy: 'plans' }, schema: { summary: 'Every edit of a plan, in order: who, when, and each field before and after', tags, params: One, description: 'May be refused with: plan-not-found.', response: { 200: PlanEdits, default: problemSchema } },
    handler: (request, reply) => answer(reply, (house) => listEdits(house, requestViewer(request), request.params.plan)),
  })
  server.route({
    method: 'POST', url: '/api/plans', config: { policy: 'plan' },
    schema: { summary: 'Keep a scenario file as a plan of its area', tags, headers: OnceHeader, body: z.looseObject({}).describe('A scenario file as JSON, of any version: older forms are brought to that of today; entries without an id are given one'), description: 'Needs the header `x-cadre: 1`. May be refused with: idempotency-key-missing, idempotency-key-reused, scenario-file-not-readable, scenario-file-newer, plan-not-readable, plan-name-reserved, not-allowed, unknown-area, nothing-loaded.', response: { 200: PlanEdit, default: problemSchema } },
    handler: async (request, reply) => {
      const once = readOnce(request, now())
      return isRefusal(once) ? sendRefusal(reply, once) : answer(reply, (house) => createPlan(house, requestViewer(request), request.body, once), ({ plan, version }) => sayVersion(reply.header('location', `/api/plans/${plan}`), version))
    },
  })
  server.route<{ Params: z.infer<typeof One>; Body: PlanEditRequest }>({
    method: 'POST', url: '/api/plans/:plan/edits', config: { policy: 'plan' },
    schema: {
      summary: 'Edit a plan: all changes are made, or none', tags, params: One, headers: EditHeaders, body: PlanEditRequest, response: { 200: PlanEdit, 412: conflictSchema, default: problemSchema },
      description: 'Needs the header `x-cadre: 1`. May be refused with: if-match-missing (428), plan-changed-meanwhile (412, with the difference), plan-version-unknown, idempotency-key-missing, idempotency-key-reused, plan-not-found, plan-field-unknown, plan-not-readable, plan-name-reserved, plan-area-stays, plan-settled, plan-baseline-open, plan-baseline-agreed, not-allowed.',
    },
    handler: async (request, reply) => {
      const [from, once] = [readIfMatch(request.headers), readOnce(request, now())]
      if (isRefusal(from)) return sendRefusal(reply, from)
      if (isRefusal(once)) return sendRefusal(reply, once)
      return answer(reply, (house) => editPlan(house, requestViewer(request), request.params.plan, request.body, from, once), ({ version }) => sayVersion(reply, version))
    },
  })
}

/** Send a refusal; a conflict says what differs, and the ETag of the latest version. */
export function sendConflict(reply: FastifyReply, refusal: Refusal): FastifyReply {
  if (!('difference' in refusal && 'version' in refusal)) return sendRefusal(reply, refusal)
  sayVersion(reply, Number(refusal.version))
  const problem = { ...problemOf(refusal), version: refusal.version, difference: refusal.difference }
  return reply.code(problem.status).type('application/problem+json; charset=utf-8').serializer(JSON.stringify).send(problem)
}
