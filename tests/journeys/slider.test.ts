import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { csvOfLocal, csvOfMap, localReturns } from '../../src/demo/local-returns.ts'
import { unpackCentralRun } from '../../src/scenario/central-run-bytes.ts'
import { openCentralRun, type CentralPath } from '../../src/scenario/central-run.ts'
import { kernelHere } from '../../src/supply/kernel/kernel-here.ts'
import { plainKernel } from '../../src/supply/kernel/plain.ts'
import type { SimpleLevers } from '../../src/supply/parameters.ts'
import { formatNumber } from '../../src/units/format.ts'
import { answered, faultsOf, openPage, sidewaysScroll, tabTo } from './reader.ts'
import { serveHouse } from './served-house.ts'
import { setOut } from './set-out.ts'

/** Made-up trusts in several care systems, a year apart: enough for rates, and quickly learnt. */
const files = mkdtempSync(join(tmpdir(), 'cadre-slider-'))

const { house, browser } = setOut(async () => {
  const made = localReturns(1, { trusts: 6, people: 60, monthEnds: ['2024-09-30', '2025-09-30'], style: 'own' })
  writeFileSync(join(files, 'map.csv'), csvOfMap(made.map))
  for (const file of made.files.filter(({ table }) => table === 'staff')) writeFileSync(join(files, `${file.trust}-${file.periodTo}.csv`), csvOfLocal(file))
  return serveHouse(['import', files])
})
afterAll(() => rmSync(files, { recursive: true, force: true }))

const lever = 'section[aria-labelledby="lever-title"]'
const workers = '**/assets/central-run-worker-*.js'

/** Fetch the inputs of a run and walk them here. */
async function walkHere(path: string, levers: SimpleLevers, kernel = kernelHere()): Promise<CentralPath[]> {
  const run = unpackCentralRun(new Uint8Array(await (await fetch(house.address + path, { headers: { cookie: house.cookie } })).arrayBuffer()))
  return openCentralRun(run, kernel)(levers)
}

describe('the kernel in the browser', () => {
  test.each(['fast', 'plain'] as const)('gives the bits that it gives here (%s)', async (kind) => {
    const context = await browser.newContext()
    const [name, value] = house.cookie.split('=') as [string, string]
    await context.addCookies([{ name, value, url: house.address }])
    const page = await context.newPage()
    const scripts: string[] = []
    await page.route(workers, async (route) => {
      scripts.push(route.request().url())
      const response = await route.fetch()
      await route.fulfill({ response, body: `${kind === 'plain' ? 'delete globalThis.WebAssembly;' : ''}${await response.text()}` })
    })
    await page.goto(`${house.address}/projection?years=5&part=what-if`)
    await page.waitForSelector(`${lever} .cdr-gapline`, { timeout: 120_000 })
    for (const path of ['/api/central-run?years=15', '/api/central-run?years=30&unit=headcount&profession=Midwives', '/api/central-run/everywhere?years=15&level=ics', '/api/central-run/everywhere?years=15&level=region&groups=group']) {
      for (const levers of [{ leaving: 0, joining: 0, participation: 0 }, { leaving: -0.137, joining: 0.071, participation: 0.013 }]) {
        const there = await page.evaluate(walkThere, { script: scripts[0]!, run: path, levers })
        expect(there.kernel).toBe(kind)
        const here = await walkHere(path, levers, kind === 'fast' ? plainKernel : kernelHere())
        expect(there.paths).toEqual(here.map(({ group, supply, demand }) => [group, bitsOf(supply), bitsOf(demand)]))
      }
    }
    await page.context().close()
  })
})

