import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { BoardRequest, type BoardAnswer } from '../../contract/board.ts'
import { isRefusal } from '../../units/refusal.ts'
import { writeBoardHtml } from './board-html.ts'
import { writeBoardPdf } from './board-pdf.ts'
import { writeBoardSlide } from './board-slide.ts'
import { answerBoard } from '../board.ts'
import type { Folder } from '../folder.ts'
import { requestViewer } from '../access/request-viewer.ts'
import { sendFile } from '../send-file.ts'
import { slideType } from '../slide.ts'
import { problemSchema, sendRefusal } from '../trouble.ts'

/** What a board page can be written as. */
export const boardFormats = ['pdf', 'pptx', 'html'] as const
export type BoardFormat = (typeof boardFormats)[number]
const types: Readonly<Record<BoardFormat, string>> = { pdf: 'application/pdf', pptx: slideType, html: 'text/html; charset=utf-8' }

/** Write a board page as a file. The same answer and moment give the same bytes. `made` is ISO 8601; `demonstration` says that every number is invented. */
export async function writeBoardFile(answer: BoardAnswer, format: BoardFormat, made: string, demonstration: boolean): Promise<Uint8Array> {
  const invented = demonstration ? 'Demonstration: every number is invented.' : null
  if (format === 'html') return new TextEncoder().encode(writeBoardHtml(answer, invented))
  return format === 'pdf' ? writeBoardPdf(answer, made, invented) : writeBoardSlide(answer, made, invented)
}

/** Register the board page as files to take away: what /api/board shows, and nothing else. */
export function registerBoardFiles(server: FastifyInstance, folder: Folder): void {
  for (const format of boardFormats) {
    server.route<{ Querystring: BoardRequest }>({
      method: 'GET', url: `/api/board.${format}`, config: { policy: 'figures' },
      schema: { summary: `The page of /api/board as ${format}: ${says[format]}`, tags: ['Areas'], querystring: BoardRequest, response: { 200: { description: 'The file', content: { [types[format]]: { schema: z.any() } } }, default: problemSchema } },
      handler: async (request, reply) => {
        const now = new Date().toISOString()
        const made = await folder.borrow(async (house) => {
          const answer = await answerBoard(house, requestViewer(request), request.query, now.slice(0, 10))
          return isRefusal(answer) ? answer : { answer, bytes: await writeBoardFile(answer, format, now, house.mode === 'demonstration') }
        })
        if (isRefusal(made)) return sendRefusal(reply, made)
        return sendFile(reply, types[format], `board-${made.answer.area.code}.${format}`, Buffer.from(made.bytes))
      },
    })
  }
}

const says: Readonly<Record<BoardFormat, string>> = { pdf: 'one side of A4, tagged for screen readers', pptx: 'one slide with its charts and, in its notes, their tables', html: 'a page that needs nothing else' }
