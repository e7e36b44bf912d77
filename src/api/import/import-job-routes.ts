import { createReadStream, existsSync } from 'node:fs'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { may } from '../../access/may.ts'
import type { Viewer } from '../../access/viewer.ts'
import { ImportJob, ImportJobs as ImportJobsAnswer, SentFileMapping } from '../../contract/import-job.ts'
import { importedReturns } from '../../dataset/return-layout.ts'
import { isRefusal, refuse, type Refusal } from '../../units/refusal.ts'
import { writeCsv } from '../csv.ts'
import type { Folder } from '../folder.ts'
import { findingsOf, type FoundImport, type SentFile } from './import-job.ts'
import type { ImportJobs } from './import-jobs.ts'
import { proposeForSent } from '../job/job-mapping.ts'
import { largestFile } from './receive-files.ts'
import { requestViewer } from '../access/request-viewer.ts'
import { problemSchema, sendRefusal } from '../trouble.ts'

const One = z.object({ id: z.string().describe('Id of the upload') })
const File = One.extend({ file: z.coerce.number().int().min(0).describe('Place of the file in the upload, from 0') })
const tags = ['Data']

/** Register the addresses of uploads: send, look, publish, cancel, and take away what was held back. */
export function registerImportJobs(server: FastifyInstance, jobs: ImportJobs, folder: Folder): void {
  registerSending(server, jobs)
  registerDeciding(server, jobs)
  registerMappingOfFiles(server, jobs, folder)
  registerTakingAway(server, jobs)
}

function registerSending(server: FastifyInstance, jobs: ImportJobs): void {
  server.route<{ Querystring: { straightAway?: 'yes' | 'no' } }>({
    method: 'POST', url: '/api/import-jobs', config: { policy: 'load-own' },
    schema: {
      summary: 'Send files: they are kept on disk, checked, and published when asked', tags, consumes: ['multipart/form-data'],
      description: 'Send the files as multipart/form-data with the header `x-cadre: 1`. Answers as soon as all have come; ask the job how it stands. May be refused with: folder-is-demonstration, no-file-sent, file-too-large, upload-larger-than-disk, upload-broken-off.',
      querystring: z.object({ straightAway: z.enum(['yes', 'no']).default('no').describe('Publish without asking when the check is done') }), response: { 202: ImportJob, default: problemSchema },
    },
    handler: async (request, reply) => {
      // Publishing without asking is publishing all the same.
      const refused = request.query.straightAway === 'yes' ? may(requestViewer(request), 'publish-own', null, new Date().toISOString().slice(0, 10)) : null
      if (refused) return sendRefusal(reply, refused)
      const job = await jobs.receive(request, request.query.straightAway === 'yes')
      return isRefusal(job) ? sendRefusal(reply, job) : reply.code(202).send(job.say())
    },
  })
  server.route({
    method: 'GET', url: '/api/import-jobs', config: { policy: 'load-own' }, schema: { summary: 'Your uploads, newest first', tags, response: { 200: ImportJobsAnswer, default: problemSchema } },
    handler: async (request) => ({ jobs: (await jobs.list(requestViewer(request))).map((job) => job.say()), largestFile }),
  })
  server.route<{ Params: z.infer<typeof One> }>({
    method: 'GET', url: '/api/import-jobs/:id', config: { policy: 'load-own' }, schema: { summary: 'How an upload stands', tags, description: 'May be refused with: import-not-found.', params: One, response: { 200: ImportJob, default: problemSchema } },
    handler: async (request, reply) => answerJob(jobs, request, reply, async (job) => job),
  })
}

function registerDeciding(server: FastifyInstance, jobs: ImportJobs): void {
  server.route<{ Params: z.infer<typeof One> }>({
    method: 'POST', url: '/api/import-jobs/:id/publish', config: { policy: 'publish-own' },
    schema: { summary: 'Publish the checked files of an upload as one snapshot', tags, description: 'May be refused with: import-not-found, import-not-ready.', params: One, response: { 200: ImportJob, default: problemSchema } },
    handler: async (request, reply) => answerJob(jobs, request, reply, (job, viewer) => jobs.publish(viewer, job)),
  })
  server.route<{ Params: z.infer<typeof One> }>({
    method: 'DELETE', url: '/api/import-jobs/:id', config: { policy: 'load-own' },
    schema: { summary: 'Cancel an upload, whatever it is doing', tags, description: 'May be refused with: import-not-found, import-already-published.', params: One, response: { 200: ImportJob, default: problemSchema } },
    handler: async (request, reply) => answerJob(jobs, request, reply, (job, viewer) => jobs.cancel(viewer, job)),
  })
}

