import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { CentralRunEverywhereRequest, CentralRunRequest } from '../../contract/central-run.ts'
import { isRefusal, type Refusal } from '../../units/refusal.ts'
import { answerCentralRun, answerCentralRunEverywhere, type CentralRunBytes } from './central-run.ts'
import type { Folder } from '../folder.ts'
import { requestViewer } from '../access/request-viewer.ts'
import { problemSchema, sendRefusal } from '../trouble.ts'

const description = 'Numbers of 8 bytes after a JSON header, as src/scenario/central-run-bytes.ts writes them. Send back the `ETag` as `If-None-Match`: where nothing changed, the answer is 304 without bytes.'
const response = { 200: { description: 'The inputs, as bytes', content: { 'application/octet-stream': { schema: z.string() } } }, default: problemSchema }

/** Register the addresses of what a central run is made from: the page does the run itself. */
export function registerCentralRun(server: FastifyInstance, folder: Folder): void {
  server.route<{ Querystring: CentralRunRequest }>({
    method: 'GET', url: '/api/central-run', config: { policy: 'figures' },
    schema: { summary: 'What the central run of an area and staff group is made from, as bytes for the kernel', tags: ['Projection'], description: `May be refused with: nothing-loaded, unknown-area, unknown-staff-group, group-without-history, too-little-history, unit-not-published. ${description}`, querystring: CentralRunRequest, response },
    handler: async (request, reply) => send(request, reply, await folder.borrow((house) => answerCentralRun(house, requestViewer(request), request.query))),
  })
  server.route<{ Querystring: CentralRunEverywhereRequest }>({
    method: 'GET', url: '/api/central-run/everywhere', config: { policy: 'figures' },
    schema: { summary: 'The same for every staff group in every area of a level', tags: ['Projection'], description: `May be refused with: nothing-loaded, level-without-areas. ${description}`, querystring: CentralRunEverywhereRequest, response },
    handler: async (request, reply) => send(request, reply, await folder.borrow((house) => answerCentralRunEverywhere(house, requestViewer(request), request.query))),
  })
}

function send(request: FastifyRequest, reply: FastifyReply, answer: CentralRunBytes | Refusal): FastifyReply {
  if (isRefusal(answer)) return sendRefusal(reply, answer)
  reply.header('etag', answer.tag)
  if (request.headers['if-none-match'] === answer.tag) return reply.code(304).send()
  reply.type('application/octet-stream').header('vary', 'accept-encoding')
  const zipped = String(request.headers['accept-encoding'] ?? '').includes('gzip')
  return zipped ? reply.header('content-encoding', 'gzip').send(Buffer.from(answer.compressed)) : reply.send(Buffer.from(answer.bytes))
}
