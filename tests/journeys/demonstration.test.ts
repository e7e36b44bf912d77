import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import type { AreaMap } from '../../src/contract/area.ts'
import type { ComingsAnswer, SpillOverAnswer } from '../../src/contract/comings.ts'
import type { ProjectionAnswer } from '../../src/contract/projection.ts'
import type { PyramidAnswer } from '../../src/contract/pyramid.ts'
import type { RatesAnswer } from '../../src/contract/rates.ts'
import type { SensitivityAnswer } from '../../src/contract/sensitivity.ts'
import { speakPlainly } from '../../src/contract/say-misfit.ts'
import { formatNumber } from '../../src/units/format.ts'
import { readDemandFile } from '../../src/api/demand/demand-text.ts'
import { isRefusal } from '../../src/units/refusal.ts'
import { answered, faultsAtWidths, faultsOf, openPage, sidewaysScroll, tabTo } from './reader.ts'
import { serveHouse, visitDemonstration } from './served-house.ts'
import { setOut } from './set-out.ts'

const { house, browser } = setOut(visitDemonstration)

const ask = async <Answer>(path: string): Promise<Answer> => (await (await fetch(house.address + path)).json()) as Answer

describe('by keyboard alone: open, pick an area, read the gap, see where it comes from, take the csv', () => {
  test('each step works, has no accessibility fault, and leaves a link that shows the same', async () => {
    const area = (await ask<AreaMap>('/api/areas')).areas.find(({ level }) => level === 'region')!
    const page = await openPage(browser, `${house.address}/`)
    expect(await page.textContent('body')).toContain('Demonstration data.')

    await tabTo(page, 'Place')
    await page.keyboard.type(area.name)
    await page.waitForSelector('[role="option"]')
    await page.keyboard.press('Enter')
    await page.waitForFunction((name) => document.querySelector('h1')?.textContent === name, area.name, { timeout: 60_000 })
    await answered(page)
    expect(new URL(page.url()).searchParams.get('area')).toBe(area.code)
    expect(await page.title()).toBe(`Overview of ${area.name} – Cadre`)

    const gap = await gapWords(page)
    expect(gap).toMatch(/^(Short by|Over by|No gap)/)
    expect(await page.textContent('.cdr-gapline')).toContain('not a forecast of what must happen')

    const title = (await page.textContent('#fan-title'))!
    await tabTo(page, `Where does this come from?: ${title}`)
    await page.keyboard.press('Enter')
    const panel = await page.textContent('#fan-whence')
    for (const part of ['Number', 'Definition', 'Formula', 'Source files', 'Snapshot']) expect(panel).toContain(part)
    expect(panel).toContain(gap)
    expect(await faultsOf(page)).toEqual([])

    const again = await openPage(browser, page.url())
    expect(await gapWords(again)).toBe(gap)
    expect(await again.textContent('#fan-whence')).toBe(panel)
    await again.context().close()

    await page.focus('h1')
    await tabTo(page, `Download csv: ${title}`)
    const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')])
    expect(spokenGap(lastGapIn(readFileSync((await download.path())!, 'utf8')))).toBe(gap)
    await page.context().close()
  })
})

const pages = ['/', '/projection', '/rates', '/wisn', '/data', '/definitions', '/?area=no-such-place', '/projection?years=99']

test.each(pages)('%s has no accessibility fault and no sideways scroll at 1280 and 375 pixels, and fits a screen of 320', async (path) => {
  const page = await openPage(browser, house.address + path)
  expect(await page.locator('h1').count()).toBe(1)
  expect(await faultsAtWidths(page, [1280, 375])).toEqual([])
  await page.setViewportSize({ width: 320, height: 900 })
  expect(await sidewaysScroll(page)).toBe(0)
  await page.context().close()
})

test('what the head of a page asks for early is what the page asks for, and asks for once', async () => {
  const page = await openPage(browser, `${house.address}/`)
  await page.addInitScript(() => {
    const [send, asked] = [window.fetch, [] as string[]]
    Object.assign(window, { asked })
    window.fetch = async (to, how) => {
      asked.push(String(to))
      return send(to, how)
    }
  })
  for (const path of ['/', '/projection', '/explore', '/explore?measure=headcount&rows=ics&columns=band&area=DEMO', '/data', '/board', '/programmes', '/programme?id=cardiovascular', '/rates?area=DEMO', '/definitions', '/assumptions?group=Demand', '/approvals', '/wisn', '/scenarios?area=DEMO', '/data?view=quality&area=DEMO']) {
    await page.goto(house.address + path)
    await answered(page)
    const [early, asked] = await page.evaluate(() => [[...document.querySelectorAll<HTMLLinkElement>('link[rel="preload"][as="fetch"]')].map((link) => link.getAttribute('href')!), (window as unknown as { asked: string[] }).asked])
    expect(early.length, path).toBeGreaterThanOrEqual(3)
    expect(early.map((address) => [address, asked.filter((one) => one === address).length]), path).toEqual(early.map((address) => [address, 1]))
  }
  await page.context().close()
})

