import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { ExploreRequest, type ExploreAnswer } from '../../contract/explore.ts'
import { isRefusal } from '../../units/refusal.ts'
import { writeDataPackage } from '../data-package.ts'
import { answerExplore, queryOf } from '../explore.ts'
import { writeExploreSlide } from './explore-slide.ts'
import { writeExploreWorkbook } from './explore-workbook.ts'
import type { Folder } from '../folder.ts'
import { answerFigure } from '../query/any-figure.ts'
import { requestViewer } from '../access/request-viewer.ts'
import { sendFile } from '../send-file.ts'
import { slideType } from '../slide.ts'
import { workbookTypes } from '../table-workbook.ts'
import { problemSchema, sendRefusal } from '../trouble.ts'

type Writer = (answer: ExploreAnswer, made: string) => Promise<Uint8Array>

/** The files a whole table is written as. */
const files: Readonly<Record<string, { readonly type: string; readonly says: string; readonly write: Writer }>> = {
  xlsx: { type: workbookTypes.xlsx, says: 'The table of /api/explore as xlsx, by the rules for published tables', write: (answer, made) => writeExploreWorkbook(answer, 'xlsx', made) },
  ods: { type: workbookTypes.ods, says: 'The table of /api/explore as ods, by the rules for published tables', write: (answer, made) => writeExploreWorkbook(answer, 'ods', made) },
  pptx: { type: slideType, says: 'The table of /api/explore as one slide: its message, a chart with its data, and the whole table in the notes', write: writeExploreSlide },
}

/** Register a table as files to take away: workbooks by the rules for published tables, one slide, and its rows as a Data Package. They hold the cells that /api/explore shows, and no others. */
export function registerExploreFiles(server: FastifyInstance, folder: Folder): void {
  for (const [format, { type, says, write }] of Object.entries(files)) {
    server.route<{ Querystring: ExploreRequest }>({
      method: 'GET', url: `/api/explore.${format}`, config: { policy: 'figures' }, schema: schemaOf(says, type),
      handler: async (request, reply) => {
        const answer = await folder.borrow((house) => answerExplore(house, requestViewer(request), request.query))
        if (isRefusal(answer)) return sendRefusal(reply, answer)
        return sendFile(reply, type, `${answer.measure.id}-${answer.asOf}.${format}`, Buffer.from(await write(answer, new Date().toISOString())))
      },
    })
  }
  server.route<{ Querystring: ExploreRequest }>({
    method: 'GET', url: '/api/explore.zip', config: { policy: 'figures' }, schema: schemaOf('The rows of /api/query.csv as a Data Package with CSV on the Web metadata', 'application/zip'),
    handler: async (request, reply) => {
      const { rows, columns } = request.query
      const answer = await folder.borrow((house) => answerFigure(house, requestViewer(request), queryOf(request.query, [rows, columns])))
      if (isRefusal(answer)) return sendRefusal(reply, answer)
      const { name, bytes } = writeDataPackage(answer)
      return sendFile(reply, 'application/zip', name, bytes)
    },
  })
}

function schemaOf(summary: string, type: string): object {
  return { summary, tags: ['Numbers'], querystring: ExploreRequest, response: { 200: { description: 'The file', content: { [type]: { schema: z.any() } } }, default: problemSchema } }
}
