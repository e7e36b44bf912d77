// How long other readers wait while the server works out something it was never asked before: `node bench/waiting.mjs [data folder] [address …]`.
// Asks each address once, cold, and meanwhile a small question as fast as it is answered. Without a folder, the demonstration nation is made first.
import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as rest } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const cadre = fileURLToPath(new URL('../bin/cadre', import.meta.url))
const own = process.argv[2] === undefined ? mkdtempSync(join(tmpdir(), 'cadre-waiting-')) : null
const folder = process.argv[2] ?? join(own, 'nation')
if (own !== null) execFileSync(cadre, ['--data', folder, 'demo'], { stdio: 'inherit' })
const server = spawn(cadre, ['--data', folder, 'serve', '--port', '0', '--json'], { stdio: ['ignore', 'pipe', 'inherit'] })
const address = await new Promise((found) => {
  createInterface({ input: server.stdout }).once('line', (line) => found(JSON.parse(line).address.replace(/\/$/, '')))
})
try {
  const areas = (await (await fetch(`${address}/api/areas`)).json()).areas.filter(({ level }) => level === 'ics').slice(0, 3)
  // Rates are learnt first, apart: what is left of a cold Overview is questions and projections.
  const asked = process.argv.length > 3 ? process.argv.slice(3) : [...areas.flatMap(({ code }) => [`/api/staff-groups?area=${code}`, `/api/overview?area=${code}`]), `/api/projection?area=${areas[0].code}`, `/api/sensitivity?area=${areas[0].code}`]
  // The first page is worked out as the server starts: let it be done.
  await (await fetch(`${address}/api/overview`)).text()
  await rest(1000)
  say('nothing else asked', await waits(rest(1000)))
  for (const path of asked) say(path, await waits(fetch(address + path).then((answer) => answer.text())))
} finally {
  server.kill()
  if (own !== null) rmSync(own, { recursive: true, force: true })
}

/** Ask how the server is until the work is done. Units: milliseconds. */
async function waits(work) {
  const started = performance.now()
  const found = []
  const state = { done: false }
  const ended = work.then(() => { state.done = true })
  while (!state.done) {
    const before = performance.now()
    await (await fetch(`${address}/healthz`)).text()
    found.push(performance.now() - before)
    await rest(5)
  }
  await ended
  return { took: performance.now() - started, found: found.toSorted((a, b) => a - b) }
}

function say(what, { took, found }) {
  const at = (share) => found[Math.min(found.length - 1, Math.floor(share * found.length))]
  const over = found.filter((wait) => wait > 50)
  console.log(`${what}: took ${took.toFixed(0)} ms; a small question beside it waited ${at(0.5).toFixed(1)} ms (median), ${at(0.99).toFixed(0)} ms (99 in 100), ${found.at(-1).toFixed(0)} ms at the longest; waits over 50 ms: ${over.length}, together ${over.reduce((sum, wait) => sum + wait, 0).toFixed(0)} ms`)
}
