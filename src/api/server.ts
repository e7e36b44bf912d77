import { createHash, randomUUID } from 'node:crypto'
import type { Socket } from 'node:net'
import compress from '@fastify/compress'
import helmet from '@fastify/helmet'
import multipart from '@fastify/multipart'
import rateLimit from '@fastify/rate-limit'
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { isRefusal } from '../units/refusal.ts'
import { registerBoardFiles } from './board/board-files.ts'
import { registerOverviewFiles } from './overview/overview-files.ts'
import { registerCentralRun } from './projection/central-run-routes.ts'
import { registerAccount } from './access/account-routes.ts'
import { registerChanges } from './changes.ts'
import { registerExploreFiles } from './explore/explore-files.ts'
import type { Folder } from './folder.ts'
import { guard } from './access/gate.ts'
import { registerHealth } from './health.ts'
import { registerLive, type LivePace } from './live.ts'
import type { Answered } from './log.ts'
import { registerMetrics, type Counted } from './metrics.ts'
import { registerReference } from './reference.ts'
import { registerReleases } from './release/release-routes.ts'
import { keepAddress } from './access/keep-address.ts'
import { openOpenid, type OpenidSettings } from './access/openid.ts'
import { registerOpenid } from './access/openid-routes.ts'
import { registerPeople } from './access/people-routes.ts'
import { registerPages } from './pages.ts'
import { registerProgrammes } from './programme/programme-changes.ts'
import { tooMany } from './problem.ts'
import type { CsvFile, Route } from './route.ts'
import { routes } from './routes.ts'
import { checkOrigin } from './access/same-origin.ts'
import { registerSavedViews } from './saved-views.ts'
import { registerSignIn } from './access/sign-in-routes.ts'
import { stopWhenRevoked } from './access/stop-when-revoked.ts'
import { registerTemplates } from './templates.ts'
import { writeDown } from './write-down.ts'
import { answerTrouble, problemSchema, sendRefusal } from './trouble.ts'
import { requestViewer } from './access/request-viewer.ts'

/** What the server is handed: the data folder, the folder of the built pages, and where its log goes. */
export interface ServerParts {
  readonly folder: Folder
  readonly pages: string
  readonly log: (line: string) => void
  /** Told of every answer; left out, nobody is. */
  readonly answered?: ((request: Answered) => void) | undefined
  /** Address under which others reach the installation, through a proxy on this machine; null for this machine only. Over https cookies are never sent without. */
  readonly address?: URL | null
  /** A provider of OpenID Connect beside local accounts; without one nothing outside is ever asked. */
  readonly openid?: OpenidSettings | null
  /** How many jobs this server does at a time, none at all with 0; and the seconds after which a process that was not heard of has its jobs taken from it. */
  readonly jobs?: { readonly hands: number; readonly lease: number }
  /** How often it looks whether something new is live, and says that it is there. */
  readonly live?: LivePace
  /** The addresses that read, those of routes.ts when left out; tests plant faulty ones. */
  readonly routes?: readonly Route[]
}

/** Bytes of an address and its headers: a link carries a demand file or levers of up to 100,000 characters, written for an address. */
const longestAddress = 1 << 19

const usualJobs = { hands: 1, lease: 30 }

/** Build the server: every route of the table, the changes, the reference, the pages, and one place that answers every trouble. */
export async function buildServer(parts: ServerParts): Promise<FastifyInstance> {
  const server = fastify({ logger: false, bodyLimit: 1 << 20, http: { maxHeaderSize: longestAddress }, forceCloseConnections: 'idle', ...(parts.address ? { trustProxy: 'loopback' } : {}), genReqId: () => randomUUID() })
  server.setValidatorCompiler(validatorCompiler)
  server.setSerializerCompiler(serializerCompiler)
  letGoOfConnections(server)
  answerTrouble(server, parts.log)
  keepAddress(server)
  server.addHook('onRequest', async (request, reply) => {
    const refused = checkOrigin(request, parts.address ?? null)
    if (request.url.startsWith('/api')) reply.header('cache-control', 'no-store')
    return refused ? sendRefusal(reply, refused) : undefined
  })
  guard(server, parts.folder)
  stopWhenRevoked(server, parts.folder)
  writeDown(server, parts.folder)
  await server.register(helmet, { contentSecurityPolicy: { useDefaults: false, directives: contentPolicy }, strictTransportSecurity: false, crossOriginEmbedderPolicy: false })
  await server.register(rateLimit, { max: 1200, timeWindow: 60_000, errorResponseBuilder: () => ({ statusCode: 429, refusal: tooMany }) })
  await server.register(compress, { threshold: 1024 })
  await server.register(multipart, { limits: { fileSize: 512 << 20, files: 500, fields: 10 } })
  await registerReference(server)
  registerHealth(server, parts.folder)
  let changes: Counted = { importsInLine: () => 0, jobs: async () => ({}) }
  registerMetrics(server, () => changes)
  if (parts.answered) tellAnswered(server, parts.answered)
  for (const route of parts.routes ?? routes) registerRoute(server, parts.folder, route)
  registerTemplates(server)
  registerExploreFiles(server, parts.folder)
  registerBoardFiles(server, parts.folder)
  registerOverviewFiles(server, parts.folder)
  registerSavedViews(server, parts.folder)
  registerProgrammes(server, parts.folder)
  registerSignIn(server, parts.folder, parts.address?.protocol === 'https:', parts.openid != null)
  if (parts.openid) registerOpenid(server, parts.folder, openOpenid(parts.openid), parts.address?.protocol === 'https:')
  registerAccount(server, parts.folder)
  registerPeople(server, parts.folder)
  registerReleases(server, parts.folder)
  registerCentralRun(server, parts.folder)
  registerLive(server, parts.folder, parts.live)
  changes = registerChanges(server, parts.folder, parts.log, parts.jobs ?? usualJobs)
  await registerPages(server, parts.pages, parts.folder)
  await server.ready()
  return server
}

