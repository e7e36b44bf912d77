import type { FastifyInstance } from 'fastify'

/** Read the address of who asks while they are there: a connection that has ended has none any more, and requests are limited by it. Who is gone before that is told nothing, for nobody hears. */
export function keepAddress(server: FastifyInstance): void {
  server.addHook('onRequest', async (request, reply) => {
    const ip = request.ip as string | undefined
    if (ip === undefined) return reply.code(400).send()
    Object.defineProperty(request, 'ip', { value: ip })
    return undefined
  })
}
