// How fast the sliders of the Projection page answer, in the real browser: `node bench/slider.mjs [data folder] [moves]`.
// From the input event to the painted answer. Without a folder, the demonstration nation is made first (a minute or two).
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
const own = process.argv[2] === undefined ? mkdtempSync(join(tmpdir(), 'cadre-slider-')) : null
const folder = process.argv[2] ?? join(own, 'nation')
const moves = Number(process.argv[3] ?? 60)
if (own !== null) execFileSync(cadre, ['--data', folder, 'demo'], { stdio: 'inherit' })
const server = spawn(cadre, ['--data', folder, 'serve', '--port', '0', '--json'], { stdio: ['ignore', 'pipe', 'inherit'] })
const address = await new Promise((found) => {
  createInterface({ input: server.stdout }).once('line', (line) => found(JSON.parse(line).address.replace(/\/$/, '')))
})
const browser = await startBrowser()
try {
  const area = (await (await fetch(`${address}/api/areas`)).json()).areas.find(({ level }) => level === 'ics').code
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } })
  console.log(`served; opening the levers of ${area}`)
  await page.goto(`${address}/projection?area=${area}&part=what-if`)
  await page.waitForSelector('section[aria-labelledby="lever-title"] .cdr-gapline', { timeout: 120_000 })
  await report(page, 'one area', 'lever', 100, 100)
  const asked = performance.now()
  await page.getByRole('button', { name: /Bring in every area/ }).click()
  await page.waitForSelector('section[aria-labelledby="nation-title"] .cdr-gapline', { timeout: 300_000 })
  console.log(`rates of every area, learnt and brought in: ${((performance.now() - asked) / 1000).toFixed(1)} s`)
  // What was learnt is kept by the server; the page itself starts afresh, so that the first call is one.
  await page.goto(`${address}/projection?area=${area}&part=what-if&open=nation`)
  await page.waitForSelector('section[aria-labelledby="nation-title"] .cdr-gapline', { timeout: 300_000 })
  await report(page, 'the nation', 'nation', 300, 100)
  const kernel = await page.evaluate(() => fetch('/api/status').then((answer) => answer.headers.get('content-security-policy')))
  console.log(`kernel allowed by the page's policy: ${kernel.includes('wasm-unsafe-eval') ? 'compiled' : 'plain'}; browser ${browser.version()}`)
} finally {
  await browser.close()
  server.kill()
  if (own !== null) rmSync(own, { recursive: true, force: true })
}

async function report(page, what, section, mostFirst, mostAfter) {
  const times = await page.evaluate(measure, { section, moves })
  const [first, ...after] = times
  const sorted = after.toSorted((a, b) => a - b)
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]
  const held = first <= mostFirst && at(0.95) <= mostAfter
  console.log(`${what}: first ${first.toFixed(0)} ms (at most ${mostFirst}); after, of ${after.length} moves: median ${at(0.5).toFixed(0)} ms, 95 in 100 within ${at(0.95).toFixed(0)} ms (at most ${mostAfter}), longest ${sorted.at(-1).toFixed(0)} ms: ${held ? 'held' : 'not held'}`)
}

/** In the page: move the slider of leavers, wait until the section says something else and the frame is painted; each move by itself. */
async function measure({ section, moves: times }) {
  const slider = document.getElementById('leaverChange-slider')
  const place = document.querySelector(`section[aria-labelledby="${section}-title"]`)
  const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set
  const found = []
  for (let move = 0; move < times; move++) {
    const before = place.querySelector('.cdr-gapline').textContent
    const painted = new Promise((done) => {
      const watcher = new MutationObserver(() => {
        if (place.querySelector('.cdr-gapline').textContent === before) return
        watcher.disconnect()
        // The frame after the next begins when this one is on the screen.
        requestAnimationFrame(() => { const channel = new MessageChannel(); channel.port1.addEventListener('message', () => done(performance.now())); channel.port1.start(); channel.port2.postMessage(0) })
      })
      watcher.observe(place, { subtree: true, childList: true, characterData: true })
    })
    const started = performance.now()
    set.call(slider, String(-1 - (move % 30)))
    slider.dispatchEvent(new Event('input', { bubbles: true }))
    found.push((await painted) - started)
    await new Promise((rest) => { setTimeout(rest, 60) })
  }
  return found
}
