// Many readers at once: do they get the answers they would get alone, and how long do they wait?
//   node bench/load.mjs [data folder] [users] [seconds] [areas]
// Without a folder, the demonstration nation is made first. Every question is asked alone first, of one server; then a fresh server, which knows no answer, is asked by
// everybody at once, and after that once more for as long, when it knows them.
// Exit code 1 when an answer was another than at rest, or one request in a thousand failed.
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { pinnedNode } from '../scripts/pinned-node.mjs'

const cadre = fileURLToPath(new URL('../bin/cadre', import.meta.url))
const client = fileURLToPath(new URL('load-client.mjs', import.meta.url))
const [given, users = '50', seconds = '120', areaCount = '8'] = process.argv.slice(2)
const own = given === undefined ? mkdtempSync(join(tmpdir(), 'cadre-load-')) : null
const folder = given ?? join(own, 'nation')
if (own !== null) execFileSync(cadre, ['--data', folder, 'demo'], { stdio: ['ignore', 'ignore', 'inherit'] })
console.log(`${cpus().length} cores, busy ${loadavg()[0].toFixed(1)} before the start; ${users} readers for ${seconds} s, ${areaCount} systems and the nation`)
try {
  const rest = await served(async (address) => {
    const { areas } = await (await fetch(`${address}/api/areas`)).json()
    const systems = areas.filter(({ level }) => level === 'ics').slice(0, Number(areaCount))
    const codes = [areas.find(({ level }) => level === 'nation').code, ...systems.map(({ code }) => code)].join(',')
    return { codes, ...await run(['rest', address, codes]) }
  })
  console.log(`${Object.keys(rest.hashes).length} questions, each asked alone and asked again. Longest alone, the first time: ${rest.slowest.slice(0, 5).map(([path, took]) => `${path} ${took} ms`).join(', ')}`)
  if (rest.changing.length > 0) console.log(`Not the same twice at rest: ${rest.changing.join(', ')}`)
  const found = await served(async (address) => {
    const loaded = () => run(['load', address, rest.codes, users, seconds, '1'], rest.hashes)
    return { 'a server that knows no answer': await loaded(), 'the same server again': await loaded() }
  })
  for (const [what, measured] of Object.entries(found)) say(what, measured)
  process.exitCode = rest.changing.length > 0 || Object.values(found).some(({ errors, all }) => errors > all.requests / 1000) ? 1 : 0
} finally {
  if (own !== null) rmSync(own, { recursive: true, force: true })
}

function say(what, { all, first, again, slowest, errors, wrong }) {
  console.log(what)
  for (const [name, { requests, p50, p95, p99, most }] of [['all', all], ['asked for the first time', first], ['asked before', again]]) console.log(`  ${name}: ${requests} requests, p50 ${p50} ms, p95 ${p95} ms, p99 ${p99} ms, most ${most} ms`)
  for (const { path, requests, p50, p95 } of slowest) console.log(`    ${path}: ${requests}, p50 ${p50} ms, p95 ${p95} ms`)
  console.log(`  errors and other answers than at rest: ${errors}${errors === 0 ? '; every answer has the hash of the answer at rest' : `\n    ${wrong.join('\n    ')}`}`)
}

/** Serve the folder while something is asked, once the data is verified and the first page is made. */
async function served(work) {
  const server = spawn(cadre, ['--data', folder, 'serve', '--port', '0', '--json'], { stdio: ['ignore', 'pipe', 'inherit'] })
  try {
    const address = await new Promise((found) => { createInterface({ input: server.stdout }).once('line', (line) => found(JSON.parse(line).address.replace(/\/$/, ''))) })
    for (let isReady = false; !isReady; await pause(200)) isReady = (await fetch(`${address}/ready`)).status === 200
    await (await fetch(`${address}/api/overview`)).text()
    return await work(address)
  } finally {
    server.kill()
    await once(server, 'exit')
  }
}

async function run(args, input) {
  const child = spawn(pinnedNode(), [client, ...args], { stdio: ['pipe', 'pipe', 'inherit'] })
  child.stdin.end(input === undefined ? '' : JSON.stringify(input))
  let text = ''
  for await (const part of child.stdout) text += part
  return JSON.parse(text)
}
