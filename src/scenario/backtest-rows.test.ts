import { expect, test } from 'vitest'
import { accuracyRows, realisedRows, type Scored, type ScoreOfPair } from './backtest-rows.ts'

const score = (error: number, crps: number, inside80: boolean): ScoreOfPair => ({ error, crps, inside50: false, inside80, inside95: true })
const pairs: Scored[] = [
  { series: 'A', origin: '2020-09-30', horizon: 1, opening: 100, actual: 200, naive: 10, model: score(20, 8, true), baselines: { drift: score(-40, 16, false) } },
  { series: 'B', origin: '2020-09-30', horizon: 1, opening: 1000, actual: 1000, naive: 50, model: score(-100, 30, false), baselines: { drift: score(50, 40, true) } },
  { series: 'A', origin: '2020-09-30', horizon: 2, opening: 100, actual: 100, naive: 10, model: score(0, 1, true), baselines: { drift: score(10, 5, true) } },
]

test('sums a horizon up as on paper, every group alike', () => {
  const [first, second] = accuracyRows(pairs, 'share of stock')
  // Errors 10 % and 10 %; scaled 2 and 2; CRPS 8 ÷ 100 and 30 ÷ 1,000; bias +10 % and −10 %.
  expect(first).toMatchObject({ horizon: 1, n: 2, model: { coverage50: 0, coverage80: 0.5, coverage95: 1 } })
  expect(first!.model.mape).toBeCloseTo(0.1, 12)
  expect(first!.model.mase).toBeCloseTo(2, 12)
  // Drift is wrong by 20 % and 5 %: the middle 12.5 %. Together 20 + 100 of 200 + 1,000, and drift 40 + 50.
  expect(first!.baselines['drift']!.medianError).toBeCloseTo(0.125, 12)
  expect(first!.model.pooledError).toBeCloseTo(0.1, 12)
  expect(first!.baselines['drift']!.pooledError).toBeCloseTo(0.075, 12)
  expect(first!.model.crps).toBeCloseTo(0.055, 12)
  expect(first!.model.bias).toBeCloseTo(0, 12)
  // Drift (.16 + .04) ÷ 2 = .1: skill .45; by people 19 against 28.
  expect(first!.skill).toBeCloseTo(0.45, 12)
  expect(first!.skillByPeople).toBeCloseTo(1 - 19 / 28, 12)
  expect(second!.n).toBe(1)
})

test('a series keeps its unit', () => expect(accuracyRows(pairs, 'unit')[0]!.model.crps).toBeCloseTo(19, 12))

test('with years given, the plan is scored on the same forecasts: those whose years are known', () => {
  const given = [{ ...pairs[0]!, realised: { rates: score(10, 2, true) } }, pairs[1]!]
  // Of A alone: plan 20 of 200 and 8 ÷ 100, given 10 of 200 and 2 ÷ 100, drift 16 ÷ 100.
  expect(realisedRows(given)).toMatchObject([{ given: 'rates', horizon: 1, n: 1, plan: { mape: 0.1, crps: 0.08 }, realised: { mape: 0.05, crps: 0.02 }, drift: { crps: 0.16 } }])
})

test('a series that all but ended moves the mean of the errors, not their middle', () => {
  const ended = { ...pairs[0]!, series: 'C', actual: 1, model: score(99, 60, false) }
  const [row] = accuracyRows([...pairs.slice(0, 2), ended], 'share of stock')
  // Errors of 10 %, 10 % and 9,900 %; together 20 + 100 + 99 of 200 + 1,000 + 1.
  expect(row!.model.mape).toBeCloseTo((0.1 + 0.1 + 99) / 3, 12)
  expect(row!.model.medianError).toBeCloseTo(0.1, 12)
  expect(row!.model.pooledError).toBeCloseTo(219 / 1201, 12)
})
