import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import { Release, ReleaseList, ReleaseReason, ReleaseRequest } from '../../contract/release.ts'
import type { House } from '../../store/house.ts'
import { isRefusal } from '../../units/refusal.ts'
import type { Folder } from '../folder.ts'
import { askRelease, collectFile, decideRelease, listReleases, withdrawRelease } from '../releases.ts'
import { requestViewer } from '../access/request-viewer.ts'
import { workbookTypes } from '../table-workbook.ts'
import { problemSchema, sendRefusal } from '../trouble.ts'

const One = z.object({ id: z.coerce.number().int().min(1).max(2_000_000_000).describe('Number of the request') })
type One = z.output<typeof One>
const File = One.extend({ name: z.string().max(100).describe('Name of the file') })
const tags = ['Access']
const people = 'release-needs-two-people, release-needs-account'

/** Register the way out of the organisation: ask, approve or refuse, withdraw, and take away what was approved. */
export function registerReleases(server: FastifyInstance, folder: Folder): void {
  const answer = async (reply: FastifyReply, work: (house: House, now: string) => Promise<unknown>): Promise<FastifyReply> => {
    const found = await folder.borrow((house) => work(house, new Date().toISOString()))
    return isRefusal(found) ? sendRefusal(reply, found) : reply.send(found)
  }
  server.route({
    method: 'GET', url: '/api/releases', config: { policy: 'release' }, schema: { summary: 'What was asked to leave the organisation, as far as you asked for it or may decide about it', tags, response: { 200: ReleaseList, default: problemSchema } },
    handler: (request, reply) => answer(reply, (house, now) => listReleases(house, requestViewer(request), now)),
  })
  server.route<{ Body: ReleaseRequest }>({
    method: 'POST', url: '/api/releases', config: { policy: 'release' },
    schema: { summary: 'Ask for a table or rows of records to leave: what, why and to whom', tags, body: ReleaseRequest, description: `May be refused with: ${people}, second-factor-needed, not-allowed, outside-your-scope, release-too-large, columns-not-held, no-records-then, and the refusals of /api/tables.`, response: { 200: Release, default: problemSchema } },
    handler: (request, reply) => answer(reply, (house, now) => askRelease(house, requestViewer(request), request.body, now)),
  })
  registerDecisions(server, answer)
  server.route<{ Params: z.output<typeof File> }>({
    method: 'GET', url: '/api/releases/:id/files/:name', config: { policy: 'release-out' },
    schema: { summary: 'Take away a file that was approved, byte for byte', tags, params: File, description: `May be refused with: ${people}, release-not-found, release-not-approved, release-bytes-differ.`, response: { 200: { description: 'The file', content: { 'application/octet-stream': { schema: z.any() } } }, default: problemSchema } },
    handler: async (request, reply) => {
      const file = await folder.borrow((house) => collectFile(house, requestViewer(request), request.params.id, request.params.name, new Date().toISOString()))
      if (isRefusal(file)) return sendRefusal(reply, file)
      return reply.type(typeOf(file.name)).header('content-disposition', `attachment; filename="${file.name.replace(/[^\w.-]+/g, '-')}"`).serializer((content: unknown) => content as string).send(Buffer.from(file.bytes))
    },
  })
}

function registerDecisions(server: FastifyInstance, answer: (reply: FastifyReply, work: (house: House, now: string) => Promise<unknown>) => Promise<FastifyReply>): void {
  const decided = `May be refused with: ${people}, second-factor-needed, release-not-found, release-own, not-allowed, release-not-waiting.`
  server.route<{ Params: One }>({
    method: 'POST', url: '/api/releases/:id/approval', config: { policy: 'release-decision' }, schema: { summary: 'Approve what another person asked for', tags, params: One, description: decided, response: { 200: Release, default: problemSchema } },
    handler: (request, reply) => answer(reply, (house, now) => decideRelease(house, requestViewer(request), request.params.id, { kind: 'approved' }, now)),
  })
  server.route<{ Params: One; Body: ReleaseReason }>({
    method: 'POST', url: '/api/releases/:id/refusal', config: { policy: 'release-decision' }, schema: { summary: 'Refuse what another person asked for, with a reason', tags, params: One, body: ReleaseReason, description: decided, response: { 200: Release, default: problemSchema } },
    handler: (request, reply) => answer(reply, (house, now) => decideRelease(house, requestViewer(request), request.params.id, { kind: 'refused', because: request.body.because }, now)),
  })
  server.route<{ Params: One; Body: ReleaseReason }>({
    method: 'POST', url: '/api/releases/:id/withdrawal', config: { policy: 'release' }, schema: { summary: 'Take back what you asked for, or an approval', tags, params: One, body: ReleaseReason, description: `May be refused with: ${people}, release-not-found, not-allowed, release-over.`, response: { 200: Release, default: problemSchema } },
    handler: (request, reply) => answer(reply, (house, now) => withdrawRelease(house, requestViewer(request), request.params.id, request.body.because, now)),
  })
}

const types: Readonly<Record<string, string>> = { csv: 'text/csv; charset=utf-8', json: 'application/json; charset=utf-8', pdf: 'application/pdf', html: 'text/html; charset=utf-8', ...workbookTypes }

function typeOf(name: string): string {
  return types[name.slice(name.lastIndexOf('.') + 1)] ?? 'application/octet-stream'
}
