import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, test } from 'vitest'
import { BacktestAnswer } from '../../src/contract/backtest.ts'
import { backtest, type Backtest } from '../../src/scenario/backtest.ts'
import { statedDemand } from '../../src/scenario/demand-assumptions.ts'
import { project } from '../../src/scenario/run.ts'
import { calibrate } from '../../src/supply/calibrate.ts'
import { yearsOf } from '../../src/supply/calibrate-years.ts'
import { isRefusal } from '../../src/units/refusal.ts'
import { accuracyPage } from './accuracy-page.ts'
import { readTurnover, turnoverIsHere } from './england-turnover.ts'
import { scoreTrials } from './trials.ts'

const page = fileURLToPath(new URL('../../docs/method/accuracy.md', import.meta.url))

function scored(unit: 'fte' | 'headcount'): Backtest {
  const found = backtest(readTurnover(), { unit })
  if (isRefusal(found)) throw new Error(found.found)
  return found
}

describe.skipIf(!turnoverIsHere)('England’s turnover series, 2010 to 2025 (skipped where the published file is not beside the repository)', () => {
  let fte: Backtest
  beforeAll(() => { fte = scored('fte') })

  test('at least 20 groups are scored, 1 to 5 years ahead, against six baselines', () => {
    expect(fte.series.length).toBeGreaterThanOrEqual(20)
    expect(fte.overall.map((row) => row.horizon)).toEqual([1, 2, 3, 4, 5])
    for (const row of fte.overall) expect(Object.keys(row.baselines)).toEqual(expect.arrayContaining(['last', 'drift', 'growth3']))
  })

  test('the answer has the shape of the contract', () => expect(BacktestAnswer.parse(fte).overall).toHaveLength(5))

  test('the projection beats drift, unbroken drift, the last value and mean growth over all groups, at every horizon', () => {
    for (const row of fte.overall) for (const name of ['last', 'drift', 'driftUnbroken', 'growth3', 'growth5', 'constantRates']) {
      expect({ horizon: row.horizon, name, better: row.model.crps < row.baselines[name]!.crps }).toEqual({ horizon: row.horizon, name, better: true })
    }
  })

  test('80 % intervals hold between 70 % and 95 % of outcomes, 50 % between 35 % and 70 %', () => {
    for (const row of fte.overall) {
      expect(row.model.coverage80).toBeGreaterThan(0.7)
      expect(row.model.coverage80).toBeLessThan(0.95)
      expect(row.model.coverage50).toBeGreaterThan(0.35)
      expect(row.model.coverage50).toBeLessThan(0.7)
    }
  })

  test('leaving the declared breaks in makes every horizon worse', () => {
    fte.withBreaks.forEach((row, at) => expect(row.model.crps).toBeGreaterThan(fte.overall[at]!.model.crps))
    expect(fte.excluded.some((span) => span.series === 'Ambulance staff' && span.why.includes('re-graded'))).toBe(true)
  })

  test('the page of accuracy says what the back-test says', () => {
    const text = accuracyPage(fte, scored('headcount'), scoreTrials(readTurnover()))
    if (process.env['CADRE_WRITE_DOCS'] === '1') writeFileSync(page, text)
    expect(readFileSync(page, 'utf8')).toBe(text)
  })

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
