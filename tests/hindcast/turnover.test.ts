import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, test } from 'vitest'
import { BacktestAnswer } from '../../src/contract/backtest.ts'
import { backtest, type Backtest } from '../../src/scenario/backtest.ts'
import { givenWords } from '../../src/scenario/backtest-realised.ts'
import { statedDemand } from '../../src/scenario/demand-assumptions.ts'
import { project } from '../../src/scenario/run.ts'
import { calibrate } from '../../src/supply/calibrate.ts'
import { yearsOf } from '../../src/supply/calibrate-years.ts'
import { isRefusal } from '../../src/units/refusal.ts'
import { accuracyPage } from './accuracy-page.ts'
import { readTurnover, turnoverIsHere } from './england-turnover.ts'
import type { OtherSeries } from './accuracy-series.ts'
import { partsAreHere, partSplits, scoreParts } from './published-parts.ts'
import { scoreTrials } from './trials.ts'

const page = fileURLToPath(new URL('../../docs/method/accuracy.md', import.meta.url))

function scored(unit: 'fte' | 'headcount'): Backtest {
  const found = backtest(readTurnover(), { unit, horizon: 10 })
  if (isRefusal(found)) throw new Error(found.found)
  return found
}

/** CRPS with years given, as a share of that of the plan, one to five years ahead. */
function crpsLeft({ realised }: Backtest, given: string): number[] {
  return realised.filter((row) => row.given === given && row.horizon <= 5).map((row) => row.realised.crps / row.plan.crps)
}

