// What every bench of a page begins with: a data folder served, and a browser to look at it. Imported by a script that any Node starts: the pinned one runs it.
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { onPinnedNode } from '../scripts/pinned-node.mjs'

// The browser's helper is TypeScript.
onPinnedNode()
const { startBrowser } = await import('../tests/journeys/browser.ts')

const cadre = fileURLToPath(new URL('../bin/cadre', import.meta.url))

/** Serve a folder, or the demonstration nation, made first, where none is given; hand its address to `look` with the browser and the server's process, and clear up. */
export async function withServedPages(name, given, look) {
  const own = given === undefined ? mkdtempSync(join(tmpdir(), `cadre-${name}-`)) : null
  const folder = given ?? join(own, 'nation')
  if (own !== null) execFileSync(cadre, ['--data', folder, 'demo'], { stdio: 'inherit' })
  console.log(`${cpus().length} cores, busy ${loadavg()[0].toFixed(1)} before the start`)
  const server = spawn(cadre, ['--data', folder, 'serve', '--port', '0', '--json'], { stdio: ['ignore', 'pipe', 'inherit'] })
  const address = await new Promise((found) => {
    createInterface({ input: server.stdout }).once('line', (line) => found(JSON.parse(line).address.replace(/\/$/, '')))
  })
  const browser = await startBrowser()
  try {
    await look({ address, browser, server })
  } finally {
    await browser.close()
    server.kill()
    // Its last files are written: a folder of ours is removed after that.
    await once(server, 'exit')
    if (own !== null) rmSync(own, { recursive: true, force: true })
    console.log(`busy ${loadavg()[0].toFixed(1)} at the end`)
  }
}
