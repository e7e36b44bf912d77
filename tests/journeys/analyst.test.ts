import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Page } from 'playwright-core'
import { afterAll, expect, test } from 'vitest'
import { revisedTurnoverCsv, turnoverCsv } from '../house/small-files.ts'
import { answered, faultsOf, openPage, sidewaysScroll, tabTo } from './reader.ts'
import { serveHouse } from './served-house.ts'
import { setOut } from './set-out.ts'

const files = mkdtempSync(join(tmpdir(), 'cadre-analyst-'))

const { house, browser } = setOut(async () => {
  writeFileSync(join(files, 'turnover.csv'), turnoverCsv())
  writeFileSync(join(files, 'revised.csv'), revisedTurnoverCsv())
  return serveHouse(['import', join(files, 'turnover.csv')])
})
afterAll(() => rmSync(files, { recursive: true, force: true }))

async function standsWell(page: Page): Promise<void> {
  for (const width of [1280, 320]) {
    await page.setViewportSize({ width, height: 900 })
    expect(await faultsOf(page)).toEqual([])
    expect(await sidewaysScroll(page)).toBe(0)
  }
  await page.setViewportSize({ width: 1280, height: 900 })
}

/** The number of a staff group in rows of csv: the value stands after its name. */
const valueOf = (csv: string, group: string): string | undefined => csv.split('\r\n').find((line) => line.startsWith(`${group},`))?.split(',')[1]

test('by keyboard: an analyst makes a token, takes the address of a table, refreshes it before and after an import, and takes the token back', async () => {
  const page = await openPage(browser, `${house.address}/account`)
  await tabTo(page, 'What it is for')
  await page.keyboard.type('Workbook of the board')
  await tabTo(page, 'Make a token')
  await page.keyboard.press('Enter')
  await page.waitForSelector('.cdr-secret')
  const token = (await page.locator('.cdr-secret').textContent())!
  await standsWell(page)

  await tabTo(page, 'Explore')
  await page.keyboard.press('Enter')
  await page.waitForSelector('.cdr-explored')
  await answered(page)
  for (let step = 0; step < 100 && (await page.evaluate(() => document.activeElement?.id)) !== 'explore-rows'; step++) await page.keyboard.press('Tab')
  await page.keyboard.type('Staff')
  await page.waitForFunction(() => location.search.includes('rows=staff_group'))
  await answered(page)
  await standsWell(page)
  await tabTo(page, 'Address for Power BI, Excel and programs')
  const address = await page.inputValue('#stable-address')
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('stable-address')

  const refresh = (known?: string): Promise<Response> => fetch(address, { headers: { authorization: `Bearer ${token}`, ...(known === undefined ? {} : { 'if-none-match': known }) } })
  const first = await refresh()
  const tag = first.headers.get('etag')!
  expect([first.status, valueOf(await first.text(), 'Midwives')]).toEqual([200, '21200'])
  const same = await refresh(tag)
  expect([same.status, same.headers.get('etag'), await same.text()]).toEqual([304, tag, ''])
  await promisify(execFile)(process.execPath, [join(import.meta.dirname, '..', '..', 'src', 'cli', 'main.ts'), '--data', house.folder, 'import', join(files, 'revised.csv')])
  const newer = await refresh(tag)
  expect([newer.status, newer.headers.get('etag') === tag, valueOf(await newer.text(), 'Midwives')]).toEqual([200, false, '21600'])

  await tabTo(page, 'Your account')
  await page.keyboard.press('Enter')
  await page.waitForFunction(() => location.pathname === '/account')
  await answered(page)
  await tabTo(page, 'Take back the token Workbook of the board')
  await page.keyboard.press('Enter')
  await page.waitForSelector('text=No token opens anything.')
  await standsWell(page)
  const gone = await refresh(tag)
  expect([gone.status, gone.headers.get('content-type')]).toEqual([401, expect.stringContaining('application/problem+json')])
  expect(await gone.json()).toMatchObject({ code: 'sign-in-needed', detail: expect.stringContaining('the token that came with it opens nothing: it was taken back, has ended, or was never made here') })
  await page.context().close()
})
