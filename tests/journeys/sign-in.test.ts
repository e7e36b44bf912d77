import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { codeOfStep } from '../../src/api/access/one-time-code.ts'
import { answered, faultsOf, openPage, sidewaysScroll } from './reader.ts'
import { cookies, serveHouse } from './served-house.ts'
import { setOut } from './set-out.ts'

const { house, browser } = setOut(() => serveHouse())

/** Keep a picture where somebody asks for them. */
async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env['CADRE_PICTURES']
  if (folder === undefined) return
  mkdirSync(folder, { recursive: true })
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true })
}

/** The page stands without an accessibility fault at both widths, and never scrolls sideways. */
async function standsWell(page: Page, name: string): Promise<void> {
  for (const width of [1280, 375]) {
    await page.setViewportSize({ width, height: 900 })
    expect(await faultsOf(page)).toEqual([])
    await picture(page, `${name}-${width}`)
    expect(await sidewaysScroll(page)).toBe(0)
  }
  await page.setViewportSize({ width: 1280, height: 900 })
}

test('an administrator invites somebody by keyboard, grants a role, and takes it back', async () => {
  const page = await openPage(browser, `${house.address}/admin`)
  await page.getByRole('button', { name: 'Make the link' }).press('Enter')
  expect(await page.locator('.nhsuk-error-summary a').allTextContents()).toEqual(['Enter the name', 'Enter the e-mail address'])
  await standsWell(page, 'admin-troubles')
  await page.getByLabel('Name', { exact: true }).fill('Rowan Reader')
  await page.getByLabel('E-mail address').fill('rowan@example.org')
  await page.getByLabel('E-mail address').press('Enter')
  await page.waitForSelector('text=Send this link to its person')
  const link = (await page.locator('.cdr-secret').first().textContent())!
  const person = page.locator('section', { has: page.getByRole('heading', { name: 'Rowan Reader' }) })
  await person.locator('summary').press('Enter')
  await person.getByLabel('Scope').fill('organisation:R1')
  await person.getByRole('button', { name: 'Grant', exact: true }).press('Enter')
  await person.locator('tbody tr').waitFor()
  expect(await person.locator('tbody tr').textContent()).toContain('Record viewerorganisation:R1')
  await standsWell(page, 'admin')
  await rowanSignsIn(link)
  await page.reload()
  await answered(page)
  await person.getByRole('button', { name: 'Take back Record viewer' }).press('Enter')
  await page.waitForSelector('text=taken back on')
  await page.context().close()
})

/** Rowan opens the link, chooses a password that is too short and then a good one, sees the account, signs out and in again. */
async function rowanSignsIn(link: string): Promise<void> {
  const kept = cookies.get(house.address)
  cookies.delete(house.address)
  const page = await openPage(browser, link)
  expect(await page.locator('h1').textContent()).toBe('Set your password')
  await standsWell(page, 'invitation')
  await page.getByLabel('Password', { exact: true }).fill('too short')
  await page.getByLabel('Password', { exact: true }).press('Enter')
  await page.waitForSelector('text=it has 9 characters')
  await page.getByLabel('Password', { exact: true }).fill('four herons by the weir')
  await page.getByLabel('Password', { exact: true }).press('Enter')
  await page.waitForURL(`${house.address}/`)
  await page.getByRole('link', { name: 'Your account' }).press('Enter')
  await page.waitForSelector('text=1 role is granted to you today')
  expect(await page.getByRole('link', { name: 'Administration' }).count()).toBe(0)
  await setUpFactor(page)
  await standsWell(page, 'account')
  await page.getByRole('button', { name: 'Sign out' }).press('Enter')
  await page.waitForSelector('h1:has-text("Sign in")')
  await standsWell(page, 'sign-in')
  await page.getByLabel('E-mail address').fill('rowan@example.org')
  await page.getByLabel('Password', { exact: true }).fill('four herons by the wear')
  await page.getByLabel('Password', { exact: true }).press('Enter')
  await page.waitForSelector('text=no account has this e-mail address and this password together')
  await page.getByLabel('Password', { exact: true }).fill('four herons by the weir')
  await page.getByLabel('Password', { exact: true }).press('Enter')
  await page.waitForSelector('text=1 role is granted to you today')
  await page.context().close()
  if (kept !== undefined) cookies.set(house.address, kept)
}

async function setUpFactor(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Set up an authenticator' }).press('Enter')
  await page.getByRole('img', { name: 'Code for the camera' }).waitFor()
  await standsWell(page, 'account-factor')
  const secret = (await page.locator('.cdr-secret').first().textContent())!.replaceAll(' ', '')
  await page.getByLabel('Code it shows').fill(codeOfStep(secret, Math.floor(Date.now() / 30_000), 6))
  await page.getByRole('button', { name: 'Set it up' }).press('Enter')
  await page.waitForSelector('text=Keep these recovery codes')
  expect(await page.locator('.cdr-told li').count()).toBe(10)
}
