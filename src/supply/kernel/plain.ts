import { filledUp, placeOf, type Future, type Kernel, type Profession, type Walker, type YearEnds } from './profession.ts'

/**
 * The kernel in plain arrays: the clear form, the judge of the fast one, and what runs where WebAssembly does not.
 *
 * Order within a month as in ../step.ts: staff leave, survivors age, joiners arrive. The same bits as the fast kernel.
 */
export const plainKernel: Kernel = {
  kind: 'plain',
  open: (profession) => {
    const { areas, years } = profession
    const byYear = (): Float64Array => new Float64Array(years * filledUp(areas))
    const future = { leaveTimes: byYear(), monthly: new Float64Array(12 * years * filledUp(areas)), growth: byYear(), yearlyA: byYear(), yearlyB: byYear() }
    const ends = { heads: byYear(), fte: byYear(), leavers: byYear(), leaversFte: byYear(), agedOut: byYear(), joinedMonthly: byYear() }
    const joined = new Float64Array(12 * years * filledUp(areas))
    return { future, ends, joined, walk: () => walkAreas(profession, future, ends, joined) } satisfies Walker
  },
}

function walkAreas(profession: Profession, future: Future, ends: YearEnds, joined: Float64Array): void {
  const area = openArea(profession)
  for (let at = 0; at < profession.areas; at++) {
    for (let age = 0; age < profession.ages; age++) area.stock[age] = profession.opening[placeOf(at, age, profession.ages)]!
    for (let year = 0; year < profession.years; year++) walkYear(profession, future, ends, joined, area, at, year)
  }
}

interface Area {
  readonly stock: Float64Array
  readonly before: Float64Array
  /** Share of an age that leaves in a month, that stays at its age, and that has a birthday. */
  readonly leaving: Float64Array
  readonly stay: Float64Array
  readonly up: Float64Array
  /** Who joins alike in every month of the year. */
  readonly steady: Float64Array
}

function openArea({ ages }: Profession): Area {
  const byAge = (): Float64Array => new Float64Array(ages)
  return { stock: byAge(), before: byAge(), leaving: byAge(), stay: byAge(), up: byAge(), steady: byAge() }
}

function walkYear(profession: Profession, future: Future, ends: YearEnds, joinedByMonth: Float64Array, area: Area, at: number, year: number): void {
  const { ages, growing, monthlyAges } = profession
  const wide = filledUp(profession.areas)
  const cell = year * wide + at
  fillRates(profession, future, area, at, cell)
  area.before.set(area.stock)
  let [joined, agedOut] = [0, 0]
  for (let month = 0; month < 12; month++) {
    const inMonth = (year * 12 + month) * wide + at
    const joining = future.monthly[inMonth]! + (growing ? future.growth[cell]! * total(area.stock) : 0)
    joinedByMonth[inMonth] = joining
    joined += joining
    let arriving = 0
    for (let age = 0; age < ages; age++) {
      const people = area.stock[age]!
      area.stock[age] = people * area.stay[age]! + arriving + area.steady[age]! + joining * monthlyAges[placeOf(at, age, ages)]!
      arriving = people * area.up[age]!
    }
    agedOut += arriving
  }
  ends.joinedMonthly[cell] = joined
  ends.agedOut[cell] = agedOut
  closeYear(profession, ends, area, at, cell, joined)
}

function fillRates({ ages, hazard, yearlyAgesA, yearlyAgesB }: Profession, future: Future, area: Area, at: number, cell: number): void {
  for (let age = 0; age < ages; age++) {
    const here = placeOf(at, age, ages)
    area.leaving[age] = Math.min(1, hazard[here]! * future.leaveTimes[cell]!)
    area.stay[age] = (1 - area.leaving[age]!) * (11 / 12)
    area.up[age] = (1 - area.leaving[age]!) * (1 / 12)
    area.steady[age] = future.yearlyA[cell]! * yearlyAgesA[here]! + future.yearlyB[cell]! * yearlyAgesB[here]!
  }
}

/**
 * Add up the year's end, youngest first.
 *
 * The opening stocks of an age's twelve months sum to (opening − closing + birthdays from below + joiners) ÷ (share that leaves or has a birthday).
 */
function closeYear({ ages, participation, monthlyAges }: Profession, ends: YearEnds, area: Area, at: number, cell: number, joined: number): void {
  let [heads, fte, leavers, leaversFte, birthdays] = [0, 0, 0, 0, 0]
  for (let age = 0; age < ages; age++) {
    const here = placeOf(at, age, ages)
    const arrived = 12 * area.steady[age]! + joined * monthlyAges[here]!
    // Rounding never leaves fewer than nobody.
    const present = Math.max(0, (area.before[age]! - area.stock[age]! + arrived + birthdays) * (1 / (1 - area.stay[age]!)))
    birthdays = present * area.up[age]!
    const left = present * area.leaving[age]!
    heads += area.stock[age]!
    fte += area.stock[age]! * participation[here]!
    leavers += left
    leaversFte += left * participation[here]!
  }
  ends.heads[cell] = heads
  ends.fte[cell] = fte
  ends.leavers[cell] = leavers
  ends.leaversFte[cell] = leaversFte
}

/** Add up the stock, youngest first. */
function total(stock: Float64Array): number {
  let sum = 0
  for (let age = 0; age < stock.length; age++) sum += stock[age]!
  return sum
}
