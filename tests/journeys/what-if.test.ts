import { describe, expect, test } from 'vitest'
import type { WhatIfAnswer } from '../../src/contract/what-if.ts'
import { answered, faultsOf, openPage, sidewaysScroll, tabTo } from './reader.ts'
import { visitDemonstration } from './served-house.ts'
import { setOut } from './set-out.ts'

const { house, browser } = setOut(visitDemonstration)

const panel = 'section[aria-labelledby="what-if-title"]'

describe('by keyboard: state levers, read what they do and what binds', () => {
  test('each step works, says so aloud, and has no accessibility fault', async () => {
    const page = await openPage(browser, `${house.address}/projection?years=6&part=what-if`)
    await page.waitForSelector(panel)
    await tabTo(page, 'Leaver rate')
    await page.keyboard.type('lots')
    await tabTo(page, 'Show what changes')
    await page.keyboard.press('Enter')
    await page.waitForSelector(`${panel} .nhsuk-error-summary`)
    expect(await page.textContent(`${panel} .nhsuk-error-summary a`)).toBe('Leaver rate must be a number between −100 and 100')
    expect(await faultsOf(page)).toEqual([])

    await page.fill('#what-if-leaver-rate', '−50')
    await tabTo(page, 'Show what changes')
    await page.keyboard.press('Enter')
    await page.waitForFunction(() => location.search.includes('levers='))
    await page.waitForSelector(`${panel} .cdr-gapline`, { timeout: 60_000 })
    await answered(page)
    const answer = await house.ask<WhatIfAnswer>(`/api/what-if${new URL(page.url()).search}`)
    expect(await page.textContent(`${panel} .cdr-gapline`)).toBe(answer.summary)
    await page.waitForFunction((words) => document.querySelector('output[aria-live="polite"]')?.textContent?.includes(words), answer.summary)
    expect(answer.binds.every(({ constraint }) => constraint === 'floor')).toBe(true)
    expect(await page.textContent('section[aria-labelledby="what-if-binds-title"]')).toContain('the leaver rate cannot fall below 0')
    expect(await page.inputValue('#what-if-leaver-rate')).toBe('−50')
    expect(await faultsOf(page)).toEqual([])
    await page.context().close()
  })

  test('an address restores a programme whose placements bind, at 375 pixels without sideways scroll', async () => {
    const levers = JSON.stringify({
      version: 1, programmes: [{ id: 'programme', provider: 'P', profession: 'Midwives', startsAYear: 100, stages: [{ months: 24, dropOut: 0.1, learnerWeeks: 40 }], completion: 1, joinShare: 1, settlement: [{ area: 'Demonstration nation', share: 1 }], placementCapacity: 4000, source: 'made up' }],
      levers: [{ kind: 'intake', programme: 'programme', change: 100 }, { kind: 'transfer', change: 12, unit: 'people a year', toProfession: 'Support to clinical staff' }],
    })
    const page = await openPage(browser, `${house.address}/projection?${new URLSearchParams({ years: '5', profession: 'Midwives', levers })}`, 375)
    await page.waitForSelector(`${panel} .cdr-gapline`, { timeout: 60_000 })
    expect(await page.textContent('section[aria-labelledby="what-if-binds-title"]')).toContain('Placements bind')
    expect(await page.textContent('section[aria-labelledby="what-if-others-title"]')).toContain('Support to clinical staff')
    expect(await page.textContent('section[aria-labelledby="what-if-account-title"]')).toContain('Nobody is lost between groups')
    expect(await page.inputValue('#what-if-startsAYear')).toBe('100')
    expect(await faultsOf(page)).toEqual([])
    expect(await sidewaysScroll(page)).toBe(0)
    await page.context().close()
  })
})
