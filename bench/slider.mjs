// How fast the sliders of the Projection page answer, in the real browser: `node bench/slider.mjs [data folder] [moves]`.
// From the input event to the painted answer. Without a folder, the demonstration nation is made first (a minute or two).
import { sayMoves, timeMoves } from './slider-moves.mjs'
import { withServedPages } from './served-pages.mjs'

const moves = Number(process.argv[3] ?? 60)
await withServedPages('slider', process.argv[2], async ({ address, browser }) => {
  const area = (await (await fetch(`${address}/api/areas`)).json()).areas.find(({ level }) => level === 'ics').code
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } })
  console.log(`served; opening the levers of ${area}`)
  await page.goto(`${address}/projection?area=${area}&part=what-if`)
  await page.waitForSelector('section[aria-labelledby="lever-title"] .cdr-gapline', { timeout: 120_000 })
  await measure(page, 'one area', 'lever', { mostFirst: 100, mostAfter: 100 })
  const asked = performance.now()
  await page.getByRole('button', { name: /Bring in every area/ }).click()
  await page.waitForSelector('section[aria-labelledby="nation-title"] .cdr-gapline', { timeout: 300_000 })
  console.log(`rates of every area, learnt and brought in: ${((performance.now() - asked) / 1000).toFixed(1)} s`)
  // What was learnt is kept by the server; the page itself starts afresh, so that the first call is one.
  await page.goto(`${address}/projection?area=${area}&part=what-if&open=nation`)
  await page.waitForSelector('section[aria-labelledby="nation-title"] .cdr-gapline', { timeout: 300_000 })
  await measure(page, 'the nation', 'nation', { mostFirst: 300, mostAfter: 100 })
  const kernel = await page.evaluate(() => fetch('/api/status').then((answer) => answer.headers.get('content-security-policy')))
  console.log(`kernel allowed by the page's policy: ${kernel.includes('wasm-unsafe-eval') ? 'compiled' : 'plain'}; browser ${browser.version()}`)
})

async function measure(page, what, section, most) {
  const values = Array.from({ length: moves }, (_, move) => -1 - (move % 30))
  sayMoves(what, await timeMoves(page, { slider: 'leaverChange-slider', place: `section[aria-labelledby="${section}-title"]`, says: '.cdr-gapline', values }), most)
}
