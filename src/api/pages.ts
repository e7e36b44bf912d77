import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import serveStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { sendNotFound } from './trouble.ts'

/** Serve the built pages. Every address that is not of the API or a file is a page: it gets index.html, so that each view is a link. */
export async function registerPages(server: FastifyInstance, pages: string): Promise<void> {
  const index = join(pages, 'index.html')
  const needs = needsOf(pages)
  if (existsSync(pages)) {
    await server.register(async (files) => {
      files.addHook('onRoute', (route) => { route.config = { ...route.config, policy: 'open' } })
      await files.register(serveStatic, { root: pages, index: false, wildcard: false, maxAge: '1h', decorateReply: false, preCompressed: true, setHeaders: keepNamed })
    })
  }
  server.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?')[0] ?? ''
    if (path.startsWith('/api') || request.method !== 'GET' || isFile(path)) return sendNotFound(reply, path)
    reply.type('text/html; charset=utf-8').header('cache-control', 'no-store')
    return existsSync(index) ? reply.send(withHead(readFileSync(index, 'utf8'), needs()[path.slice(1) || 'overview'])) : reply.code(503).send(notBuilt)
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

/** Name in the head what the page will ask for next, so that it comes beside the first script: who is looking, and the scripts and styles of the page itself. */
function withHead(html: string, needs: Needs[string] | undefined): string {
  const links = [
    '<link rel="preload" as="fetch" crossorigin href="/api/session">',
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
