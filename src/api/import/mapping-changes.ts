import { readFile, rm } from 'node:fs/promises'
import { randomUUID } from 'node:crypto'
import { basename, join } from 'node:path'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { MappingConfirmation, MappingConfirmed, MappingProposal } from '../../contract/mapping.ts'
import { importedReturns } from '../../dataset/return-layout.ts'
import { loaderOf } from '../../store/publish-within.ts'
import { isRefusal, type Refusal } from '../../units/refusal.ts'
import type { Folder } from '../folder.ts'
import { proposeMappingFor } from './mapping-proposal.ts'
import { confirmMapping } from '../mappings.ts'
import { receiveFiles } from './receive-files.ts'
import { requestViewer } from '../access/request-viewer.ts'
import { problemSchema, sendRefusal } from '../trouble.ts'

/** What a proposal is asked for, beside the file. */
const Asked = z.object({
  table: z.enum(importedReturns.map(({ table }) => table)).optional().describe('Table it is for; the nearest when left out'),
  organisation: z.string().trim().min(1).optional().describe('Organisation that sends it: start from the mapping it confirmed'),
})

/** Register the two steps from anyone's own column names to ours: propose for a file, and confirm. */
export function registerMappings(server: FastifyInstance, folder: Folder): void {
  server.route({
    method: 'POST', url: '/api/mappings/proposals', config: { policy: 'load-own' },
    schema: {
      summary: 'Propose a mapping for a file: its columns, what each could be, and its words; nothing is kept', tags: ['Data'], consumes: ['multipart/form-data'], querystring: Asked,
      description: 'Send one file as multipart/form-data with the header `x-cadre: 1`. May be refused with: nothing-to-map, no-file-sent, and the refusals of opening a file.',
      response: { 200: MappingProposal, default: problemSchema },
    },
    handler: async (request, reply) => {
      const answer = await propose(request, folder, request.query as z.output<typeof Asked>)
      return isRefusal(answer) ? sendRefusal(reply, answer) : reply.send(answer)
    },
  })
  server.route({
    method: 'POST', url: '/api/mappings', config: { policy: 'publish-own' },
    schema: {
      summary: 'Confirm a mapping a person has read: later files of the organisation are read with it', tags: ['Data'], body: MappingConfirmation,
      description: 'May be refused with: mapping-not-readable, mapping-undecided, mapping-incomplete, mapping-of-another, mapping-confirmed-meanwhile, outside-your-scope.',
      response: { 200: MappingConfirmed, default: problemSchema },
    },
    handler: async (request, reply) => {
      const answer = await folder.borrow((house) => confirmMapping(house, requestViewer(request), request.body as MappingConfirmation, new Date().toISOString()))
      return isRefusal(answer) ? sendRefusal(reply, answer) : reply.send(answer)
    },
  })
}

async function propose(request: FastifyRequest, folder: Folder, { table, organisation }: z.output<typeof Asked>): Promise<MappingProposal | Refusal> {
  const directory = await folder.borrow(async (house) => join(house.arriving, randomUUID()))
  try {
    const received = await receiveFiles(request, directory)
    if (isRefusal(received)) return received
    const [file] = received
    const bytes = await readFile(file!.path)
    return await folder.borrow(async (house) => proposeMappingFor(await house.mappings.list(await loaderOf(house, requestViewer(request), new Date().toISOString().slice(0, 10))), { name: basename(file!.name), bytes }, { table: table ?? null, organisation: organisation ?? null }))
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
}
