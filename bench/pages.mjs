// How fast the pages are: `node bench/pages.mjs [data folder] [rounds] [page …]`. Prints two tables in Markdown; without pages named, of all there are.
//   1. The data of each page: every question its page asks, each alone, by a server that has made itself warm: the first time and again (median of the rounds);
//      time from question to answer, and processor time of the server, which says the same on a machine that is busy with other things.
//   2. The page on a slow machine behind a slow line (processor slowed four times; 1.6 Mbit/s, 150 ms), nothing kept from before: when the first sentence or figure
//      made of data stands on the screen, what of that was work of the page's thread, and the compressed bytes of script that were needed until then.
// Without a folder, the demonstration nation is made first. Exit code 1 when a goal is not reached: again 100 ms, 1.5 s, 200 kB.
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { pinnedNode } from '../scripts/pinned-node.mjs'

// The browser's helper is TypeScript: any Node starts this, the pinned one runs it.
if (realpathSync(process.execPath) !== realpathSync(pinnedNode())) process.exit(spawnSync(pinnedNode(), process.argv.slice(1), { stdio: 'inherit' }).status ?? 1)
const { startBrowser } = await import('../tests/journeys/browser.ts')

const goals = { again: 100, paint: 1500, script: 200_000 }
const slow = { latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 0.75e6 / 8, slower: 4 }
const cadre = fileURLToPath(new URL('../bin/cadre', import.meta.url))
const own = process.argv[2] === undefined ? mkdtempSync(join(tmpdir(), 'cadre-pages-')) : null
const folder = process.argv[2] ?? join(own, 'nation')
const rounds = Number(process.argv[3] ?? 5)
const wanted = process.argv.slice(4)
if (own !== null) execFileSync(cadre, ['--data', folder, 'demo'], { stdio: 'inherit' })
console.log(`${cpus().length} cores, busy ${loadavg()[0].toFixed(1)} before the start\n`)
const browser = await startBrowser()
try {
  const [pages, painted] = await served(async ({ address }) => {
    const found = wanted.length > 0 ? wanted : await addressesOf(address)
    const asked = new Map()
    for (const page of found) asked.set(page, await questionsOf(address, page))
    const seen = []
    for (const page of found) seen.push({ page, ...await paintOf(address, page) })
    return [asked, seen]
  })
  const data = await served(async ({ address, processor }) => {
    const times = new Map()
    for (const question of new Set([...pages.values()].flat())) times.set(question, await timesOf(address, processor, question))
    return times
  })
  sayData(pages, data)
  sayPaint(painted)
  const slowData = [...data.values()].filter(({ again }) => again > goals.again).length
  const slowPages = painted.filter(({ meaningful }) => meaningful > goals.paint).length
  const largePages = painted.filter(({ script }) => script > goals.script).length
  console.log(`\nOver the goals: ${slowData} of ${data.size} questions take more than ${goals.again} ms when asked again; ${slowPages} of ${painted.length} pages more than ${goals.paint} ms; ${largePages} more than ${goals.script / 1000} kB of script.`)
  process.exitCode = slowData + slowPages + largePages > 0 ? 1 : 0
} finally {
  await browser.close()
  if (own !== null) rmSync(own, { recursive: true, force: true })
}

/** Serve the folder while something is asked, once the server has made itself warm: its processor rests. */
async function served(work) {
  const server = spawn(cadre, ['--data', folder, 'serve', '--port', '0', '--json'], { stdio: ['ignore', 'pipe', 'inherit'] })
  try {
    const address = await new Promise((found) => { createInterface({ input: server.stdout }).once('line', (line) => found(JSON.parse(line).address.replace(/\/$/, ''))) })
    const processor = () => processorOf(server.pid)
    for (let [before, quiet] = [processor(), 0]; quiet < 3;) {
      await pause(1000)
      const now = processor()
      quiet = now - before < 50 || Number.isNaN(now) ? quiet + 1 : 0
      before = now
    }
    return await work({ address, processor })
  } finally {
    server.kill()
    await once(server, 'exit')
  }
}

/** Processor time of a process and of its children (the command starts the server in one). Units: milliseconds. Only where /proc tells. */
function processorOf(pid) {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\)/s, '').trim().split(' ')
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean)
    // Fields 14 and 15 of the line, in hundredths of a second; the first two are cut off.
    return (Number(fields[11]) + Number(fields[12])) * 10 + children.reduce((sum, child) => sum + processorOf(child), 0)
  } catch {
    return Number.NaN
  }
}

/** The pages there are: those of the menu and the foot, the parts of the Data page, and a region, a system and an organisation beside the nation. */
async function addressesOf(address) {
  const page = await browser.newPage()
  await page.goto(address)
  await page.waitForSelector('footer a')
  const linked = await page.$$eval('nav[aria-label="Pages"] a, footer a', (links) => links.map((link) => new URL(link.href).pathname).filter((path) => !path.startsWith('/api')))
  await page.close()
  const { areas } = await (await fetch(`${address}/api/areas`)).json()
  const [region, system, organisation] = ['region', 'ics', 'organisation'].map((level) => areas.find((area) => area.level === level)?.code)
  const placed = [region, system, organisation].filter(Boolean)
  return [...new Set([
    ...linked, '/rates', ...['/', '/projection', '/rates', '/explore'].flatMap((path) => placed.map((area) => `${path}?area=${area}`)),
    ...['sensitivity', 'accuracy', 'flows', 'pyramid'].map((part) => `/projection?area=${system}&part=${part}`), ...['quality', 'coverage', 'posts', 'snapshots'].map((view) => `/data?view=${view}`),
    '/explore?measure=headcount&rows=ics&columns=band', '/explore?measure=leaver_rate&rows=ics&columns=staff_group', '/explore?measure=fte&rows=region&columns=period',
  ])]
}

