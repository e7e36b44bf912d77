import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { stepSupply } from '../step.ts'
import { startFastKernel } from './fast.ts'
import { plainKernel } from './plain.ts'
import { filledUp, layByAge, placeOf, type Future, type Kernel, type Profession, type Walker, type YearEnds } from './profession.ts'

/** A made-up profession and future from a few numbers of chance; some areas are empty, some ages nobody joins at. */
const cases = fc.record({
  areas: fc.integer({ min: 1, max: 14 }), ages: fc.integer({ min: 1, max: 20 }), years: fc.integer({ min: 1, max: 4 }), growing: fc.boolean(),
  chance: fc.array(fc.double({ min: 0, max: 1, noNaN: true, noDefaultInfinity: true }), { minLength: 30, maxLength: 60 }),
})
type Case = typeof cases extends fc.Arbitrary<infer C> ? C : never

function madeUp({ areas, ages, years, growing, chance }: Case): { profession: Profession; fill: (future: Future) => void } {
  let at = 0
  const next = (): number => chance[at++ % chance.length]!
  const profession: Profession = {
    areas, ages, years, growing,
    opening: layByAge(areas, ages, () => Math.max(0, 1000 * next() - 200)), participation: layByAge(areas, ages, () => 0.4 + 0.6 * next()), hazard: layByAge(areas, ages, () => 0.03 * next()),
    monthlyAges: layByAge(areas, ages, (_, age) => (age < ages / 2 ? next() / ages : 0)), yearlyAgesA: layByAge(areas, ages, () => next() / ages), yearlyAgesB: layByAge(areas, ages, (_, age) => (age % 3 === 1 ? next() : 0)),
  }
  const values = [1, 1, 1, 1, 1].map(() => next())
  const fill = (future: Future): void => {
    for (let year = 0; year < years; year++) {
      for (let area = 0; area < areas; area++) {
        const cell = year * filledUp(areas) + area
        // Now and then nearly everybody leaves, and more than everybody.
        future.leaveTimes[cell] = area === 2 && year === 1 ? 60 : values[0]! * 2
        future.growth[cell] = growing ? 0.01 * values[1]! : 0
        future.yearlyA[cell] = 5 * values[2]! + year
        future.yearlyB[cell] = 3 * values[3]! + area
        for (let month = 0; month < 12; month++) future.monthly[(year * 12 + month) * filledUp(areas) + area] = 8 * values[4]! + month
      }
    }
  }
  return { profession, fill }
}

function walk(kernel: Kernel, of: Case): YearEnds & Pick<Walker, 'joined'> {
  const { profession, fill } = madeUp(of)
  const walker = kernel.open(profession)
  fill(walker.future)
  walker.walk()
  return { ...walker.ends, joined: walker.joined }
}

describe('the fast kernel', () => {
  const fast = startFastKernel()

  test('gives the same bits as the plain one', () => {
    fc.assert(fc.property(cases, (of) => {
      const [found, expected] = [walk(fast, of), walk(plainKernel, of)]
      for (const name of ['heads', 'fte', 'leavers', 'leaversFte', 'agedOut', 'joinedMonthly', 'joined'] as const) {
        const inAreas = (values: Float64Array): bigint[] => [...new BigUint64Array(Float64Array.from(values.filter((_, at) => at % filledUp(of.areas) < of.areas)).buffer)]
        expect(inAreas(found[name]), name).toEqual(inAreas(expected[name]))
      }
    }), { numRuns: 200 })
  })

  test('walks twice to the same bits: nothing is left over from the walk before', () => {
    fc.assert(fc.property(cases, cases, (first, second) => {
      const alone = [...walk(startFastKernel(), second).fte]
      walk(fast, first)
      expect([...walk(fast, second).fte]).toEqual(alone)
    }), { numRuns: 20 })
  })
})

