import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AreaMap } from '../../src/contract/area.ts'
import { startBrowser } from './browser.ts'
import { addressOfQuery, answerOf, faultsIn, familyOf, figuresOn, isPrintedAs, wordsOf, type PrintedFigure } from './printed-figures.ts'
import { openPage } from './reader.ts'
import { serveHouse, type ServedHouse } from './served-house.ts'

let house: ServedHouse
let browser: Browser

beforeAll(async () => {
  house = await serveHouse(['demo'])
  browser = await startBrowser()
})
afterAll(async () => {
  await browser?.close()
  await house?.stop()
})

/** Most figures of one page that are asked again, spread evenly over it. */
const mostOfPage = 40
/** Figures by the noun of their command: of each the first command is run for real once the server is stopped. */
const printed = new Map<string, PrintedFigure[]>()

/** Ask every figure of a page again, one by one, and say what differs. */
async function faultsOfFigures(found: readonly PrintedFigure[]): Promise<string[]> {
  const asked = found.filter(({ command }) => command.startsWith('cadre query '))
  const others = found.filter(({ command }) => !command.startsWith('cadre query '))
  const step = Math.max(1, Math.floor(asked.length / mostOfPage))
  const chosen = asked.filter((_, at) => at % step === 0)
  const faults: string[] = []
  for (const figure of chosen) faults.push(...faultsIn(figure, await house.ask(addressOfQuery(figure.command))))
  // Of other commands one answer has many figures: all of them are looked at.
  for (const [command, figures] of Map.groupBy(others, (figure) => figure.command)) {
    const answer = await answerOf(command, (address) => house.ask(address))
    if (answer !== null) faults.push(...figures.flatMap((figure) => faultsIn(figure, answer)))
  }
  for (const figure of [...chosen.slice(0, 1), ...others]) printed.set(familyOf(figure.command), [...printed.get(familyOf(figure.command)) ?? [], figure])
  return faults
}

/** Open where every figure comes from: each panel names what it is, and a command that repeats it. */
async function provenancesOf(page: Page): Promise<{ figure: string; names: string[] }[]> {
  const closed = page.locator('main button[aria-expanded="false"]', { hasText: 'Where does this come from?' })
  for (let left = await closed.count(); left > 0; left--) await closed.first().press('Enter')
  return page.evaluate(() => [...document.querySelectorAll('.cdr-provenance')].map((panel) => ({
    figure: panel.closest('section')?.querySelector('h2')?.textContent ?? panel.closest('section')?.getAttribute('aria-label') ?? '', names: [...panel.querySelectorAll('dt')].map((name) => name.textContent ?? ''),
  })))
}

const placeOf = async (level: string) => (await house.ask<AreaMap>('/api/areas')).areas.find((area) => area.level === level)!.code

describe('every figure of a page is what its command answers, and opens its provenance', () => {
  const explored = [
    '?measure=fte&rows=ics&columns=staff_group', '?measure=leaver_rate&rows=ics&chart=funnel', '?measure=headcount&rows=age_band&columns=sex', '?measure=fte&rows=region&columns=sex&from=2025-03-31', '?measure=vacancy_rate&rows=region&lens=vacancy_rate_covered',
    '?measure=fte&rows=staff_group&lens=headcount',
  ]
  const pages: readonly (readonly [name: string, path: () => string | Promise<string>, fewest: number])[] = [
    ['the Overview of the nation', () => '/', 4], ...['region', 'ics', 'organisation'].map((level) => [`the Overview of one ${level}`, async () => `/?area=${await placeOf(level)}`, 3] as const),
    ...explored.map((question) => [`Explore ${question}`, () => `/explore${question}`, 1] as const),
    ['the programme of the nation', () => '/programme?id=cardiovascular&open=pathway-table.networks-table', 60], ['a programme in one system', async () => `/programme?id=maternity&area=${await placeOf('ics')}&open=pathway-table`, 20],
    ['the board page of one system', async () => `/board?area=${await placeOf('ics')}&open=trend-table.gap-table`, 20], ['the Projection of one profession', async () => `/projection?area=${await placeOf('ics')}&profession=Midwife&open=fan-table`, 40],
    ['the Rates', () => '/rates?open=peers-table.years-table', 0], ['the coverage of the data', () => '/data?view=coverage&open=coverage-table', 0], ['the posts', () => '/data?view=posts', 0],
  ]

  test.each(pages)('%s', async (_, path, fewest) => {
    const page = await openPage(browser, house.address + await path())
    const found = await figuresOn(page)
    expect(found.length).toBeGreaterThanOrEqual(Math.max(1, fewest))
    expect(await faultsOfFigures(found)).toEqual([])
    const provenances = await provenancesOf(page)
    expect(provenances.length).toBeGreaterThan(0)
    expect(provenances.filter(({ names }) => !names.includes('Repeat it') || names.length < 3)).toEqual([])
    await page.context().close()
  })

  test('a figure that is falsified is found: another number, a missing one, another status, another print', async () => {
    const page = await openPage(browser, `${house.address}/explore?measure=fte&rows=region`)
    await page.evaluate(() => {
      const [first, second, third, fourth] = document.querySelectorAll<HTMLElement>('td[data-query]')
      first!.dataset['value'] = String(Number(first!.dataset['value']) + 1e-6)
      second!.dataset['value'] = ''
      third!.dataset['status'] = 'estimated'
      fourth!.textContent = fourth!.textContent.replace(/\d(?=\D*$)/, (digit) => String((Number(digit) + 2) % 10))
    })
    const found = (await figuresOn(page)).slice(0, 5)
    const faults = await Promise.all(found.map(async (figure) => faultsIn(figure, await house.ask(addressOfQuery(figure.command)))))
    expect(faults.map(({ length }) => length)).toEqual([1, 1, 1, 1, 0])
    await page.context().close()
  })
})

test('printed numbers are read to the decimals they show', () => {
  for (const [text, value] of [['1,234.5', 1234.46], ['9.1 %', 0.0913], ['−3', -2.6], ['12 [e]', 12.4], ['[c]', null], ['Over by 12', -12.3], ['short by 1,204 FTE', 1203.6], ['no gap', 0.3]] as const) expect([text, isPrintedAs(text, value)]).toEqual([text, true])
  for (const [text, value] of [['1,234.5', 1234.4], ['', 3], ['0', null], ['[x]', 0], ['over by 12', 12.3], ['short by 12', -12], ['no gap', 0.7]] as const) expect([text, isPrintedAs(text, value)]).toEqual([text, false])
})

// Last: the server gives the folder back to the commands.
test('the commands themselves, as the page prints them, give the same figures', async () => {
  await house.pause()
  expect([...printed.keys()].toSorted()).toEqual(expect.arrayContaining(['cadre coverage', 'cadre programme', 'cadre project', 'cadre query', 'cadre rates']))
  const run = promisify(execFile)
  for (const [, all] of printed) {
    const { command } = all[0]!
    const figures = all.filter((figure) => figure.command === command)
    const { stdout } = await run(join(import.meta.dirname, '..', '..', 'bin', 'cadre'), ['--data', house.folder, ...wordsOf(command).slice(1), '--json'], { maxBuffer: 64e6 })
    const answer: unknown = JSON.parse(stdout)
    expect(figures.flatMap((figure) => faultsIn(figure, answer))).toEqual([])
  }
})