/** In the page: the product's own worker, asked as the page asks it. */
async function walkThere({ script, run, levers }: { script: string; run: string; levers: SimpleLevers }): Promise<{ kernel: string; paths: unknown[][] }> {
  const worker = new Worker(script, { type: 'module' })
  const hear = (): Promise<{ kernel: string; paths: CentralPath[] }> => new Promise((done) => worker.addEventListener('message', ({ data }) => done(data), { once: true }))
  const opened = hear()
  worker.postMessage({ ask: 'open', by: 1, run }, [])
  const { kernel } = await opened
  const walked = hear()
  worker.postMessage({ ask: 'walk', by: 1, run, levers }, [])
  const { paths } = await walked
  worker.terminate()
  return { kernel, paths: paths.map(({ group, supply, demand }) => [group, ...[supply, demand].map((values) => Array.from(new BigUint64Array(values.buffer, values.byteOffset, values.length), String))]) }
}

function bitsOf(values: Float64Array): string[] {
  return Array.from(new BigUint64Array(values.buffer, values.byteOffset, values.length), String)
}

describe('by keyboard: move a lever, read what it does, run it with ranges', () => {
  test('each step works, says so aloud once, and has no accessibility fault', async () => {
    const page = await openPage(browser, `${house.address}/projection?years=5&part=what-if`)
    await page.waitForSelector(`${lever} .cdr-gapline`)
    await tabTo(page, 'Leavers')
    for (let step = 0; step < 10; step++) await page.keyboard.press('ArrowLeft')
    await page.waitForFunction((section) => document.querySelector(`${section} .cdr-gapline`)?.textContent.includes('With 10\u00a0% fewer leavers'), lever)
    expect(await page.inputValue('#leaverChange')).toBe('−10')
    expect(await page.getAttribute('#leaverChange-slider', 'aria-valuetext')).toBe('10 % fewer leavers')
    const [path] = await walkHere('/api/central-run?years=5', { leaving: -0.1, joining: 0, participation: 0 })
    const gap = path!.demand[5]! - path!.supply[5]!
    // Spaces before per cent signs do not break on the page.
    const said = (await page.textContent(`${lever} .cdr-gapline`))!.replaceAll('\u00a0', ' ')
    expect(said).toContain(`${gap > 0 ? 'short' : 'over'} by ${formatNumber(Math.abs(gap), 0)} FTE`)
    expect(said).toContain('has no range')
    await page.waitForFunction((words) => document.querySelector('output[aria-live="polite"]')?.textContent === words, said)
    expect(await faultsOf(page)).toEqual([])

    await tabTo(page, 'Joiners, change in per cent')
    await page.keyboard.press('ControlOrMeta+a')
    await page.keyboard.type('500')
    expect(await page.textContent('#joinerChange-slider-error')).toBe('Joiners must be between −100 and 100')
    await page.keyboard.press('ControlOrMeta+a')
    await page.keyboard.type('2.5')
    await page.waitForFunction((section) => document.querySelector(`${section} .cdr-gapline`)?.textContent.includes('10\u00a0% fewer leavers and 2.5\u00a0% more joiners'), lever)

    await tabTo(page, 'Run with ranges')
    await page.keyboard.press('Enter')
    await page.waitForFunction(() => location.search.includes('leaverChange=-0.1') && location.search.includes('joinerChange=0.025'))
    await answered(page)
    await page.waitForFunction(() => document.querySelector('.cdr-lede')?.textContent.startsWith('With 10\u00a0% fewer leavers and 2.5\u00a0% more joiners, '))
    await page.context().close()
  })

  test('the whole nation follows, at 375 pixels without sideways scroll', async () => {
    const page = await openPage(browser, `${house.address}/projection?years=5&open=nation&leaverChange=-0.1`, 375)
    await page.waitForSelector('section[aria-labelledby="nation-title"] .cdr-gapline', { timeout: 200_000 })
    const paths = await walkHere('/api/central-run/everywhere?years=5&level=ics', { leaving: -0.1, joining: 0, participation: 0 })
    const gap = paths.reduce((sum, { demand, supply }) => sum + demand[5]! - supply[5]!, 0)
    expect(await page.textContent('section[aria-labelledby="nation-title"] .cdr-gapline')).toContain(`${gap > 0 ? 'short' : 'over'} by ${formatNumber(Math.abs(gap), 0)} FTE`)
    expect(await faultsOf(page)).toEqual([])
    expect(await sidewaysScroll(page)).toBe(0)
    await page.context().close()
  })
})
