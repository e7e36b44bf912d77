// How fast the pages are: `node bench/pages.mjs [--short] [data folder] [rounds] [page …]`. Prints two tables in Markdown; without pages named, of all there are; --short: of nine, three rounds.
//   1. Each page. Its data by a server that has made itself warm and was never asked: the slowest of its questions the first time (first after new data), and all of them at once
//      again (median and 95 in 100 of the rounds). Then the page on a slow machine behind a slow line (processor slowed four times; 1.6 Mbit/s, 150 ms), nothing kept from before:
//      when the first sentence or figure made of data stands on the screen, what of that was work of the page's thread, compressed bytes of its data and of its script.
//   2. Questions over the goal, slowest first: time from question to answer alone, and processor time of the server, which says the same on a machine that is busy with other things.
// Without a folder, the demonstration nation is made first; a nation of full size is made by bench/national-year.mjs. What the folder keeps of answers is removed, so that they are asked for the first time.
// Exit code 1 when a goal is not reached: again 100 ms, 1.5 s, 200 kB.
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { build } from '../scripts/build.mjs'
import { keepPlan } from './keep-plan.mjs'
import { onPinnedNode } from '../scripts/pinned-node.mjs'

// The browser's helper is TypeScript: any Node starts this, the pinned one runs it.
onPinnedNode()
const { startBrowser } = await import('../tests/journeys/browser.ts')
// The pages as the sources stand, not as they were built once.
await build()

const goals = { again: 100, paint: 1500, script: 200_000 }
const slow = { latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 0.75e6 / 8, slower: 4 }
/** Seconds: for a server to make itself warm, for a page to rest, for an answer. Who takes longer is said to. */
const most = { warm: 1200, page: 90, answer: 120 }
/** When each of the last questions was asked. */
const since = []
const cadre = fileURLToPath(new URL('../bin/cadre', import.meta.url))
const isShort = process.argv.includes('--short')
const given = process.argv.slice(2).filter((word) => word !== '--short')
const own = given[0] === undefined ? mkdtempSync(join(tmpdir(), 'cadre-pages-')) : null
const folder = given[0] ?? join(own, 'nation')
const rounds = Number(given[1] ?? (isShort ? 3 : 7))
const wanted = given.slice(2)
if (own !== null) execFileSync(cadre, ['--data', folder, 'demo'], { stdio: 'inherit' })
console.log(`${cpus().length} cores, busy ${loadavg()[0].toFixed(1)} before the start\n`)
const browser = await startBrowser()
try {
  const [pages, painted] = await served(async ({ address }) => {
    const found = wanted.length > 0 ? wanted : await addressesOf(address)
    const [asked, seen] = [new Map(), new Map()]
    for (const page of found) {
      tell(`looking at ${page}`)
      asked.set(page, await questionsOf(address, page))
      seen.set(page, await paintOf(address, page))
    }
    return [asked, seen]
  })
  // Kept answers are a cache: this server is asked everything for the first time.
  rmSync(join(folder, 'lake', 'answers'), { recursive: true, force: true })
  const [data, again] = await served(async ({ address, processor }) => {
    const [times, together] = [new Map(), new Map()]
    for (const question of new Set([...pages.values()].flat())) times.set(question, await timesOf(address, processor, question))
    for (const [page, questions] of pages) together.set(page, await togetherOf(address, questions))
    return [times, together]
  })
  sayPages(pages, data, again, painted)
  sayQuestions(pages, data)
  sayGoals(data, again, painted)
} finally {
  await browser.close()
  if (own !== null) rmSync(own, { recursive: true, force: true })
}

/** What is going on, beside the tables. */
function tell(words) {
  process.stderr.write(`${new Date().toISOString().slice(11, 19)} ${words}\n`)
}

