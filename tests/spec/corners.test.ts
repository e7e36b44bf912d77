import { describe, expect, test } from 'vitest'
import { demandPath } from '../../src/demand/demand-path.ts'
import { monthlyRate } from '../../src/supply/monthly-rate.ts'
import { qualify } from '../../src/supply/pipeline.ts'
import { stepSupply } from '../../src/supply/step.ts'

/**
 * Is behaviour sane at every lever's extremes, one at a time and together?
 * One small profession for fifteen years: 1,200 people of four ages, a three-year course, need that starts at 1,300 FTE.
 */
interface Levers {
  readonly leavingAYear: number
  readonly dropOutAMonth: number
  readonly placesAMonth: number
  readonly placements: number
  readonly growthAYear: number
  readonly productivityAYear: number
  readonly unmetNeed: number
}

const usual: Levers = { leavingAYear: 0.1, dropOutAMonth: 0.005, placesAMonth: 14, placements: 20, growthAYear: 0.02, productivityAYear: 0.01, unmetNeed: 100 }

const extremes: { readonly [Lever in keyof Levers]: readonly [number, number] } = {
  leavingAYear: [0, 1],
  dropOutAMonth: [0, 1],
  placesAMonth: [0, 1e6],
  placements: [0, Number.POSITIVE_INFINITY],
  growthAYear: [-0.99, 1],
  productivityAYear: [-0.5, 1],
  unmetNeed: [0, 1e6],
}

const months = 180

/** Heads at each month end, demand at each month end, and how far the accounts are out in all. */
function plan(levers: Levers): { supply: number[]; demand: Float64Array; outOfBalance: number } {
  const { qualified } = qualify({
    starts: Array.from({ length: months + 36 }, () => levers.placesAMonth), courseMonths: 36,
    dropOut: Array.from({ length: months }, () => levers.dropOutAMonth), startCapacity: levers.placements,
  })
  const hazard = Array.from({ length: 4 }, () => monthlyRate(levers.leavingAYear))
  let byAge: ArrayLike<number> = [300, 300, 300, 300]
  let outOfBalance = 0
  const supply = [1200]
  for (const joining of qualified) {
    const { closing, account } = stepSupply({ byAge, ageing: true }, { hazard, joining: [joining, 0, 0, 0] })
    outOfBalance += Math.abs(account.opening - account.leavers + account.moved - account.agedOut + account.joiners - account.closing)
    byAge = closing
    supply.push(account.closing)
  }
  const demand = demandPath({ openingFte: 1200, unmetNeed: levers.unmetNeed, growth: { by: 'stated', perYear: levers.growthAYear }, productivity: levers.productivityAYear, years: 15 })
  return { supply, demand: demand.withProductivity, outOfBalance }
}

function isSane({ supply, demand, outOfBalance }: ReturnType<typeof plan>): void {
  for (const value of [...supply, ...demand]) expect(Number.isFinite(value) && value >= 0).toBe(true)
  expect(outOfBalance).toBeLessThan(1e-6 * (1 + Math.max(...supply)))
}

const names = Object.keys(extremes) as (keyof Levers)[]

describe('one lever at a time', () => {
  test.each(names.flatMap((lever) => extremes[lever].map((value) => ({ lever, value }))))('$lever at $value stays sane', ({ lever, value }) => isSane(plan({ ...usual, [lever]: value })))

  test('if everybody leaves each month, only the newly qualified of that month are there', () => {
    const { supply } = plan({ ...usual, leavingAYear: 1, dropOutAMonth: 0 })
    expect(supply.slice(1).every((heads) => heads === 14)).toBe(true)
  })

  test('if nobody leaves and nobody is trained, people only age out', () => {
    const { supply } = plan({ ...usual, leavingAYear: 0, placesAMonth: 0 })
    for (let month = 1; month <= months; month++) expect(supply[month]).toBeLessThan(supply[month - 1]!)
    expect(supply[12]).toBeGreaterThan(800)
    expect(supply[months]).toBeLessThan(10)
  })

  test('no placements is the same as no places', () => expect(plan({ ...usual, placements: 0 }).supply).toEqual(plan({ ...usual, placesAMonth: 0 }).supply))

  test('everybody dropping out is the same as no places', () => expect(plan({ ...usual, dropOutAMonth: 1 }).supply).toEqual(plan({ ...usual, placesAMonth: 0 }).supply))

  test('a million places and placements for 20 are the same as 20 places', () => expect(plan({ ...usual, placesAMonth: 1e6 }).supply).toEqual(plan({ ...usual, placesAMonth: 20 }).supply))

  test('no demand lever moves supply, and no supply lever moves demand', () => {
    for (const lever of ['growthAYear', 'productivityAYear', 'unmetNeed'] as const) for (const value of extremes[lever]) expect(plan({ ...usual, [lever]: value }).supply).toEqual(plan(usual).supply)
    for (const lever of ['leavingAYear', 'dropOutAMonth', 'placesAMonth', 'placements'] as const) for (const value of extremes[lever]) expect(plan({ ...usual, [lever]: value }).demand).toEqual(plan(usual).demand)
  })
})

test('all levers at their extremes together, in every combination, stay sane', () => {
  for (let choice = 0; choice < 2 ** names.length; choice++) {
    isSane(plan(Object.fromEntries(names.map((lever, at) => [lever, extremes[lever][(choice >> at) & 1]])) as unknown as Levers))
  }
})
