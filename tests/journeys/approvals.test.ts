import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Release } from '../../src/contract/release.ts'
import { hashText } from '../../src/api/bundle.ts'
import { returnsOf } from '../access/made-up-region.ts'
import { answered, faultsOf, openPage, sidewaysScroll, tabTo } from './reader.ts'
import { becomeAdministrator, cookies, serveHouse } from './served-house.ts'
import { setOut } from './set-out.ts'

const files = mkdtempSync(join(tmpdir(), 'cadre-approvals-'))

const { house, browser } = setOut(async () => {
  for (const { name, text } of returnsOf().filter(({ name: one }) => one === 'absence.csv' || /zx[1234]staff-2025-09/.test(one))) writeFileSync(join(files, name), text)
  return serveHouse(['import', files])
})
let second: string
beforeAll(async () => {
  second = await inviteApprover()
})
afterAll(() => rmSync(files, { recursive: true, force: true }))

/** Another person with an account, a second factor and the role of an approver. */
async function inviteApprover(): Promise<string> {
  const send = async <T>(path: string, body: object): Promise<T> => {
    const answer = await fetch(house.address + path, { method: 'POST', headers: { 'x-cadre': '1', cookie: house.cookie, 'content-type': 'application/json' }, body: JSON.stringify(body) })
    if (!answer.ok) throw new Error(await answer.text())
    return await answer.json() as T
  }
  const { person, link } = await send<{ person: string; link: string }>('/api/people', { name: 'Ash Approver', email: 'ash@example.org' })
  await send(`/api/people/${person}/grants`, { role: 'approver', scope: 'everything' })
  return becomeAdministrator(house.address, `${house.address}/invitation#${link}`)
}

async function standsWell(page: Page, name: string): Promise<void> {
  for (const width of [1280, 375]) {
    await page.setViewportSize({ width, height: 900 })
    expect(await faultsOf(page)).toEqual([])
    const folder = process.env['CADRE_PICTURES']
    if (folder !== undefined) {
      mkdirSync(folder, { recursive: true })
      await page.screenshot({ path: join(folder, `${name}-${width}.png`), fullPage: true })
    }
    expect(await sidewaysScroll(page)).toBe(0)
  }
  await page.setViewportSize({ width: 1280, height: 900 })
}

const openAs = async (cookie: string): Promise<Page> => {
  cookies.set(house.address, cookie)
  const page = await openPage(browser, `${house.address}/approvals`)
  cookies.set(house.address, house.cookie)
  return page
}

test('one person asks for a table by keyboard, another looks at it and approves, and the first takes away the bytes that were approved', async () => {
  const asker = await openAs(house.cookie)
  const form = asker.getByRole('form', { name: 'Ask for a table to be published' })
  await form.getByRole('button', { name: 'Ask for approval' }).press('Enter')
  expect(await asker.locator('.nhsuk-error-summary a').allTextContents()).toEqual(['Say why it is to leave', 'Say to whom'])
  await form.getByLabel('Areas down to').selectOption('organisation')
  await form.getByLabel('Split by').selectOption('band')
  await form.getByLabel('Why it is to leave').fill('The yearly report of the region')
  await form.getByLabel('To whom').fill('The public')
  await form.getByLabel('To whom').press('Enter')
  await asker.waitForSelector('text=Asked for as number 1')
  await asker.waitForSelector('text=Waits for another person until')
  expect(await asker.getByRole('button', { name: 'Approve number 1' }).count()).toBe(0)
  await standsWell(asker, 'approvals-asked')

  const approver = await openAs(second)
  expect(await approver.locator('.cdr-lede').textContent()).toContain('1 waits for your decision')
  await approver.locator('summary', { hasText: 'Look at the table' }).press('Enter')
  await approver.waitForSelector('text=It is the table that was asked for, figure by figure')
  expect(await approver.locator('table').first().locator('td', { hasText: '[c]' }).count()).toBeGreaterThan(0)
  await standsWell(approver, 'approvals-look')
  await approver.evaluate(() => { window.scrollTo(0, 0); document.body.focus() })
  await tabTo(approver, 'Approve number 1')
  await approver.keyboard.press('Enter')
  await approver.waitForSelector('text=Approved by Ash Approver; may leave until')
  await approver.context().close()

  await asker.reload()
  await answered(asker)
  const { releases: [release] } = await house.ask<{ releases: Release[] }>('/api/releases')
  const coming = asker.waitForEvent('download')
  await asker.getByRole('link', { name: 'table.csv', exact: true }).press('Enter')
  const taken = await readFile((await (await coming).path())!)
  expect(hashText(taken)).toBe(release!.files.find(({ name }) => name === 'table.csv')!.sha256)
  expect(taken.toString()).toContain(',suppressed')
  await asker.reload()
  await asker.waitForSelector('text=1 file left')
  await standsWell(asker, 'approvals-left')
  await asker.context().close()
}, 300_000)

test('a request is refused with a reason that both see', async () => {
  const asked = await fetch(`${house.address}/api/releases`, { method: 'POST', headers: { 'x-cadre': '1', cookie: house.cookie, 'content-type': 'application/json' }, body: JSON.stringify({ what: { kind: 'records', records: { area: 'ZX1', at: '2025-09-30' } }, because: 'A study of the university', recipient: 'University of Northmere' }) })
  const { id } = await asked.json() as Release
  const approver = await openAs(second)
  const section = approver.locator('section', { has: approver.getByRole('heading', { name: `number ${id}` }) })
  await section.locator('summary', { hasText: 'Refuse with a reason' }).press('Enter')
  await section.getByRole('button', { name: 'Refuse', exact: true }).press('Enter')
  expect(await section.locator('.nhsuk-error-summary a').allTextContents()).toEqual(['Say why'])
  await section.getByLabel('Why', { exact: true }).fill('The study was not agreed to')
  await section.getByLabel('Why', { exact: true }).press('Enter')
  await approver.waitForSelector('text=Refused by Ash Approver: The study was not agreed to')
  await approver.context().close()
  const asker = await openAs(house.cookie)
  await asker.waitForSelector('text=Refused by Ash Approver: The study was not agreed to')
  await asker.context().close()
}, 120_000)
