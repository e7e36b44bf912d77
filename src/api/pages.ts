import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import serveStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { carriedBy } from './access/admit.ts'
import type { Folder } from './folder.ts'
import { sendNotFound } from './trouble.ts'

/** Serve the built pages. Every address that is not of the API or a file is a page: it gets index.html, so that each view is a link. */
export async function registerPages(server: FastifyInstance, pages: string, folder: Folder): Promise<void> {
  const index = join(pages, 'index.html')
  const needs = needsOf(pages)
  if (existsSync(pages)) {
    await server.register(async (files) => {
      files.addHook('onRoute', (route) => { route.config = { ...route.config, policy: 'open' } })
      await files.register(serveStatic, { root: pages, index: false, wildcard: false, maxAge: '1h', decorateReply: false, preCompressed: true, setHeaders: keepNamed })
    })
  }
  server.setNotFoundHandler(async (request, reply) => {
    const path = request.url.split('?')[0] ?? ''
    if (path.startsWith('/api') || request.method !== 'GET' || isFile(path)) return sendNotFound(reply, path)
    reply.type('text/html; charset=utf-8').header('cache-control', 'no-store')
    if (!existsSync(index)) return reply.code(503).send(notBuilt)
    const page = path.slice(1) || 'overview'
    const isKnown = carriedBy(request.headers) !== null || await folder.borrow(async (house) => house.mode === 'demonstration')
    return reply.send(withHead(readFileSync(index, 'utf8'), needs()[page], ['/api/session', ...(isKnown ? [...opensWith(page, request.url), '/api/status'] : [])]))
  })
}

/** What a page fetches beside the first script, by the name of the page; written by the build (vite.config.ts). */
type Needs = Readonly<Record<string, { readonly scripts: readonly string[]; readonly styles: readonly string[] }>>

/** Read anew when the pages were built anew under a running server. */
function needsOf(pages: string): () => Needs {
  const path = join(pages, 'pages.json')
  let [read, needs]: [number, Needs] = [0, {}]
  return () => {
    const written = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0
    if (written !== read) [read, needs] = [written, written === 0 ? {} : JSON.parse(readFileSync(path, 'utf8')) as Needs]
    return needs
  }
}

/** The question a page waits for first, which parts of its own address go into it, in their order, and which only say what is shown of the answer. */
const questions: Readonly<Record<string, { readonly ask: string; readonly parts: readonly string[]; readonly shows?: readonly string[] }>> = {
  overview: { ask: '/api/overview', parts: ['area', 'map'] }, board: { ask: '/api/board', parts: ['area', 'map'] }, projection: { ask: '/api/projection', parts: ['area'] }, rates: { ask: '/api/rates', parts: ['area', 'map', 'profession', 'rate'] },
  programme: { ask: '/api/programme', parts: ['id', 'area'] }, programmes: { ask: '/api/programmes', parts: [], shows: ['area'] }, data: { ask: '/api/holdings', parts: [], shows: ['area', 'job', 'at', 'by', 'basis'] }, definitions: { ask: '/api/measures', parts: [] },
  assumptions: { ask: '/api/assumptions', parts: [], shows: ['group', 'find'] }, approvals: { ask: '/api/releases', parts: [] }, wisn: { ask: '/api/wisn/example', parts: [] }, scenarios: { ask: '/api/plans', parts: [], shows: ['area'] }, account: { ask: '/api/account', parts: [] },
  explore: { ask: '/api/explore', parts: ['measure', 'rows', 'columns', 'at', 'from', 'to', 'map', 'basis', 'area'] },
}

/** Write the first questions of a page as the page will; none where its address asks for more, which only the page reads. */
function opensWith(page: string, address: string): string[] {
  const own = new URL(address, 'http://localhost').searchParams
  const plans = ['id', 'a', 'b', 'more'].flatMap((part) => own.get(part) || []).map((id) => `/api/plans/${encodeURIComponent(id)}`)
  if (page === 'scenario') return plans
  if (page === 'compare') return ['/api/plans', ...plans]
  if (page === 'data' && own.get('view') === 'quality') return ['/api/holdings', addressWith('/api/quality', [['area', own.get('area')]])]
  const question = questions[page]
  const known = new Set(['part', 'view', 'open', ...(question?.parts ?? []), ...(question?.shows ?? [])])
  if (question === undefined || [...own.keys()].some((key) => !known.has(key)) || (page === 'programme' && !own.has('id'))) return []
  // Explore without a measure opens with one, and filters by area (src/web/explore/explore-asked.ts).
  const first: Readonly<Record<string, string>> = page === 'explore' && !own.has('measure') ? { measure: 'fte', rows: own.get('rows') ?? 'staff_group' } : {}
  return [addressWith(question.ask, question.parts.map((part) => {
    const value = first[part] ?? own.get(part)
    return page === 'explore' && part === 'area' ? ['where', value && `area=${value}`] : [part, value]
  }))]
}

/** Write a question with its parts; empty ones are left out. */
function addressWith(ask: string, parts: readonly (readonly [string, string | null | undefined])[]): string {
  const asked = new URLSearchParams(parts.flatMap(([name, value]) => (value ? [[name, value]] : []))).toString()
  return asked === '' ? ask : `${ask}?${asked}`
}

/** Name in the head what the page will ask for next, so that it comes beside the first script: who is looking at what, what the page waits for, and the scripts and styles of the page itself. */
function withHead(html: string, needs: Needs[string] | undefined, asked: readonly string[]): string {
  const links = [
    ...asked.map((question) => `<link rel="preload" as="fetch" crossorigin href="${question.replaceAll('&', '&amp;')}">`),
    ...(needs?.scripts ?? []).map((name) => `<link rel="modulepreload" crossorigin href="/${name}">`),
    ...(needs?.styles ?? []).map((name) => `<link rel="stylesheet" crossorigin href="/${name}">`),
  ]
  return html.replace('</head>', `${links.join('\n')}\n</head>`)
}

/** A file that is named by its content never changes under that name. */
function keepNamed(reply: FastifyReply, path: string): void {
  if (/[\\/]assets[\\/]/.test(path)) reply.header('cache-control', 'public, max-age=31536000, immutable')
}

/** Page addresses have no dot in their last part. */
function isFile(path: string): boolean {
  return /\.[a-z0-9]+$/i.test(path)
}

const notBuilt = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Cadre: the pages are not built yet</title>
<main>
<h1>The pages are not built yet</h1>
<p>Cadre is running, but the folder with its pages is missing. Run <code>npm run build</code>, or stop this and run <code>npm start</code>, which builds them.</p>
<p>The <a href="/api/docs">programming interface</a> works without them.</p>
</main>
</html>
`