test('what failed is asked again without the rest going away', async () => {
  const page = await openPage(browser, `${house.address}/definitions`)
  await page.route('**/api/overview', (route) => route.fulfill({ status: 500, body: '' }))
  await page.getByRole('link', { name: 'Overview', exact: true }).press('Enter')
  await page.waitForSelector('.nhsuk-error-summary')
  await page.evaluate(() => {
    const titles: string[] = []
    Object.assign(window, { titles })
    new MutationObserver(() => titles.push(document.querySelector('h1')?.textContent ?? '')).observe(document.body, { subtree: true, childList: true, characterData: true })
  })
  await page.unroute('**/api/overview')
  await page.getByRole('button', { name: 'Try again' }).press('Enter')
  await page.waitForSelector('main p.cdr-lede')
  const titles = await page.evaluate(() => (window as unknown as { titles: string[] }).titles)
  expect(titles.length).toBeGreaterThan(0)
  expect(titles.filter((title) => title === '' || title === 'Cadre')).toEqual([])
  await page.context().close()
})

test('a server that cannot say who is looking is said to be at fault, and asked again', async () => {
  const page = await openPage(browser, `${house.address}/definitions`)
  await page.route('**/api/session', (route) => route.abort())
  await page.reload()
  await page.waitForSelector('h1:has-text("Nothing can be shown yet")')
  expect(await page.textContent('.nhsuk-error-summary')).toContain('Cadre is not answering')
  expect(await faultsOf(page)).toEqual([])
  await page.unroute('**/api/session')
  await page.getByRole('button', { name: 'Try again' }).press('Enter')
  await page.waitForSelector('h1:has-text("Definitions")')
  await page.context().close()
})

test('the menu of a phone opens, leads to a page, and the focus goes to its title', async () => {
  const page = await openPage(browser, `${house.address}/`, 375)
  expect(await page.getByRole('link', { name: 'Projection', exact: true }).isVisible()).toBe(false)
  await page.getByRole('button', { name: 'Menu' }).press('Enter')
  await page.getByRole('link', { name: 'Definitions', exact: true }).first().press('Enter')
  await page.waitForFunction(() => document.title === 'Definitions – Cadre')
  await page.waitForFunction(() => document.activeElement?.tagName === 'H1')
  await page.context().close()
})

