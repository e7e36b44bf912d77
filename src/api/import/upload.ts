import { readFile, rm } from 'node:fs/promises'
import { randomUUID } from 'node:crypto'
import { basename, join } from 'node:path'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { ImportAnswer } from '../../contract/import.ts'
import { isRefusal, type Refusal } from '../../units/refusal.ts'
import type { Folder } from '../folder.ts'
import { importFiles } from '../import.ts'
import type { ImportQueue } from './import-queue.ts'
import { receiveFiles } from './receive-files.ts'
import { requestViewer } from '../access/request-viewer.ts'
import { problemSchema, sendRefusal } from '../trouble.ts'

/** Load the files of a form in one request, as `cadre import` loads them from disk. Imports wait for one another. */
export function registerUpload(server: FastifyInstance, folder: Folder, queue: ImportQueue): void {
  server.route({
    method: 'POST', url: '/api/imports', config: { policy: 'publish-own' },
    schema: {
      summary: 'Load files in one request: recognise, validate and publish them as one snapshot', tags: ['Data'], consumes: ['multipart/form-data'],
      description: 'Send the files as multipart/form-data with the header `x-cadre: 1`. A refused file stands in the answer with its reason and leaves the others alone. To see them checked before they are published, use /api/import-jobs. May be refused with: folder-is-demonstration, no-file-sent, file-too-large, upload-larger-than-disk, upload-broken-off.',
      response: { 200: ImportAnswer, default: problemSchema },
    },
    handler: async (request, reply) => {
      const answer = await receive(request, folder, queue)
      return isRefusal(answer) ? sendRefusal(reply, answer) : reply.send(answer)
    },
  })
}

async function receive(request: FastifyRequest, folder: Folder, queue: ImportQueue): Promise<ImportAnswer | Refusal> {
  const id = randomUUID()
  const directory = await folder.borrow(async (house) => join(house.arriving, id))
  try {
    const received = await receiveFiles(request, directory)
    if (isRefusal(received)) return received
    const files = received.map(({ name, path }) => ({ path: basename(name), at: path, read: () => readFile(path) }))
    return await queue.take(id, () => folder.borrow((house) => importFiles(house, requestViewer(request), files, { as: null, dryRun: false, now: new Date().toISOString() })))
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
}
