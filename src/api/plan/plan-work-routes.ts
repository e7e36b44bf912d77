import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import type { PolicyName } from '../../access/policy.ts'
import type { Viewer } from '../../access/viewer.ts'
import { PlanEdit } from '../../contract/plan.ts'
import {
  AgreedPlans, PlanBaseline, PlanCommentRequest, PlanComments, PlanCopyRequest, PlanDecision, PlanDecisionRequest, PlanDecisions, PlanDifference, PlanPresence, PlanPresenceRequest, PlanRemark, PlanShare, PlanShareRequest, PlanStep, PlanStepRequest, PlanSteps,
} from '../../contract/plan-work.ts'
import type { AskedOnce } from '../../store/answered-once.ts'
import type { House } from '../../store/house.ts'
import { isRefusal, type Refusal } from '../../units/refusal.ts'
import type { Folder } from '../folder.ts'
import { readIfMatch } from '../if-match.ts'
import { readOnce } from '../once.ts'
import { answerBaseline } from './plan-baseline.ts'
import { comparePlanVersions } from './plan-history.ts'
import { enterPlan, leavePlan, sharePlan } from './plan-room.ts'
import { conflictSchema, sendConflict } from './plan-routes.ts'
import { listAgreed, listSteps, takeStep } from './plan-steps.ts'
import { listComments, listDecisions, recordDecision, sayComment } from './plan-talk.ts'
import { copyPlan } from '../plans.ts'
import { requestViewer } from '../access/request-viewer.ts'
import { problemSchema } from '../trouble.ts'

const One = z.object({ plan: z.string().max(100).describe('Id of the plan') })
const OnceHeader = z.object({ 'idempotency-key': z.string().max(200).optional().describe('Needed: the same key with the same body is done once and answered alike') })
const StepHeaders = OnceHeader.extend({ 'if-match': z.string().max(200).optional().describe('Needed: the ETag of the plan as it was read') })
const now = (): string => new Date().toISOString()

interface Asked { readonly house: House; readonly viewer: Viewer; readonly plan: string; readonly query: unknown; readonly body: unknown; readonly once: AskedOnce | null; readonly from: number | null }

/** An address of one plan: what it takes and gives, and the function behind it. `once`: it carries a key; `ifMatch`: and the version it was made from. */
interface PlanAddress {
  readonly method: 'GET' | 'POST' | 'DELETE'
  readonly url: string
  readonly policy: PolicyName
  readonly says: string
  readonly answer: z.ZodType
  readonly refuses: string
  readonly query?: z.ZodObject
  readonly body?: z.ZodObject
  readonly once?: true
  readonly ifMatch?: true
  readonly work: (asked: Asked) => Promise<object>
}

const versions = z.object({ from: z.coerce.number().int().min(1), to: z.coerce.number().int().min(1) })

