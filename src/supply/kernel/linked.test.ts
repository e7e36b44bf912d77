import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { stepSupply } from '../step.ts'
import { moveStaff } from '../transfers.ts'
import { linkedFast } from './linked-fast.ts'
import { openLinkedPlain } from './linked-plain.ts'
import type { LinkedFuture, LinkedProfessions, LinkedWalker } from './linked.ts'
import { plainKernel } from './plain.ts'
import { filledUp, layByAge, placeOf, type Profession } from './profession.ts'

// Whole thousandths: doubles are drawn by their bits, and nearly all are next to nothing.
const cases = fc.record({
  areas: fc.integer({ min: 1, max: 8 }), ages: fc.integer({ min: 1, max: 12 }), years: fc.integer({ min: 1, max: 3 }), professions: fc.integer({ min: 2, max: 4 }), growing: fc.boolean(), alike: fc.boolean(),
  links: fc.array(fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 1, max: 3 })), { minLength: 0, maxLength: 5 }),
  chance: fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 60, maxLength: 90 }),
})
type Case = typeof cases extends fc.Arbitrary<infer C> ? C : never
const figures = ['heads', 'fte', 'leavers', 'leaversFte', 'agedOut', 'joinedMonthly', 'movedIn', 'movedOut'] as const

/** Made-up professions; some nearly empty in a year by leaving and by moves that ask for more than is there. */
function madeUp({ areas, ages, years, professions: count, growing, alike, links, chance }: Case): { linked: LinkedProfessions; fill: (future: LinkedFuture) => void } {
  let at = 0
  const next = (): number => chance[at++ % chance.length]! / 1000
  const professions = Array.from({ length: count }, (): Profession => ({
    areas, ages, years, growing, opening: layByAge(areas, ages, () => Math.max(0, 1000 * next() - 200)), participation: layByAge(areas, ages, () => 0.4 + 0.6 * next()), hazard: layByAge(areas, ages, () => 0.1 * next()),
    monthlyAges: layByAge(areas, ages, (_, age) => (age < ages / 2 ? next() / ages : 0)), yearlyAgesA: layByAge(areas, ages, () => next() / ages), yearlyAgesB: layByAge(areas, ages, (_, age) => (age % 3 === 1 ? next() : 0)),
  }))
  const moves = links.map(([from, step]) => ({ from: from % count, to: (from + step) % count })).filter(({ from, to }) => from !== to)
  const linked = { professions, moves, joinsLike: professions.map((_, place) => (alike && place > 0 ? place - 1 : -1)) }
  const fill = ({ of, shares }: LinkedFuture): void => {
    for (const { leaveTimes, growth, yearlyA, yearlyB, monthly } of of) {
      each(leaveTimes, () => (next() > 0.95 ? 60 : 2 * next()))
      each(growth, () => (growing ? 0.02 * next() : 0))
      each(yearlyA, () => 5 * next())
      each(yearlyB, () => 3 * next())
      each(monthly, () => (alike ? 8 * next() - 5 : 8 * next()))
      // Only those who are like another may lose joiners; the first has none to lose.
      if (of[0]!.monthly === monthly) each(monthly, () => 8 * next())
    }
    for (const values of shares) each(values, () => (next() > 0.9 ? 1.5 : 0.1 * next()))
  }
  return { linked, fill }
}

function each(values: Float64Array, value: () => number): void {
  for (let cell = 0; cell < values.length; cell++) values[cell] = value()
}

function walked(open: (linked: LinkedProfessions) => LinkedWalker, of: Case): LinkedWalker {
  const { linked, fill } = madeUp(of)
  const walker = open(linked)
  fill(walker.future)
  walker.walk()
  return walker
}

test('fast and plain give the same bits', () => {
  const openLinkedFast = linkedFast()
  fc.assert(fc.property(cases, (of) => {
    const [found, expected] = [walked(openLinkedFast, of), walked(openLinkedPlain, of)]
    const inAreas = (values: Float64Array): bigint[] => [...new BigUint64Array(Float64Array.from(values.filter((_, at) => at % filledUp(of.areas) < of.areas)).buffer)]
    for (const [at, ends] of expected.ends.entries()) for (const name of figures) expect(inAreas(found.ends[at]![name]), `${name} of ${at}`).toEqual(inAreas(ends[name]))
  }), { numRuns: 200 })
})

test('plain agrees with leaving, moving, ageing and joining month by month', () => {
  fc.assert(fc.property(cases, (of) => {
    const found = walked(openLinkedPlain, of)
    for (const { area, profession, year, name, value, size } of bySteps(of)) {
      const there = found.ends[profession]![name][year * filledUp(of.areas) + area]!
      expect(Math.abs(there - value), `${name} of ${profession} in area ${area}, year ${year + 1}: ${there}, by steps ${value}`).toBeLessThan(1e-9 * Math.max(1, size, value))
    }
  }), { numRuns: 100 })
})

