import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PlanList, PlanState } from '../../src/contract/plan.ts'
import { startBrowser } from './browser.ts'
import { faultsOf, openPage, sidewaysScroll, tabTo } from './reader.ts'
import { visitDemonstration, type VisitedHouse } from './served-house.ts'

let house: VisitedHouse
let browser: Browser

beforeAll(async () => {
  house = await visitDemonstration()
  browser = await startBrowser()
})
afterAll(async () => {
  await browser?.close()
  await house?.stop()
})

test('by keyboard: a planner makes a scenario, agrees its baseline, moves a lever and reads what it does; somebody else’s change is not written over', async () => {
  const page = await openPage(browser, `${house.address}/scenarios?area=DM-I03`)
  await tabTo(page, 'New scenario')
  await page.keyboard.press('Enter')
  await page.waitForSelector('#scenario-name')
  await tabTo(page, 'Make the scenario')
  await page.keyboard.press('Enter')
  expect(await page.textContent('.nhsuk-error-summary a')).toBe('Give the scenario a name')
  expect(await faultsOf(page)).toEqual([])
  await page.fill('#scenario-name', 'More midwives stay')
  await page.selectOption('#scenario-profession', 'Midwives')
  await page.fill('#scenario-horizon', '4')
  await tabTo(page, 'Make the scenario')
  await page.keyboard.press('Enter')

  await page.getByRole('heading', { name: 'The baseline is not agreed yet' }).waitFor()
  await tabTo(page, 'Agree the baseline')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'The baseline is agreed' }).waitFor()
  await page.selectOption('#add-lever', 'leaver-rate')
  await tabTo(page, 'Put it in')
  await page.keyboard.press('Enter')
  await page.fill('#lever-l1', '−2')
  await page.keyboard.press('Enter')
  await page.getByText('in the gap of').first().waitFor({ timeout: 120_000 })

  const { plans } = await house.ask<PlanList>('/api/plans')
  const { id } = plans.find(({ name }) => name === 'More midwives stay')!
  const plan = await house.ask<PlanState>(`/api/plans/${id}`)
  expect(plan.document.levers).toEqual([expect.objectContaining({ kind: 'leaver-rate', change: -2 })])
  await page.waitForSelector('.cdr-scenario__answer[aria-busy="false"] .cdr-bridge')
  expect(await faultsOf(page)).toEqual([])

  const theirs = await fetch(`${house.address}/api/plans/${id}/edits`, {
    method: 'POST', headers: { 'x-cadre': '1', 'content-type': 'application/json', 'if-match': `"${plan.version}"`, 'idempotency-key': 'from-another-desk' }, body: JSON.stringify({ changes: [{ field: 'levers/l1/change', to: -1 }] }),
  })
  expect(theirs.status).toBe(200)
  await page.fill('#lever-l1', '−3')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Somebody else changed this scenario meanwhile' }).waitFor()
  expect(await page.locator('.nhsuk-error-summary tbody tr').allTextContents()).toEqual([expect.stringMatching(/^levers\/l1\/change−2−3−1/)])
  expect(await faultsOf(page)).toEqual([])
  await tabTo(page, 'Keep mine')
  await page.keyboard.press('Enter')
  await expect.poll(async () => (await house.ask<PlanState>(`/api/plans/${id}`)).document.levers[0]?.change).toBe(-3)
  await page.setViewportSize({ width: 320, height: 800 })
  await page.waitForSelector('.cdr-scenario__answer[aria-busy="false"] .cdr-bridge')
  expect([await faultsOf(page), await sidewaysScroll(page)]).toEqual([[], 0])
  await page.context().close()
})
