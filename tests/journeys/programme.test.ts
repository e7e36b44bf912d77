import ExcelJS from 'exceljs'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import type { ProgrammeAnswer, ProgrammeGaps } from '../../src/contract/programme-answer.ts'
import type { ProjectionAnswer } from '../../src/contract/projection.ts'
import { formatNumber } from '../../src/units/format.ts'
import { answered, faultsAtWidths, faultsOf, openPage, tabTo } from './reader.ts'
import { visitDemonstration } from './served-house.ts'
import { setOut } from './set-out.ts'

const { house, browser } = setOut(visitDemonstration)

const areaOf = (page: Page) => new URL(page.url()).searchParams.get('area')

describe('a cardiovascular lead, by keyboard alone', () => {
  test('finds the network with the largest gap, sees its years ahead and where they come from, and downloads the evidence', async () => {
    const nation = await house.ask<ProgrammeAnswer>('/api/programme?id=cardiovascular')
    const { rows, largest } = nation.comparison!
    const worst = rows.toSorted((a, b) => b.gap! - a.gap!)[0]!
    expect([worst.code, worst.gap! > 0, rows.length]).toEqual([largest, true, 7])

    const page = await openPage(browser, `${house.address}/programmes`)
    await tabTo(page, 'Cardiovascular')
    await page.keyboard.press('Enter')
    await page.waitForFunction(() => document.querySelector('h1')?.textContent === 'Cardiovascular programme', null, { timeout: 120_000 })
    await answered(page)
    await page.waitForFunction(() => document.querySelector('.cdr-lede')?.textContent.includes('which is not a forecast of what must happen'), null, { timeout: 120_000 })
    expect(await page.textContent('.cdr-lede')).toContain(`${worst.name} has the largest gap: ${formatNumber(worst.gap!, 0)} FTE`)
    expect(await page.textContent('#network-gaps-title')).toContain(worst.name)

    await page.focus('#network-gaps-title ~ section')
    await tabTo(page, worst.name)
    await page.keyboard.press('Enter')
    await page.waitForFunction((code) => location.search.includes(code), worst.code)
    await page.waitForFunction((name) => document.querySelector('#pathway-title ~ .cdr-subtitle')?.textContent.includes(name), worst.name, { timeout: 120_000 })
    await answered(page)
    expect(areaOf(page)).toBe(worst.code)

    const here = await house.ask<ProgrammeAnswer>(`/api/programme?id=cardiovascular&area=${worst.code}`)
    const gaps = await house.ask<ProgrammeGaps>(`/api/programme/gaps?id=cardiovascular&area=${worst.code}`)
    const band = await page.textContent('.cdr-pathway')
    for (const { workforce } of here.stages) expect(band).toContain(`${formatNumber(workforce.value!, 0)} FTE`)
    for (const { gap } of gaps.stages) expect(band).toContain(gap === null ? '[x]' : formatNumber(Math.abs(gap.p50), 0))
    // Prevention has no standard of need: it says so, and is no 0.
    expect(here.stages[0]!.gap).toMatchObject({ value: null, why: 'No standard of need is stated' })

    const title = (await page.textContent('#pathway-title'))!
    await tabTo(page, `Where does this come from?: ${title}`)
    await page.keyboard.press('Enter')
    for (const part of ['Definition', 'Source files', 'Snapshot', 'cadre programme show cardiovascular']) expect(await page.textContent('#pathway-whence')).toContain(part)
    expect(await faultsOf(page)).toEqual([])

    await tabTo(page, 'Evidence as xlsx')
    const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')])
    const book = new ExcelJS.Workbook()
    await book.xlsx.readFile((await download.path())!)
    const [pathway, networks] = [book.getWorksheet('Pathway')!, book.getWorksheet('Comparison')!]
    expect(here.stages.map((_, at) => pathway.getCell(at + 2, 2).value)).toEqual(here.stages.map(({ workforce }) => workforce.value))
    expect(here.comparison!.rows.map((_, at) => networks.getCell(at + 2, 8).value)).toEqual(here.comparison!.rows.map(({ gap }) => gap))
    await page.context().close()
  })

  test('the gap ahead is the product’s own projection, times the share of time, and begins at the gap of today', async () => {
    const [answer, gaps] = [await house.ask<ProgrammeAnswer>('/api/programme'), await house.ask<ProgrammeGaps>('/api/programme/gaps')]
    const run = gaps.runs.find(({ role }) => role === 'cardiac-physiologists')!
    const projection = await house.ask<ProjectionAnswer>(`/api/projection?years=5&profession=${encodeURIComponent(run.profession)}&demand=${encodeURIComponent(run.demand!)}`)
    const last = projection.rows.at(-1)!
    expect([gaps.year, run.share]).toEqual([last.year, 0.8])
    for (const point of ['p10', 'p50', 'p90'] as const) expect(run.gap![point]).toBeCloseTo(last.gap[point] * 0.8, 6)
    for (const stage of answer.stages) {
      const ahead = gaps.stages.find((one) => one.stage === stage.id)!
      if (stage.gap.value === null) expect(ahead.gap).toBeNull()
      else expect(ahead.now).toBeCloseTo(stage.gap.value, 6)
    }
  })
})

