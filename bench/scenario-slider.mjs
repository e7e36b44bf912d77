// How fast the sliders of a scenario answer, in the real browser: `node bench/scenario-slider.mjs [data folder] [moves]`.
// From the input event to the painted answer, for the scenario of a care system and of the nation, with four levers each. Without a folder, the demonstration nation is
// made first (a minute or two); scenarios are put into the folder that is given, so give a copy.
import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { onPinnedNode } from '../scripts/pinned-node.mjs'

// The browser's helper is TypeScript: any Node starts this, the pinned one runs it.
onPinnedNode()
const { startBrowser } = await import('../tests/journeys/browser.ts')

const cadre = fileURLToPath(new URL('../bin/cadre', import.meta.url))
const own = process.argv[2] === undefined ? mkdtempSync(join(tmpdir(), 'cadre-scenario-slider-')) : null
const folder = process.argv[2] ?? join(own, 'nation')
const moves = Number(process.argv[3] ?? 60)
if (own !== null) execFileSync(cadre, ['--data', folder, 'demo'], { stdio: 'inherit' })
const server = spawn(cadre, ['--data', folder, 'serve', '--port', '0', '--json'], { stdio: ['ignore', 'pipe', 'inherit'] })
const address = await new Promise((found) => {
  createInterface({ input: server.stdout }).once('line', (line) => found(JSON.parse(line).address.replace(/\/$/, '')))
})
const browser = await startBrowser()
try {
  const { areas } = await (await fetch(`${address}/api/areas`)).json()
  for (const [what, level, most] of [['a care system', 'ics', 100], ['the nation', 'nation', 300]]) {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } })
    const begun = performance.now()
    await page.goto(`${address}/scenario?id=${await planFor(areas.find((area) => area.level === level).code)}`)
    await page.waitForSelector('.cdr-now__now', { timeout: 300_000 })
    const first = performance.now() - begun
    // The server rests before the browser is timed.
    await ranged(page)
    console.log(`${what}: central path on the page ${(first / 1000).toFixed(1)} s after it was opened, with its range after ${((performance.now() - begun) / 1000).toFixed(1)} s`)
    // One move before those that are timed: the inputs of the central path may come after the run that is kept.
    await page.evaluate(() => {
      const slider = document.getElementById('slide-l1')
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(slider, '-0.9')
      slider.dispatchEvent(new Event('input', { bubbles: true }))
    })
    await page.waitForFunction(() => document.querySelector('.cdr-now__state')?.textContent.includes('Central path'), null, { timeout: 300_000 })
    report(what, await page.evaluate(measure, { moves }), most)
    const kept = performance.now()
    await ranged(page)
    console.log(`${what}: the range of 200 futures ${((performance.now() - kept) / 1000).toFixed(1)} s after the last move (1.5 s of them rest)`)
    await page.close()
  }
} finally {
  await browser.close()
  server.kill()
  if (own !== null) rmSync(own, { recursive: true, force: true })
}

async function ranged(page) {
  await page.waitForFunction(() => document.querySelector('.cdr-now__state')?.textContent.includes('80 % range'), null, { timeout: 300_000 })
}

/** A scenario of nurses with four levers, its baseline agreed. */
async function planFor(area) {
  const levers = [
    { id: 'l1', kind: 'leaver-rate', change: -1, ramp: 24, cost: { perUnit: 120_000, payer: 'Trusts', priceYear: '2025/26' } }, { id: 'l2', kind: 'international', change: 12, ramp: 0, cost: { perUnit: 11_000, payer: 'Trusts', priceYear: '2025/26' } },
    { id: 'l3', kind: 'return-to-practice', change: 6, ramp: 0 }, { id: 'l4', kind: 'demand-growth', change: -0.3, ramp: 12 },
  ]
  const { plan } = await send('/api/plans', { version: 1, name: `Slider, ${area}, ${Date.now()}`, baseline: { area, profession: 'Nurses & health visitors', horizon: 15, seed: 1, draws: 200 }, levers: [] })
  await send(`/api/plans/${plan}/steps`, { kind: 'baseline-agreed' }, 1)
  await send(`/api/plans/${plan}/edits`, { changes: levers.map((lever) => ({ field: `levers/${lever.id}`, to: lever })) }, 1)
  return plan
}

async function send(path, body, version) {
  const answer = await fetch(address + path, { method: 'POST', headers: { 'x-cadre': '1', 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID().replaceAll('-', ''), ...(version === undefined ? {} : { 'if-match': `"${version}"` }) }, body: JSON.stringify(body) })
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`)
  return answer.json()
}

function report(what, [first, ...after], most) {
  const sorted = after.toSorted((a, b) => a - b)
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]
  const held = first <= most && at(0.95) <= most
  console.log(`${what}: first ${first.toFixed(0)} ms; after, of ${after.length} moves: median ${at(0.5).toFixed(0)} ms, 95 in 100 within ${at(0.95).toFixed(0)} ms (at most ${most}), longest ${sorted.at(-1).toFixed(0)} ms: ${held ? 'held' : 'not held'}`)
}

/** In the page: move the first slider, wait until the answer says something else and the frame is painted; each move by itself. */
async function measure({ moves: times }) {
  const slider = document.getElementById('slide-l1')
  const place = document.querySelector('.cdr-scenario__answer')
  const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set
  const says = () => place.querySelector('.cdr-now__now')?.textContent
  const found = []
  for (let move = 0; move < times; move++) {
    const before = says()
    const painted = new Promise((done) => {
      const watcher = new MutationObserver(() => {
        if (says() === before) return
        watcher.disconnect()
        // The frame after the next begins when this one is on the screen.
        requestAnimationFrame(() => { const channel = new MessageChannel(); channel.port1.addEventListener('message', () => done(performance.now())); channel.port1.start(); channel.port2.postMessage(0) })
      })
      watcher.observe(place, { subtree: true, childList: true, characterData: true })
    })
    const started = performance.now()
    // Steps that move a small group by more than one FTE: the answer is read as it is printed.
    set.call(slider, String(-0.5 - 0.4 * (move % 10)))
    slider.dispatchEvent(new Event('input', { bubbles: true }))
    found.push((await painted) - started)
    await new Promise((rest) => { setTimeout(rest, 60) })
  }
  return found
}
