import { checkLinked, type LinkedEnds, type LinkedProfessions, type LinkedWalker } from './linked.ts'
import { filledUp, placeOf, type Future, type Profession } from './profession.ts'

/** Open linked professions in plain arrays: the clear form and the judge of `linked-fast.ts`, which gives the same bits. */
export function openLinkedPlain(linked: LinkedProfessions): LinkedWalker {
  checkLinked(linked)
  const { areas, years } = linked.professions[0]!
  const byYear = (): Float64Array => new Float64Array(years * filledUp(areas))
  const future = {
    of: linked.professions.map((): Future => ({ leaveTimes: byYear(), monthly: new Float64Array(12 * years * filledUp(areas)), growth: byYear(), yearlyA: byYear(), yearlyB: byYear() })),
    shares: linked.moves.map(byYear),
  }
  const ends = linked.professions.map((): LinkedEnds => ({ heads: byYear(), fte: byYear(), leavers: byYear(), leaversFte: byYear(), agedOut: byYear(), joinedMonthly: byYear(), movedIn: byYear(), movedOut: byYear() }))
  return { future, ends, walk: () => walkAreas(linked, future, ends) }
}

/** One profession of one area at work. Shape: one entry per age. */
interface Bench {
  readonly stock: Float64Array
  readonly before: Float64Array
  readonly leaving: Float64Array
  readonly out: Float64Array
  readonly stay: Float64Array
  readonly up: Float64Array
  readonly steady: Float64Array
  /** Who arrives by moves, in the month and in the year. */
  readonly arriving: Float64Array
  readonly arrived: Float64Array
}

function walkAreas(linked: LinkedProfessions, future: LinkedWalker['future'], ends: readonly LinkedEnds[]): void {
  const { areas, ages, years } = linked.professions[0]!
  const byAge = (): Float64Array => new Float64Array(ages)
  const benches = linked.professions.map((): Bench => ({ stock: byAge(), before: byAge(), leaving: byAge(), out: byAge(), stay: byAge(), up: byAge(), steady: byAge(), arriving: byAge(), arrived: byAge() }))
  const moving = linked.moves.map(byAge)
  for (let area = 0; area < areas; area++) {
    benches.forEach(({ stock }, at) => { for (let age = 0; age < ages; age++) stock[age] = linked.professions[at]!.opening[placeOf(area, age, ages)]! })
    for (let year = 0; year < years; year++) walkYear(linked, future, ends, benches, moving, area, year)
  }
}

function walkYear(linked: LinkedProfessions, future: LinkedWalker['future'], ends: readonly LinkedEnds[], benches: readonly Bench[], moving: readonly Float64Array[], area: number, year: number): void {
  const { areas } = linked.professions[0]!
  const wide = filledUp(areas)
  const cell = year * wide + area
  fillRates(linked, future, benches, moving, area, cell)
  const [joined, agedOut] = [benches.map(() => 0), benches.map(() => 0)]
  for (let month = 0; month < 12; month++) {
    // Who comes is known before anybody moves; then moves of the opening stock; then everybody ages.
    const joining: number[] = []
    benches.forEach(({ stock, arriving }, at) => {
      const { growing } = linked.professions[at]!
      const { monthly, growth } = future.of[at]!
      const own = monthly[(year * 12 + month) * wide + area]! + (growing ? growth[cell]! * total(stock) : 0)
      const like = linked.joinsLike[at]!
      joining.push(like < 0 ? own : Math.max(0, own + joining[like]!))
      joined[at]! += joining[at]!
      arriving.fill(0)
    })
    linked.moves.forEach(({ from, to }, move) => {
      for (let age = 0; age < moving[move]!.length; age++) {
        benches[to]!.arriving[age]! += benches[from]!.stock[age]! * moving[move]![age]!
      }
    })
    benches.forEach((bench, at) => { agedOut[at]! += passMonth(linked.professions[at]!, bench, joining[at]!, area) })
  }
  benches.forEach((bench, at) => {
    ends[at]!.joinedMonthly[cell] = joined[at]!
    ends[at]!.agedOut[cell] = agedOut[at]!
    closeYear(linked.professions[at]!, ends[at]!, bench, area, cell, joined[at]!)
  })
}

