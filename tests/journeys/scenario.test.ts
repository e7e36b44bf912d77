import { expect, test } from 'vitest'
import type { PlanList, PlanState } from '../../src/contract/plan.ts'
import type { CentralScene } from '../../src/contract/scenario-central.ts'
import { openCentralScenario, sceneFrom } from '../../src/scenario/central-scenario.ts'
import { formatNumber } from '../../src/units/format.ts'
import { isRefusal } from '../../src/units/refusal.ts'
import { faultsOf, openPage, sidewaysScroll, tabTo } from './reader.ts'
import { visitDemonstration } from './served-house.ts'
import { setOut } from './set-out.ts'

const { house, browser } = setOut(visitDemonstration)

/** A machine may be busy: what is kept is waited for longer than a second. */
const soon = { timeout: 30_000 }
const now = '.cdr-now__now'
const ranged = '.cdr-scenario__figures[aria-busy="false"] .cdr-bridge'

/** What the page should say of the gap at the end: the central run, walked here with the lever so. */
async function gapHere({ document }: PlanState, change: number): Promise<string> {
  const asked = await fetch(`${house.address}/api/scenario/central`, { method: 'POST', headers: { 'x-cadre': '1', 'content-type': 'application/json' }, body: JSON.stringify({ document }) })
  const said = (await asked.json()) as CentralScene
  const central = openCentralScenario(sceneFrom(said.scene), said).walk([{ id: 'l1', lever: { kind: 'leaver-rate', change, ramp: 0 } }])
  if (isRefusal(central)) throw new Error(central.found)
  const { gap } = central.at(-1)!.scenario
  return `${gap > 0 ? 'short' : 'over'} by ${formatNumber(Math.abs(gap), 0)} FTE`
}

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
  const { plans } = await house.ask<PlanList>('/api/plans')
  const { id } = plans.find(({ name }) => name === 'More midwives stay')!
  await page.waitForSelector(now)
  await tabTo(page, 'Leaver rate, points')
  for (let step = 0; step < 10; step++) await page.keyboard.press('ArrowLeft')
  expect(await page.getAttribute('#slide-l1', 'aria-valuetext')).toBe('−0.5 points')
  // The answer follows in the browser, before any run of the server: the same number as the central run here.
  const said = await gapHere(await house.ask<PlanState>(`/api/plans/${id}`), -0.5)
  await page.waitForFunction(([place, gap]) => document.querySelector(place!)?.textContent.includes(gap!), [now, said])
  expect(await page.textContent('.cdr-now__state')).toContain('Central path')
  const before = await page.locator('#slide-l1').boundingBox()
  await page.waitForFunction(() => document.querySelector('.cdr-now__state')?.textContent.includes('80 % range'), null, { timeout: 120_000 })
  // The run takes the place of the central answer without moving the page.
  expect(await page.locator('#slide-l1').boundingBox()).toEqual(before)
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('slide-l1')

  await page.fill('#lever-l1', '−2')
  await page.keyboard.press('Enter')
  await expect.poll(async () => (await house.ask<PlanState>(`/api/plans/${id}`)).document.levers[0]?.change, soon).toBe(-2)
  await page.waitForSelector(ranged, { timeout: 120_000 })
  await page.getByText('Why we believe it').first().click()
  await page.getByText('Self-test').waitFor()
  await page.fill('#why-l1', 'Rosters that people choose')
  await tabTo(page, 'Lead time')
  await page.keyboard.type('6')
  await page.keyboard.press('Tab')
  await expect.poll(async () => (await house.ask<PlanState>(`/api/plans/${id}`)).document.levers[0], soon).toMatchObject({ rationale: 'Rosters that people choose', cost: { leadTimeMonths: 6 } })
  await page.getByText('lead time 6 months').waitFor()
  await page.waitForSelector(ranged, { timeout: 120_000 })
  expect(await faultsOf(page)).toEqual([])
  await page.getByText('Why we believe it').first().click()

  const plan = await house.ask<PlanState>(`/api/plans/${id}`)
  expect(plan.document.levers).toEqual([expect.objectContaining({ kind: 'leaver-rate', change: -2 })])
  await page.waitForSelector(ranged, { timeout: 120_000 })
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
  await expect.poll(async () => (await house.ask<PlanState>(`/api/plans/${id}`)).document.levers[0]?.change, soon).toBe(-3)
  await page.waitForSelector(ranged, { timeout: 120_000 })

  // The facilitator at a projector: lever and answer are both in sight, nothing lies over anything else, and nothing is too small to read.
  await page.setViewportSize({ width: 1024, height: 768 })
  await page.locator('#slide-l1').scrollIntoViewIfNeeded()
  const [lever, answer] = [(await page.locator('#slide-l1').boundingBox())!, (await page.locator(now).boundingBox())!]
  for (const { y, height } of [lever, answer]) expect([y >= 0, y + height <= 768]).toEqual([true, true])
  expect(lever.x + lever.width).toBeLessThanOrEqual(answer.x)
  expect(await page.evaluate(() => Math.min(...[...document.querySelectorAll('main :is(p, li, label, td, th, summary, small, span, b, i)')].filter((place) => place.checkVisibility() && place.textContent.trim() !== '').map((place) => Number.parseFloat(getComputedStyle(place).fontSize))))).toBeGreaterThanOrEqual(12)
  expect([await faultsOf(page), await sidewaysScroll(page)]).toEqual([[], 0])

  await page.setViewportSize({ width: 320, height: 800 })
  expect([await faultsOf(page), await sidewaysScroll(page)]).toEqual([[], 0])
  await page.context().close()
})
