import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import { ScenarioRequest, ScenarioResult, ScenarioRun } from '../../contract/scenario.ts'
import { isRefusal } from '../../units/refusal.ts'
import { requestViewer } from '../access/request-viewer.ts'
import { scenarioRefuses } from '../scenario.ts'
import { writeScenarioCsv } from './scenario-csv.ts'
import { goalRefuses } from './scenario-goal.ts'
import type { ScenarioRuns } from './scenario-runs.ts'
import { problemSchema, sendRefusal } from '../trouble.ts'

const One = z.object({ id: z.string().describe('Id of the run') })
const tags = ['Projection']
const refusedWith = [...scenarioRefuses, 'scenarios-not-comparable', ...goalRefuses, 'plan-not-found', 'plan-not-as-run']

/** Register the addresses of questions asked of scenarios: ask, look, take the answer, cancel. */
export function registerScenarios(server: FastifyInstance, runs: ScenarioRuns): void {
  server.route<{ Body: ScenarioRequest }>({
    method: 'POST', url: '/api/scenario', config: { policy: 'figures' },
    schema: { summary: 'Run a scenario, compare two, seek a goal with one, or have one made as a bundle', tags, body: ScenarioRequest, description: `Send with the header \`x-cadre: 1\`. Answers at once; ask the run how it stands. The same question of the same snapshot is one run. A run may fail with: ${refusedWith.join(', ')}.`, response: { 202: ScenarioRun, default: problemSchema } },
    handler: async (request, reply) => reply.code(202).send(await runs.start(requestViewer(request), request.body)),
  })
  server.route<{ Params: z.infer<typeof One> }>({
    method: 'GET', url: '/api/scenario/:id', config: { policy: 'figures' }, schema: { summary: 'How a question asked of scenarios stands', tags, params: One, description: 'May be refused with: scenario-run-not-found.', response: { 200: ScenarioRun, default: problemSchema } },
    handler: async (request, reply) => answerRun(reply, await runs.find(requestViewer(request), request.params.id)),
  })
  server.route<{ Params: z.infer<typeof One> }>({
    method: 'DELETE', url: '/api/scenario/:id', config: { policy: 'figures' }, schema: { summary: 'Cancel a question asked of scenarios', tags, params: One, description: 'May be refused with: scenario-run-not-found.', response: { 200: ScenarioRun, default: problemSchema } },
    handler: async (request, reply) => answerRun(reply, await runs.cancel(requestViewer(request), request.params.id)),
  })
  server.route<{ Params: z.infer<typeof One> }>({
    method: 'GET', url: '/api/scenario/:id/answer', config: { policy: 'figures' }, schema: { summary: 'The answer to a question asked of scenarios', tags, params: One, description: 'May be refused with: scenario-run-not-found, scenario-run-not-done.', response: { 200: ScenarioResult, default: problemSchema } },
    handler: async (request, reply) => answerRun(reply, await runs.answer(requestViewer(request), request.params.id)),
  })
  server.route<{ Params: z.infer<typeof One> }>({
    method: 'GET', url: '/api/scenario/:id/answer.csv', config: { policy: 'figures' },
    schema: { summary: 'The same answer as csv', tags, params: One, description: 'May be refused with: scenario-run-not-found, scenario-run-not-done.', response: { 200: { description: 'csv', content: { 'text/csv': { schema: z.string() } } }, default: problemSchema } },
    handler: async (request, reply) => {
      const done = await runs.answer(requestViewer(request), request.params.id)
      if (isRefusal(done)) return sendRefusal(reply, done)
      const csv = writeScenarioCsv(done)
      return reply.type('text/csv; charset=utf-8; header=present').header('content-disposition', `attachment; filename="${csv.name}"`).send(csv.text)
    },
  })
}

function answerRun(reply: FastifyReply, found: unknown): FastifyReply {
  return isRefusal(found) ? sendRefusal(reply, found) : reply.send(found)
}