/** Every question a page asks until it rests. */
async function questionsOf(address, path) {
  const asked = new Set()
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } })
  page.on('request', (request) => {
    const { pathname, search } = new URL(request.url())
    if (pathname.startsWith('/api/') && request.method() === 'GET' && pathname !== '/api/live') asked.add(pathname + search)
  })
  await page.goto(address + path)
  await settled(page)
  await page.close()
  return [...asked]
}

async function settled(page) {
  await page.waitForSelector('h1', { timeout: 180_000 })
  await page.waitForFunction(() => !document.body.textContent.includes('Working it out') && document.querySelector('[aria-busy="true"]') === null, null, { timeout: 180_000 }).catch(() => undefined)
  await page.waitForTimeout(300)
}

/** Ask alone, the first time and again. Units: milliseconds. */
async function timesOf(address, processor, question) {
  const ask = async () => {
    const [started, worked] = [performance.now(), processor()]
    const answer = await fetch(address + question)
    const bytes = (await answer.arrayBuffer()).byteLength
    return { took: performance.now() - started, worked: processor() - worked, bytes, status: answer.status }
  }
  const first = await ask()
  const again = []
  for (let round = 0; round < rounds; round++) again.push(await ask())
  const middle = again.map(({ took }) => took).toSorted((a, b) => a - b)[Math.floor(rounds / 2)]
  // The clock of processor time ticks a hundred times a second: only the mean says something.
  return { status: first.status, bytes: first.bytes, first: first.took, firstWorked: first.worked, again: middle, againWorked: again.reduce((sum, { worked }) => sum + worked, 0) / rounds }
}

/** Open a page as somebody with a slow machine and a slow line does for the first time. Units: milliseconds and bytes. */
async function paintOf(address, path) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } })
  const page = await context.newPage()
  await page.addInitScript(markMeaningful)
  const session = await context.newCDPSession(page)
  const kinds = new Map()
  const bytes = { Script: 0, Stylesheet: 0, Fetch: 0, Document: 0 }
  session.on('Network.responseReceived', ({ requestId, type, response }) => { kinds.set(requestId, response.url.includes('/api/live') ? 'Live' : type) })
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => { bytes[kinds.get(requestId)] = (bytes[kinds.get(requestId)] ?? 0) + encodedDataLength })
  await session.send('Network.enable')
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  await session.send('Network.emulateNetworkConditions', { offline: false, latency: slow.latency, downloadThroughput: slow.downloadThroughput, uploadThroughput: slow.uploadThroughput })
  await session.send('Emulation.setCPUThrottlingRate', { rate: slow.slower })
  await page.goto(address + path, { waitUntil: 'commit' })
  const meaningful = await page.waitForFunction(() => window.meaningful, null, { timeout: 180_000 }).then((handle) => handle.jsonValue(), () => Number.POSITIVE_INFINITY)
  const [script, requests] = [bytes.Script, kinds.size]
  const { metrics } = await session.send('Performance.getMetrics')
  const first = await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? null)
  await settled(page)
  await context.close()
  return { meaningful, first, script, requests, worked: metrics.find(({ name }) => name === 'TaskDuration').value * 1000, all: bytes.Script, styles: bytes.Stylesheet, data: bytes.Fetch }
}

/** In the page: note when a sentence or figure made of data was painted. */
function markMeaningful() {
  const watcher = new MutationObserver(() => {
    if (document.querySelector('main p.cdr-lede, main .cdr-figure:not([aria-busy="true"])') === null) return
    watcher.disconnect()
    // The frame after the next begins when this one is on the screen.
    requestAnimationFrame(() => { const channel = new MessageChannel(); channel.port1.addEventListener('message', () => { window.meaningful = performance.now() }); channel.port1.start(); channel.port2.postMessage(0) })
  })
  watcher.observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ['aria-busy'] })
}

function sayData(asked, times) {
  console.log('| question | pages | first: time | processor | again: time | processor | bytes |\n|---|---|---|---|---|---|---|')
  const rows = [...times].toSorted((a, b) => b[1].first - a[1].first)
  for (const [question, { status, bytes, first, firstWorked, again, againWorked }] of rows) {
    const pages = [...asked.values()].filter((questions) => questions.includes(question)).length
    console.log(`| \`${question.slice(0, 90)}\`${status === 200 ? '' : ` (${status})`} | ${pages} | ${mark(first, goals.again)} | ${sayMs(firstWorked)} | ${mark(again, goals.again)} | ${sayMs(againWorked)} | ${Math.round(bytes / 1000)} kB |`)
  }
  console.log('')
}

function sayPaint(painted) {
  console.log('| page | first paint | first sentence or figure | work of its thread | script until then | script in all | styles | data | requests until then |\n|---|---|---|---|---|---|---|---|---|')
  for (const { page, first, meaningful, worked, script, all, styles, data, requests } of painted) {
    console.log(`| \`${page}\` | ${sayMs(first)} | ${mark(meaningful, goals.paint)} | ${sayMs(worked)} | ${mark(script / 1000, goals.script / 1000, 'kB')} | ${Math.round(all / 1000)} kB | ${Math.round(styles / 1000)} kB | ${Math.round(data / 1000)} kB | ${requests} |`)
  }
}

/** What is over its goal stands out. */
function mark(value, goal, unit = 'ms') {
  const text = `${Math.round(value)} ${unit}`
  return value > goal ? `**${text}**` : text
}

function sayMs(value) {
  return value === null || Number.isNaN(value) ? '–' : `${Math.round(value)} ms`
}
