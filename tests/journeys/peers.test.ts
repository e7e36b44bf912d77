import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import type { AreaMap } from '../../src/contract/area.ts'
import type { OverviewMap } from '../../src/contract/overview.ts'
import type { PeersAnswer } from '../../src/contract/peers.ts'
import type { QueryAnswer } from '../../src/contract/query.ts'
import { keepUnits } from '../../src/web/overview/keep-units.ts'
import { formatNumber } from '../../src/units/format.ts'
import { answered, faultsOf, openPage, sidewaysScroll, tabTo } from './reader.ts'
import { visitDemonstration } from './served-house.ts'
import { setOut } from './set-out.ts'

const { house, browser } = setOut(visitDemonstration)

const searchOf = (page: Page) => new URL(page.url()).searchParams
const titled = (page: Page, name: string) => page.waitForFunction((title) => document.querySelector('h1')?.textContent === title, name, { timeout: 60_000 })

test.each([1280, 320])('at %i pixels, by keyboard: an ICS planner opens her patch, compares two peers, and leaves with the table', async (width) => {
  const patch = (await house.ask<AreaMap>('/api/areas')).areas.filter(({ level }) => level === 'ics')[4]!
  await workedOut('')
  await workedOut(patch.code)
  const page = await openPage(browser, `${house.address}/`, width)
  await tabTo(page, 'Place')
  await page.keyboard.type(patch.name)
  await page.waitForSelector('[role="option"]:visible')
  await page.keyboard.press('Enter')
  await titled(page, patch.name)
  await page.waitForSelector('.cdr-peers__suggested button', { timeout: 60_000 })
  await answered(page)

  const { suggestions } = await house.ask<PeersAnswer>(`/api/peers?area=${patch.code}`)
  expect(suggestions[0]!.reason).toMatch(/FTE to .* FTE|FTE to .* here/)
  const [first, second] = suggestions.slice(0, 2).map(({ name }) => name)
  await tabTo(page, `Add ${first}`)
  await page.keyboard.press('Enter')
  await page.waitForFunction((name) => document.activeElement?.textContent === `Remove ${name}`, first, { timeout: 60_000 })
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.waitForFunction((name) => document.activeElement?.textContent === `Remove ${name}`, second)
  const peers = suggestions.slice(0, 2).map(({ level, code }) => `${level}:${code}`).join(',')
  expect(searchOf(page).get('peers')).toBe(peers)
  const answer = await house.ask<PeersAnswer>(`/api/peers?area=${patch.code}&peers=${peers}`)
  await page.waitForFunction((title) => document.querySelector('#peers-title')?.textContent === title, keepUnits(answer.title))

  // Every cell is what `cadre query` gives for the same question.
  const printed = await page.locator('section[aria-labelledby="peers-title"] tbody tr').evaluateAll((rows) => rows.map((row) => [row.querySelector('th')!.textContent, row.querySelector('td')!.textContent]))
  expect(printed).toHaveLength(4)
  for (const [at, { code, name, asOf }] of answer.rows.entries()) {
    const query = await house.ask<QueryAnswer>(`/api/query?measure=${answer.measure}&at=${asOf}&where=area%3D${code}`)
    expect(printed[at]).toEqual([name, formatNumber(query.rows[0]!.value!, 1)])
  }
  expect(await faultsOf(page)).toEqual([])
  expect(await sidewaysScroll(page)).toBe(0)

  await tabTo(page, `Download csv: ${keepUnits(answer.title)}`)
  const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')])
  const lines = readFileSync((await download.path())!, 'utf8').trim().split('\r\n')
  expect(lines.filter((line) => line.startsWith(`${answer.measure},`))).toHaveLength(4)
  expect(lines[1]).toContain(`${answer.measure},here,ics,${patch.code},${patch.name},${answer.rows[0]!.value},`)

  const again = await openPage(browser, page.url(), width)
  await again.waitForSelector('#peers-title')
  await answered(again)
  expect(await again.textContent('#peers-title')).toBe(keepUnits(answer.title))
  await again.context().close()
  await page.context().close()
})

test('by keyboard: down from the nation to an employer and up again, and across the map with arrow keys', async () => {
  const { areas } = await house.ask<AreaMap>('/api/areas')
  const region = areas.find(({ level }) => level === 'region')!
  await workedOut('')
  const page = await openPage(browser, `${house.address}/`)
  let at = region
  await follow(page, region)
  for (let down = areas.find(({ parent }) => parent === at.code); down !== undefined; down = areas.find(({ parent }) => parent === at.code)) {
    await follow(page, down)
    at = down
  }
  expect(at.level).not.toBe('ics')
  await tabTo(page, region.name)
  await page.keyboard.press('Enter')
  await titled(page, region.name)

  const map = await house.ask<OverviewMap>(`/api/overview/map?area=${region.code}`)
  await page.waitForSelector('.cdr-outlines a', { timeout: 60_000 })
  await answered(page)
  await tabTo(page, `${map.tiles[0]!.name}: `)
  const before = await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))
  for (const key of ['ArrowDown', 'ArrowUp', 'ArrowLeft', 'ArrowRight']) {
    await page.keyboard.press(key)
    if ((await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))) !== before) break
  }
  const label = (await page.evaluate(() => document.activeElement?.getAttribute('aria-label')))!
  expect(label).not.toBe(before)
  const tile = map.tiles.find(({ name }) => label.startsWith(`${name}: `))!
  expect(label).toContain(formatNumber(tile.value!, 1))
  await page.keyboard.press('Enter')
  await titled(page, tile.name)
  await page.getByRole('button', { name: 'Tiles', exact: true }).press('Enter')
  await page.waitForSelector('.cdr-tiles a')
  expect(searchOf(page).get('shape')).toBe('tiles')
  expect(await faultsOf(page)).toEqual([])
  await page.context().close()
})

/** Let the first answers about an area, the nation where none is named, be worked out before a page waits for them: on a busy machine that takes longer than a page waits here. */
async function workedOut(area: string): Promise<void> {
  for (const part of ['overview', 'overview/changes', 'overview/future', 'overview/map', 'coverage']) await house.ask(`/api/${part}?area=${area}`)
}

/** Go down to an area by its link in the list of parts. */
async function follow(page: Page, { code, name }: { code: string; name: string }): Promise<void> {
  await workedOut(code)
  await page.focus('h1')
  await page.waitForFunction((wanted) => [...document.querySelectorAll('.cdr-links a')].some((link) => link.textContent === wanted), name, { timeout: 60_000 })
  await page.getByRole('link', { name, exact: true }).last().press('Enter')
  await titled(page, name)
}
