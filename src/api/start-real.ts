import type { FastifyInstance } from 'fastify'
import { Status } from '../contract/status.ts'
import { isRefusal } from '../units/refusal.ts'
import type { Folder } from './folder.ts'
import { requestViewer } from './request-viewer.ts'
import { answerStatus } from './status.ts'
import { problemSchema, sendRefusal } from './trouble.ts'

/** Leave the demonstration: open the real folder beside it, and answer its status. */
export function registerStartReal(server: FastifyInstance, folder: Folder): void {
  server.route({
    method: 'POST', url: '/api/folder/start-real', config: { policy: 'signed-in' },
    schema: {
      summary: 'Leave the demonstration and open the real folder beside it', tags: ['Data'], description: 'May be refused with: folder-is-not-demonstration, folder-in-use.',
      response: { 200: Status, default: problemSchema },
    },
    handler: async (request, reply) => {
      const started = await folder.startReal()
      if (isRefusal(started)) return sendRefusal(reply, started)
      return folder.borrow((house) => answerStatus(house, requestViewer(request)))
    },
  })
}
