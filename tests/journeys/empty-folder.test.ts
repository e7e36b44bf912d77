import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { faultsOf, openPage, sidewaysScroll } from './reader.ts'
import { serveHouse } from './served-house.ts'
import { setOut } from './set-out.ts'

const { house, browser } = setOut(() => serveHouse())

describe('before anything is loaded, every page says what to load and how', () => {
  test.each(['/', '/?area=anywhere', '/projection', '/scenarios', '/data'])('%s', async (path) => {
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

test('a page whose script cannot be fetched says so in its place, and comes once the server answers', async () => {
  const page = await openPage(browser, `${house.address}/definitions`)
  await page.route(/\/assets\/gallery-page/, (route) => route.abort())
  await page.getByRole('link', { name: 'Charts' }).click()
  await page.getByText('Cadre is not answering').waitFor()
  expect(await page.locator('header').count()).toBe(1)
  expect(await faultsOf(page)).toEqual([])
  await page.unroute(/\/assets\/gallery-page/)
  await page.getByRole('button', { name: 'Try again' }).click()
  await page.getByRole('heading', { name: 'Charts', level: 1 }).waitFor()
  await page.context().close()
})

/** Shaped like the published absence file; places, organisations and numbers are made up. */
const absence = [
  'DATE,NHSE_REGION_CODE,NHSE_REGION_NAME,ICS_CODE,ICS_NAME,ORG_CODE,ORG_NAME,ORG_TYPE,FTE_DAYS_LOST,FTE_DAYS_AVAILABLE,SICKNESS_ABSENCE_RATE_PERCENT',
  '31/03/2025,Y60,Midlands,QX1,Ashvale and Brook,ZX1,Ashvale Hospitals Trust,Acute,500.0,10000.0,5.00',
  '31/03/2025,Y60,Midlands,QX1,Ashvale and Brook,ZX2,Brook Community Trust,Community Provider Trust,400.0,10000.0,4.00',
  '31/03/2025,Y60,Midlands,QX1,Ashvale and Brook,ZX3,Brook Ambulance Trust,Ambulance,-40.0,1000.0,-4.00',
  '',
].join('\r\n')

test('a file that nobody knows is refused with the reason, and nothing is loaded', async () => {
  const file = join(mkdtempSync(join(tmpdir(), 'cadre-unknown-')), 'shopping.csv')
  writeFileSync(file, 'bread,butter\n1,2\n')
  const page = await openPage(browser, `${house.address}/data`)
  await page.setInputFiles('#files', file)
  await page.waitForSelector('text=1 file checked', { timeout: 60_000 })
  const upload = await page.locator('section', { hasText: 'This upload' }).last().textContent()
  expect(upload).toContain('shopping.csv')
  expect(upload).toContain('Refused')
  expect(upload).toContain('Nothing of it is loaded')
  expect(await faultsOf(page)).toEqual([])
  const status = await house.ask<{ mode: string; files: number }>('/api/status')
  expect(status).toMatchObject({ mode: 'empty', files: 0 })
  await page.context().close()
})

test('of two files the good one is loaded and the unknown one refused; the page then shows what is held, and the same file again is a duplicate', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'cadre-two-'))
  const [good, unknown] = [join(folder, 'absence.csv'), join(folder, 'shopping.csv')]
  writeFileSync(good, absence)
  writeFileSync(unknown, 'bread,butter\n1,2\n')
  const page = await openPage(browser, `${house.address}/data`)
  await page.setInputFiles('#files', [good, unknown])
  await page.getByRole('button', { name: 'Publish 1 file as a snapshot' }).press('Enter', { timeout: 60_000 })
  await page.waitForSelector('text=This folder holds 1 file', { timeout: 60_000 })
  const [first, second] = await page.locator('section', { hasText: 'This upload' }).last().locator('.cdr-files > li').allTextContents()
  expect(new URL(page.url()).searchParams.get('job')).toMatch(/^[0-9a-f-]{36}$/)
  expect(first).toMatch(/absence\.csv.*Loaded, part quarantined/)
  expect(first).toContain('3 rows read: 2 loaded, 1 quarantined')
  expect(second).toMatch(/shopping\.csv.*Refused/)
  expect(await faultsOf(page)).toEqual([])

  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Rows held back' }).first().click()])
  expect(readFileSync((await download.path())!, 'utf8')).toContain('Brook Ambulance Trust')

  await page.setInputFiles('#files', good)
  await page.waitForSelector('text=Held already, byte for byte', { timeout: 60_000 })
  await page.context().close()
})

test('what a browser must load before the first page stays under 200 kB compressed', async () => {
  const index = await (await fetch(`${house.address}/`)).text()
  const scripts = [...index.matchAll(/(?:src|href)="(\/assets\/[^"]+\.js)"/g)].map((found) => found[1]!)
  expect(scripts.length).toBeGreaterThan(0)
  let bytes = 0
  for (const script of scripts) bytes += gzipSync(Buffer.from(await (await fetch(house.address + script)).arrayBuffer())).length
  expect(bytes).toBeLessThan(200_000)
})
