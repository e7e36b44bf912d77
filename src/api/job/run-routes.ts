import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import type { Viewer } from '../../access/viewer.ts'
import { isRefusal, type Refusal } from '../../units/refusal.ts'
import { requestViewer } from '../access/request-viewer.ts'
import type { CsvFile } from '../route.ts'
import { problemSchema, sendRefusal } from '../trouble.ts'
import type { Runs } from './job-runs.ts'

/** What the addresses of one kind of run say and answer. */
export interface RunAddresses<Request, Run, Answer> {
  readonly url: `/api/${string}`
  readonly says: Readonly<Record<'start' | 'find' | 'cancel' | 'answer' | 'csv', string>>
  /** What else whoever starts one has to know. */
  readonly startsWith: string
  readonly shapes: { readonly request: z.ZodType<Request>; readonly run: z.ZodType; readonly answer: z.ZodType }
  /** Codes of what is refused: where there is no such run, and where it is not done. */
  readonly refuses: { readonly find: string; readonly answer: string }
  readonly runs: Pick<Runs<Request, Run>, 'start' | 'find' | 'cancel'> & { answer(viewer: Viewer, id: string): Promise<Answer | Refusal> }
  json(answer: Answer): unknown
  csv(answer: Answer): CsvFile
}

const One = z.object({ id: z.string().describe('Id of the run') })
type One = { Params: z.infer<typeof One> }

/** Register the addresses of one kind of run: start, look, cancel, take the answer as JSON or csv. */
export function registerRuns<Request, Run, Answer>(server: FastifyInstance, { url, says, startsWith, shapes, refuses, runs, json, csv }: RunAddresses<Request, Run, Answer>): void {
  const [tags, config] = [['Projection'], { policy: 'figures' }] as const
  const [mayBe, mayBeDone] = [`May be refused with: ${refuses.find}.`, `May be refused with: ${refuses.find}, ${refuses.answer}.`]
  const one = (summary: string, description: string, answer: z.ZodType) => ({ summary, tags, params: One, description, response: { 200: answer, default: problemSchema } })
  server.route<{ Body: Request }>({
    method: 'POST', url, config,
    schema: { summary: says.start, tags, body: shapes.request, description: `Send with the header \`x-cadre: 1\`. Answers at once; ask the run how it stands. The same question of the same snapshot is one run.${startsWith}`, response: { 202: shapes.run, default: problemSchema } },
    handler: async (request, reply) => reply.code(202).send(await runs.start(requestViewer(request), request.body as Request)),
  })
  server.route<One>({ method: 'GET', url: `${url}/:id`, config, schema: one(says.find, mayBe, shapes.run), handler: async (request, reply) => answerRun(reply, await runs.find(requestViewer(request), request.params.id)) })
  server.route<One>({ method: 'DELETE', url: `${url}/:id`, config, schema: one(says.cancel, mayBe, shapes.run), handler: async (request, reply) => answerRun(reply, await runs.cancel(requestViewer(request), request.params.id)) })
  server.route<One>({
    method: 'GET', url: `${url}/:id/answer`, config, schema: one(says.answer, mayBeDone, shapes.answer),
    handler: async (request, reply) => {
      const done = await runs.answer(requestViewer(request), request.params.id)
      return answerRun(reply, isRefusal(done) ? done : json(done))
    },
  })
  server.route<One>({
    method: 'GET', url: `${url}/:id/answer.csv`, config,
    schema: { summary: says.csv, tags, params: One, description: mayBeDone, response: { 200: { description: 'csv', content: { 'text/csv': { schema: z.string() } } }, default: problemSchema } },
    handler: async (request, reply) => {
      const done = await runs.answer(requestViewer(request), request.params.id)
      if (isRefusal(done)) return sendRefusal(reply, done)
      const file = csv(done)
      return reply.type('text/csv; charset=utf-8; header=present').header('content-disposition', `attachment; filename="${file.name}"`).send(file.text)
    },
  })
}

function answerRun(reply: FastifyReply, found: unknown): FastifyReply {
  return isRefusal(found) ? sendRefusal(reply, found) : reply.send(found)
}
