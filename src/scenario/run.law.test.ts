import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { calibrate } from '../supply/calibrate.ts'
import type { AgeHistory, GroupHistory } from '../dataset/history.ts'
import { isRefusal } from '../units/refusal.ts'
import { backtest } from './backtest.ts'
import { statedDemand } from './demand-assumptions.ts'
import { project } from './run.ts'

// Mostly usable, so that most histories get past the refusals.
const count = fc.oneof({ weight: 1, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: fc.constant(0) }, { weight: 2, arbitrary: fc.nat(50_000) }, { weight: 30, arbitrary: fc.integer({ min: 900, max: 1300 }) })
const year = fc.record({ heads: count, fte: count, left: count, leftFte: count })
const byAge = fc.array(fc.record({ heads: fc.nat(40), fte: fc.nat(40), exposure: fc.nat(90), leavers: fc.nat(40), joiners: fc.nat(9) }), { minLength: 1, maxLength: 12 }).map((rows): AgeHistory => ({
  ages: rows.map((_, at) => 20 + at), heads: rows.map((row) => row.heads), fte: rows.map((row) => row.fte), exposure: rows.map((row) => row.exposure), leavers: rows.map((row) => row.leavers), joiners: rows.map((row) => row.joiners),
}))

/** Any history a file could give: holes, noughts, leavers above the stock, breaks anywhere, ages or none. */
const anyHistory = (group: string) => fc.record({ years: fc.array(year, { minLength: 1, maxLength: 9 }), broken: fc.option(fc.nat(8)), byAge: fc.option(byAge) }).map(({ years, broken, byAge: ages }): GroupHistory => ({
  area: 'A', group, source: 'test', byAge: ages,
  stocks: years.map(({ heads, fte }, at) => ({ date: `${2012 + at}-09-30`, heads, fte })),
  flows: years.slice(1).map(({ left, leftFte }, at) => ({ from: `${2012 + at}-09-30`, to: `${2013 + at}-09-30`, leavers: { heads: left, fte: leftFte }, joiners: { heads: null, fte: null }, joinersBasis: 'net-of-moves' as const })),
  breaks: broken === null ? [] : [{ from: `${2012 + broken}-09-30`, to: `${2013 + broken}-09-30`, why: 'any' }],
}))
const anyHistories = fc.tuple(anyHistory('All staff groups'), anyHistory('B'), anyHistory('C'))

test('whatever history is given, a group is refused or its account balances and every number is one', () => fc.assert(fc.property(anyHistories, (histories) => {
  for (const parameters of calibrate(histories)) {
    if (isRefusal(parameters)) continue
    const run = project(parameters, statedDemand(), { years: 8, draws: 20, seed: 1, unit: parameters.measured === 'people' ? 'headcount' : 'fte', dataset: 'any' })
    if (isRefusal(run)) throw new Error(run.found)
    for (const row of run.rows) for (const share of Object.values(row.supply)) expect(Number.isFinite(share) && share >= 0).toBe(true)
    for (const each of run.account) expect(Math.abs(each.residual)).toBeLessThanOrEqual(1e-9 * Math.max(1, each.opening, each.closing, each.joiners))
  }
}), { numRuns: 100 }))

test('whatever history is given, a back-test is refused or every score is a number', () => fc.assert(fc.property(anyHistories, (histories) => {
  const found = backtest(histories, { draws: 20, horizon: 3 })
  if (isRefusal(found)) return
  for (const row of [...found.overall, ...found.withBreaks, ...found.series.flatMap((series) => series.horizons)]) for (const scores of [row.model, ...Object.values(row.baselines)]) for (const score of Object.values(scores)) expect(Number.isFinite(score)).toBe(true)
}), { numRuns: 100 }))