describe('the projection page', () => {
  test('shows the numbers of the API, to the last printed digit', async () => {
    const page = await openPage(browser, `${house.address}/projection?years=5&seed=3&open=fan-table`)
    const answer = await ask<ProjectionAnswer>('/api/projection?years=5&seed=3')
    const last = answer.rows.at(-1)!
    const row = await page.locator('#fan-table tbody tr').last().locator('td').allTextContents()
    expect(row[0]).toBe(formatNumber(last.supply.p50, 0))
    expect(row[1]).toBe(`${formatNumber(last.supply.p10, 0)} to ${formatNumber(last.supply.p90, 0)}`)
    expect(row[2]).toBe(formatNumber(last.demand.p50, 0))
    await page.context().close()
  })

  test('says what the range of the gap rests on when asked, as the API does, without an accessibility fault', async () => {
    const page = await openPage(browser, `${house.address}/projection?years=5`, 375)
    await page.getByRole('tab', { name: 'Sensitivity' }).press('Enter')
    await page.waitForSelector('#regret-title', { timeout: 60_000 })
    const answer = await ask<SensitivityAnswer>('/api/sensitivity?years=5')
    expect(await page.locator('section[aria-labelledby="sensitivity-title"] .cdr-ranges li > span:first-child').allTextContents()).toEqual(answer.inputs.map(({ says }) => says))
    expect(await page.textContent('section[aria-labelledby="sensitivity-title"]')).toContain(answer.summary)
    expect(await faultsOf(page)).toEqual([])
    expect(await sidewaysScroll(page)).toBe(0)
    await page.context().close()
  })

  test('shows who is how old, year by year, and keeps the year in the address', async () => {
    const page = await openPage(browser, `${house.address}/projection?years=5&pyramidYear=2028`, 375)
    const answer = await ask<PyramidAnswer>('/api/pyramid?years=5')
    const shown = async () => (await page.locator('.cdr-pyramid li > span:first-child').allTextContents()).toReversed()
    expect(await shown()).toEqual(answer.years[3]!.bands.map(({ ageFrom, ageTo }) => `${ageFrom}–${ageTo}`))
    expect(await page.locator('.cdr-pyramid b').last().textContent()).toContain(formatNumber(answer.years[3]!.bands[0]!.people, 0))
    await page.getByRole('slider', { name: /Year shown/ }).press('ArrowRight')
    await page.waitForFunction(() => location.search.includes('pyramidYear=2029'))
    expect(await page.getByLabel('Year shown', { exact: true }).inputValue()).toBe('2029')
    await page.getByLabel('Due to retire at').fill('65')
    await page.waitForFunction(() => location.search.includes('retirementAge=65'))
    await page.context().close()
  })

  test('says where staff come from and go to, and who gains and loses by it, as the API does, without an accessibility fault', async () => {
    const page = await openPage(browser, `${house.address}/projection?years=5`, 375)
    await page.getByRole('button', { name: /Work it out.*where staff come from/ }).press('Enter')
    await page.waitForSelector('#spill-title', { timeout: 120_000 })
    const [comings, spill] = [await ask<ComingsAnswer>('/api/comings'), await ask<SpillOverAnswer>('/api/spill-over')]
    expect(await page.textContent('section[aria-labelledby="ends-title"]')).toContain(comings.summary)
    expect(await page.textContent('section[aria-labelledby="spill-title"]')).toContain(spill.summary)
    // What one area gains another loses.
    expect(spill.areas.reduce((sum, { net }) => sum + net, 0)).toBeCloseTo(0, 9)
    expect([await faultsOf(page), await sidewaysScroll(page)]).toEqual([[], 0])
    await page.setViewportSize({ width: 320, height: 900 })
    expect(await sidewaysScroll(page)).toBe(0)
    await page.context().close()
  })

  test('a value out of range is named first, in the same words as at its field; a right one makes a new address', async () => {
    const page = await openPage(browser, `${house.address}/projection?years=5&part=method`)
    await page.getByLabel('Productivity growth').fill('50')
    await page.getByRole('button', { name: 'Project', exact: true }).press('Enter')
    const said = 'Productivity growth must be between −10 and 10'
    expect(await page.locator('.nhsuk-error-summary').textContent()).toContain(said)
    expect(await page.locator('#productivity-error').textContent()).toBe(said)
    expect(await page.evaluate(() => document.activeElement?.className)).toContain('nhsuk-error-summary')
    await page.getByLabel('Productivity growth').fill('0.5')
    await page.getByRole('button', { name: 'Project', exact: true }).press('Enter')
    await page.waitForFunction(() => location.search.includes('productivity=0.005'))
    await answered(page)
    expect(await page.locator('.nhsuk-error-summary').count()).toBe(0)
    await page.context().close()
  })
})

describe('parts of the projection page, by keyboard', () => {
  const parts = [['ages', '#pyramid-title'], ['method', '#change-title'], ['sensitivity', '#regret-title'], ['accuracy', '#accuracy-title'], ['what-if', '#what-if-title'], ['every-area', '#every-title']] as const

  test('arrow keys go from one to the next; each has an address, fits a phone, and the answer with its range stays above it', async () => {
    const page = await openPage(browser, `${house.address}/projection?years=5`)
    const answer = await page.textContent('.cdr-lede')
    expect(answer).toMatch(/80\s% range .* not a forecast of what must happen/)
    await tabTo(page, 'Flows')
    for (const [part, shows] of parts) {
      await page.keyboard.press('ArrowRight')
      await page.waitForFunction((wanted) => new URL(location.href).searchParams.get('part') === wanted, part)
      await page.waitForSelector(shows, { timeout: 60_000 })
      await answered(page)
      expect(await page.evaluate(() => document.activeElement?.id)).toBe(`tab-${part}`)
      expect([await page.textContent('.cdr-lede'), await page.locator('#trust-title').count(), await page.locator('#gap-title').count()]).toEqual([answer, 1, 1])
      expect([part, await faultsOf(page)]).toEqual([part, []])
      await page.setViewportSize({ width: 375, height: 900 })
      expect([part, await sidewaysScroll(page)]).toEqual([part, 0])
      await page.setViewportSize({ width: 1280, height: 900 })
    }
    const again = await openPage(browser, page.url())
    expect(await again.locator('[role="tab"][aria-selected="true"]').textContent()).toBe('Every area')
    await again.context().close()
    await page.keyboard.press('Home')
    await page.waitForSelector('#flows-title')
    await page.context().close()
  })
})

