// How fast the sliders of a scenario answer, in the real browser: `node bench/scenario-slider.mjs [data folder] [moves] [--trace]`.
// From the input event to the painted answer, for the scenario of a care system and of the nation, with four levers each: as the page comes up and the server still gets other pages ready, again when
// the server rests, and with a hand that lets go and begins again while the futures of its last move are walked. --trace: where the slowest moves spent their time.
// Without a folder, the demonstration nation is made first (a minute or two); scenarios are put into the folder that is given, so give a copy.
import { saySlowest, sayMoves, timeMoves, watchMoves } from './slider-moves.mjs'
import { withServedPages } from './served-pages.mjs'
import { keepPlan } from './keep-plan.mjs'

const traced = process.argv.includes('--trace')
const [given, count = '60'] = process.argv.slice(2).filter((word) => word !== '--trace')
await withServedPages('scenario-slider', given, async ({ address, browser, server }) => {
  const { areas } = await (await fetch(`${address}/api/areas`)).json()
  for (const [what, level, most] of [['a care system', 'ics', 100], ['the nation', 'nation', 300]]) {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } })
    await watchMoves(page)
    const begun = performance.now()
    await page.goto(`${address}/scenario?id=${await planFor(address, areas.find((area) => area.level === level).code)}`)
    await page.waitForSelector('.cdr-now__now', { timeout: 300_000 })
    const first = performance.now() - begun
    await says(page, '80 % range')
    await page.waitForSelector('.cdr-scenario__figures .cdr-bridge')
    console.log(`${what}: central path on the page ${(first / 1000).toFixed(1)} s after it was opened, with its range after ${((performance.now() - begun) / 1000).toFixed(1)} s`)
    // One move before those that are timed: the inputs of the central path may come after the run that is kept.
    await page.evaluate(() => {
      const slider = document.getElementById('slide-l1')
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(slider, '-0.4')
      slider.dispatchEvent(new Event('input', { bubbles: true }))
    })
    await says(page, 'Central path')
    const timed = async (when, moves, hand = {}) => {
      const found = await timeMoves(page, { slider: 'slide-l1', place: '.cdr-scenario__answer', says: '.cdr-now__now', values: moves, server: server.pid, ...hand })
      sayMoves(`${what}, ${when}`, found, { mostFirst: most, mostAfter: most })
      if (traced) saySlowest(found, 6)
    }
    await timed('as the page has come up', valuesFrom(0.5))
    const kept = performance.now()
    await says(page, '80 % range')
    console.log(`${what}: the range of 200 futures ${((performance.now() - kept) / 1000).toFixed(1)} s after the last move`)
    await timed('letting go and beginning again', valuesFrom(0.52).slice(0, 20), { rests: [300, 900, 1800, 2600], letsGo: true })
    await page.waitForTimeout(20_000)
    await timed('half a minute later', valuesFrom(0.54))
    await page.close()
  }
})

/** Each value once, never the neighbour of the one before: nothing of it was walked, and steps move a small group by more than one FTE, as the answer is printed. */
function valuesFrom(least) {
  const moves = Number(count)
  return Array.from({ length: moves }, (_, move) => Number((-least - 0.06 * ((move * 7) % moves)).toFixed(2)))
}

async function says(page, words) {
  await page.waitForFunction((text) => document.querySelector('.cdr-now__state')?.textContent.includes(text), words, { timeout: 300_000 })
}

/** A scenario of nurses with four levers, its baseline agreed. */
async function planFor(address, area) {
  const levers = [
    { id: 'l1', kind: 'leaver-rate', change: -1, ramp: 24, cost: { perUnit: 120_000, payer: 'Trusts', priceYear: '2025/26' } }, { id: 'l2', kind: 'international', change: 12, ramp: 0, cost: { perUnit: 11_000, payer: 'Trusts', priceYear: '2025/26' } },
    { id: 'l3', kind: 'return-to-practice', change: 6, ramp: 0 }, { id: 'l4', kind: 'demand-growth', change: -0.3, ramp: 12 },
  ]
  return keepPlan(address, { name: `Slider, ${area}, ${Date.now()}`, baseline: { area, profession: 'Nurses & health visitors', horizon: 15, seed: 1, draws: 200 } }, levers)
}
