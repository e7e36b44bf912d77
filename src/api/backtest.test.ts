import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { localViewer } from '../access/viewer.ts'
import { BacktestAnswer } from '../contract/backtest.ts'
import { modelVersion } from '../scenario/manifest.ts'
import type { House } from '../store/house.ts'
import { openHouse } from '../store/open.ts'
import { isRefusal, type Refusal } from '../units/refusal.ts'
import { answerBacktest, writeBacktestCsv } from './backtest.ts'
import { readBacktestSources } from './backtest/backtest-histories.ts'
import { importFiles } from './import.ts'

// Two made-up states, nine years: A grows by 100 a year, B swings by 50 about 2,000.
const columns = 'State,Year,Total_Employed_RN,Employed _Standard_Error_Pct,Annual_Salary_Avg,Location_Quotient'
const rows = Array.from({ length: 9 }, (_, at) => [`Alpha,${2002 + at},${1000 + 100 * at},3,1,1`, `Beta,${2002 + at},${2000 + 50 * (-1) ** at},3,1,1`]).flat()
const directory = mkdtempSync(join(tmpdir(), 'cadre-backtest-'))
let house: House
let first: BacktestAnswer

beforeAll(async () => {
  house = accepted(await openHouse(directory))
  const file = { path: 'nurses.csv', read: () => Promise.resolve(new TextEncoder().encode([columns, ...rows].join('\n'))) }
  accepted(await importFiles(house, localViewer, [file], { as: null, dryRun: false, now: '2026-01-01T00:00:00.000Z' }))
  first = accepted(await answerBacktest(house, localViewer, { source: 'us-nurses', horizon: 2 }))
}, 60_000)
afterAll(async () => {
  await house.close()
  rmSync(directory, { recursive: true })
})

test('a series by area is scored by its parts, each by name, in the shape of the contract', () => {
  expect(BacktestAnswer.parse(first).series.map(({ name }) => name)).toEqual(['Alpha', 'Beta'])
  // Three years are needed first: origins 2005 to 2009 for one year ahead, to 2008 for two, of two states.
  expect(first.overall.map(({ n }) => n)).toEqual([10, 8])
  expect(first).toMatchObject({ source: 'us-nurses', unit: 'headcount', model: modelVersion, earlier: [] })
})

test('drift foresees a straight line exactly', () => {
  for (const row of first.series[0]!.horizons) expect(row.baselines['drift']!.mape).toBeCloseTo(0, 12)
})

test('the sources that can be scored are listed, one that is not held is refused', async () => {
  expect(accepted(await readBacktestSources(house, localViewer)).sources).toEqual([{ source: 'us-nurses', title: 'United States, registered nurses by state' }])
  expect(await answerBacktest(house, localViewer, { source: 'history-managers', horizon: 2 })).toMatchObject({ refused: true, code: 'source-without-series' })
})

test('what was scored once is kept: opened again, it answers the same bytes, with what an earlier model scored beside it', async () => {
  await house.close()
  house = accepted(await openHouse(directory))
  const again = accepted(await answerBacktest(house, localViewer, { source: 'us-nurses', horizon: 2 }))
  expect(JSON.stringify(again)).toBe(JSON.stringify(first))
  const [kept] = await house.backtests.list(localViewer, await settingsOf())
  await house.backtests.keep(localViewer, { ...kept!, model: 'cadre-stock-flow-0', at: '2020-01-01T00:00:00.000Z' })
  const { earlier } = accepted(await answerBacktest(house, localViewer, { source: 'us-nurses', horizon: 2 }))
  expect(earlier).toMatchObject([{ model: 'cadre-stock-flow-0', at: '2020-01-01T00:00:00.000Z', overall: [{ horizon: 1, n: 10, crps: first.overall[0]!.model.crps }, { horizon: 2, n: 8 }] }])
})

test('the csv has a row for every series and horizon, and for all together', () => {
  const lines = writeBacktestCsv(first).text.trim().split('\n')
  expect(lines).toHaveLength(1 + 2 + 2 * 2)
  expect(lines[0]).toContain('coverage95')
})

/** The settings under which the one result of this test is kept. */
async function settingsOf(): Promise<string> {
  const place = `{"area":"nation:US","called":["state","states"],"fewestStaff":20,"firstYear":2002,"horizon":2,"only":null,"scoring":1,"source":"us-nurses","unit":"headcount"}`
  expect(await house.backtests.list(localViewer, place)).toHaveLength(1)
  return place
}

function accepted<T>(answer: T | Refusal): T {
  if (isRefusal(answer)) throw new Error(answer.found)
  return answer as T
}