test('a profession without moves is what the kernel makes of it alone', () => {
  fc.assert(fc.property(cases, (of) => {
    const alone = { ...of, links: [], alike: false }
    const together = walked(openLinkedPlain, alone)
    const { linked } = madeUp(alone)
    linked.professions.forEach((profession, at) => {
      const walker = plainKernel.open(profession)
      for (const name of ['leaveTimes', 'monthly', 'growth', 'yearlyA', 'yearlyB'] as const) walker.future[name].set(together.future.of[at]![name])
      walker.walk()
      for (const name of ['heads', 'fte', 'leavers', 'agedOut', 'joinedMonthly'] as const) expect([...together.ends[at]![name]]).toEqual([...walker.ends[name]])
    })
  }), { numRuns: 50 })
})

describe('what cannot be linked is refused', () => {
  const { linked } = madeUp({ areas: 1, ages: 2, years: 1, professions: 2, growing: false, alike: false, links: [], chance: [500] })
  test.each([
    { what: 'a move to nowhere', change: { moves: [{ from: 0, to: 2 }] } }, { what: 'a move to itself', change: { moves: [{ from: 1, to: 1 }] } },
    { what: 'joining like one that comes later', change: { joinsLike: [1, -1] } }, { what: 'other ages', change: { professions: [linked.professions[0]!, { ...linked.professions[1]!, ages: 3 }] } },
  ])('$what', ({ change }) => expect(() => openLinkedPlain({ ...linked, ...change })).toThrow(RangeError))
})

interface Figure { readonly area: number; readonly profession: number; readonly year: number; readonly name: (typeof figures)[number]; readonly value: number; readonly size: number }

/** The same futures by the clear month, area by area. */
function bySteps(of: Case): Figure[] {
  const { linked, fill } = madeUp(of)
  const { professions, moves, joinsLike } = linked
  const walker = openLinkedPlain(linked)
  fill(walker.future)
  const wide = filledUp(of.areas)
  return Array.from({ length: of.areas }, (_, area) => area).flatMap((area) => {
    const ofAges = (values: Float64Array): Float64Array => Float64Array.from({ length: of.ages }, (_, age) => values[placeOf(area, age, of.ages)]!)
    let stocks = professions.map(({ opening }) => ofAges(opening))
    return Array.from({ length: of.years }, (_, year) => year).flatMap((year) => {
      const cell = year * wide + area
      const sums = professions.map(() => ({ heads: 0, fte: 0, leavers: 0, leaversFte: 0, agedOut: 0, joinedMonthly: 0, movedIn: 0, movedOut: 0 }))
      for (let month = 0; month < 12; month++) {
        const hazards = professions.map(({ hazard }, at) => ofAges(hazard).map((share) => Math.min(1, share * walker.future.of[at]!.leaveTimes[cell]!)))
        const { movedIn, movedOut } = moveStaff(stocks, hazards, moves.map((move, at) => ({ ...move, share: walker.future.shares[at]![cell]! })))
        const coming: number[] = []
        professions.forEach((profession, at) => {
          const { monthly, growth } = walker.future.of[at]!
          const own = monthly[(year * 12 + month) * wide + area]! + (profession.growing ? growth[cell]! * sum(stocks[at]!) : 0)
          coming.push(joinsLike[at]! < 0 ? own : Math.max(0, own + coming[joinsLike[at]!]!))
        })
        stocks = professions.map(({ monthlyAges, yearlyAgesA, yearlyAgesB, participation }, at) => {
          const { yearlyA, yearlyB } = walker.future.of[at]!
          const joining = Float64Array.from({ length: of.ages }, (_, age) => coming[at]! * ofAges(monthlyAges)[age]! + yearlyA[cell]! * ofAges(yearlyAgesA)[age]! + yearlyB[cell]! * ofAges(yearlyAgesB)[age]!)
          const step = stepSupply({ byAge: stocks[at]!, ageing: true }, { hazard: hazards[at]!, joining, movedIn: movedIn[at]!, movedOut: movedOut[at]! })
          const mine = sums[at]!
          mine.leavers += step.account.leavers
          mine.leaversFte += sum(step.leavers.map((people, age) => people * ofAges(participation)[age]!))
          mine.agedOut += step.account.agedOut
          mine.joinedMonthly += coming[at]!
          mine.movedIn += sum(movedIn[at]!)
          mine.movedOut += sum(movedOut[at]!)
          mine.heads = sum(step.closing)
          mine.fte = sum(step.closing.map((people, age) => people * ofAges(participation)[age]!))
          return step.closing
        })
      }
      return sums.flatMap((mine, profession) => figures.map((name): Figure => ({ area, profession, year, name, value: mine[name], size: mine.heads + mine.movedIn + mine.leavers })))
    })
  })
}

function sum(values: Iterable<number>): number {
  let total = 0
  for (const value of values) total += value
  return total
}
