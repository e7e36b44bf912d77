import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { OverviewAsked } from '../../contract/overview.ts'
import { isRefusal } from '../../units/refusal.ts'
import { requestViewer } from '../access/request-viewer.ts'
import type { Folder } from '../folder.ts'
import { answerOverview, answerOverviewFuture } from '../overview.ts'
import { sendFile } from '../send-file.ts'
import { slideType } from '../slide.ts'
import { problemSchema, sendRefusal } from '../trouble.ts'
import { writeOverviewSlide } from './overview-slide.ts'

/** Register where an area goes if nothing changes as a slide: what /api/overview/future answers, and nothing else. */
export function registerOverviewFiles(server: FastifyInstance, folder: Folder): void {
  server.route<{ Querystring: OverviewAsked }>({
    method: 'GET', url: '/api/overview.pptx', config: { policy: 'figures' },
    schema: { summary: 'Where an area goes if nothing changes as one slide: a chart that can be edited, with its table in the notes', tags: ['Areas'], querystring: OverviewAsked, response: { 200: { description: 'The file', content: { [slideType]: { schema: z.any() } } }, default: problemSchema } },
    handler: async (request, reply) => {
      const viewer = requestViewer(request)
      const made = await folder.borrow(async (house) => {
        const [answer, future] = [await answerOverview(house, viewer, request.query), await answerOverviewFuture(house, viewer, request.query)]
        if (isRefusal(answer)) return answer
        return isRefusal(future) ? future : { area: answer.area.code, bytes: await writeOverviewSlide(answer, future, new Date().toISOString(), house.mode === 'demonstration' ? 'Demonstration: every number is invented.' : null) }
      })
      return isRefusal(made) ? sendRefusal(reply, made) : sendFile(reply, slideType, `overview-${made.area}.pptx`, made.bytes)
    },
  })
}
