import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import type { QueryAnswer } from '../../src/contract/query.ts'
import { formatNumber } from '../../src/units/format.ts'
import { answered, faultsAtWidths, faultsOf, openPage, sidewaysScroll, tabTo } from './reader.ts'
import { visitDemonstration } from './served-house.ts'
import { setOut } from './set-out.ts'

const { house, browser } = setOut(visitDemonstration)

/** Choose in a list that is reached with Tab, by typing the beginning of the words. */
async function choose(page: Page, id: string, words: string): Promise<void> {
  for (let step = 0; step < 100 && (await page.evaluate(() => document.activeElement?.id)) !== id; step++) await page.keyboard.press('Tab')
  expect(await page.evaluate(() => document.activeElement?.id)).toBe(id)
  await page.keyboard.type(words)
  await answered(page)
}

const searchOf = (page: Page) => new URL(page.url()).searchParams
const table = '.cdr-explored'

describe('by keyboard: an analyst asks for a table, sorts it, takes it away, and sends the link', () => {
  test('each step works, has no accessibility fault, and the link shows the same', async () => {
    const page = await openPage(browser, `${house.address}/`)
    await tabTo(page, 'Explore')
    await page.keyboard.press('Enter')
    await page.waitForSelector(table)
    await answered(page)

    await tabTo(page, 'Measure')
    await page.keyboard.type('headc')
    await page.waitForSelector('[role="option"]:visible')
    await page.keyboard.press('Enter')
    await page.waitForFunction(() => location.search.includes('measure=headcount'))
    await answered(page)
    await page.focus('h1')
    await choose(page, 'explore-rows', 'Reg')
    await page.waitForFunction(() => location.search.includes('rows=region'))
    await choose(page, 'explore-columns', 'Sex')
    await page.waitForFunction(() => location.search.includes('columns=sex'))
    await answered(page)
    await choose(page, 'explore-filter', 'Staff')
    await tabTo(page, 'Staff group')
    await page.keyboard.type('midw')
    await page.waitForSelector('[role="option"]:visible')
    await page.keyboard.press('Enter')
    await page.waitForFunction(() => location.search.includes('staff_group=Midwives'))
    await answered(page)

    const sent = '/api/query?measure=headcount&by=region,sex&where=staff_group%3DMidwives'
    const query = await house.ask<QueryAnswer>(sent)
    const largest = query.rows.filter(({ sex }) => sex === 'Female').toSorted((one, other) => other.value! - one.value!)[0]!
    await tabTo(page, 'Female')
    await page.keyboard.press('Enter')
    await page.waitForFunction(() => document.querySelector('[aria-sort="descending"]')?.textContent?.includes('Female'))
    expect(await page.locator(`${table} tbody tr`).first().locator('th, td').allTextContents()).toEqual(expect.arrayContaining([largest.region_name, formatNumber(largest.value!, 0)]))
    const whole = await house.ask<QueryAnswer>('/api/query?measure=headcount&where=staff_group%3DMidwives')
    expect(await page.locator(`${table} tfoot td`).last().textContent()).toBe(formatNumber(whole.rows[0]!.value!, 0))
    expect(await faultsOf(page)).toEqual([])

    await page.focus('#take-title ~ ul a')
    const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')])
    const rows = readFileSync((await download.path())!, 'utf8').trim().split('\r\n')
    expect(rows).toHaveLength(query.rows.length + 1)
    expect(rows.some((row) => row.startsWith(`${largest.region},`) && row.includes(`Female,${largest.value},people,ok`))).toBe(true)

    const again = await openPage(browser, page.url())
    for (const part of [table, '.cdr-lede', '.cdr-sums', '#drawing-title']) expect(await again.textContent(part)).toBe(await page.textContent(part))
    await again.context().close()

    await tabTo(page, 'Where does this come from?')
    await page.keyboard.press('Enter')
    expect(await page.textContent('.cdr-provenance')).toContain(query.provenance.formula)
    expect(searchOf(page).get('open')).toBe('drawing-whence')
    await page.context().close()
  })

  test('a question without an answer says why, and the nearest is one press away', async () => {
    const page = await openPage(browser, `${house.address}/explore?measure=sickness_absence_rate&rows=ics&columns=sex`)
    await page.waitForSelector('.nhsuk-error-summary a')
    expect(await page.textContent('.nhsuk-error-summary')).toContain('does not have that dimension')
    expect(await faultsOf(page)).toEqual([])
    await tabTo(page, 'Sickness absence rate by integrated care system')
    await page.keyboard.press('Enter')
    await page.waitForSelector(table)
    await answered(page)
    expect([...searchOf(page).keys()].toSorted()).toEqual(['measure', 'rows'])
    await page.context().close()
  })

  test('a view is saved under a name and opened again', async () => {
    const page = await openPage(browser, `${house.address}/explore?measure=leaver_rate&rows=region&sort=name`)
    await tabTo(page, 'Name of this view')
    await page.keyboard.type('Leavers by region')
    await page.keyboard.press('Enter')
    await page.waitForSelector('.cdr-savedviews a')
    await page.goto(`${house.address}/explore`)
    await answered(page)
    await tabTo(page, 'Leavers by region')
    await page.keyboard.press('Enter')
    await page.waitForFunction(() => location.search.includes('leaver_rate'))
    await answered(page)
    expect(await page.textContent('.cdr-lede')).toContain('Leaver rate')
    await page.context().close()
  })
})