/** While the server closes, a connection goes as soon as its answer is given, or when nothing was ever asked on it: a browser would keep it for more than a minute, and opens some beforehand. */
function letGoOfConnections(server: FastifyInstance): void {
  let sweeping: NodeJS.Timeout | undefined
  const open = new Set<Socket>()
  server.server.on('connection', (socket) => open.add(socket.once('close', () => open.delete(socket))))
  const sweep = (): void => {
    server.server.closeIdleConnections()
    for (const socket of open) if (socket.bytesRead === 0) socket.destroy()
  }
  server.addHook('preClose', async () => { sweeping = setInterval(sweep, 100) })
  server.addHook('onClose', async () => clearInterval(sweeping))
}

function tellAnswered(server: FastifyInstance, answered: (request: Answered) => void): void {
  server.addHook('onResponse', async ({ id, method, routeOptions }, { statusCode, elapsedTime }) => answered({ id, method, route: routeOptions.url ?? 'none', status: statusCode, ms: Math.round(elapsedTime) }))
}

/** Nothing is loaded from elsewhere and nothing runs that we did not ship. The kernel is WebAssembly, which needs a word of its own; it allows no script made from text. */
const contentPolicy = {
  'default-src': ["'self'"], 'script-src': ["'self'", "'wasm-unsafe-eval'"], 'style-src': ["'self'", "'unsafe-inline'"], 'img-src': ["'self'", 'data:'], 'connect-src': ["'self'"],
  'font-src': ["'self'"], 'object-src': ["'none'"], 'base-uri': ["'none'"], 'form-action': ["'self'"], 'frame-ancestors': ["'none'"],
}

function registerRoute(server: FastifyInstance, folder: Folder, route: Route): void {
  server.route({
    method: 'GET', url: route.url, config: { policy: route.policy },
    schema: {
      summary: route.says, tags: [route.group],
      ...(route.refuses.length > 0 ? { description: `May be refused with: ${route.refuses.join(', ')}.` } : {}),
      ...(route.query ? { querystring: route.query } : {}), ...(route.params ? { params: route.params } : {}),
      response: { 200: okSchema(route), default: problemSchema },
    },
    handler: async (request, reply) => {
      const asked = { query: request.query, params: request.params }
      const answer = await folder.borrow((house) => route.handle({ house, viewer: requestViewer(request) }, asked))
      if (isRefusal(answer)) return sendRefusal(reply, answer)
      return route.answer.kind === 'csv' ? sendCsv(request, reply, answer as CsvFile) : reply.send(answer)
    },
  })
}

function okSchema(route: Route): unknown {
  return route.answer.kind === 'json' ? route.answer.schema : { description: 'The rows shown, as csv', content: { 'text/csv': { schema: z.string() } } }
}

/** Rows that are those the asker has already are not sent again. */
function sendCsv(request: FastifyRequest, reply: FastifyReply, file: CsvFile): FastifyReply {
  const tag = `"${createHash('sha256').update(file.text).digest('base64url')}"`
  reply.header('etag', tag)
  // Source: W3C recommendation Model for Tabular Data and Metadata on the Web, 5.2, link header.
  if (file.described) reply.header('link', `<${request.url.replace('.csv', '.csv-metadata.json')}>; rel="describedby"; type="application/csvm+json"`)
  if (namesTag(request.headers['if-none-match'], tag)) return reply.code(304).send()
  return reply.type('text/csv; charset=utf-8; header=present').header('content-disposition', `attachment; filename="${file.name.replace(/[^\w.-]+/g, '-')}"`).send(file.text)
}

/** A proxy that compresses makes the tag a weak one. Source: RFC 9110, 13.1.2. */
function namesTag(header: string | undefined, tag: string): boolean {
  return (header ?? '').split(',').some((one) => one.trim().replace(/^W\//, '') === tag)
}
