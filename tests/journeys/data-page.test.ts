import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { csvOfLocal, csvOfMap, localReturns, plantIn } from '../../src/demo/local-returns.ts'
import { answerOf, faultsIn, figuresOn } from './printed-figures.ts'
import { answered, faultsOf, openPage, sidewaysScroll, tabTo } from './reader.ts'
import { serveHouse } from './served-house.ts'
import { setOut } from './set-out.ts'

const { house, browser } = setOut(() => serveHouse())
let page: Page
const folder = join(mkdtempSync(join(tmpdir(), 'cadre-returns-')), 'returns')

/** Two month-ends of three made-up trusts, as three local systems write them: the first in our names, the second in a payroll system’s, the third in a warehouse’s. */
beforeAll(async () => {
  const made = localReturns(1, { trusts: 3, months: 2, people: 40 })
  const [own] = made.trusts
  const planted = plantIn(made.files, { trust: own!.code, table: 'staff', periodTo: '2025-09-30' }, 3, { fte: '-1' })
  write('map.csv', csvOfMap(made.map))
  for (const file of planted.files.filter(({ table }) => table === 'staff' || table === 'establishment')) {
    if (file.table === 'staff' || file.style === 'own') write(`${file.style}/${file.table}/${file.trust}-${file.periodTo}.csv`, csvOfLocal(file))
  }
  page = await openPage(browser, `${house.address}/data`)
})

function write(name: string, text: string): void {
  mkdirSync(dirname(join(folder, name)), { recursive: true })
  writeFileSync(join(folder, name), text)
}

/** What the polite voice said last. */
const said = () => page.locator('output[aria-live="polite"]').textContent()
const held = () => house.ask<{ snapshot: string | null; files: number }>('/api/status')