/** Leaving, then moves in their order as far as somebody is left, at each age; what remains stays or has a birthday. */
function fillRates({ professions, moves }: LinkedProfessions, future: LinkedWalker['future'], benches: readonly Bench[], moving: readonly Float64Array[], area: number, cell: number): void {
  const { ages } = professions[0]!
  benches.forEach((bench, at) => {
    for (let age = 0; age < ages; age++) bench.leaving[age] = Math.min(1, professions[at]!.hazard[placeOf(area, age, ages)]! * future.of[at]!.leaveTimes[cell]!)
    bench.out.fill(0)
    bench.arrived.fill(0)
    bench.before.set(bench.stock)
  })
  moves.forEach(({ from }, move) => {
    const { leaving, out } = benches[from]!
    for (let age = 0; age < ages; age++) {
      moving[move]![age] = Math.max(0, Math.min(future.shares[move]![cell]!, 1 - leaving[age]! - out[age]!))
      out[age]! += moving[move]![age]!
    }
  })
  benches.forEach(({ leaving, out, stay, up, steady }, at) => {
    const { yearlyAgesA, yearlyAgesB } = professions[at]!
    const { yearlyA, yearlyB } = future.of[at]!
    for (let age = 0; age < ages; age++) {
      const left = Math.max(0, 1 - leaving[age]! - out[age]!)
      stay[age] = left * (11 / 12)
      up[age] = left * (1 / 12)
      steady[age] = yearlyA[cell]! * yearlyAgesA[placeOf(area, age, ages)]! + yearlyB[cell]! * yearlyAgesB[placeOf(area, age, ages)]!
    }
  })
}

/** Survivors and those who have moved in stay or have a birthday; joiners come last. Answers who passes the oldest age. */
function passMonth({ ages, monthlyAges }: Profession, { stock, stay, up, steady, arriving, arrived }: Bench, joining: number, area: number): number {
  let below = 0
  for (let age = 0; age < ages; age++) {
    const people = stock[age]!
    stock[age] = people * stay[age]! + arriving[age]! * (11 / 12) + below + steady[age]! + joining * monthlyAges[placeOf(area, age, ages)]!
    below = people * up[age]! + arriving[age]! * (1 / 12)
    arrived[age]! += arriving[age]!
  }
  return below
}

/** Add up the year's end, youngest first; who was there to leave or move follows from the account of each age, as in plain.ts. */
function closeYear({ ages, participation, monthlyAges }: Profession, ends: LinkedEnds, bench: Bench, area: number, cell: number, joined: number): void {
  let [heads, fte, leavers, leaversFte, birthdays, movedIn, movedOut] = [0, 0, 0, 0, 0, 0, 0]
  for (let age = 0; age < ages; age++) {
    const here = placeOf(area, age, ages)
    const arrived = 12 * bench.steady[age]! + joined * monthlyAges[here]! + bench.arrived[age]! * (11 / 12)
    const present = Math.max(0, (bench.before[age]! - bench.stock[age]! + arrived + birthdays) * (1 / (1 - bench.stay[age]!)))
    birthdays = present * bench.up[age]! + bench.arrived[age]! * (1 / 12)
    const left = present * bench.leaving[age]!
    heads += bench.stock[age]!
    fte += bench.stock[age]! * participation[here]!
    leavers += left
    leaversFte += left * participation[here]!
    movedIn += bench.arrived[age]!
    movedOut += present * bench.out[age]!
  }
  ends.heads[cell] = heads
  ends.fte[cell] = fte
  ends.leavers[cell] = leavers
  ends.leaversFte[cell] = leaversFte
  ends.movedIn[cell] = movedIn
  ends.movedOut[cell] = movedOut
}

/** Add up the stock, youngest first. */
function total(stock: Float64Array): number {
  let sum = 0
  for (let age = 0; age < stock.length; age++) sum += stock[age]!
  return sum
}
