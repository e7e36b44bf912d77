import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, expect, test } from 'vitest'
import { verifyBundle } from '../../src/api/verify-run.ts'
import type { PlanEdit } from '../../src/contract/plan.ts'
import { freshFolder } from '../house/run-cadre.ts'
import { faultsOf, openPage, sidewaysScroll, tabTo } from './reader.ts'
import { visitDemonstration } from './served-house.ts'
import { setOut } from './set-out.ts'

const { folder, remove } = freshFolder()
const { house, browser } = setOut(visitDemonstration)

afterAll(remove)

const send = async <Answer>(path: string, body: object, more: Record<string, string>): Promise<Answer> => (await fetch(`${house.address}${path}`, { method: 'POST', headers: { 'x-cadre': '1', 'content-type': 'application/json', ...more }, body: JSON.stringify(body) })).json() as Promise<Answer>

/** Take away what the link in focus gives, by keyboard. */
async function takeAway(page: Page, name: string): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')])
  const path = join(folder, name)
  await download.saveAs(path)
  return path
}

test('by keyboard: a planner takes the paper of a scenario and its bundle away, and the bundle is repeated without the data', async () => {
  const { plan } = await send<PlanEdit>('/api/plans', { version: 1, name: 'Files to take away', baseline: { area: 'DM-I03', profession: 'Midwives', horizon: 2, draws: 20 }, levers: [{ id: 'l1', kind: 'leaver-rate', change: -1 }] }, { 'idempotency-key': 'files-to-take-away' })
  await send(`/api/plans/${plan}/steps`, { kind: 'baseline-agreed' }, { 'idempotency-key': 'files-to-take-away-agreed', 'if-match': '"1"' })
  const page = await openPage(browser, `${house.address}/scenario?id=${plan}`)
  await page.getByRole('link', { name: 'Paper as PDF' }).waitFor({ timeout: 120_000 })
  await tabTo(page, 'Paper as PDF')
  expect(readFileSync(await takeAway(page, 'paper.pdf')).subarray(0, 5).toString('latin1')).toBe('%PDF-')
  await tabTo(page, 'Make the bundle')
  await page.keyboard.press('Enter')
  await page.getByRole('link', { name: 'Take the bundle' }).waitFor({ timeout: 120_000 })
  await tabTo(page, 'Take the bundle')
  expect(await verifyBundle(await takeAway(page, 'bundle.zip'))).toMatchObject({ identical: true, scenario: 'Files to take away' })
  await page.getByText('What is not in it, and why').click()
  await page.getByText('not done for the plan, because it is draft').waitFor()
  expect([await faultsOf(page), await sidewaysScroll(page)]).toEqual([[], 0])
})
