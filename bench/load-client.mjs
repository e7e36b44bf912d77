// Readers of a server, as their browsers ask: pages with what they ask for, over kept connections, with cookies and pauses. In a process of its own, so that it takes no turns of the server.
//   node bench/load-client.mjs rest ADDRESS AREAS              every question once, alone: their hashes
//   node bench/load-client.mjs load ADDRESS AREAS USERS SECONDS SEED LEAST MOST   readers at once, who look at a page for so many milliseconds; hashes at rest on standard input
// CADRE_TOKEN is sent where it is set. Prints one JSON value.
import { createHash } from 'node:crypto'
import { Agent, request } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { gunzipSync } from 'node:zlib'

const [kind, address, areaList, ...numbers] = process.argv.slice(2)
const pages = pagesOf(areaList.split(','))
/** Milliseconds a reader looks at a page: from the least to the most, every length as likely. */
const [users = 1, seconds = 1, seed = 1, least = 2000, most = 8000] = numbers.map(Number)
const token = process.env.CADRE_TOKEN ?? ''
process.stdout.write(`${JSON.stringify(kind === 'rest' ? await askAtRest() : await askAtOnce(JSON.parse(await readInput())))}\n`)

/** What the pages ask for, by area, the more often read ones several times. */
function pagesOf(areas) {
  const shell = ['/', '/api/session', '/api/status', '/api/areas']
  return areas.flatMap((area) => {
    const of = (path, more = '') => `${path}?area=${area}${more}`
    const overview = [...shell, of('/api/overview'), of('/api/staff-groups')]
    const projection = [...shell, of('/api/staff-groups'), of('/api/projection'), of('/api/demand-methods')]
    return [
      overview, overview, overview, projection, projection, [of('/api/pyramid')], [of('/api/comings'), of('/api/spill-over')], [...shell, of('/api/rates')],
      [...shell, of('/api/explore', '&measure=fte&rows=staff_group'), '/api/explore/catalogue'], [of('/api/explore', '&measure=headcount&rows=band')], [of('/api/query', '&measure=leaver_rate&by=staff_group').replace('area=', 'where=area%3D')],
      [of('/api/query.csv', '&measure=fte&by=organisation').replace('area=', 'where=area%3D')], [...shell, '/api/holdings', '/api/history'], [of('/api/quality'), of('/api/quality/scores'), '/api/accepted-findings'],
      [of('/api/gap-matrix'), of('/api/coverage')], [of('/api/establishment'), of('/api/establishment/bridge')], [of('/api/flows', '&by=organisation')], [...shell, '/api/measures'],
    ]
  })
}

/** Ask every question twice, one after the other. Answers the hash of each, and those that were not the same both times. */
async function askAtRest() {
  const reader = readerAt('127.0.0.1')
  const [hashes, changing, slow] = [{}, [], {}]
  for (const path of new Set(pages.flat())) {
    const [first, second] = [await reader.ask(path), await reader.ask(path)]
    hashes[path] = first.hash
    slow[path] = Math.round(first.took)
    if (first.hash !== second.hash) changing.push(path)
  }
  reader.end()
  return { hashes, changing, slowest: Object.entries(slow).toSorted((a, b) => b[1] - a[1]).slice(0, 10) }
}

/** Let readers ask at once, each from an address of its own, as far as the machine has them. */
async function askAtOnce(hashes) {
  const until = performance.now() + seconds * 1000
  const [asked, seen] = [[], new Set()]
  const read = async (at) => {
    const [reader, chance] = [readerAt(process.platform === 'linux' ? `127.0.2.${at + 1}` : '127.0.0.1'), chanceFrom(seed * 1000 + at)]
    await pause(chance() * least)
    while (performance.now() < until) {
      const page = pages[Math.floor(chance() * pages.length)]
      await Promise.all(page.map(async (path) => {
        const isFirst = !seen.has(path)
        seen.add(path)
        const { status, hash, took, error } = await reader.ask(path)
        asked.push({ path, took, isFirst, wrong: error ?? (hashes[path] === hash ? null : `${status}, another answer than at rest`) })
      }))
      await pause(least + chance() * (most - least))
    }
    reader.end()
  }
  await Promise.all(Array.from({ length: users }, (_, at) => read(at)))
  return summaryOf(asked)
}

function summaryOf(asked) {
  const wrong = asked.filter((one) => one.wrong !== null)
  const kinds = Map.groupBy(asked, ({ path }) => path.split('?')[0])
  const slowest = [...kinds].map(([path, some]) => ({ path, ...timesOf(some) })).toSorted((a, b) => b.p95 - a.p95).slice(0, 8)
  return { users, seconds, all: timesOf(asked), first: timesOf(asked.filter(({ isFirst }) => isFirst)), again: timesOf(asked.filter(({ isFirst }) => !isFirst)), errors: wrong.length, wrong: [...new Set(wrong.map(({ path, wrong: why }) => `${path}: ${why}`))].slice(0, 10), slowest }
}

/** How many there were and how long they took. Units: milliseconds. */
function timesOf(some) {
  const sorted = some.map(({ took }) => took).toSorted((a, b) => a - b)
  const at = (share) => Math.round((sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0) * 10) / 10
  return { requests: sorted.length, p50: at(0.5), p95: at(0.95), p99: at(0.99), most: at(1) }
}

/** One browser: six connections that are kept, and the cookies it was given. */
function readerAt(localAddress) {
  const agent = new Agent({ keepAlive: true, maxSockets: 6 })
  const cookies = new Map()
  const ask = (path) => new Promise((done) => {
    const started = performance.now()
    const headers = { 'accept-encoding': 'gzip', ...(token === '' ? {} : { authorization: `Bearer ${token}` }), ...(cookies.size === 0 ? {} : { cookie: [...cookies].map((pair) => pair.join('=')).join('; ') }) }
    const failed = (error) => done({ status: 0, hash: '', took: performance.now() - started, error: error.message })
    request(`${address}${path}`, { agent, headers, localAddress }, (answer) => {
      const parts = []
      for (const cookie of answer.headers['set-cookie'] ?? []) cookies.set(...cookie.split(';')[0].split('='))
      answer.on('data', (part) => parts.push(part)).on('error', failed).on('end', () => {
        const [took, body] = [performance.now() - started, Buffer.concat(parts)]
        const bytes = answer.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body
        done({ status: answer.statusCode, hash: createHash('sha256').update(`${answer.statusCode} `).update(bytes).digest('hex'), took })
      })
    }).on('error', failed).end()
  })
  return { ask, end: () => agent.destroy() }
}

/** The same chances from the same seed. Source: mulberry32, T. Ettinger, public domain. */
function chanceFrom(start) {
  let state = start >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

async function readInput() {
  let text = ''
  for await (const part of process.stdin) text += part
  return text
}