const addresses: readonly PlanAddress[] = [
  { method: 'GET', url: '/baseline', policy: 'plans', says: 'What a plan is held against, run with what you may see: do nothing, zero productivity, history repeats', answer: PlanBaseline, refuses: 'plan-not-found, and what a projection may be refused with', work: ({ house, viewer, plan }) => answerBaseline(house, viewer, plan) },
  { method: 'GET', url: '/steps', policy: 'plans', says: 'How a plan came to stand as it does: agreed baseline, submitted, returned, agreed, superseded', answer: PlanSteps, refuses: 'plan-not-found', work: ({ house, viewer, plan }) => listSteps(house, viewer, plan) },
  {
    method: 'POST', url: '/steps', policy: 'plan-work', says: 'Take a step: agree the baseline, submit, return, agree or supersede a plan', answer: PlanStep, body: PlanStepRequest, once: true, ifMatch: true,
    refuses: 'if-match-missing (428), plan-changed-meanwhile (412, with the difference), plan-version-unknown, idempotency-key-missing, idempotency-key-reused, plan-not-found, not-allowed, plan-step-needs-reason, plan-step-not-now, and what a projection may be refused with',
    work: ({ house, viewer, plan, body, once, from }) => takeStep(house, viewer, plan, body as PlanStepRequest, from!, once!),
  },
  { method: 'GET', url: '/difference', policy: 'plans', says: 'Two versions of a plan, field by field, with who changed each', query: versions, answer: PlanDifference, refuses: 'plan-not-found, plan-version-unknown', work: ({ house, viewer, plan, query }) => { const { from, to } = query as z.infer<typeof versions>; return comparePlanVersions(house, viewer, plan, from, to) } },
  { method: 'GET', url: '/comments', policy: 'plans', says: 'Comments of a plan, the open ones first, with what was said to each', answer: PlanComments, refuses: 'plan-not-found', work: ({ house, viewer, plan }) => listComments(house, viewer, plan) },
  {
    method: 'POST', url: '/comments', policy: 'plan-work', says: 'Comment on a plan or a field of it, reply, resolve or reopen', answer: PlanRemark, body: PlanCommentRequest, once: true,
    refuses: 'idempotency-key-missing, idempotency-key-reused, plan-not-found, not-allowed, comment-not-readable, comment-not-found, plan-field-unknown', work: ({ house, viewer, plan, body, once }) => sayComment(house, viewer, plan, body as PlanCommentRequest, once!),
  },
  { method: 'GET', url: '/decisions', policy: 'plans', says: 'What was decided about a plan, with who was of another mind', answer: PlanDecisions, refuses: 'plan-not-found', work: ({ house, viewer, plan }) => listDecisions(house, viewer, plan) },
  {
    method: 'POST', url: '/decisions', policy: 'plan-work', says: 'Write down a decision about a plan, with dissent', answer: PlanDecision, body: PlanDecisionRequest, once: true,
    refuses: 'idempotency-key-missing, idempotency-key-reused, plan-not-found, not-allowed, decision-not-found, plan-field-unknown', work: ({ house, viewer, plan, body, once }) => recordDecision(house, viewer, plan, body as PlanDecisionRequest, once!),
  },
  { method: 'POST', url: '/presence', policy: 'plan-work', says: 'Say that you have a plan open, and hear who else has: to be sent every 15 seconds', answer: PlanPresence, body: PlanPresenceRequest, refuses: 'plan-not-found, not-allowed', work: ({ house, viewer, plan, body }) => enterPlan(house, viewer, plan, (body as PlanPresenceRequest).editing, now()) },
  { method: 'DELETE', url: '/presence', policy: 'plan-work', says: 'Say that you closed a plan', answer: PlanPresence, refuses: 'plan-not-found', work: ({ house, viewer, plan }) => leavePlan(house, viewer, plan) },
  { method: 'POST', url: '/share', policy: 'plan-work', says: 'Let whoever sees figures of the area read a plan until a day', answer: PlanShare, body: PlanShareRequest, refuses: 'plan-not-found, not-allowed, plan-share-over', work: ({ house, viewer, plan, body }) => sharePlan(house, viewer, plan, (body as z.infer<typeof PlanShareRequest>).until, now()) },
  { method: 'POST', url: '/copies', policy: 'plan', says: 'Copy a plan as a new draft, to take its place once agreed', answer: PlanEdit, body: PlanCopyRequest, once: true, refuses: 'idempotency-key-missing, idempotency-key-reused, plan-not-found, not-allowed, plan-name-reserved, unknown-area, nothing-loaded', work: ({ house, viewer, plan, body, once }) => copyPlan(house, viewer, plan, body as PlanCopyRequest, once!) },
]

/** Register what people do together on a plan: steps, comments, decisions, presence, sharing, comparing versions. */
export function registerPlanWork(server: FastifyInstance, folder: Folder): void {
  for (const address of addresses) registerAddress(server, folder, address)
  const Area = z.object({ area: z.string().max(200).optional().describe('Code or name; every area within the scope when left out') })
  server.route<{ Querystring: z.infer<typeof Area> }>({
    method: 'GET', url: '/api/plans/agreed', config: { policy: 'plans' }, schema: { summary: 'Plans that stand as agreed, the latest first: at most one for an area, profession and horizon', tags: ['Plans'], querystring: Area, description: 'May be refused with: unknown-area, nothing-loaded.', response: { 200: AgreedPlans, default: problemSchema } },
    handler: async (request, reply) => {
      const found = await folder.borrow((house) => listAgreed(house, requestViewer(request), request.query.area))
      return isRefusal(found) ? sendConflict(reply, found) : reply.send(found)
    },
  })
}

function registerAddress(server: FastifyInstance, folder: Folder, { method, url, policy, says, answer, refuses, query, body, once, ifMatch, work }: PlanAddress): void {
  server.route<{ Params: z.infer<typeof One> }>({
    method, url: `/api/plans/:plan${url}`, config: { policy },
    schema: {
      summary: says, tags: ['Plans'], params: One, ...(query === undefined ? {} : { querystring: query }), ...(body === undefined ? {} : { body }), ...(ifMatch ? { headers: StepHeaders } : once ? { headers: OnceHeader } : {}),
      description: `${method === 'GET' ? '' : 'Needs the header `x-cadre: 1`. '}May be refused with: ${refuses}.`, response: { 200: answer, ...(ifMatch ? { 412: conflictSchema } : {}), default: problemSchema },
    },
    handler: async (request, reply): Promise<FastifyReply> => {
      const [from, key] = [ifMatch ? readIfMatch(request.headers) : null, once ? readOnce(request, now()) : null]
      if (isRefusal(from)) return sendConflict(reply, from)
      if (isRefusal(key)) return sendConflict(reply, key)
      const found: object | Refusal = await folder.borrow((house) => work({ house, viewer: requestViewer(request), plan: request.params.plan, query: request.query, body: request.body, once: key, from }))
      return isRefusal(found) ? sendConflict(reply, found) : reply.send(found)
    },
  })
}
