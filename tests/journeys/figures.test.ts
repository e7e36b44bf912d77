import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import type { AreaMap } from '../../src/contract/area.ts'
import type { History } from '../../src/contract/history.ts'
import { openHouse } from '../../src/store/open.ts'
import { isRefusal } from '../../src/units/refusal.ts'
import { runOn } from '../house/run-cadre.ts'
import { addressOfQuery, answerOf, faultsIn, familyOf, figuresOn, isPrintedAs, unnamedOn, wordsOf, type PrintedFigure } from './printed-figures.ts'
import { openPage } from './reader.ts'
import { serveHouse } from './served-house.ts'
import { setOut } from './set-out.ts'

const { house, browser } = setOut(() => serveHouse(['demo']))

/** Most figures of one page that are asked again, spread evenly over it. */
const mostOfPage = 40
/** Most commands of one family that are asked again for a page. */
const mostOfFamily = 2
/** Families whose commands are not run here: an address is none, and the others stand on what another command works out, which takes seconds. They were asked through the interface. */
const notRun = ['address', 'cadre project --sensitivity', 'cadre flows --spill-over']
/** Figures by the family of their command: of each the first command is run for real once the server is stopped. */
const printed = new Map<string, PrintedFigure[]>()
/** The workload of its page, as it is downloaded. */
let workload = ''

/** Ask every figure of a page again, one by one, and say what differs. */
async function faultsOfFigures(found: readonly PrintedFigure[]): Promise<string[]> {
  const asked = found.filter(({ command }) => command.startsWith('cadre query '))
  const others = found.filter(({ command }) => !command.startsWith('cadre query '))
  const step = Math.max(1, Math.floor(asked.length / mostOfPage))
  const chosen = asked.filter((_, at) => at % step === 0)
  const faults: string[] = []
  for (const figure of chosen) faults.push(...faultsIn(figure, await house.ask(addressOfQuery(figure.command))))
  // Of other commands one answer has many figures: all of them are looked at.
  for (const own of Map.groupBy(others, ({ command }) => familyOf(command)).values()) {
    for (const [command, figures] of [...Map.groupBy(own, (figure) => figure.command)].slice(0, mostOfFamily)) {
      const answer = await answerOf(command, (address) => house.ask(address))
      if (answer !== null) faults.push(...figures.flatMap((figure) => faultsIn(figure, answer)))
    }
  }
  for (const figure of [...chosen.slice(0, 1), ...others]) printed.set(familyOf(figure.command), [...printed.get(familyOf(figure.command)) ?? [], figure])
  return faults
}

/** Open where every figure comes from: each panel names what it is, and a command that repeats it. */
async function provenancesOf(page: Page): Promise<{ figure: string; names: string[] }[]> {
  const closed = page.locator('main button[aria-expanded="false"]', { hasText: 'Where does this come from?' })
  for (let left = await closed.count(); left > 0; left--) await closed.first().press('Enter')
  return page.evaluate(() => [...document.querySelectorAll('.cdr-panel .cdr-provenance')].map((panel) => ({
    figure: panel.closest('section')?.querySelector('h2')?.textContent ?? panel.closest('section')?.getAttribute('aria-label') ?? '', names: [...panel.querySelectorAll('dt')].map((name) => name.textContent ?? ''),
  })))
}

/** The file that a page of workload offers to take away; null on other pages. */
async function workloadOn(page: Page): Promise<string | null> {
  const link = page.locator('main a[download="workload.json"]')
  return await link.count() === 0 ? null : decodeURIComponent((await link.getAttribute('href'))!.split(',').slice(1).join(','))
}

const placeOf = async (level: string) => (await house.ask<AreaMap>('/api/areas')).areas.find((area) => area.level === level)!.code
const projection = async (part: string, open: string) => `/projection?area=${await placeOf('ics')}&profession=Midwife&part=${part}&open=${open}`
const lastChange = async () => (await house.ask<History>('/api/history')).changes.find(({ kind }) => kind === 'published')!.number