describe('a month of made-up trusts, loaded by the page', () => {
  test('a folder is sent and checked, and nothing is published', async () => {
    await page.setInputFiles('#folder', folder)
    await page.waitForSelector('text=9 files checked: 5 ready to publish', { timeout: 60_000 })
    expect(await page.textContent('main')).toContain('4 refused. Nothing is published until you say so.')
    expect(await page.locator('.cdr-files > li', { hasText: 'map.csv' }).first().textContent()).toContain('Ready')
    expect(await page.locator('.cdr-files > li', { hasText: 'Ready, part quarantined' }).textContent()).toMatch(/own\/staff\/.*1 quarantined/)
    expect((await held()).snapshot).toBeNull()
    expect(await faultsOf(page)).toEqual([])
    const [download] = await Promise.all([page.waitForEvent('download'), page.locator('.cdr-files > li', { hasText: 'Ready, part quarantined' }).getByRole('link', { name: 'Exceptions file' }).click()])
    expect(readFileSync((await download.path())!, 'utf8')).toMatch(/negative-fte,stop-row,5,/)
  })

  test('by keyboard alone, a person says what the columns of the payroll system mean; all its files are then checked', async () => {
    await page.locator('.cdr-files > li', { hasText: 'payroll/staff' }).first().getByRole('link', { name: 'Say what its columns mean' }).focus()
    await page.keyboard.press('Enter')
    await page.waitForSelector('text=Their columns')
    expect(await page.textContent('main')).not.toContain('98I1234E')
    await tabTo(page, 'Confirm, remember and check')
    await page.keyboard.press('Enter')
    expect(await page.evaluate(() => document.activeElement?.className)).toContain('nhsuk-error-summary')
    expect(await page.locator('.nhsuk-error-summary').textContent()).toContain('Enter who confirms this')
    expect(await faultsOf(page)).toEqual([])

    await tabTo(page, 'Enter who confirms this')
    await page.keyboard.press('Enter')
    await page.keyboard.type('Workforce lead')
    await decideTheRest()
    await tabTo(page, 'Confirm, remember and check')
    await page.keyboard.press('Enter')
    await page.waitForSelector('text=9 files checked: 7 ready to publish', { timeout: 60_000 })
    expect(new URL(page.url()).searchParams.get('file')).toBeNull()
    const { mappings } = await house.ask<{ mappings: { confirmedBy: string; table: string; version: number }[] }>('/api/mappings')
    expect(mappings).toMatchObject([{ confirmedBy: 'Workforce lead', table: 'staff', version: 1 }])
  })

  test('a reload shows the same upload; it is published when somebody says so', async () => {
    await page.reload()
    await page.waitForSelector('text=9 files checked: 7 ready to publish')
    await tabTo(page, 'Publish 7 files as a snapshot')
    await page.keyboard.press('Enter')
    await page.waitForSelector('text=This folder holds 7 files', { timeout: 60_000 })
    expect(await said()).toContain('is live')
    expect((await held()).files).toBe(7)
  })

  test('the parts of the page say what is held and how good it is', async () => {
    await page.getByRole('link', { name: 'Quality', exact: true }).press('Enter')
    await page.waitForSelector('text=What is worth fixing first')
    await answered(page)
    expect(await page.locator('.cdr-fixes').textContent()).toContain('negative FTE')
    await page.getByRole('link', { name: 'Coverage', exact: true }).press('Enter')
    await page.waitForSelector('#gaps-title')
    await answered(page)
    expect(await page.locator('.cdr-matrix').first().textContent()).toMatch(/Staff records/)
    await page.getByRole('link', { name: 'Reconcile posts', exact: true }).press('Enter')
    await page.waitForSelector('text=A vacancy rate says what it counts as filled')
  })

  test('what is worth fixing is what its command answers, figure by figure', async () => {
    await page.goto(`${house.address}/data?view=quality&open=fixes-table`)
    await answered(page)
    const found = (await figuresOn(page)).filter(({ command }) => command === 'cadre quality')
    const answer = await answerOf('cadre quality', (address) => house.ask(address))
    expect(found.length).toBeGreaterThan(3)
    expect(found.flatMap((figure) => faultsIn(figure, answer))).toEqual([])
  })

  test('a finding is accepted with who and why', async () => {
    await page.goto(`${house.address}/data?view=quality`)
    await answered(page)
    const open = page.locator('.cdr-fixes__act button').first()
    await open.press('Enter')
    await page.getByRole('button', { name: 'Accept this finding' }).press('Enter')
    expect(await page.locator('.nhsuk-error-summary').textContent()).toContain('Enter why it is accepted')
    await page.getByLabel('Accept it because').fill('The payroll system is being corrected')
    await page.getByLabel('Accepted by').fill('Workforce lead')
    await page.getByRole('button', { name: 'Accept this finding' }).press('Enter')
    await page.waitForSelector('.cdr-fixes .nhsuk-tag:has-text("Accepted")', { timeout: 30_000 })
    expect(await said()).toContain('because The payroll system is being corrected')
  })

  test.each(['upload', 'quality', 'coverage', 'snapshots', 'posts', 'templates'])('%s has no accessibility fault at 1280 and 375 pixels, and fits 320', async (view) => {
    await page.goto(`${house.address}/data?view=${view}`)
    await answered(page)
    for (const width of [1280, 375]) {
      await page.setViewportSize({ width, height: 900 })
      expect([await faultsOf(page), await sidewaysScroll(page)]).toEqual([[], 0])
    }
    await page.setViewportSize({ width: 320, height: 900 })
    expect(await sidewaysScroll(page)).toBe(0)
    await page.setViewportSize({ width: 1280, height: 900 })
  })

  test('going back asks twice, and the former state is live again', async () => {
    await page.goto(`${house.address}/data?view=snapshots`)
    await answered(page)
    await page.getByRole('button', { name: 'Withdraw', exact: true }).press('Enter')
    expect(await page.locator('.nhsuk-error-summary').textContent()).toContain('Say that you want to withdraw it')
    await page.getByLabel('Yes, withdraw it').press('Space')
    await page.getByRole('button', { name: 'Withdraw', exact: true }).press('Enter')
    await page.waitForSelector('text=What to load', { timeout: 30_000 })
    expect(await held()).toMatchObject({ snapshot: null, files: 0 })
  })
})

/** Walk to each column that is undecided and leave it out with the arrow key; give their word for nurses ours. */
async function decideTheRest(): Promise<void> {
  const fields = await page.locator('.cdr-mapping select').all()
  for (const field of fields) {
    if ((await field.inputValue()) !== '') continue
    await field.focus()
    await page.keyboard.press((await field.getAttribute('id'))!.startsWith('word-') ? 'N' : 'ArrowDown')
  }
}
