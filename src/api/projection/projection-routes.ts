import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { DemandFile } from '../../contract/demand.ts'
import { ProjectionAnswer, ProjectionRequest } from '../../contract/projection.ts'
import { isRefusal } from '../../units/refusal.ts'
import { zipBundle } from '../bundle.ts'
import type { Folder } from '../folder.ts'
import { answerProjection, projectionRefuses } from '../projection.ts'
import { requestViewer } from '../access/request-viewer.ts'
import { sendFile } from '../send-file.ts'
import { problemSchema, sendRefusal } from '../trouble.ts'

const ProjectionBody = ProjectionRequest.extend({ demand: DemandFile })

/** Register the address that takes a demand file as a body: longer than an address may be. Nothing is kept but the answer. */
export function registerProjection(server: FastifyInstance, folder: Folder): void {
  server.route<{ Body: z.infer<typeof ProjectionBody> }>({
    method: 'POST', url: '/api/projection', config: { policy: 'figures' },
    schema: { summary: 'A projection with the methods of a demand file', tags: ['Projection'], body: ProjectionBody, description: `Send with the header \`x-cadre: 1\`. The body is a request for a projection and \`demand\`, a demand file as JSON. May be refused with: ${projectionRefuses.join(', ')}.`, response: { 200: ProjectionAnswer, default: problemSchema } },
    handler: async (request, reply) => {
      const { demand, ...asked } = request.body
      const done = await folder.borrow((house) => answerProjection(house, requestViewer(request), { ...asked, demand: JSON.stringify(demand) }))
      return isRefusal(done) ? sendRefusal(reply, done) : reply.send(done.answer)
    },
  })
  server.route<{ Querystring: z.infer<typeof ProjectionRequest> }>({
    method: 'GET', url: '/api/projection/bundle.zip', config: { policy: 'figures' },
    schema: { summary: 'The same run as a bundle: what `cadre project --out` writes, for `cadre run verify` to repeat', tags: ['Projection'], querystring: ProjectionRequest, description: `May be refused with: ${projectionRefuses.join(', ')}.`, response: { 200: { description: 'The zip', content: { 'application/zip': { schema: z.any() } } }, default: problemSchema } },
    handler: async (request, reply) => {
      const done = await folder.borrow((house) => answerProjection(house, requestViewer(request), request.query))
      return isRefusal(done) ? sendRefusal(reply, done) : sendFile(reply, 'application/zip', `run-${done.answer.area}.zip`, zipBundle(done))
    },
  })
}
