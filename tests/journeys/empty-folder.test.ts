import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startBrowser } from './browser.ts'
import { answered, faultsOf, openPage, sidewaysScroll } from './reader.ts'
import { serveHouse } from './served-house.ts'
import type { ServedHouse } from './served-house.ts'

let house: ServedHouse
let browser: Browser

beforeAll(async () => {
  house = await serveHouse()
  browser = await startBrowser()
})
afterAll(async () => {
  await browser?.close()
  await house?.stop()
})

describe('before anything is loaded, every page says what to load and how', () => {
  test.each(['/', '/?area=anywhere', '/projection', '/data'])('%s', async (path) => {
    const page = await openPage(browser, house.address + path)
    const text = await page.textContent('main')
    expect(text).toContain('What to load')
    expect(text).toContain('cadre import')
    expect(await page.locator('.nhsuk-error-summary').count()).toBe(0)
    expect(await page.locator('.cdr-banner').count()).toBe(0)
    expect(await faultsOf(page)).toEqual([])
    await page.context().close()
  })

  test('the definitions say what each measure needs', async () => {
    const page = await openPage(browser, `${house.address}/definitions`, 375)
    expect(await page.textContent('main')).toContain('[x] not available')
    expect(await faultsOf(page)).toEqual([])
    expect(await sidewaysScroll(page)).toBe(0)
    await page.context().close()
  })
})

test('an address that leads nowhere says so and leads back', async () => {
  const page = await openPage(browser, `${house.address}/nowhere`)
  expect(await page.title()).toBe('Page not found – Cadre')
  expect(await page.getByRole('link', { name: 'Go to the overview' }).count()).toBe(1)
  expect(await faultsOf(page)).toEqual([])
  await page.context().close()
})

test('a file that nobody knows is refused with the reason, and nothing is loaded', async () => {
  const file = join(mkdtempSync(join(tmpdir(), 'cadre-unknown-')), 'shopping.csv')
  writeFileSync(file, 'bread,butter\n1,2\n')
  const page = await openPage(browser, `${house.address}/data`)
  await page.setInputFiles('#files', file)
  await page.waitForSelector('text=This upload', { timeout: 60_000 })
  await answered(page)
  const upload = await page.locator('section', { hasText: 'This upload' }).last().textContent()
  expect(upload).toContain('shopping.csv')
  expect(upload).toContain('Refused')
  expect(upload).toContain('Nothing of it was loaded')
  expect(await faultsOf(page)).toEqual([])
  const status = (await (await fetch(`${house.address}/api/status`)).json()) as { mode: string; files: number }
  expect(status).toMatchObject({ mode: 'empty', files: 0 })
  await page.context().close()
})
