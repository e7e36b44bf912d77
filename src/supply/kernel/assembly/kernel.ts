/**
 * Professions in one future, every area: six areas side by side (a lane each), ages in order, months in order.
 *
 * The clear form of the same arithmetic is ../plain.ts; both give the same bits, because a lane never meets another lane and every
 * sum is taken in the same order. Arrays by area are laid out [block of six areas][row][6]. Numbers are f64; addresses are bytes.
 * Compiled to ../compiled.ts by `node scripts/kernel.mjs`.
 */

export { benchBytes, walkLinked } from './linked'

// Six areas: three vectors of two.
const row: usize = 48

let stock: usize = 0 // [ages][6], the block at work
let rates: usize = 0 // [ages][stay 6, up 6]
let steady: usize = 0 // [ages][6], who joins alike in every month of the year
let before: usize = 0 // [ages][6], the stock as the year opened

/** Say where the block at work may live; answers the first address after it. */
export function workAt(address: usize, ages: i32): usize {
  const bytes = <usize>ages * row
  stock = address
  rates = stock + bytes
  steady = rates + bytes * 2
  before = steady + bytes
  memory.fill(stock, 0, bytes * 5)
  return before + bytes
}

/** Walk one profession through every year. `growing` adds joiners in proportion to the stock of the month. */
export function walk(
  blocks: i32, ages: i32, years: i32, opening: usize, participation: usize, hazard: usize, leaveTimes: usize,
  monthly: usize, monthlyAges: usize, monthlyFrom: i32, monthlyTo: i32, growing: bool, growth: usize,
  yearlyA: usize, agesA: usize, yearlyB: usize, agesB: usize, from: i32, to: i32,
  heads: usize, fte: usize, leavers: usize, leaversFte: usize, agedOut: usize, joinedMonthly: usize, joined: usize,
): void {
  const bytes = <usize>ages * row
  for (let block = 0; block < blocks; block++) {
    const own = <usize>block * bytes
    memory.copy(stock, opening + own, bytes)
    for (let year = 0; year < years; year++) {
      const at = <usize>(year * blocks + block) * row
      fillRates(ages, hazard + own, leaveTimes + at)
      fillSteady(from, to, yearlyA + at, agesA + own, yearlyB + at, agesB + own)
      memory.copy(before, stock, bytes)
      let old0 = f64x2.splat(0), old1 = old0, old2 = old0, joined0 = old0, joined1 = old0, joined2 = old0
      for (let month = 0; month < 12; month++) {
        const inMonth = <usize>((year * 12 + month) * blocks + block) * row, joining = monthly + inMonth
        let g0 = v128.load(joining), g1 = v128.load(joining, 16), g2 = v128.load(joining, 32)
        if (growing) {
          g0 = f64x2.add(g0, f64x2.mul(v128.load(growth + at), total(ages, 0)))
          g1 = f64x2.add(g1, f64x2.mul(v128.load(growth + at, 16), total(ages, 16)))
          g2 = f64x2.add(g2, f64x2.mul(v128.load(growth + at, 32), total(ages, 32)))
        }
        keep(joined + inMonth, g0, g1, g2)
        joined0 = f64x2.add(joined0, g0); joined1 = f64x2.add(joined1, g1); joined2 = f64x2.add(joined2, g2)
        let c0 = f64x2.splat(0), c1 = c0, c2 = c0
        let n = stock, r = rates, f = steady, a = monthlyAges + own
        for (let age = 0; age < ages; age++) {
          const n0 = v128.load(n), n1 = v128.load(n, 16), n2 = v128.load(n, 32)
          let v0 = f64x2.add(f64x2.mul(n0, v128.load(r)), c0), v1 = f64x2.add(f64x2.mul(n1, v128.load(r, 16)), c1), v2 = f64x2.add(f64x2.mul(n2, v128.load(r, 32)), c2)
          if (age >= from && age < to) {
            v0 = f64x2.add(v0, v128.load(f)); v1 = f64x2.add(v1, v128.load(f, 16)); v2 = f64x2.add(v2, v128.load(f, 32))
          }
          if (age >= monthlyFrom && age < monthlyTo) {
            v0 = f64x2.add(v0, f64x2.mul(g0, v128.load(a))); v1 = f64x2.add(v1, f64x2.mul(g1, v128.load(a, 16))); v2 = f64x2.add(v2, f64x2.mul(g2, v128.load(a, 32)))
          }
          v128.store(n, v0); v128.store(n, v1, 16); v128.store(n, v2, 32)
          c0 = f64x2.mul(n0, v128.load(r, 48)); c1 = f64x2.mul(n1, v128.load(r, 64)); c2 = f64x2.mul(n2, v128.load(r, 80))
          n += row; r += 2 * row; f += row; a += row
        }
        old0 = f64x2.add(old0, c0); old1 = f64x2.add(old1, c1); old2 = f64x2.add(old2, c2)
      }
      keep(agedOut + at, old0, old1, old2)
      keep(joinedMonthly + at, joined0, joined1, joined2)
      closeYear(ages, joined0, joined1, joined2, at, hazard + own, leaveTimes + at, monthlyAges + own, participation + own, heads, fte, leavers, leaversFte)
    }
  }
}

/** Add up the stock, youngest first. */
function total(ages: i32, lane: usize): v128 {
  let sum = f64x2.splat(0)
  for (let age = 0; age < ages; age++) sum = f64x2.add(sum, v128.load(stock + <usize>age * row + lane))
  return sum
}

