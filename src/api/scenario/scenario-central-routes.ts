import type { FastifyInstance } from 'fastify'
import { CentralScene, CentralSceneRequest } from '../../contract/scenario-central.ts'
import { isRefusal } from '../../units/refusal.ts'
import { requestViewer } from '../access/request-viewer.ts'
import type { Folder } from '../folder.ts'
import { scenarioRefuses } from '../scenario.ts'
import { problemSchema, sendRefusal } from '../trouble.ts'
import { answerCentralScene } from './scenario-central.ts'

/** Register the address of what the central run of a scenario is made from: the page does the run itself. Nothing is kept. */
export function registerCentralScene(server: FastifyInstance, folder: Folder): void {
  server.route<{ Body: CentralSceneRequest }>({
    method: 'POST', url: '/api/scenario/central', config: { policy: 'figures' },
    schema: { summary: 'What the central run of a scenario is made from, for the page that walks it', tags: ['Projection'], body: CentralSceneRequest, description: `Send with the header \`x-cadre: 1\`. Nothing is kept. May be refused with: ${scenarioRefuses.join(', ')}.`, response: { 200: CentralScene, default: problemSchema } },
    handler: async (request, reply) => {
      const scene = await folder.borrow((house) => answerCentralScene(house, requestViewer(request), request.body))
      return isRefusal(scene) ? sendRefusal(reply, scene) : reply.send(scene)
    },
  })
}
