import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, expect, test } from 'vitest'
import { returnsOf } from '../access/made-up-region.ts'
import { answered, faultsOf, openPage, sidewaysScroll } from './reader.ts'
import { serveHouse } from './served-house.ts'
import { setOut } from './set-out.ts'

const files = mkdtempSync(join(tmpdir(), 'cadre-administration-'))

const { house, browser } = setOut(async () => {
  const chosen = returnsOf().filter(({ name }) => name === 'absence.csv' || name.includes('kanarizx1staff'))
  for (const { name, text } of chosen) writeFileSync(join(files, name), text)
  return serveHouse(['import', ...chosen.map(({ name }) => join(files, name))])
})
afterAll(() => rmSync(files, { recursive: true, force: true }))

/** The page stands without an accessibility fault at both widths, and never scrolls sideways. */
async function standsWell(page: Page, name: string): Promise<void> {
  for (const width of [1280, 375]) {
    await page.setViewportSize({ width, height: 900 })
    expect([name, width, await faultsOf(page)]).toEqual([name, width, []])
    const folder = process.env['CADRE_PICTURES']
    if (folder !== undefined) {
      mkdirSync(folder, { recursive: true })
      await page.screenshot({ path: join(folder, `${name}-${width}.png`), fullPage: true })
    }
    expect(await sidewaysScroll(page)).toBe(0)
  }
  await page.setViewportSize({ width: 1280, height: 900 })
}

const part = (page: Page, name: string) => page.getByRole('navigation', { name: 'Parts of the Administration page' }).getByRole('link', { name })

test('an administrator narrows the account, checks every entry and finds the link to take it away, by keyboard', async () => {
  const page = await openPage(browser, `${house.address}/admin`)
  await part(page, 'Audit').press('Enter')
  await page.getByRole('heading', { name: 'Who did and read what' }).waitFor()
  await answered(page)
  await page.getByLabel('With these words').fill('cadre import')
  await page.getByLabel('With these words').press('Enter')
  await page.waitForURL(/contains=cadre\+import/)
  await page.waitForSelector('text=No entry fits what is looked for')
  await page.getByLabel('With these words').fill('/api/people')
  await page.getByLabel('With these words').press('Enter')
  await page.locator('tbody tr').first().waitFor()
  expect(await page.locator('tbody tr').first().textContent()).toContain('GET /api/people')
  expect(await page.getByRole('link', { name: 'Take the entries away' }).getAttribute('href')).toBe('/api/audit.csv?contains=%2Fapi%2Fpeople')
  await page.getByRole('button', { name: 'Check every entry' }).press('Enter')
  await page.waitForSelector('text=As it was written')
  await standsWell(page, 'admin-audit')
  await page.context().close()
})

test('heavy work and health are looked at, and everything is found sound', async () => {
  const page = await openPage(browser, `${house.address}/admin?view=jobs`)
  await page.getByRole('heading', { name: 'Heavy work' }).waitFor()
  await page.waitForSelector('text=Who does it')
  await standsWell(page, 'admin-jobs')
  await part(page, 'Health').press('Enter')
  await page.waitForSelector('text=Ready: the records answer')
  await page.getByRole('button', { name: 'Look through everything' }).press('Enter')
  await page.waitForSelector('text=/checks? (do not )?hold/', { timeout: 120_000 })
  await standsWell(page, 'admin-health')
  await page.context().close()
})

test('a rule is set, what is past its clock is deleted after a second look, and the certificate can be taken away', async () => {
  const page = await openPage(browser, `${house.address}/admin?view=retention`)
  await page.waitForSelector('text=Nothing that is loaded is past its clock today')
  await page.getByRole('button', { name: 'Set the rule' }).press('Enter')
  expect(await page.locator('.nhsuk-error-summary a').allTextContents()).toEqual(['Say which schedule or decision says so'])
  await page.getByLabel('Months it is kept').fill('1')
  await page.getByLabel('Which schedule or decision says so').fill('records schedule')
  await page.getByLabel('Which schedule or decision says so').press('Enter')
  await page.waitForSelector('text=2 files are past their clock today, 2 of them live')
  await standsWell(page, 'admin-retention-due')
  await page.getByRole('button', { name: 'Delete what is past its clock' }).press('Enter')
  await page.waitForSelector('text=This cannot be undone')
  await page.getByRole('button', { name: 'Delete it for good' }).press('Enter')
  await page.waitForSelector('text=Deleted, with certificate 1.')
  expect(await page.getByRole('link', { name: 'Take certificate 1 away' }).getAttribute('href')).toBe('/api/retention/certificates/1')
  await standsWell(page, 'admin-retention')
  await page.context().close()
})
