import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import type { AreaMap } from '../../src/contract/area.ts'
import type { History } from '../../src/contract/history.ts'
import type { PlanEdit } from '../../src/contract/plan.ts'
import { openHouse } from '../../src/store/open.ts'
import { isRefusal } from '../../src/units/refusal.ts'
import { runOn } from '../house/run-cadre.ts'
import { addressOfQuery, answerOf, faultsIn, familyOf, figuresOn, isPrintedAs, unnamedOn, wordsOf, type PrintedFigure } from './printed-figures.ts'
import { answered, openPage } from './reader.ts'
import { serveHouse } from './served-house.ts'
import { setOut } from './set-out.ts'

const { house, browser } = setOut(() => serveHouse(['demo']))

/** Most figures of one page that are asked again, spread evenly over it. */
const mostOfPage = 40
/** Most commands of one family that are asked again for a page. */
const mostOfFamily = 2
/** Families whose commands are not run here: an address is none, and the others stand on what another command works out, which takes seconds. They were asked through the interface. */
const notRun = ['address', 'cadre backtest --compare', 'cadre project --sensitivity', 'cadre project --every', 'cadre scenario compare', 'cadre scenario goal-seek', 'cadre scenario run --by-area', 'cadre flows --spill-over']
/** Figures by the family of their command: of each the first command is run for real once the server is stopped. */
const printed = new Map<string, PrintedFigure[]>()
/** Files that pages offer beside a command that reads them, by name, as they are downloaded. */
const taken = new Map<string, string>()

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
      const answer = await answerOf(command, (address, body) => (body === undefined ? house.ask(address) : send(address, body)))
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

/** Take away the files that a page carries in itself. */
async function takeFiles(page: Page): Promise<void> {
  for (const link of await page.locator('main a[download][href^="data:"]').all()) taken.set((await link.getAttribute('download'))!, decodeURIComponent((await link.getAttribute('href'))!.split(',').slice(1).join(',')))
}

/** Wait until a page has figures of a command. */
const shows = (command: string) => async (page: Page) => void (await page.waitForSelector(`[data-query^="${command}"]`, { state: 'attached', timeout: 240_000 }))

/** Seek a goal on the page of a scenario, once its run is there. */
async function seekGoal(page: Page): Promise<void> {
  await shows('cadre scenario run')(page)
  await page.fill('#goal-value', '0')
  await page.getByRole('button', { name: 'Find the change' }).click()
  await shows('cadre scenario goal-seek')(page)
}

/** Send what the interface takes, as the one who keeps the house. */
async function send<Answer>(address: string, body: object, more: Record<string, string> = {}): Promise<Answer> {
  const answer = await fetch(house.address + address, { method: 'POST', headers: { 'x-cadre': '1', 'content-type': 'application/json', cookie: house.cookie, ...more }, body: JSON.stringify(body) })
  if (!answer.ok) throw new Error(`${address}: ${await answer.text()}`)
  return await answer.json() as Answer
}

/** Keep a scenario as people do: two levers on a small group of one system, and its baseline agreed. Answers its id. */
async function keepScenario(name: string, change: number): Promise<string> {
  const once = (step: string) => ({ 'idempotency-key': `${step}-of-${name.replaceAll(' ', '-')}` })
  const levers = [{ id: 'l1', kind: 'leaver-rate', change, cost: { yearly: 250_000, payer: 'Trusts', priceYear: '2025/26' } }, { id: 'l2', kind: 'international', change: 10, cost: { perUnit: 12_345, payer: 'Trusts', priceYear: '2025/26' } }]
  const { plan } = await send<PlanEdit>('/api/plans', { version: 1, name, baseline: { area: await placeOf('ics'), profession: 'Midwife', horizon: 3, seed: 1, draws: 40 }, levers }, once('making'))
  await send(`/api/plans/${plan}/steps`, { kind: 'baseline-agreed' }, { ...once('agreeing'), 'if-match': '"1"' })
  return plan
}

const placeOf = async (level: string) => (await house.ask<AreaMap>('/api/areas')).areas.find((area) => area.level === level)!.code
const projection = async (part: string, open: string) => `/projection?area=${await placeOf('ics')}&profession=Midwife&part=${part}&open=${open}`
const lastChange = async () => (await house.ask<History>('/api/history')).changes.find(({ kind }) => kind === 'published')!.number

