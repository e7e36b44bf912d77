import { AxeBuilder } from '@axe-core/playwright'
import type { Page, Request } from 'playwright-core'
import { cookies } from './served-house.ts'
import type { PageOpener } from './set-out.ts'

/** Open a page of the application and wait until it has its answer. */
export async function openPage(browser: PageOpener, address: string, width = 1280): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height: 900 }, acceptDownloads: true })
  const carried = cookies.get(new URL(address).origin)?.split('=')
  if (carried !== undefined) await context.addCookies([{ name: carried[0] ?? '', value: carried[1] ?? '', url: new URL(address).origin }])
  const page = await context.newPage()
  followQuestions(page)
  await page.goto(address)
  await answered(page)
  return page
}

/** Questions of each page that have no answer yet, but for the line on which it hears what is live. */
const open = new WeakMap<Page, Set<Request>>()

function followQuestions(page: Page): void {
  const asked = new Set<Request>()
  open.set(page, asked)
  page.on('request', (request) => {
    if (/\/api\/(?!live)/.test(request.url()) && !request.isNavigationRequest() && request.resourceType() !== 'eventsource') asked.add(request)
  })
  const end = (request: Request) => void asked.delete(request)
  page.on('requestfinished', end)
  page.on('requestfailed', end)
}

/** As long as a page may ask for what it does not say it waits for: a server that is cold takes longer, and no journey needs it then. Units: milliseconds. */
const patience = 20_000

/** Wait until nothing on the page is still being worked out; and until nothing is asked for, also where the page does not say so, as long as patience lasts. */
export async function answered(page: Page): Promise<void> {
  await page.waitForSelector('h1')
  const end = Date.now() + patience
  do {
    await page.waitForFunction(() => !document.body.textContent.includes('Working it out') && document.querySelector('[aria-busy="true"]') === null, null, { timeout: 120_000 })
    // What has come is drawn two frames later.
    await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))))
  } while (await isAsking(page, end))
}

/** Whether something was asked for still; then it is waited for. */
async function isAsking(page: Page, end: number): Promise<boolean> {
  const asked = open.get(page)
  if (asked === undefined || asked.size === 0 || Date.now() > end) return false
  while (asked.size > 0 && Date.now() <= end) await page.waitForTimeout(20)
  return true
}

/** Accessibility faults of the page as it stands, one line each; empty when there are none. */
export async function faultsOf(page: Page): Promise<string[]> {
  // Our pages have no frames: one run in the page itself is the whole of it, without a second page that puts pieces together, and without lists of what is right.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']).analyze()
  return violations.flatMap(({ id, help, nodes }) => nodes.map((node) => `${id}: ${help}: ${node.html.slice(0, 160)}`))
}

/** How far the page can be scrolled sideways, in pixels; 0 is right. */
export function sidewaysScroll(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
}

/**
 * Accessibility faults and sideways scroll of a page at each width in turn, one line each; empty when there are none.
 * Pages know their width by their styles alone, so one that is open already is as one that is opened at that width.
 */
export async function faultsAtWidths(page: Page, widths: readonly number[]): Promise<string[]> {
  const faults: string[] = []
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 })
    const scrolled = await sidewaysScroll(page)
    faults.push(...(await faultsOf(page)).map((fault) => `at ${width} pixels: ${fault}`), ...(scrolled === 0 ? [] : [`at ${width} pixels: scrolls sideways by ${scrolled}`]))
  }
  return faults
}

/**
 * Move the focus with the Tab key until it stands on an element whose accessible text holds `words`.
 * Errors: throws when the whole page was passed without finding it.
 */
export async function tabTo(page: Page, words: string, most = 400): Promise<void> {
  for (let step = 0; step < most; step++) {
    await page.keyboard.press('Tab')
    const text = await page.evaluate(() => {
      const at = document.activeElement
      if (at === document.body) return ''
      const label = at instanceof HTMLInputElement ? (at.labels?.[0]?.textContent ?? '') : (at?.getAttribute('aria-label') ?? at?.textContent ?? '')
      return label.trim()
    })
    if (text.includes(words)) return
  }
  throw new Error(`pressing Tab ${most} times never reached “${words}”`)
}