/** Of those who do not leave, eleven twelfths stay at their age and a twelfth has a birthday. */
function fillRates(ages: i32, hazard: usize, leaveTimes: usize): void {
  const one = f64x2.splat(1), stay = f64x2.splat(11.0 / 12.0), up = f64x2.splat(1.0 / 12.0)
  for (let lane: usize = 0; lane < row; lane += 16) {
    for (let age = 0; age < ages; age++) {
      const left = f64x2.sub(one, leaving(hazard + <usize>age * row + lane, leaveTimes + lane)), at = rates + <usize>age * row * 2 + lane
      v128.store(at, f64x2.mul(left, stay)); v128.store(at, f64x2.mul(left, up), row)
    }
  }
}

function fillSteady(from: i32, to: i32, yearlyA: usize, agesA: usize, yearlyB: usize, agesB: usize): void {
  for (let lane: usize = 0; lane < row; lane += 16) {
    const a = v128.load(yearlyA + lane), b = v128.load(yearlyB + lane)
    for (let age = from; age < to; age++) {
      const at = <usize>age * row + lane
      v128.store(steady + at, f64x2.add(f64x2.mul(a, v128.load(agesA + at)), f64x2.mul(b, v128.load(agesB + at))))
    }
  }
}

/**
 * Add up the year's end by age, youngest first: people, their FTE, and who left in the year.
 *
 * Who was there to leave, month by month, follows from the year's own account of each age: the opening stocks of its twelve months sum to
 * (opening − closing + birthdays from below + joiners) ÷ (share that leaves or has a birthday).
 */
function closeYear(
  ages: i32, joined0: v128, joined1: v128, joined2: v128, at: usize, hazard: usize, leaveTimes: usize, monthlyAges: usize, participation: usize,
  heads: usize, fte: usize, leavers: usize, leaversFte: usize,
): void {
  const none = f64x2.splat(0) // rounding never leaves fewer than nobody
  let b0 = f64x2.splat(0), b1 = b0, b2 = b0, people0 = b0, people1 = b0, people2 = b0, full0 = b0, full1 = b0, full2 = b0
  let gone0 = b0, gone1 = b0, gone2 = b0, goneFte0 = b0, goneFte1 = b0, goneFte2 = b0
  for (let age = 0; age < ages; age++) {
    const here = <usize>age * row, rate = rates + here * 2
    const n0 = v128.load(stock + here), n1 = v128.load(stock + here, 16), n2 = v128.load(stock + here, 32)
    const present0 = f64x2.pmax(none, f64x2.mul(f64x2.add(passed(here, n0, joined0, monthlyAges), b0), perLeaver(rate)))
    const present1 = f64x2.pmax(none, f64x2.mul(f64x2.add(passed(here + 16, n1, joined1, monthlyAges), b1), perLeaver(rate + 16)))
    const present2 = f64x2.pmax(none, f64x2.mul(f64x2.add(passed(here + 32, n2, joined2, monthlyAges), b2), perLeaver(rate + 32)))
    b0 = f64x2.mul(present0, v128.load(rate, 48)); b1 = f64x2.mul(present1, v128.load(rate, 64)); b2 = f64x2.mul(present2, v128.load(rate, 80))
    const left0 = f64x2.mul(present0, leaving(hazard + here, leaveTimes)), left1 = f64x2.mul(present1, leaving(hazard + here + 16, leaveTimes + 16)), left2 = f64x2.mul(present2, leaving(hazard + here + 32, leaveTimes + 32))
    const part0 = v128.load(participation + here), part1 = v128.load(participation + here, 16), part2 = v128.load(participation + here, 32)
    people0 = f64x2.add(people0, n0); people1 = f64x2.add(people1, n1); people2 = f64x2.add(people2, n2)
    full0 = f64x2.add(full0, f64x2.mul(n0, part0)); full1 = f64x2.add(full1, f64x2.mul(n1, part1)); full2 = f64x2.add(full2, f64x2.mul(n2, part2))
    gone0 = f64x2.add(gone0, left0); gone1 = f64x2.add(gone1, left1); gone2 = f64x2.add(gone2, left2)
    goneFte0 = f64x2.add(goneFte0, f64x2.mul(left0, part0)); goneFte1 = f64x2.add(goneFte1, f64x2.mul(left1, part1)); goneFte2 = f64x2.add(goneFte2, f64x2.mul(left2, part2))
  }
  keep(heads + at, people0, people1, people2)
  keep(fte + at, full0, full1, full2)
  keep(leavers + at, gone0, gone1, gone2)
  keep(leaversFte + at, goneFte0, goneFte1, goneFte2)
}

/** Who passed through an age in the year but for birthdays from below: opening − closing + joiners. */
@inline
function passed(here: usize, closing: v128, joined: v128, monthlyAges: usize): v128 {
  const arrived = f64x2.add(f64x2.mul(f64x2.splat(12), v128.load(steady + here)), f64x2.mul(joined, v128.load(monthlyAges + here)))
  return f64x2.add(f64x2.sub(v128.load(before + here), closing), arrived)
}

/** One over the share that leaves an age in a month, by leaving or by a birthday. */
@inline
function perLeaver(rate: usize): v128 {
  return f64x2.div(f64x2.splat(1), f64x2.sub(f64x2.splat(1), v128.load(rate)))
}

@inline
function leaving(hazard: usize, leaveTimes: usize): v128 {
  return f64x2.pmin(f64x2.splat(1), f64x2.mul(v128.load(hazard), v128.load(leaveTimes)))
}

@inline
function keep(at: usize, v0: v128, v1: v128, v2: v128): void {
  v128.store(at, v0); v128.store(at, v1, 16); v128.store(at, v2, 32)
}
