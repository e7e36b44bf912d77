import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import { SavedViews, ViewToSave } from '../contract/saved-view.ts'
import type { House } from '../store/house.ts'
import { isRefusal, refuse } from '../units/refusal.ts'
import { noAccount } from './access/account.ts'
import type { Folder } from './folder.ts'
import { requestViewer } from './access/request-viewer.ts'
import { problemSchema, sendRefusal } from './trouble.ts'

const One = z.object({ id: z.coerce.number().int().min(1) })
const tags = ['Numbers']
const config = { policy: 'signed-in' } as const

/** Register the views that people save: each sees, adds and lets go their own. */
export function registerSavedViews(server: FastifyInstance, folder: Folder): void {
  const answer = async (reply: FastifyReply, work: (house: House) => Promise<unknown>): Promise<FastifyReply> => {
    const found = await folder.borrow(work)
    return isRefusal(found) ? sendRefusal(reply, found) : reply.send(found)
  }
  server.route({
    method: 'GET', url: '/api/saved-views', config, schema: { summary: 'Views of numbers that you saved', tags, response: { 200: SavedViews, default: problemSchema } },
    handler: (request, reply) => answer(reply, async (house) => ({ views: await house.savedViews.list(requestViewer(request)) })),
  })
  server.route<{ Body: ViewToSave }>({
    method: 'POST', url: '/api/saved-views', config, schema: { summary: 'Save a view under a name', tags, body: ViewToSave, description: 'May be refused with: no-account.', response: { 200: SavedViews, default: problemSchema } },
    handler: (request, reply) => answer(reply, async (house) => {
      const viewer = requestViewer(request)
      if (await house.people.find(viewer, viewer.id) === null) return noAccount
      return { views: await house.savedViews.save(viewer, { ...request.body, savedAt: new Date().toISOString() }) }
    }),
  })
  server.route<{ Params: z.infer<typeof One> }>({
    method: 'DELETE', url: '/api/saved-views/:id', config, schema: { summary: 'Let a saved view go', tags, params: One, description: 'May be refused with: view-not-saved.', response: { 200: SavedViews, default: problemSchema } },
    handler: (request, reply) => answer(reply, async (house) => {
      const viewer = requestViewer(request)
      if (await house.savedViews.remove(viewer, request.params.id)) return { views: await house.savedViews.list(viewer) }
      return refuse('view-not-saved', 'absent', { doing: 'Letting a saved view go', found: 'none of yours has that number', need: 'The number of one that you saved', next: 'See /api/saved-views for those there are' })
    }),
  })
}