/** Serve the folder while something is asked, once the server has made itself warm: its processor rests. */
async function served(work) {
  const server = spawn(cadre, ['--data', folder, 'serve', '--port', '0', '--json'], { stdio: ['ignore', 'pipe', 'inherit'] })
  try {
    const address = await new Promise((found) => { createInterface({ input: server.stdout }).once('line', (line) => found(JSON.parse(line).address.replace(/\/$/, ''))) })
    const processor = () => processorOf(server.pid)
    const started = performance.now()
    for (let [before, quiet] = [processor(), 0]; quiet < 15 && performance.now() - started < most.warm * 1000;) {
      await pause(1000)
      const now = processor()
      quiet = now - before < 50 || Number.isNaN(now) ? quiet + 1 : 0
      before = now
    }
    tell(`the server rests after ${((performance.now() - started) / 1000).toFixed(0)} s and ${(processor() / 1000).toFixed(0)} s of processor time`)
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

/** The pages there are: those of the menu and the foot, the parts of the Data page, a scenario, two compared, and a region, a system and an organisation beside the nation. */
async function addressesOf(address) {
  const page = await browser.newPage()
  await page.goto(address)
  await page.waitForSelector('footer a')
  const linked = await page.$$eval('nav[aria-label="Pages"] a, footer a', (links) => links.map((link) => new URL(link.href).pathname).filter((path) => !path.startsWith('/api')))
  await page.close()
  const { areas } = await (await fetch(`${address}/api/areas`)).json()
  const [region, system, organisation] = ['region', 'ics', 'organisation'].map((level) => areas.find((area) => area.level === level)?.code)
  const placed = [region, system, organisation].filter(Boolean)
  if (isShort) return ['/', `/?area=${system}`, '/projection', '/explore', '/data', '/board', '/programmes', '/programme?id=cardiovascular', `/projection?area=${system}&part=flows`]
  return [...new Set([
    ...linked, '/rates', '/board', '/programme?id=cardiovascular', ...['/', '/projection', '/rates', '/explore', '/board'].flatMap((path) => placed.map((area) => `${path}?area=${area}`)),
    ...await plannedOf(address, system),
    ...['sensitivity', 'accuracy', 'flows', 'pyramid'].map((part) => `/projection?area=${system}&part=${part}`), ...['quality', 'coverage', 'posts', 'snapshots'].map((view) => `/data?view=${view}`),
    '/explore?measure=headcount&rows=ics&columns=band', '/explore?measure=leaver_rate&rows=ics&columns=staff_group', '/explore?measure=fte&rows=region&columns=period',
  ])]
}

/** A scenario and two compared; a folder that holds fewer gets two of a system, which only a demonstration takes from somebody who is not signed in. */
async function plannedOf(address, system) {
  const held = async () => (await (await fetch(`${address}/api/plans`)).json()).plans
  const baseline = { area: system, profession: 'Nurses & health visitors', horizon: 10, seed: 1, draws: 200 }
  if ((await held()).length < 2) {
    await keepPlan(address, { name: 'Fewer leave', baseline }, [{ id: 'leave', kind: 'leaver-rate', change: -1, ramp: 24 }])
    await keepPlan(address, { name: 'More come', baseline }, [{ id: 'come', kind: 'international', change: 12, ramp: 0 }])
  }
  const [a, b] = (await held()).map(({ id }) => id)
  return [`/scenario?id=${a}`, `/compare?a=${a}&b=${b}`]
}

/** Every question a page asks until it rests; a run of a scenario is known only to the server that began it. */
async function questionsOf(address, path) {
  const asked = new Set()
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } })
  page.on('request', (request) => {
    const { pathname, search } = new URL(request.url())
    if (pathname.startsWith('/api/') && !pathname.startsWith('/api/scenario/') && request.method() === 'GET' && pathname !== '/api/live') asked.add(pathname + search)
  })
  await page.goto(address + path)
  await settled(page)
  await page.close()
  return [...asked]
}

async function settled(page) {
  const timeout = most.page * 1000
  await page.waitForSelector('h1', { timeout }).catch(() => tell(`no heading after ${most.page} s: ${page.url()}`))
  await page.waitForFunction(() => !document.body.textContent.includes('Working it out') && document.querySelector('[aria-busy="true"]') === null, null, { timeout }).catch(() => tell(`not at rest after ${most.page} s: ${page.url()}`))
  await page.waitForTimeout(300)
}

/** Ask alone, the first time and again. Units: milliseconds. */
async function timesOf(address, processor, question) {
  const ask = async () => {
    await leave(1)
    const [started, worked] = [performance.now(), processor()]
    const { bytes, status } = await fetchWhole(address + question)
    return { took: performance.now() - started, worked: processor() - worked, bytes, status }
  }
  const first = await ask()
  const again = []
  for (let round = 0; round < rounds; round++) again.push(await ask())
  // The clock of processor time ticks a hundred times a second: only the mean says something.
  return { status: first.status, bytes: first.bytes, first: first.took, firstWorked: first.worked, ...spreadOf(again.map(({ took }) => took)), againWorked: again.reduce((sum, { worked }) => sum + worked, 0) / rounds }
}

/** Wait until so many more questions are within what one address may ask: 1,200 a minute. */
async function leave(more) {
  while (since.length > 0 && since[0] < performance.now() - 61_000) since.shift()
  if (since.length + more > 1150) await pause(since[Math.min(since.length, more) - 1] + 61_000 - performance.now())
  for (let each = 0; each < more; each++) since.push(performance.now())
}

/** An answer that does not come counts as one that took as long as was waited. */
async function fetchWhole(address) {
  try {
    const answer = await fetch(address, { signal: AbortSignal.timeout(most.answer * 1000) })
    return { bytes: (await answer.arrayBuffer()).byteLength, status: answer.status }
  } catch {
    tell(`no answer within ${most.answer} s: ${address}`)
    return { bytes: 0, status: 0 }
  }
}