describe('every figure of a page is what its command answers, and opens its provenance', () => {
  const explored = [
    '?measure=fte&rows=ics&columns=staff_group', '?measure=leaver_rate&rows=ics&chart=funnel', '?measure=headcount&rows=age_band&columns=sex', '?measure=fte&rows=region&columns=sex&from=2025-03-31', '?measure=vacancy_rate&rows=region&lens=vacancy_rate_covered&open=lens-bridge-table',
    '?measure=fte&rows=staff_group&lens=headcount&open=lens-bridge-table',
  ]
  const pages: readonly (readonly [name: string, path: () => string | Promise<string>, fewest: number, ready?: (page: Page) => Promise<void>])[] = [
    ['the Overview of the nation', () => '/?open=gaps-table', 40], ...['region', 'ics', 'organisation'].map((level) => [`the Overview of one ${level}`, async () => `/?area=${await placeOf(level)}`, 3] as const),
    ...explored.map((question) => [`Explore ${question}`, () => `/explore${question}`, 1] as const),
    ['the programme of the nation', () => '/programme?id=cardiovascular&open=pathway-table.networks-table.need-table.pipeline-table', 60], ['a programme in one system', async () => `/programme?id=maternity&area=${await placeOf('ics')}&open=pathway-table`, 20],
    ['the board page of one system', async () => `/board?area=${await placeOf('ics')}&open=trend-table.gap-table`, 20],
    ['the Projection of one profession, with its flows', () => projection('flows', 'fan-table.twin-table.flows-table.account-table.ends.ends-table.spill-table'), 100], ['its ages', () => projection('ages', 'pyramid-table'), 50], ['its method', () => projection('method', 'assumptions-table'), 10],
    ['its sensitivity', () => projection('sensitivity', 'sensitivity-table.methods-table.regret-table'), 30], ['its accuracy', () => projection('accuracy', 'accuracy-table'), 6],
    ['a back-test of a source', () => projection('accuracy', ['', '-table', '-series-table', '-realised-table'].map((panel) => `backtest-demonstration-history-to-2023-09-30-then-demonstration-staff${panel}`).join('.')), 100, shows('cadre backtest')],
    ['a what-if', async () => `${await projection('what-if', 'what-if-supply-table.spill-projected-table')}&years=5&levers=${encodeURIComponent(levers)}`, 60, shows('cadre project --area')],
    ['every area at once', async () => `${await projection('every-area', 'every-areas-table')}&years=5&draws=40&productivity=0.01&every=region`, 40, shows('cadre project --every')],
    ['a scenario, with its areas told apart', async () => `/scenario?id=${await keepScenario('More stay', -2)}&open=${['areas-told', 'now-table', 'gap-table', 'beside-table', 'buy-table', 'areas-table', 'deprivation-table', 'doubts-table'].map((panel) => `scenario-${panel}`).join('.')}`, 150, seekGoal],
    ['two scenarios', async () => `/compare?a=${await keepScenario('Some stay', -1)}&b=${await keepScenario('Many stay', -3)}&open=compare-gaps-table`, 15, shows('cadre scenario compare')],
    ['the Rates', () => '/rates?open=peers-table.years-table.ages-table', 0], ['the workload', () => '/wisn?open=need-table.parts-table', 40], ['the assumption library', () => '/assumptions', 50],
    ['the files that are held', () => '/data?open=files-table', 20], ['the quality of the data', () => '/data?view=quality&open=fixes-table.scores-table', 50], ['the coverage of the data', () => '/data?view=coverage&open=coverage-table.gaps-table', 0],
    ['the snapshots and what moved', async () => `/data?view=snapshots&open=moved-${await lastChange()}`, 10], ['the posts', () => '/data?view=posts&open=posts-table.bridge-table', 0],
  ]
  const levers = JSON.stringify({ version: 1, programmes: [{ id: 'programme', provider: 'P', profession: 'Midwife', startsAYear: 100, stages: [{ months: 24, dropOut: 0.1, learnerWeeks: 40 }], completion: 1, joinShare: 1, settlement: [{ area: 'Demonstration nation', share: 1 }], placementCapacity: 4000, source: 'made up' }], levers: [{ kind: 'intake', programme: 'programme', change: 100 }, { kind: 'leaver-rate', change: -2 }] })
  /** Numbers that a page reckons from what its command gives, and no command gives by itself; a heat table prints the cells of the table below it. */
  const reckoned = [/^peers-title: More than here$/, /^need-title: \d{4} = 100$/, /^roles-title: Time here$/, /^account-title: /, /^drawing-title: /, /^backtest-.*-title: Skill against (?!drift$)/, /^spill-projected-title: Net of moves$/, /^scenario-now-title: Difference of the medians$/, /^scenario-areas-title: Gained, % of need$/, /^scenario-flows-title: Left and retired, do nothing$/]

  test.each(pages.map(([name, path, fewest, ready = async () => undefined]) => [name, path, fewest, ready] as const))('%s', async (_, path, fewest, ready) => {
    const page = await openPage(browser, house.address + await path())
    await ready(page)
    await answered(page)
    const found = await figuresOn(page)
    expect(found.length).toBeGreaterThanOrEqual(Math.max(1, fewest))
    expect(await faultsOfFigures(found)).toEqual([])
    expect((await unnamedOn(page)).filter((one) => !reckoned.some((known) => known.test(one)))).toEqual([])
    await takeFiles(page)
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
  const named = new Map([...taken.keys()].map((name) => [name, join(house.folder, '..', name)]))
  for (const [name, file] of named) writeFileSync(file, taken.get(name)!)
  const families = ['assumptions', 'backtest --compare', 'coverage', 'coverage --months', 'flows --ends', 'flows --spill-over', 'history', 'lens', 'programme', 'project', 'project --every', 'project --levers', 'project --sensitivity', 'peers', 'quality --scores', 'query', 'rates', 'scenario compare', 'scenario goal-seek', 'scenario run --by-area', 'snapshots', 'snapshots --files', 'wisn']
  expect([...printed.keys()].toSorted()).toEqual(expect.arrayContaining(families.map((family) => `cadre ${family}`)))
  const open = await openHouse(house.folder)
  if (isRefusal(open)) throw new Error(open.found)
  try {
    for (const [, all] of [...printed].filter(([family]) => !notRun.includes(family))) {
      const { command } = all[0]!
      const { code, out, err } = await runOn(open, [...wordsOf(command).slice(1).map((word) => named.get(word) ?? word), '--json'])
      expect([command, code, code === 0 ? '' : err]).toEqual([command, 0, ''])
      const answer: unknown = JSON.parse(out)
      expect(all.filter((figure) => figure.command === command).flatMap((figure) => faultsIn(figure, answer))).toEqual([])
    }
  } finally {
    await open.close()
  }
})