describe('how need is reckoned, by keyboard', () => {
  const file = 'version: 1\nrequirements:\n  - profession: Midwives\n    needs:\n      - { method: ratio, base: { of: stated, name: births, now: 30000, source: test }, standard: { fte: 1, per: 10 }, source: test }\n'

  test('a method with its standard is chosen, runs, and stands in the csv', async () => {
    const page = await openPage(browser, `${house.address}/projection?years=5&part=method&profession=Midwives`)
    await tabTo(page, 'What is in post and unmet need, grown')
    await page.keyboard.press('ArrowDown')
    expect(await page.inputValue('#demandMethod')).toBe('ratio')
    await tabTo(page, 'Staff for every 1,000 people')
    await page.keyboard.type('0')
    await tabTo(page, 'Project')
    await page.keyboard.press('Enter')
    expect(await page.evaluate(() => document.activeElement?.className)).toContain('nhsuk-error-summary')
    expect(await page.textContent('#staffPer-error')).toBe('Staff for every 1,000 people must be between 0.001 and 1,000,000')
    expect(await faultsOf(page)).toEqual([])
    await page.fill('#staffPer', '1.25')
    await tabTo(page, 'Project')
    await page.keyboard.press('Enter')
    await page.waitForFunction(() => location.search.includes('demandMethod=ratio') && location.search.includes('staffPer=1.25'))
    await answered(page)
    const { rows, summary } = await ask<ProjectionAnswer>('/api/projection?years=5&profession=Midwives&demandMethod=ratio&staffPer=1.25')
    expect(summary).toContain('need reckoned by a ratio')
    expect((await page.textContent('.cdr-lede'))!.replaceAll('\u00a0', ' ')).toBe(summary.replaceAll('\u00a0', ' '))
    expect(await page.locator('.cdr-gaps tbody tr').last().locator('td').nth(1).textContent()).toContain(formatNumber(rows.at(-1)!.demand.p50, 0))
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: /Download csv: Supply, demand and gap/ }).press('Enter')])
    const lines = readFileSync((await download.path())!, 'utf8').split('\r\n').map((line) => line.split(','))
    expect(lines[1]![lines[0]!.indexOf('demand_method')]).toBe('a ratio')
    await page.context().close()
  })

  test('need by disease registers stands beside the other methods where a profession has registers of its own, and nowhere else', async () => {
    expect(await registersCompared('Consultant, cardiology')).toEqual([expect.stringContaining('coronary heart disease')])
    expect(await registersCompared('Midwives')).toEqual([])
  })

  test('a demand file that is none says why at its field, in the words of the command; one that works is carried by the address', async () => {
    const page = await openPage(browser, `${house.address}/projection?years=5&part=method&profession=Midwives`, 375)
    await tabTo(page, 'What is in post and unmet need, grown')
    await page.keyboard.press('End')
    await tabTo(page, 'Project')
    await page.keyboard.press('Enter')
    expect(await page.textContent('#demandFile-error')).toBe('Choose a demand file, or paste its text')
    await page.fill('#demandFile', 'bread: butter')
    await page.getByRole('button', { name: 'Project', exact: true }).press('Enter')
    await page.waitForSelector('text=bread')
    speakPlainly()
    const refused = readDemandFile({ bread: 'butter' })
    if (!isRefusal(refused)) throw new Error('a shopping list is no demand file')
    await page.waitForFunction((found) => document.querySelector('#demandFile-error')?.textContent.includes(found), refused.found)
    expect(await page.locator('.nhsuk-error-summary li').allTextContents()).toEqual(await page.locator('#demandFile-error').allTextContents())
    expect([await faultsOf(page), await sidewaysScroll(page)]).toEqual([[], 0])
    await page.setInputFiles('#demandFile-chooser', { name: 'need.yaml', mimeType: 'application/yaml', buffer: Buffer.from(file) })
    await page.waitForFunction(() => (document.querySelector('#demandFile') as HTMLTextAreaElement).value.includes('births'))
    await page.getByRole('button', { name: 'Project', exact: true }).press('Enter')
    await page.waitForFunction(() => location.search.includes('demand=%7B'))
    await answered(page)
    const shown = page.url()
    expect(await page.textContent('.cdr-lede')).toContain('need reckoned by a ratio')
    const again = await openPage(browser, shown, 375)
    expect(await again.textContent('.cdr-lede')).toBe(await page.textContent('.cdr-lede'))
    expect(await again.inputValue('#demandFile')).toContain('"births"')
    await again.context().close()
    await page.context().close()
  })
})