const questions = ['', '?measure=fte&rows=ics&columns=staff_group', '?measure=leaver_rate&rows=ics', '?measure=fte&rows=region&columns=period', '?measure=sickness_absence_rate&rows=period&chart=spc', '?measure=headcount&rows=age_band&columns=sex', '?measure=leaver_rate&rows=ics&chart=box', '?measure=leaver_rate&rows=ics&chart=funnel&lens=turnover', '?measure=sickness_absence_rate&rows=ics&chart=map', '?measure=fte&rows=region&columns=sex&from=2025-06-30', '?measure=fte&rows=']

test.each(questions)('/explore%s has no accessibility fault and no sideways scroll at 1280 and 320 pixels', async (question) => {
  const page = await openPage(browser, `${house.address}/explore${question}`)
  await page.waitForSelector(table)
  await answered(page)
  expect(await faultsAtWidths(page, [1280, 320])).toEqual([])
  await page.context().close()
})

describe.each([1280, 320])('at %i pixels', (width) => {
  test('every drawing of the gallery has words, a table by keyboard, and no accessibility fault', async () => {
    const page = await openPage(browser, `${house.address}/gallery`, width)
    const figures = await page.locator('section.cdr-figure').all()
    expect(figures.length).toBeGreaterThanOrEqual(15)
    for (const figure of figures) {
      const title = await figure.locator('h2').textContent()
      const named = await figure.evaluate((one) => one.querySelector('[role="img"]')?.getAttribute('aria-label') ?? one.querySelector('.nhsuk-u-visually-hidden, caption, .cdr-bridge')?.textContent ?? '')
      expect([title, named.length > 10]).toEqual([title, true])
      await figure.locator('button', { hasText: 'Table' }).press('Enter')
      expect(await figure.locator('.cdr-panel tbody tr').count()).toBeGreaterThan(1)
    }
    expect(await faultsOf(page)).toEqual([])
    expect(await sidewaysScroll(page)).toBe(0)
    // On paper each drawing stands whole: nothing waits to be scrolled.
    await page.emulateMedia({ media: 'print' })
    const cut = await page.evaluate(() => [...document.querySelectorAll<HTMLElement>('section.cdr-figure')].flatMap((figure) => {
      const scrolled = [...figure.querySelectorAll<HTMLElement>('.cdr-heat, .cdr-panel .cdr-scroll, .cdr-plot')].some((part) => part.scrollHeight > part.clientHeight + 2 && getComputedStyle(part).overflowY !== 'visible')
      return figure.getBoundingClientRect().height < 100 || scrolled ? [figure.querySelector('h2')?.textContent ?? ''] : []
    }))
    expect(cut).toEqual([])
    await page.context().close()
  })
})

describe('pictures to take away', () => {
  // A browser asks before it saves an eleventh file of one page: two pages save one half each.
  test.each(['first', 'second'])('the svg of every drawing of the %s half is a picture of its own, with its sentence, its source and nothing that the page must stretch', async (half) => {
    const page = await openPage(browser, `${house.address}/gallery`)
    const figures = await page.locator('section.cdr-figure').all()
    const middle = Math.ceil(figures.length / 2)
    for (const figure of half === 'first' ? figures.slice(0, middle) : figures.slice(middle)) {
      const title = (await figure.locator('h2').textContent())!
      const [download] = await Promise.all([page.waitForEvent('download'), figure.getByRole('button', { name: 'Picture (svg)' }).press('Enter')])
      const svg = readFileSync((await download.path())!, 'utf8')
      const parsed = await page.evaluate((text) => new DOMParser().parseFromString(text, 'image/svg+xml').querySelector('parsererror')?.textContent ?? null, svg)
      expect([title, parsed]).toEqual([title, null])
      expect(svg).toContain(`<title>${title}</title>`)
      for (const words of ['Invented', 'Cadre:']) expect(svg).toContain(words)
      expect(svg).not.toContain('preserveAspectRatio="none"')
    }
    await page.context().close()
  })

  test('the png of a drawing is a picture at twice its size', async () => {
    const page = await openPage(browser, `${house.address}/explore?measure=fte&rows=region`)
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Picture (png)' }).first().press('Enter')])
    const png = readFileSync((await download.path())!)
    expect(png.subarray(1, 4).toString('latin1')).toBe('PNG')
    expect(png.readUInt32BE(16)).toBeGreaterThan(2 * 1184)
    await page.context().close()
  })
})
