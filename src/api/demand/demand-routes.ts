import type { FastifyInstance } from 'fastify'
import type { z } from 'zod'
import { DemandRead, DemandText } from '../../contract/demand.ts'
import { isRefusal } from '../../units/refusal.ts'
import { readDemandText } from './demand-text.ts'
import { problemSchema, sendRefusal } from '../trouble.ts'

/** Register the address that reads the text of a demand file, so that a page can carry it. Nothing is kept. */
export function registerDemand(server: FastifyInstance): void {
  server.route<{ Body: z.infer<typeof DemandText> }>({
    method: 'POST', url: '/api/demand/read', config: { policy: 'figures' },
    schema: { summary: 'A demand file as it is read, from its text in JSON or YAML', tags: ['Projection'], body: DemandText, description: 'Send with the header `x-cadre: 1`. Nothing is kept. May be refused with: demand-text-not-readable, demand-not-readable.', response: { 200: DemandRead, default: problemSchema } },
    handler: async ({ body }, reply) => {
      const file = readDemandText(body.text)
      return isRefusal(file) ? sendRefusal(reply, file) : reply.send({ file })
    },
  })
}
