import type { FastifyInstance } from 'fastify'
import type { z } from 'zod'
import { WhatIfAnswer, WhatIfBody } from '../../contract/what-if.ts'
import { isRefusal } from '../../units/refusal.ts'
import type { Folder } from '../folder.ts'
import { requestViewer } from '../access/request-viewer.ts'
import { problemSchema, sendRefusal } from '../trouble.ts'
import { answerWhatIf, whatIfRefuses } from '../what-if.ts'

/** Register the address that takes levers as a body: longer than an address may be. Nothing is kept. */
export function registerWhatIf(server: FastifyInstance, folder: Folder): void {
  server.route<{ Body: z.infer<typeof WhatIfBody> }>({
    method: 'POST', url: '/api/what-if', config: { policy: 'figures' },
    schema: { summary: 'A projection beside itself with the levers of a lever file', tags: ['Projection'], body: WhatIfBody, description: `Send with the header \`x-cadre: 1\`. The body is a request for a projection and \`levers\`, a lever file as JSON. Nothing is kept. May be refused with: ${whatIfRefuses.join(', ')}.`, response: { 200: WhatIfAnswer, default: problemSchema } },
    handler: async (request, reply) => {
      const { levers, ...asked } = request.body
      const done = await folder.borrow((house) => answerWhatIf(house, requestViewer(request), asked, levers))
      return isRefusal(done) ? sendRefusal(reply, done) : reply.send(done.answer)
    },
  })
}
