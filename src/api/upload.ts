import { createWriteStream } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { ImportAnswer } from '../contract/import.ts'
import { isRefusal, refuse, type Refusal } from '../units/refusal.ts'
import type { Folder } from './folder.ts'
import { importFiles, type ComingFile } from './import.ts'
import { tooLarge } from './problem.ts'
import { requestViewer } from './request-viewer.ts'
import { problemSchema, sendRefusal } from './trouble.ts'

/** Load the files of a form, as `cadre import` loads them from disk. Imports wait for one another. */
export function registerUpload(server: FastifyInstance, folder: Folder): void {
  let last: Promise<unknown> = Promise.resolve()
  server.route({
    method: 'POST', url: '/api/imports',
    schema: {
      summary: 'Load files: recognise, validate and publish them as one snapshot', tags: ['Data'], consumes: ['multipart/form-data'],
      description: 'Send the files as multipart/form-data with the header `x-cadre: 1`. A refused file stands in the answer with its reason and leaves the others alone. May be refused with: folder-is-demonstration, no-file-sent, request-too-large.',
      response: { 200: ImportAnswer, default: problemSchema },
    },
    handler: async (request, reply) => {
      const mine = last.then(() => receive(request, folder))
      last = mine.catch(() => undefined)
      const answer = await mine
      return isRefusal(answer) ? sendRefusal(reply, answer) : reply.send(answer)
    },
  })
}

async function receive(request: FastifyRequest, folder: Folder): Promise<ImportAnswer | Refusal> {
  if (!request.isMultipart()) return refuseNoFile()
  const waiting = await mkdtemp(join(tmpdir(), 'cadre-upload-'))
  try {
    const files: ComingFile[] = []
    for await (const part of request.files()) {
      const kept = join(waiting, String(files.length))
      await pipeline(part.file, createWriteStream(kept))
      if (part.file.truncated) return tooLarge
      files.push({ path: basename(part.filename || 'file'), read: () => readFile(kept) })
    }
    if (files.length === 0) return refuseNoFile()
    return await folder.borrow((house) => importFiles(house, requestViewer(request), files, { as: null, dryRun: false, now: new Date().toISOString() }))
  } finally {
    await rm(waiting, { recursive: true, force: true })
  }
}

function refuseNoFile(): Refusal {
  return refuse('no-file-sent', 'usage', { doing: 'Receiving files', found: 'none', need: 'One or more files as multipart/form-data', next: 'Choose files on the Data page, or use `cadre import`' })
}