describe('every figure of a page is what its command answers, and opens its provenance', () => {
  const explored = [
    '?measure=fte&rows=ics&columns=staff_group', '?measure=leaver_rate&rows=ics&chart=funnel', '?measure=headcount&rows=age_band&columns=sex', '?measure=fte&rows=region&columns=sex&from=2025-03-31', '?measure=vacancy_rate&rows=region&lens=vacancy_rate_covered&open=lens-bridge-table',
    '?measure=fte&rows=staff_group&lens=headcount&open=lens-bridge-table',
  ]
  const pages: readonly (readonly [name: string, path: () => string | Promise<string>, fewest: number])[] = [
    ['the Overview of the nation', () => '/?open=gaps-table', 40], ...['region', 'ics', 'organisation'].map((level) => [`the Overview of one ${level}`, async () => `/?area=${await placeOf(level)}`, 3] as const),
    ...explored.map((question) => [`Explore ${question}`, () => `/explore${question}`, 1] as const),
    ['the programme of the nation', () => '/programme?id=cardiovascular&open=pathway-table.networks-table.need-table.pipeline-table', 60], ['a programme in one system', async () => `/programme?id=maternity&area=${await placeOf('ics')}&open=pathway-table`, 20],
    ['the board page of one system', async () => `/board?area=${await placeOf('ics')}&open=trend-table.gap-table`, 20],
    ['the Projection of one profession, with its flows', () => projection('flows', 'fan-table.twin-table.flows-table.account-table.ends.ends-table.spill-table'), 100], ['its ages', () => projection('ages', 'pyramid-table'), 50], ['its method', () => projection('method', 'assumptions-table'), 10],
    ['its sensitivity', () => projection('sensitivity', 'sensitivity-table.methods-table.regret-table'), 30], ['its accuracy', () => projection('accuracy', 'accuracy-table'), 6],
    ['the Rates', () => '/rates?open=peers-table.years-table.ages-table', 0], ['the workload', () => '/wisn?open=need-table.parts-table', 40], ['the assumption library', () => '/assumptions', 50],
    ['the files that are held', () => '/data?open=files-table', 20], ['the quality of the data', () => '/data?view=quality&open=fixes-table.scores-table', 50], ['the coverage of the data', () => '/data?view=coverage&open=coverage-table.gaps-table', 0],
    ['the snapshots and what moved', async () => `/data?view=snapshots&open=moved-${await lastChange()}`, 10], ['the posts', () => '/data?view=posts&open=posts-table.bridge-table', 0],
  ]
  /** Numbers that a page reckons from what its command gives, and no command gives by itself; a heat table prints the cells of the table below it. */
  const reckoned = [/^peers-title: More than here$/, /^need-title: \d{4} = 100$/, /^roles-title: Time here$/, /^account-title: /, /^drawing-title: /]

  test.each(pages)('%s', async (_, path, fewest) => {
    const page = await openPage(browser, house.address + await path())
    const found = await figuresOn(page)
    expect(found.length).toBeGreaterThanOrEqual(Math.max(1, fewest))
    expect(await faultsOfFigures(found)).toEqual([])
    expect((await unnamedOn(page)).filter((one) => !reckoned.some((known) => known.test(one)))).toEqual([])
    workload = await workloadOn(page) ?? workload
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
  const file = join(house.folder, '..', 'workload.json')
  writeFileSync(file, workload)
  const families = ['assumptions', 'coverage', 'coverage --months', 'flows --ends', 'flows --spill-over', 'history', 'lens', 'programme', 'project', 'project --sensitivity', 'peers', 'quality --scores', 'query', 'rates', 'snapshots', 'snapshots --files', 'wisn']
  expect([...printed.keys()].toSorted()).toEqual(expect.arrayContaining(families.map((family) => `cadre ${family}`)))
  const open = await openHouse(house.folder)
  if (isRefusal(open)) throw new Error(open.found)
  try {
    for (const [, all] of [...printed].filter(([family]) => !notRun.includes(family))) {
      const { command } = all[0]!
      const { code, out, err } = await runOn(open, [...wordsOf(command).slice(1).map((word) => (word === 'workload.json' ? file : word)), '--json'])
      expect([command, code, code === 0 ? '' : err]).toEqual([command, 0, ''])
      const answer: unknown = JSON.parse(out)
      expect(all.filter((figure) => figure.command === command).flatMap((figure) => faultsIn(figure, answer))).toEqual([])
    }
  } finally {
    await open.close()
  }
})
