import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import { EverywhereAnswer, EverywhereRequest, EverywhereRun } from '../../contract/everywhere.ts'
import { isRefusal } from '../../units/refusal.ts'
import type { EverywhereRuns } from './everywhere-runs.ts'
import { requestViewer } from '../access/request-viewer.ts'
import { problemSchema, sendRefusal } from '../trouble.ts'

const One = z.object({ id: z.string().describe('Id of the run') })
const tags = ['Projection']

/** Register the addresses of runs of every area: start, look, take the answer, cancel. */
export function registerEverywhere(server: FastifyInstance, runs: EverywhereRuns): void {
  server.route<{ Body: EverywhereRequest }>({
    method: 'POST', url: '/api/everywhere', config: { policy: 'figures' },
    schema: { summary: 'Start a projection of every staff group in every area of a level', tags, body: EverywhereRequest, description: 'Send with the header `x-cadre: 1`. Answers at once; ask the run how it stands. The same question of the same snapshot is one run.', response: { 202: EverywhereRun, default: problemSchema } },
    handler: async (request, reply) => reply.code(202).send(await runs.start(requestViewer(request), request.body)),
  })
  server.route<{ Params: z.infer<typeof One> }>({
    method: 'GET', url: '/api/everywhere/:id', config: { policy: 'figures' }, schema: { summary: 'How a run of every area stands', tags, params: One, description: 'May be refused with: run-not-found.', response: { 200: EverywhereRun, default: problemSchema } },
    handler: async (request, reply) => answerRun(reply, await runs.find(requestViewer(request), request.params.id)),
  })
  server.route<{ Params: z.infer<typeof One> }>({
    method: 'DELETE', url: '/api/everywhere/:id', config: { policy: 'figures' }, schema: { summary: 'Cancel a run of every area', tags, params: One, description: 'May be refused with: run-not-found.', response: { 200: EverywhereRun, default: problemSchema } },
    handler: async (request, reply) => answerRun(reply, await runs.cancel(requestViewer(request), request.params.id)),
  })
  server.route<{ Params: z.infer<typeof One> }>({
    method: 'GET', url: '/api/everywhere/:id/answer', config: { policy: 'figures' }, schema: { summary: 'The answer of a run of every area', tags, params: One, description: 'May be refused with: run-not-found, run-not-done.', response: { 200: EverywhereAnswer, default: problemSchema } },
    handler: async (request, reply) => {
      const done = await runs.answer(requestViewer(request), request.params.id)
      return answerRun(reply, isRefusal(done) ? done : done.answer)
    },
  })
  server.route<{ Params: z.infer<typeof One> }>({
    method: 'GET', url: '/api/everywhere/:id/answer.csv', config: { policy: 'figures' },
    schema: { summary: 'Every year of every group and area as csv', tags, params: One, description: 'May be refused with: run-not-found, run-not-done.', response: { 200: { description: 'csv', content: { 'text/csv': { schema: z.string() } } }, default: problemSchema } },
    handler: async (request, reply) => {
      const done = await runs.answer(requestViewer(request), request.params.id)
      if (isRefusal(done)) return sendRefusal(reply, done)
      return reply.type('text/csv; charset=utf-8; header=present').header('content-disposition', `attachment; filename="${done.csv.name}"`).send(done.csv.text)
    },
  })
}

function answerRun(reply: FastifyReply, found: unknown): FastifyReply {
  return isRefusal(found) ? sendRefusal(reply, found) : reply.send(found)
}