function registerMappingOfFiles(server: FastifyInstance, jobs: ImportJobs, folder: Folder): void {
  const Asked = z.object({ organisation: z.string().trim().min(1).optional().describe('Organisation that sends it: start from the mapping it confirmed'), table: z.enum(importedReturns.map(({ table }) => table)).optional().describe('Table it is for; the nearest when left out') })
  server.route<{ Params: z.infer<typeof File>; Querystring: z.infer<typeof Asked> }>({
    method: 'GET', url: '/api/import-jobs/:id/files/:file/mapping', config: { policy: 'load-own' },
    schema: { summary: 'Propose a mapping for a sent file; no cell of a person is shown', tags, params: File, querystring: Asked, description: 'May be refused with: import-not-found, file-not-sent, nothing-to-map, and the refusals of opening a file.', response: { 200: SentFileMapping, default: problemSchema } },
    handler: async (request, reply) => {
      const viewer = requestViewer(request)
      const job = await jobs.find(viewer, request.params.id)
      const answer = isRefusal(job) ? job : await folder.borrow((house) => proposeForSent(house, viewer, job, request.params.file, request.query))
      return isRefusal(answer) ? sendRefusal(reply, answer) : reply.send(answer)
    },
  })
  const Again = z.object({ organisation: z.string().trim().min(1).nullable().default(null).describe('Organisation that sends it, where the file does not say') })
  server.route<{ Params: z.infer<typeof File>; Body: z.infer<typeof Again> }>({
    method: 'POST', url: '/api/import-jobs/:id/files/:file/check', config: { policy: 'load-own' },
    schema: { summary: 'Check a sent file again, and with it all that waited for a mapping', tags, params: File, body: Again, description: 'May be refused with: import-not-found, import-not-ready.', response: { 200: ImportJob, default: problemSchema } },
    handler: async (request, reply) => answerJob(jobs, request, reply, (job, viewer) => jobs.checkAgain(viewer, job, request.params.file, request.body.organisation)),
  })
}

async function answerJob(jobs: ImportJobs, request: FastifyRequest<{ Params: z.infer<typeof One> }>, reply: FastifyReply, act: (job: FoundImport, viewer: Viewer) => Promise<FoundImport | Refusal>): Promise<FastifyReply> {
  const viewer = requestViewer(request)
  const found = await jobs.find(viewer, request.params.id)
  const job = isRefusal(found) ? found : await act(found, viewer)
  return isRefusal(job) ? sendRefusal(reply, job) : reply.send(job.say())
}

function registerTakingAway(server: FastifyInstance, jobs: ImportJobs): void {
  const csv = { description: 'csv', content: { 'text/csv': { schema: z.string() } } }
  server.route<{ Params: z.infer<typeof File> }>({
    method: 'GET', url: '/api/import-jobs/:id/files/:file/held-back.csv', config: { policy: 'load-own' },
    schema: { summary: 'Rows of a sent file that were held back, with the rule that stopped each', tags, params: File, description: 'May be refused with: import-not-found, file-not-sent.', response: { 200: csv, default: problemSchema } },
    handler: async (request, reply) => {
      const file = findFile(await jobs.find(requestViewer(request), request.params.id), request.params.file)
      if (isRefusal(file)) return sendRefusal(reply, file)
      return existsSync(file.heldBack) ? sendCsv(reply, `${file.name}-held-back.csv`).send(createReadStream(file.heldBack)) : sendRefusal(reply, refuseFile())
    },
  })
  server.route<{ Params: z.infer<typeof File> }>({
    method: 'GET', url: '/api/import-jobs/:id/files/:file/exceptions.csv', config: { policy: 'load-own' },
    schema: { summary: 'Findings in a sent file, to send back to its source', tags, params: File, description: 'May be refused with: import-not-found, file-not-sent.', response: { 200: csv, default: problemSchema } },
    handler: async (request, reply) => {
      const file = findFile(await jobs.find(requestViewer(request), request.params.id), request.params.file)
      if (isRefusal(file)) return sendRefusal(reply, file)
      return sendCsv(reply, `${file.name}-exceptions.csv`).send(exceptionsOf(await findingsOf(file)))
    },
  })
}

/** Every place a finding stands for: row and column as its sender counts and names them. */
function exceptionsOf(findings: Awaited<ReturnType<typeof findingsOf>>): string {
  const rows = findings.flatMap(({ rule, severity, says, places, ...first }) => (places && places.length > 0 ? places : [first]).map(({ row, column, found, expected }) => [rule, severity, row, column, found, expected, says]))
  return writeCsv(['rule', 'kind', 'row', 'column', 'found', 'expected', 'says'], rows)
}

function findFile(job: FoundImport | Refusal, at: number): SentFile | Refusal {
  return isRefusal(job) ? job : (job.files[at] ?? refuseFile())
}

function sendCsv(reply: FastifyReply, name: string): FastifyReply {
  return reply.type('text/csv; charset=utf-8; header=present').header('content-disposition', `attachment; filename="${name.replace(/[^\w.-]+/g, '-')}"`)
}

function refuseFile(): Refusal {
  return refuse('file-not-sent', 'absent', { doing: 'Looking for a file of an upload', found: 'no such file, or nothing of it was held back', need: 'The place of a file in the upload, from 0', next: 'Ask /api/import-jobs and the id for its files' })
}
