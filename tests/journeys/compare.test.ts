import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import type { PlanEdit, PlanList, PlanState } from '../../src/contract/plan.ts'
import { answered, faultsOf, openPage, sidewaysScroll, tabTo } from './reader.ts'
import { visitDemonstration } from './served-house.ts'
import { setOut } from './set-out.ts'

const { house, browser } = setOut(visitDemonstration)

/** Make a scenario by keyboard, agree its baseline, put one lever in and move it. Answers its id. */
async function makeScenario(page: Page, name: string, lever: string, change: string): Promise<string> {
  await page.goto(`${house.address}/scenarios?area=DM-I04`)
  await answered(page)
  await tabTo(page, 'New scenario')
  await page.keyboard.press('Enter')
  await page.waitForSelector('#scenario-name')
  await page.fill('#scenario-name', name)
  await page.selectOption('#scenario-profession', 'Midwives')
  await page.fill('#scenario-horizon', '3')
  await tabTo(page, 'Make the scenario')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'The baseline is not agreed yet' }).waitFor()
  await tabTo(page, 'Agree the baseline')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'The baseline is agreed' }).waitFor()
  await page.selectOption('#add-lever', lever)
  await tabTo(page, 'Put it in')
  await page.keyboard.press('Enter')
  await page.fill('#lever-l1', change)
  await page.keyboard.press('Tab')
  const { plans } = await house.ask<PlanList>('/api/plans')
  const { id } = plans.find((plan) => plan.name === name)!
  await expect.poll(async () => (await house.ask<PlanState>(`/api/plans/${id}`)).document.levers[0]?.change, { timeout: 20_000 }).toBe(Number(change.replace('−', '-')))
  return id
}

test('by keyboard: a planner makes two scenarios, sees why they differ, adds a third that cannot be compared as it is, takes the difference away, and seeks a goal', async () => {
  const page = await openPage(browser, `${house.address}/scenarios?area=DM-I04`)
  page.setDefaultTimeout(120_000)
  const stay = await makeScenario(page, 'More of them stay', 'leaver-rate', '−2')
  const come = await makeScenario(page, 'More come from abroad', 'international', '10')
  const longer = await kept({ ...(await house.ask<PlanState>(`/api/plans/${come}`)).document, name: 'More come, looked at longer' }, 5)

  await page.goto(`${house.address}/scenarios`)
  await answered(page)
  await page.waitForSelector('#compare-a')
  await page.selectOption('#compare-a', stay)
  await page.selectOption('#compare-b', come)
  await page.selectOption('#compare-more', longer)
  await tabTo(page, 'Compare')
  while ((await page.evaluate(() => document.activeElement?.tagName)) !== 'BUTTON') await tabTo(page, 'Compare')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'From More of them stay to More come from abroad' }).waitFor()
  await page.waitForSelector('#compare-bridge-title')
  // What one of them has and the other has not: both levers are steps of the bridge, and it adds up.
  const cells = await page.locator('section[aria-labelledby="compare-bridge-title"] tbody tr').allTextContents()
  expect(cells.join()).toContain('Leaver rate')
  expect(cells.join()).toContain('International recruitment')

  // The third has another horizon: refused with what differs, and the nearest valid comparison is one press away.
  await page.getByText('their horizons are 3 and 5 years').waitFor({ timeout: 120_000 })
  await tabTo(page, 'Make the nearest comparison that is valid')
  await page.keyboard.press('Enter')
  await page.waitForSelector('#compare-bridge-2-title')
  expect(await page.textContent('main')).toContain('both are run to the shorter horizon, 3 years')
  expect(await faultsOf(page)).toEqual([])

  await tabTo(page, 'Download')
  const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')])
  const lines = (await readFile(await download.path(), 'utf8')).split('\r\n').filter((line) => line.startsWith('bridge,2028'))
  expect(Math.abs(lines.slice(0, -1).reduce((sum, line) => sum + value(line), 0) - value(lines.at(-1)!))).toBeLessThan(1e-6)

  await page.setViewportSize({ width: 320, height: 800 })
  expect([await faultsOf(page), await sidewaysScroll(page)]).toEqual([[], 0])

  await page.setViewportSize({ width: 1280, height: 900 })
  await page.goto(`${house.address}/scenario?id=${stay}`)
  await page.waitForSelector('#goal-value')
  await page.fill('#goal-value', 'none')
  await tabTo(page, 'Find the change')
  await page.keyboard.press('Enter')
  expect(await page.textContent('.nhsuk-error-summary a')).toBe('Enter a number for the goal, such as 0')
  await page.fill('#goal-value', '0')
  await tabTo(page, 'Find the change')
  await page.keyboard.press('Enter')
  await page.waitForSelector('#scenario-goal-title')
  expect(await page.textContent('#scenario-goal-title')).toMatch(/^Leaver rate (has to change by|does not lead to no gap in 2028)/)
  expect(await faultsOf(page)).toEqual([])
  await page.context().close()
})

function value(line: string): number {
  return Number(line.split(',')[5])
}

/** Keep a scenario file as a plan of another horizon; its baseline stays to be agreed. */
async function kept(document: PlanState['document'], horizon: number): Promise<string> {
  const body = JSON.stringify({ ...document, baseline: { ...document.baseline, horizon } })
  const answer = await fetch(`${house.address}/api/plans`, { method: 'POST', headers: { 'x-cadre': '1', 'content-type': 'application/json', 'idempotency-key': 'a-longer-look' }, body })
  if (!answer.ok) throw new Error(await answer.text())
  return ((await answer.json()) as PlanEdit).plan
}