describe.skipIf(!turnoverIsHere || !partsAreHere)('England’s turnover series, 2010 to 2025 (skipped where the published file is not beside the repository)', () => {
  let fte: Backtest
  let others: OtherSeries[]
  beforeAll(() => {
    fte = scored('fte')
    others = scoreParts()
  }, 300_000)

  test('at least 20 groups are scored, 1 to 9 years ahead, against six baselines', () => {
    expect(fte.series.length).toBeGreaterThanOrEqual(20)
    expect(fte.overall.map((row) => row.horizon)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9])
    for (const row of fte.overall) expect(Object.keys(row.baselines)).toEqual(expect.arrayContaining(['last', 'drift', 'growth3']))
  })

  test('the answer has the shape of the contract', () => {
    const answer = { ...fte, title: 'England', snapshot: 'none', at: '2025-11-01T00:00:00.000Z', givenWords: { ...givenWords }, earlier: [] }
    expect(BacktestAnswer.parse(answer).overall).toHaveLength(9)
  })

  test('the projection beats drift, unbroken drift, the last value and mean growth over all groups, at every horizon', () => {
    for (const row of fte.overall) for (const name of ['last', 'drift', 'driftUnbroken', 'growth3', 'growth5', 'constantRates']) {
      expect({ horizon: row.horizon, name, better: row.model.crps < row.baselines[name]!.crps }).toEqual({ horizon: row.horizon, name, better: true })
    }
  })

  test('up to five years ahead 50, 80 and 95 % intervals hold about as many outcomes as they say', () => {
    for (const { model } of fte.overall.slice(0, 5)) {
      expect(Math.abs(model.coverage50 - 0.5)).toBeLessThan(0.06)
      expect(Math.abs(model.coverage80 - 0.8)).toBeLessThan(0.08)
      expect(Math.abs(model.coverage95 - 0.95)).toBeLessThan(0.04)
    }
  })

  test('leaving the declared breaks in makes every horizon worse', () => {
    fte.withBreaks.forEach((row, at) => expect(row.model.crps).toBeGreaterThan(fte.overall[at]!.model.crps))
    expect(fte.excluded.some((span) => span.series === 'Ambulance staff' && span.why.includes('re-graded'))).toBe(true)
  })

  test('with every rate given as it came, less than a third of the error of the plan is left', () => {
    for (const row of fte.realised.filter(({ given }) => given === 'rates')) expect(row.realised.mape / row.plan.mape).toBeLessThan(1 / 3)
  })

  test('leaving given, with joining planned without it, is no better up to five years ahead; the whole given is, and more so further ahead', () => {
    for (const share of crpsLeft(fte, 'leaving')) expect(share).toBeGreaterThan(1)
    const whole = crpsLeft(fte, 'whole')
    for (const share of whole) expect(share).toBeLessThan(1)
    expect(whole.at(-1)!).toBeLessThan(whole[0]!)
  })

  test('consultants and nurses by state beat every baseline at every horizon; managers are scored whether or not they do', () => {
    const [consultants, managers, nurses] = others.map(({ found }) => found) as [Backtest, Backtest, Backtest]
    for (const row of [...consultants.overall, ...nurses.overall]) for (const { crps } of Object.values(row.baselines)) expect(row.model.crps).toBeLessThan(crps)
    expect([consultants, managers, nurses].map(({ overall }) => overall.length)).toEqual([6, 3, 9])
  })

  test('with the two changes of the survey of nurses taken for people, drift would seem the better forecast three to six years ahead', () => {
    const nurses = others[2]!.found
    expect(nurses.excluded.every(({ from, to }) => from < '2012' && to > '2012')).toBe(true)
    for (const row of nurses.withBreaks.slice(2, 6)) expect(row.model.crps).toBeGreaterThan(row.baselines['drift']!.crps)
  })

  test('half of the managers’ errors are small though their mean is not', () => {
    const first = others[1]!.found.overall[0]!.model
    expect(first.mape).toBeGreaterThan(0.5)
    expect(first.medianError).toBeLessThan(0.1)
    expect(others[1]!.found.summary).toContain('the middle error was')
  })

  test('the page of accuracy says what the back-test says', () => {
    const text = accuracyPage(fte, scored('headcount'), scoreTrials(readTurnover()), others, [{ title: 'England’s staff groups', source: 'turnover', histories: readTurnover(), seenTo: '2020-09-30' }, ...partSplits()])
    if (process.env['CADRE_WRITE_DOCS'] === '1') writeFileSync(page, text)
    expect(readFileSync(page, 'utf8')).toBe(text)
  }, 600_000)

  test('every group projects 15 years from what was published, and its account balances', () => {
    for (const parameters of calibrate(readTurnover())) {
      if (isRefusal(parameters)) throw new Error(parameters.found)
      const run = project(parameters, statedDemand(), { years: 15, draws: 20, seed: 1, unit: 'fte', dataset: 'published' })
      if (isRefusal(run)) throw new Error(run.found)
      expect(run.account).toHaveLength(15)
      expect(run.rows[0]!.supply.p50).toBeCloseTo(parameters.openingHeads[0]! * parameters.participation[0]!, 6)
    }
  })

  test('in years when more leave, about as many more join', () => {
    let [together, leavingAlone] = [0, 0]
    for (const history of readTurnover().filter(({ group }) => group !== 'Unknown classification')) {
      const years = yearsOf(history, 'fte').filter((year) => year.growth !== null && year.leavers !== null)
      const leaving = years.map((year) => year.leavers! / year.opening)
      const joining = years.map((year, at) => year.closing / year.opening - 1 + leaving[at]!)
      const [usualLeaving, usualJoining] = [leaving, joining].map((shares) => shares.reduce((sum, share) => sum + share, 0) / shares.length) as [number, number]
      leaving.forEach((share, at) => {
        together += (share - usualLeaving) * (joining[at]! - usualJoining)
        leavingAlone += (share - usualLeaving) ** 2
      })
    }
    expect(together / leavingAlone).toBeGreaterThan(0.8)
    expect(together / leavingAlone).toBeLessThan(1.3)
  })

  test('nurses and health visitors open at the published 369,758.94 FTE of September 2025', () => {
    const histories = readTurnover()
    const nurses = calibrate(histories)[histories.findIndex((history) => history.group === 'Nurses & health visitors')]!
    if (isRefusal(nurses)) throw new Error(nurses.found)
    expect(nurses.openingDate).toBe('2025-09-30')
    expect(nurses.openingHeads[0]! * nurses.participation[0]!).toBeCloseTo(369758.94316, 6)
    // Leavers of the last three years: 31,438 + 29,579 + 28,664 FTE of 322,701 + 341,014 + 361,121, about 8.7 %; a little more of the heads.
    expect(nurses.leave.value).toBeGreaterThan(0.085)
    expect(nurses.leave.value).toBeLessThan(0.095)
  })
})
