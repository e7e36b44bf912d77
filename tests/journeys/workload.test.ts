import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { answerWisn } from '../../src/api/wisn.ts'
import type { WisnFile, WisnRead } from '../../src/contract/wisn.ts'
import { isRefusal } from '../../src/units/refusal.ts'
import { answered, faultsOf, openPage, sidewaysScroll } from './reader.ts'
import { serveHouse } from './served-house.ts'
import { setOut } from './set-out.ts'

const { house, browser } = setOut(() => serveHouse())
let page: Page

beforeAll(async () => {
  page = await openPage(browser, `${house.address}/wisn`)
})

describe('staffing need from workload, with nothing loaded', () => {
  test('the example shows the published answers', async () => {
    await page.getByRole('button', { name: /^Table/ }).first().press('Enter')
    // Required and ratio: docs/method/demand.md, D7.
    const rows = await page.locator('#need-table tbody tr').allTextContents()
    expect(rows[0]).toContain('8.43')
    expect(rows[0]).toContain('0.7114')
    expect(rows[1]).toMatch(/7\.6549.*0\.9144/)
    expect(rows[2]).toMatch(/9\.5303.*1\.0493/)
    expect(rows[3]).toContain('0.8978')
    expect(await page.textContent('section[aria-labelledby="need-title"]')).toContain('The mean of the units’ ratios is 0.89:')
  })

  test('support that takes all the time is said beside its field and above, and the focus goes there', async () => {
    await page.getByLabel('How much').first().fill('8')
    await page.getByRole('button', { name: 'Work out the need' }).press('Enter')
    const said = 'Support activities of Intensive care take 113 % of everybody’s time. They must take less than all of it, so that somebody has time for service'
    expect(await page.evaluate(() => document.activeElement?.className)).toContain('nhsuk-error-summary')
    expect(await page.locator('.nhsuk-error-summary li').allTextContents()).toEqual([said])
    expect(await page.locator('.nhsuk-error-message').allTextContents()).toEqual([said])
    expect(await faultsOf(page)).toEqual([])
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    expect(await page.evaluate(() => (document.activeElement as HTMLInputElement).value)).toBe('8')
  })

  test('a change makes an address that shows the same, and a file that the command reads to the same numbers', async () => {
    await page.getByLabel('How much').first().fill('0.5')
    await page.getByLabel('Staff in post of unit 1').fill('9')
    await page.getByRole('button', { name: 'Work out the need' }).press('Enter')
    await page.waitForSelector('text=Emergency is under most pressure')
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Work out the need')
    const again = await openPage(browser, page.url())
    expect(await again.textContent('.cdr-lede')).toBe(await page.textContent('.cdr-lede'))
    await again.context().close()

    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Download as a file' }).press('Enter')])
    const file = JSON.parse(readFileSync((await download.path())!, 'utf8')) as WisnFile
    const answer = answerWisn(file)
    if (isRefusal(answer)) throw new Error(answer.found)
    expect(await page.textContent('.cdr-lede')).toBe(answer.summary)
    expect(file.units[0]!.current).toBe(9)
  })

  test('a file is brought; one that is none says what is wrong and leaves the page as it is', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'cadre-workload-'))
    const [good, bad] = [join(folder, 'clinic.yaml'), join(folder, 'shopping.yaml')]
    writeFileSync(good, 'awtHours: 1600\nhoursPerDay: 8\nunits:\n  - { name: Clinic, current: 2, service: [{ name: Visits, unitTimeHours: 0.5, volume: 3200 }] }\n')
    writeFileSync(bad, 'bread: butter\n')
    await page.setInputFiles('#workload-file', bad)
    await page.waitForSelector('text=wisn-file-invalid')
    expect(await page.textContent('.cdr-lede')).toContain('3 units')
    await page.setInputFiles('#workload-file', good)
    await page.waitForSelector('text=Clinic has staff enough for its workload')
    expect(await page.getByLabel('Name of unit 1').inputValue()).toBe('Clinic')
    expect(JSON.parse(new URL(page.url()).searchParams.get('workload')!)).toEqual(((await (await page.request.post(`${house.address}/api/wisn/read`, { headers: { 'x-cadre': '1' }, data: { text: readFileSync(good, 'utf8') } })).json()) as WisnRead).file)
  })

  test('an empty form is filled in: days less absences, one unit', async () => {
    await page.getByRole('button', { name: 'Start empty' }).press('Enter')
    await page.getByRole('button', { name: 'Add a unit' }).press('Enter')
    await page.getByLabel('Name of unit 1').fill('Team')
    await page.getByLabel('Staff in post of unit 1').fill('1')
    await page.getByLabel('Hours each').fill('1')
    await page.getByLabel('How many a year').fill('3,375')
    await page.getByRole('button', { name: 'Work out the need' }).press('Enter')
    // (260 − 8 − 27) · 7.5 = 1,687.5 hours; 3,375 ÷ 1,687.5 = 2.
    await page.waitForSelector('text=Team has too few staff for its workload: short by 1.0')
  })

  test.each([1280, 375, 320])('no accessibility fault and no sideways scroll at %i pixels', async (width) => {
    await page.setViewportSize({ width, height: 900 })
    await page.goto(`${house.address}/wisn?open=need-table.parts-table`)
    await answered(page)
    expect([await faultsOf(page), await sidewaysScroll(page)]).toEqual([[], 0])
  })
})
