import type { FastifyInstance } from 'fastify'
import { localViewer } from '../access/viewer.ts'
import type { Folder } from './folder.ts'

/** `/health`: the process answers. `/ready`: the data folder answers too, so requests may be sent here. */
export function registerHealth(server: FastifyInstance, folder: Folder): void {
  const options = { schema: { hide: true }, config: { rateLimit: false as const, policy: 'open' as const } }
  server.get('/health', options, async () => ({ status: 'live' }))
  server.get('/ready', options, async (_request, reply) => {
    try {
      const snapshot = await folder.borrow((house) => house.catalogue.live(localViewer))
      return { status: 'ready', snapshot }
    } catch {
      return reply.code(503).send({ status: 'not ready', snapshot: null })
    }
  })
}