describe('a programme of one’s own', () => {
  test('what is missing is said above the form and at its field; then it stands like any other', async () => {
    const page = await openPage(browser, `${house.address}/programmes?make=blank`)
    await tabTo(page, 'Check it')
    await page.keyboard.press('Enter')
    await page.waitForSelector('.nhsuk-error-summary')
    expect(await page.evaluate(() => document.activeElement?.className)).toContain('nhsuk-error-summary')
    expect(await page.textContent('.nhsuk-error-summary')).toContain('Name: is missing')
    expect(await faultsOf(page)).toEqual([])
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('programme-name')
    const fill = async (id: string, text: string) => page.fill(`#${id}`, text)
    await fill('programme-name', 'Births')
    await fill('programme-about', 'Midwives at birth.')
    await fill('stage-1-name', 'Birth')
    await fill('stage-1-says', 'delivery')
    await fill('role-1-name', 'Midwives')
    await fill('role-1-staff', 'Profession: Midwife')
    await fill('role-1-time-stage-1', '140')
    await fill('role-1-source', 'us')
    await page.getByRole('button', { name: 'Add a target' }).press('Enter')
    for (const [field, text] of [['name', 'Safe birth'], ['says', 'one midwife for each birth'], ['by', '2029-13-31'], ['source', 'our plan']] as const) await fill(`target-1-${field}`, text)
    await tabTo(page, 'See how it stands')
    await page.keyboard.press('Enter')
    await page.waitForFunction(() => document.querySelector('.nhsuk-error-summary')?.textContent.includes('Target 1, by when'))
    expect(await page.textContent('.nhsuk-error-summary')).toContain('Role 1, time')
    await fill('role-1-time-stage-1', '40')
    await fill('target-1-by', '2029-03-31')
    await tabTo(page, 'See how it stands')
    await page.keyboard.press('Enter')
    await page.waitForFunction(() => document.querySelector('h1')?.textContent === 'Births programme', null, { timeout: 120_000 })
    await answered(page)
    expect(await page.textContent('#targets-title ~ ul')).toContain('one midwife for each birth')
    const midwives = await house.ask<{ rows: { value: number }[] }>('/api/query?measure=fte&where=profession%3DMidwife')
    expect(await page.textContent('.cdr-pathway')).toContain(formatNumber(midwives.rows[0]!.value * 0.4, 0))
    await page.context().close()
  })
})

test.each(['/programmes', '/programme?id=cardiovascular', '/programme?id=maternity', '/programmes?make=mental-health'])('%s has no accessibility fault and no sideways scroll at 1280 and 320 pixels', async (address) => {
  const page = await openPage(browser, `${house.address}${address}`)
  expect(await faultsAtWidths(page, [1280, 320])).toEqual([])
  await page.context().close()
})