describe('the rates page', () => {
  test('by keyboard alone: from a projection to its rates, another rate, and the table behind the funnel, as the API has it', async () => {
    const area = (await ask<AreaMap>('/api/areas')).areas.find(({ level }) => level === 'ics')!
    const page = await openPage(browser, `${house.address}/projection?area=${area.code}&years=5&part=method`)
    await tabTo(page, 'Each rate beside its peers and by year')
    await page.keyboard.press('Enter')
    await page.waitForSelector('#peers-title', { timeout: 120_000 })
    await answered(page)
    await page.selectOption('#rate', 'joining')
    await page.waitForFunction(() => new URL(location.href).searchParams.get('rate') === 'joining')
    await answered(page)
    const title = (await page.textContent('#peers-title'))!
    await tabTo(page, `Table: ${title}`)
    await page.keyboard.press('Enter')
    const answer = await ask<RatesAnswer>(`/api/rates?area=${area.code}&rate=joining`)
    expect((await page.textContent('main'))!.replace(/\s/g, ' ')).toContain(answer.summary.replace(/\s/g, ' '))
    expect(await page.locator('#peers-table tbody tr').count()).toBe(answer.peers.length)
    expect(await page.locator('#peers-table tbody th').first().textContent()).toBe(answer.peers[0]!.areaName)
    expect(await faultsOf(page)).toEqual([])
    await page.context().close()
  })
})

// A house of its own: the server shows the real folder from here on, and asks for sign-in.
test('on the data page a real folder can be started beside the demonstration', async () => {
  const own = await serveHouse(['demo'])
  const page = await openPage(browser, `${own.address}/data`)
  const signIn = () => page.waitForSelector('text=the server printed a link', { timeout: 60_000 })
  // The slowest order of events: all else is refused, and the sign-in is there, before the page hears that its folder is open.
  await page.route('**/api/folder/start-real', async (route) => {
    const response = await route.fetch()
    await signIn()
    await route.fulfill({ response })
  })
  const titles = await followTitles(page)
  await page.getByRole('button', { name: 'Start a folder for real data' }).press('Enter')
  await page.waitForFunction(() => document.querySelector('output[aria-live]')?.textContent.includes('Sign in to see it.'))
  await signIn()
  await answered(page)
  expect(await titles()).toEqual(['Sign in'])
  // The button that was pressed has gone with its page: the keyboard goes on from the new title.
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1')
  expect(await faultsOf(page)).toEqual([])
  expect(await page.locator('.cdr-banner').count()).toBe(0)
  expect(await own.ask('/api/session')).toMatchObject({ mode: 'empty', person: null, nobodyYet: true })
  await page.context().close()
  await own.stop()
})

/** Write down each title that the page shows from here on. */
async function followTitles(page: Page): Promise<() => Promise<string[]>> {
  const titles = await page.evaluateHandle(() => {
    const seen: string[] = []
    let last = document.querySelector('h1')?.textContent
    new MutationObserver(() => {
      const title = document.querySelector('h1')?.textContent
      if (title !== last) seen.push(title ?? 'none')
      last = title
    }).observe(document.body, { subtree: true, childList: true, characterData: true })
    return seen
  })
  return () => titles.jsonValue()
}

/** The gap as the page says it: “Short by 1,234 FTE”. */
async function gapWords(page: Page): Promise<string> {
  return (await page.textContent('.cdr-gapline strong'))!
}

/** The median gap in the last row of a projection’s csv. */
function lastGapIn(csv: string): number {
  const lines = csv
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(','))
  const column = lines[0]!.findIndex((name) => name === 'gap_p50')
  expect(column).toBeGreaterThan(0)
  return Number(lines.at(-1)![column])
}

function spokenGap(gap: number): string {
  const amount = formatNumber(Math.abs(gap), 0)
  if (amount === '0') return 'No gap'
  return `${gap > 0 ? 'Short' : 'Over'} by ${amount} FTE`
}

async function registersCompared(profession: string): Promise<string[]> {
  const { methods } = await ask<SensitivityAnswer>(`/api/sensitivity?years=5&profession=${encodeURIComponent(profession)}`)
  return methods.filter(({ id }) => id === 'demand-registers').map(({ says }) => says)
}
