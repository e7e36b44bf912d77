import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import serveStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { sendNotFound } from './trouble.ts'

/** Serve the built pages. Every address that is not of the API or a file is a page: it gets index.html, so that each view is a link. */
export async function registerPages(server: FastifyInstance, pages: string): Promise<void> {
  const index = join(pages, 'index.html')
  if (existsSync(pages)) {
    await server.register(async (files) => {
      files.addHook('onRoute', (route) => { route.config = { ...route.config, policy: 'open' } })
      await files.register(serveStatic, { root: pages, index: false, wildcard: false, maxAge: '1h', decorateReply: false })
    })
  }
  server.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?')[0] ?? ''
    if (path.startsWith('/api') || request.method !== 'GET' || isFile(path)) return sendNotFound(reply, path)
    reply.type('text/html; charset=utf-8').header('cache-control', 'no-store')
    return existsSync(index) ? reply.send(readFileSync(index)) : reply.code(503).send(notBuilt)
  })
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
