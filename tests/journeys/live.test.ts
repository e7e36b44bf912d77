import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Page } from 'playwright-core'
import { afterAll, expect, test } from 'vitest'
import { revisedTurnoverCsv, turnoverCsv } from '../house/small-files.ts'
import { faultsOf, openPage, sidewaysScroll, tabTo } from './reader.ts'
import { serveHouse } from './served-house.ts'
import { setOut } from './set-out.ts'

const files = mkdtempSync(join(tmpdir(), 'cadre-live-'))

const { house, browser } = setOut(async () => {
  writeFileSync(join(files, 'turnover.csv'), turnoverCsv())
  writeFileSync(join(files, 'revised.csv'), revisedTurnoverCsv())
  return serveHouse(['import', join(files, 'turnover.csv')])
})
afterAll(() => rmSync(files, { recursive: true, force: true }))

/** Import as its owner does, on the command line, while the server runs and pages are open. */
const importFile = (name: string) => promisify(execFile)(process.execPath, [join(import.meta.dirname, '..', '..', 'src', 'cli', 'main.ts'), '--data', house.folder, 'import', join(files, name), '--json'])
const midwives = (page: Page) => page.locator('.cdr-explored tbody tr', { hasText: 'Midwives' }).textContent()
const notice = '.cdr-live'
const question = '/explore?measure=fte&rows=staff_group'
const today = () => new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }).format(new Date())

test('an import reaches three open pages: said once, nothing moves until the reader says so, and then everything is of the new data', async () => {
  const reader = await openPage(browser, house.address + question)
  await reader.waitForSelector('.cdr-explored')
  const other = await openPage(browser, house.address + question)
  const third = await openPage(browser, `${house.address}/data?view=snapshots`)
  await tabTo(reader, 'Where does this come from?')
  await reader.evaluate(() => window.scrollTo(0, 300))
  const stand = () => reader.evaluate(() => ({ scrolled: window.scrollY, focus: document.activeElement?.textContent, title: document.querySelector('h1')!.getBoundingClientRect().top, lede: document.querySelector('.cdr-lede')!.textContent }))
  const before = await stand()
  expect([before.scrolled, await midwives(reader)]).toEqual([300, expect.stringContaining('21,200')])

  await importFile('revised.csv')
  await Promise.all([reader, other, third].map((page) => page.waitForSelector(notice, { timeout: 20_000 })))
  expect(await reader.textContent(`${notice} p`)).toBe(`New data of ${today()}. The figures on this page are those from before.`)
  await expect.poll(() => reader.textContent('output[aria-live]')).toContain('New data of')
  expect([await stand(), await midwives(reader)]).toEqual([before, expect.stringContaining('21,200')])
  for (const width of [1280, 320]) {
    await reader.setViewportSize({ width, height: 900 })
    expect(await faultsOf(reader)).toEqual([])
    expect(await sidewaysScroll(reader)).toBe(0)
  }
  await reader.setViewportSize({ width: 1280, height: 900 })

  await tabTo(reader, 'Show it')
  await reader.keyboard.press('Enter')
  await expect.poll(() => midwives(reader), { timeout: 20_000 }).toContain('21,600')
  expect(await reader.locator(notice).count()).toBe(0)
  await expect.poll(() => reader.textContent('output[aria-live]')).toContain('now shows the new figures')
  // The way to the button led to the end of the page; the reader is back where they were.
  const { lede: _then, ...where } = before
  expect(await stand()).toMatchObject(where)

  await other.getByRole('button', { name: 'Later' }).press('Enter')
  expect([await other.locator(notice).count(), await midwives(other)]).toEqual([0, expect.stringContaining('21,200')])
  await other.getByRole('link', { name: 'Definitions', exact: true }).first().press('Enter')
  await other.waitForFunction(() => location.pathname === '/definitions')
  await other.goBack()
  await other.waitForSelector('.cdr-explored')
  await expect.poll(() => midwives(other), { timeout: 20_000 }).toContain('21,600')
  for (const page of [other, third]) await page.context().close()

  // The line is lost, as in sleep, while data change; the page is told when it is back.
  await reader.context().setOffline(true)
  await importFile('turnover.csv')
  await reader.context().setOffline(false)
  await reader.waitForSelector(notice, { timeout: 60_000 })
  expect(await midwives(reader)).toContain('21,600')
  await reader.context().close()
})

test('when the session ends the page is left at the next beat, and the sign-in stands in its place', async () => {
  const page = await openPage(browser, `${house.address}/definitions`)
  await fetch(`${house.address}/api/session`, { method: 'DELETE', headers: { cookie: house.cookie, 'x-cadre': '1' } })
  await page.waitForSelector('h1:has-text("Sign in")', { timeout: 40_000 })
  await page.context().close()
})