/** Every question of a page at once, as the page asks them, until the last is answered. Units: milliseconds. */
async function togetherOf(address, questions) {
  const took = []
  for (let round = 0; round < rounds; round++) {
    await leave(questions.length)
    const started = performance.now()
    await Promise.all(questions.map((question) => fetchWhole(address + question)))
    took.push(performance.now() - started)
  }
  return spreadOf(took)
}

/** Median and 95 in 100. */
function spreadOf(took) {
  const sorted = took.toSorted((a, b) => a - b)
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]
  return { again: at(0.5), late: at(0.95) }
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
  const meaningful = await page.waitForFunction(() => window.meaningful, null, { timeout: most.page * 1000 }).then((handle) => handle.jsonValue(), () => Number.POSITIVE_INFINITY)
  const script = bytes.Script
  const { metrics } = await session.send('Performance.getMetrics')
  const first = await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? null)
  await settled(page)
  await context.close()
  return { meaningful, first, script, worked: metrics.find(({ name }) => name === 'TaskDuration').value * 1000, all: bytes.Script, data: bytes.Fetch }
}

/** In the page: note when a sentence or figure made of data was painted. */
function markMeaningful() {
  const watcher = new MutationObserver(() => {
    if (document.querySelector('main p.cdr-lede, main p.cdr-a4__lede, main .cdr-figure:not([aria-busy="true"])') === null) return
    watcher.disconnect()
    // The frame after the next begins when this one is on the screen.
    requestAnimationFrame(() => { const channel = new MessageChannel(); channel.port1.addEventListener('message', () => { window.meaningful = performance.now() }); channel.port1.start(); channel.port2.postMessage(0) })
  })
  watcher.observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ['aria-busy'] })
}

function sayPages(asked, times, again, painted) {
  console.log('| page | questions | first after new data, slowest | again, all at once: median | 95 in 100 | first paint | first sentence or figure | work of its thread | data | script until then | script in all |\n|---|---|---|---|---|---|---|---|---|---|---|')
  for (const [page, questions] of asked) {
    const { first, meaningful, worked, script, all, data } = painted.get(page)
    const cold = Math.max(0, ...questions.map((question) => times.get(question).first))
    const warm = again.get(page)
    console.log(`| \`${page}\` | ${questions.length} | ${mark(cold, goals.again)} | ${mark(warm.again, goals.again)} | ${mark(warm.late, goals.again)} | ${sayMs(first)} | ${mark(meaningful, goals.paint)} | ${sayMs(worked)} | ${Math.round(data / 1000)} kB | ${mark(script / 1000, goals.script / 1000, 'kB')} | ${Math.round(all / 1000)} kB |`)
  }
  console.log('')
}

function sayQuestions(asked, times) {
  console.log('| question | pages | first: time | processor | again: median | 95 in 100 | processor | bytes |\n|---|---|---|---|---|---|---|---|')
  const rows = [...times].filter(([, { status, first, late }]) => status !== 200 || first > goals.again || late > goals.again).toSorted((a, b) => b[1].first - a[1].first)
  for (const [question, { status, bytes, first, firstWorked, again, late, againWorked }] of rows) {
    const pages = [...asked.values()].filter((questions) => questions.includes(question)).length
    console.log(`| \`${question.slice(0, 110)}\`${status === 200 ? '' : ` (${status})`} | ${pages} | ${mark(first, goals.again)} | ${sayMs(firstWorked)} | ${mark(again, goals.again)} | ${mark(late, goals.again)} | ${sayMs(againWorked)} | ${Math.round(bytes / 1000)} kB |`)
  }
}

function sayGoals(times, again, painted) {
  const [answers, pages] = [[...times.values()], [...painted.values()]]
  const firsts = answers.filter(({ first }) => first > goals.again).length
  const slowData = answers.filter((one) => one.again > goals.again).length
  const slowTogether = [...again.values()].filter((one) => one.again > goals.again).length
  const slowPages = pages.filter(({ meaningful }) => meaningful > goals.paint).length
  const largePages = pages.filter(({ script }) => script > goals.script).length
  console.log(`\nOver the goals: of ${answers.length} questions ${firsts} take more than ${goals.again} ms the first time and ${slowData} again; of ${pages.length} pages ${slowTogether} again with all their questions at once; ${slowPages} more than ${goals.paint} ms to the first sentence or figure; ${largePages} more than ${goals.script / 1000} kB of script. Busy ${loadavg()[0].toFixed(1)} at the end.`)
  process.exitCode = slowData + slowPages + largePages > 0 ? 1 : 0
}

/** What is over its goal stands out. */
function mark(value, goal, unit = 'ms') {
  const text = `${Math.round(value)} ${unit}`
  return value > goal ? `**${text}**` : text
}

function sayMs(value) {
  return value === null || Number.isNaN(value) ? '–' : `${Math.round(value)} ms`
}