describe('the plain kernel', () => {
  test('joiners of the months are those of the year', () => {
    fc.assert(fc.property(cases, (of) => {
      const { joined, joinedMonthly } = walk(plainKernel, of)
      const wide = filledUp(of.areas)
      for (let cell = 0; cell < joinedMonthly.length; cell++) {
        let year = 0
        for (let month = 0; month < 12; month++) year += joined[(12 * Math.floor(cell / wide) + month) * wide + (cell % wide)]!
        expect(year).toBe(joinedMonthly[cell])
      }
    }), { numRuns: 50 })
  })

  test('agrees with the step of one month, walked month by month', () => {
    fc.assert(fc.property(cases, (of) => {
      const found = walk(plainKernel, of)
      const expected = walkBySteps(of)
      for (const name of ['heads', 'fte', 'leavers', 'leaversFte', 'agedOut', 'joinedMonthly'] as const) {
        for (const [at, value] of expected[name].entries()) expect(Math.abs(found[name][at]! - value), `${name} ${at}`).toBeLessThan(1e-9 * Math.max(1, expected.heads[at]!, value))
      }
    }), { numRuns: 100 })
  })

  test('accounts for everybody: opening − leavers − aged out + joiners = closing', () => {
    fc.assert(fc.property(cases, (of) => {
      const { profession, fill } = madeUp(of)
      const walker = plainKernel.open(profession)
      fill(walker.future)
      walker.walk()
      const wide = filledUp(of.areas)
      for (let area = 0; area < of.areas; area++) {
        const share = (shares: Float64Array): number => sum(Array.from({ length: of.ages }, (_, age) => shares[placeOf(area, age, of.ages)]!))
        let opening = share(profession.opening)
        for (let year = 0; year < of.years; year++) {
          const cell = year * wide + area
          const joined = walker.ends.joinedMonthly[cell]! * share(profession.monthlyAges) + 12 * (walker.future.yearlyA[cell]! * share(profession.yearlyAgesA) + walker.future.yearlyB[cell]! * share(profession.yearlyAgesB))
          const closing = walker.ends.heads[cell]!
          expect(Math.abs(opening - walker.ends.leavers[cell]! - walker.ends.agedOut[cell]! + joined - closing)).toBeLessThan(1e-9 * Math.max(1, opening, closing))
          opening = closing
        }
      }
    }), { numRuns: 100 })
  })
})

/** The same futures by the clear step, area by area. */
function walkBySteps(of: Case): YearEnds {
  const { profession, fill } = madeUp(of)
  const walker = plainKernel.open(profession)
  fill(walker.future)
  const wide = filledUp(of.areas)
  const byYear = (): Float64Array => new Float64Array(wide * of.years)
  const ends = { heads: byYear(), fte: byYear(), leavers: byYear(), leaversFte: byYear(), agedOut: byYear(), joinedMonthly: byYear() }
  for (let area = 0; area < of.areas; area++) {
    const ofAges = (values: Float64Array): Float64Array => Float64Array.from({ length: of.ages }, (_, age) => values[placeOf(area, age, of.ages)]!)
    const [part, monthlyAges, agesA, agesB] = [ofAges(profession.participation), ofAges(profession.monthlyAges), ofAges(profession.yearlyAgesA), ofAges(profession.yearlyAgesB)]
    let byAge = ofAges(profession.opening)
    for (let month = 0; month < 12 * of.years; month++) {
      const cell = Math.floor(month / 12) * wide + area
      const monthly = walker.future.monthly[month * wide + area]! + walker.future.growth[cell]! * sum(byAge)
      const joining = byAge.map((_, age) => monthly * monthlyAges[age]! + walker.future.yearlyA[cell]! * agesA[age]! + walker.future.yearlyB[cell]! * agesB[age]!)
      const step = stepSupply({ byAge, ageing: true }, { hazard: ofAges(profession.hazard).map((hazard) => hazard * walker.future.leaveTimes[cell]!), joining })
      byAge = step.closing
      ends.leavers[cell]! += step.account.leavers
      ends.leaversFte[cell]! += sum(step.leavers.map((people, age) => people * part[age]!))
      ends.agedOut[cell]! += step.account.agedOut
      ends.joinedMonthly[cell]! += monthly
      ends.heads[cell] = sum(byAge)
      ends.fte[cell] = sum(byAge.map((people, age) => people * part[age]!))
    }
  }
  return ends
}

function sum(values: Iterable<number>): number {
  let total = 0
  for (const value of values) total += value
  return total
}
