import { basename } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { RealFolder } from '../../contract/status.ts'
import { isRefusal } from '../../units/refusal.ts'
import { firstAdministratorLink } from '../access/first-administrator.ts'
import type { Folder } from '../folder.ts'
import { problemSchema, sendRefusal } from '../trouble.ts'

/** Leave the demonstration: open the real folder beside it. Who may enter it is told in the console, as at a start. */
export function registerStartReal(server: FastifyInstance, folder: Folder, log: (line: string) => void): void {
  server.route({
    method: 'POST', url: '/api/folder/start-real', config: { policy: 'signed-in' },
    schema: {
      summary: 'Leave the demonstration and open the real folder beside it', tags: ['Data'], description: 'May be refused with: folder-is-not-demonstration, folder-in-use.',
      response: { 200: RealFolder, default: problemSchema },
    },
    handler: async (request, reply) => {
      const started = await folder.startReal()
      if (isRefusal(started)) return sendRefusal(reply, started)
      const link = await folder.borrow((house) => firstAdministratorLink(house, new Date().toISOString()))
      if (link !== null) log(`Nobody can sign in to the real folder yet. This link makes the first administrator, once, within a day:\n  ${request.protocol}://${request.host}/invitation#${link}`)
      return folder.borrow(async (house) => ({ folder: basename(house.directory), mode: house.mode === 'real' ? 'real' as const : 'empty' as const }))
    },
  })
}
