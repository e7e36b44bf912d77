import { describe, expect, test } from 'vitest'
import { calibrate } from '../supply/calibrate.ts'
import type { GroupHistory } from '../dataset/history.ts'
import type { SupplyParameters } from '../supply/parameters.ts'
import { isRefusal } from '../units/refusal.ts'
import { statedDemand } from './demand-assumptions.ts'
import { project, verifyRun, type ProjectionRun } from './run.ts'

function history(group: string, heads: readonly number[], leaving: number): GroupHistory {
  return {
    area: 'A', group, source: 'test', breaks: [], byAge: null,
    stocks: heads.map((count, at) => ({ date: `${2018 + at}-09-30`, heads: count, fte: 0.9 * count })),
    flows: heads.slice(1).map((_, at) => ({ from: `${2018 + at}-09-30`, to: `${2019 + at}-09-30`, leavers: { heads: leaving * heads[at]!, fte: 0.9 * leaving * heads[at]! }, joiners: { heads: null, fte: null }, joinersBasis: 'net-of-moves' as const })),
  }
}

const histories = [history('All staff groups', [1000, 1020, 1010, 1060, 1100], 0.1), history('Nurses', [300, 330, 320, 350, 390], 0.12), history('Doctors', [100, 99, 104, 103, 108], 0.08)]
const settings = { years: 6, draws: 40, seed: 11, unit: 'fte' as const, dataset: 'snapshot-1' }
const demand = statedDemand()

function parametersOf(group: string): SupplyParameters {
  const found = calibrate(histories)[histories.findIndex((each) => each.group === group)]!
  if (isRefusal(found)) throw new Error(found.found)
  return found
}

function run(group = 'Nurses', changes: Partial<typeof settings> = {}): ProjectionRun {
  const found = project(parametersOf(group), demand, { ...settings, ...changes })
  if (isRefusal(found)) throw new Error(found.found)
  return found
}

describe('project', () => {
  test('same inputs and seed give the same bytes; another seed does not', () => {
    expect(JSON.stringify(run())).toBe(JSON.stringify(run()))
    expect(run('Nurses', { seed: 12 }).manifest.outputs).not.toBe(run().manifest.outputs)
  })

  test('opens at what was published, a row per year end', () => {
    const { rows } = run()
    expect(rows.map((row) => [row.ahead, row.year, row.date])).toEqual([2022, 2023, 2024, 2025, 2026, 2027, 2028].map((year, ahead) => [ahead, year, `${year}-09-30`]))
    expect(rows[0]!.supply.p50).toBeCloseTo(351, 9)
    expect(rows[0]!.supplyHeads!.p50).toBeCloseTo(390, 9)
    expect(rows[0]!.joiners).toBeNull()
  })

  test('percentiles are in order, and the twin without productivity needs no fewer', () => {
    for (const row of run().rows) {
      for (const fan of [row.supply, row.demand, row.gap, row.gapZeroProductivity, row.leavers, row.joiners, row.agedOut]) if (fan) expect(Object.values(fan)).toEqual(Object.values(fan).toSorted((a, b) => a - b))
      expect(row.demandZeroProductivity.p50).toBeGreaterThanOrEqual(row.demand.p50)
    }
  })

  test('the account of the median run balances and closes where the next year opens', () => {
    const { account } = run()
    account.forEach((year, at) => {
      expect(Math.abs(year.residual)).toBeLessThan(1e-9 * year.opening)
      if (at > 0) expect(year.opening).toBe(account[at - 1]!.closing)
    })
  })

  test('a longer run opens with the shorter one', () => {
    expect(run('Nurses', { years: 9 }).rows.slice(0, 7).map((row) => row.supply)).toEqual(run().rows.map((row) => row.supply))
  })

  test('every assumption says its value, where it is from and how good it is', () => {
    const { assumptions } = run()
    expect(assumptions.map((each) => each.id)).toEqual(['leave', 'join', 'leave-swing', 'growth-swing', 'persistence', 'group-persistence', 'damping', 'demand-growth', 'productivity', 'unmet-need'])
    for (const each of assumptions) expect(Number.isFinite(each.value) && each.source !== '' && each.years !== '').toBe(true)
  })

  test('a unit that is not published is refused, not guessed', () => {
    const people: SupplyParameters = { ...parametersOf('Nurses'), measured: 'people' }
    expect(project(people, demand, settings)).toMatchObject({ refused: true, code: 'unit-not-published', next: 'Ask again with unit headcount' })
    expect(isRefusal(project(people, demand, { ...settings, unit: 'headcount' }))).toBe(false)
  })

  test('where only FTE is published no people are shown', () => {
    const found = project({ ...parametersOf('Nurses'), measured: 'fte' }, demand, settings)
    expect(isRefusal(found) ? found : found.rows.map((row) => row.supplyHeads)).toEqual(Array.from({ length: settings.years + 1 }, () => null))
  })

  test('says that the years beyond the scored ones are not tested', () => {
    expect(run().notes.some((note) => note.includes('reckoned, not tested'))).toBe(true)
    expect(run('Nurses', { years: 5 }).notes.some((note) => note.includes('reckoned, not tested'))).toBe(false)
  })
})

describe('verifyRun', () => {
  const inputs = { parameters: parametersOf('Nurses'), demand, settings }

  test('a run repeated from its inputs is identical, through JSON and back', () => {
    expect(verifyRun(JSON.parse(JSON.stringify(run())) as ProjectionRun, inputs)).toEqual({ identical: true })
  })

  test('names the first number that differs', () => {
    const recorded = JSON.parse(JSON.stringify(run())) as { rows: { supply: { p90: number } }[] } & ProjectionRun
    recorded.rows[3]!.supply.p90 += 1
    expect(verifyRun(recorded, inputs)).toMatchObject({ identical: false, cell: 'rows[3].supply.p90' })
  })

  test.each([
    { case: 'other parameters', changed: { ...inputs, parameters: parametersOf('Doctors') }, found: 'calibrated parameters' },
    { case: 'other assumptions', changed: { ...inputs, demand: statedDemand({ demandGrowth: 0.05 }) }, found: 'demand assumptions' },
  ])('refuses to compare with $case', ({ changed, found }) => expect(verifyRun(run(), changed)).toMatchObject({ refused: true, code: 'run-inputs-differ', found: expect.stringContaining(found) }))

  test('refuses a run of another model', () => {
    expect(verifyRun({ ...run(), manifest: { ...run().manifest, model: 'older' } }, inputs)).toMatchObject({ refused: true, found: expect.stringContaining('older') })
  })
})
