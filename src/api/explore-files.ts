import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import { ExploreRequest } from '../contract/explore.ts'
import { isRefusal } from '../units/refusal.ts'
import { writeDataPackage } from './data-package.ts'
import { answerExplore, queryOf } from './explore.ts'
import { writeExploreWorkbook } from './explore-workbook.ts'
import type { Folder } from './folder.ts'
import { answerQuery } from './query.ts'
import { requestViewer } from './request-viewer.ts'
import { workbookTypes } from './table-workbook.ts'
import { problemSchema, sendRefusal } from './trouble.ts'

const formats = ['xlsx', 'ods'] as const

/** Register a table as files to take away: workbooks by the rules for published tables, and its rows as a Data Package. They hold the cells that /api/explore shows, and no others. */
export function registerExploreFiles(server: FastifyInstance, folder: Folder): void {
  for (const format of formats) {
    server.route<{ Querystring: ExploreRequest }>({
      method: 'GET', url: `/api/explore.${format}`, config: { policy: 'figures' }, schema: schemaOf(`The table of /api/explore as ${format}, by the rules for published tables`, workbookTypes[format]),
      handler: async (request, reply) => {
        const answer = await folder.borrow((house) => answerExplore(house, requestViewer(request), request.query))
        if (isRefusal(answer)) return sendRefusal(reply, answer)
        return sendFile(reply, workbookTypes[format], `${answer.measure.id}-${answer.asOf}.${format}`, Buffer.from(await writeExploreWorkbook(answer, format, new Date().toISOString())))
      },
    })
  }
  server.route<{ Querystring: ExploreRequest }>({
    method: 'GET', url: '/api/explore.zip', config: { policy: 'figures' }, schema: schemaOf('The rows of /api/query.csv as a Data Package with CSV on the Web metadata', 'application/zip'),
    handler: async (request, reply) => {
      const { rows, columns } = request.query
      const answer = await folder.borrow((house) => answerQuery(house, requestViewer(request), queryOf(request.query, [rows, columns])))
      if (isRefusal(answer)) return sendRefusal(reply, answer)
      const { name, bytes } = writeDataPackage(answer)
      return sendFile(reply, 'application/zip', name, bytes)
    },
  })
}

function schemaOf(summary: string, type: string): object {
  return { summary, tags: ['Numbers'], querystring: ExploreRequest, response: { 200: { description: 'The file', content: { [type]: { schema: z.any() } } }, default: problemSchema } }
}

function sendFile(reply: FastifyReply, type: string, name: string, bytes: Buffer): FastifyReply {
  return reply.type(type).header('content-disposition', `attachment; filename="${name.replace(/[^\w.-]+/g, '-')}"`).serializer((content: string) => content).send(bytes)
}
