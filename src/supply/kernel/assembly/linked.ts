/**
 * Linked professions in one future, every area: six areas side by side, professions in order, moves in order, ages in order, months in order.
 *
 * The clear form of the same arithmetic is ../linked-plain.ts; both give the same bits. What each profession and move is made of stands in two
 * tables of 32-bit words, written by ../linked-fast.ts in the order of the constants below. Layouts as in kernel.ts.
 */

const row: usize = 48

// Words of a profession's line of the table: addresses, but for the last seven.
const opening: usize = 0, participation: usize = 4, hazard: usize = 8, monthlyAges: usize = 12, agesA: usize = 16, agesB: usize = 20
const leaveTimes: usize = 24, monthly: usize = 28, growth: usize = 32, yearlyA: usize = 36, yearlyB: usize = 40
const heads: usize = 44, fte: usize = 48, leavers: usize = 52, leaversFte: usize = 56, agedOut: usize = 60, joinedMonthly: usize = 64, movedIn: usize = 68, movedOut: usize = 72
const bench: usize = 76, growing: usize = 80, like: usize = 84, receives: usize = 88, monthlyFrom: usize = 92, monthlyTo: usize = 96, steadyFrom: usize = 100, steadyTo: usize = 104
const line: usize = 108
// Words of a move's line: which professions, by their lines; its shares; room for what moves at each age; whether it is the first to its profession.
const from: usize = 0, to: usize = 4, shares: usize = 8, moving: usize = 12, first: usize = 16, moveLine: usize = 20

// Parts of a profession's bench, each [ages][6]; behind them joiners of the month, joiners and agers-out of the year, one row each.
const stock: usize = 0, before: usize = 1, leaving: usize = 2, out: usize = 3, stay: usize = 4, up: usize = 5, steady: usize = 6, arriving: usize = 7, arrived: usize = 8
const parts: usize = 9

/** Bytes of a bench for so many ages. */
export function benchBytes(ages: i32): usize {
  return <usize>ages * row * parts + 3 * row
}

@inline
function word(address: usize): usize {
  return <usize>load<i32>(address)
}

/** Walk linked professions through every year. */
export function walkLinked(table: usize, professions: i32, moves: usize, moveCount: i32, blocks: i32, ages: i32, years: i32): void {
  const bytes = <usize>ages * row, last = table + <usize>professions * line, lastMove = moves + <usize>moveCount * moveLine
  for (let block = 0; block < blocks; block++) {
    const own = <usize>block * bytes
    for (let p = table; p < last; p += line) memory.copy(word(p + bench), word(p + opening) + own, bytes)
    for (let year = 0; year < years; year++) {
      const at = <usize>(year * blocks + block) * row
      for (let p = table; p < last; p += line) openYear(p, ages, own, at)
      for (let m = moves; m < lastMove; m += moveLine) fillMove(m, ages, at)
      for (let p = table; p < last; p += line) fillRates(p, ages, own, at)
      for (let month = 0; month < 12; month++) {
        const inMonth = <usize>((year * 12 + month) * blocks + block) * row
        for (let p = table; p < last; p += line) join(p, ages, table, at, inMonth)
        for (let m = moves; m < lastMove; m += moveLine) move(m, ages)
        for (let p = table; p < last; p += line) {
          if (load<i32>(p + receives) != 0) passWithArrivals(p, ages, own)
          else pass(p, ages, own)
        }
      }
      for (let p = table; p < last; p += line) closeYear(p, ages, own, at)
    }
  }
}

/** Leaving of the year, nobody moved yet. */
function openYear(p: usize, ages: i32, own: usize, at: usize): void {
  const b = word(p + bench), bytes = <usize>ages * row, one = f64x2.splat(1)
  memory.copy(b + before * bytes, b + stock * bytes, bytes)
  memory.fill(b + out * bytes, 0, bytes)
  memory.fill(b + arrived * bytes, 0, bytes)
  memory.fill(b + parts * bytes, 0, 3 * row)
  for (let lane: usize = 0; lane < row; lane += 16) {
    const times = v128.load(word(p + leaveTimes) + at + lane), usual = word(p + hazard) + own + lane, gone = b + leaving * bytes + lane
    for (let age: usize = 0; age < bytes; age += row) v128.store(gone + age, f64x2.pmin(one, f64x2.mul(v128.load(usual + age), times)))
  }
}

/** The share of each age that a move takes: as stated, as far as somebody is left. */
function fillMove(m: usize, ages: i32, at: usize): void {
  const b = word(word(m + from) + bench), bytes = <usize>ages * row, one = f64x2.splat(1), none = f64x2.splat(0), room = word(m + moving)
  for (let lane: usize = 0; lane < row; lane += 16) {
    const share = v128.load(word(m + shares) + at + lane)
    for (let age: usize = 0; age < bytes; age += row) {
      const taken = b + out * bytes + age + lane, gone = v128.load(taken)
      const left = f64x2.sub(f64x2.sub(one, v128.load(b + leaving * bytes + age + lane)), gone)
      const takes = f64x2.pmax(none, f64x2.pmin(share, left))
      v128.store(room + age + lane, takes)
      v128.store(taken, f64x2.add(gone, takes))
    }
  }
}

function fillRates(p: usize, ages: i32, own: usize, at: usize): void {
  const b = word(p + bench), bytes = <usize>ages * row, one = f64x2.splat(1), none = f64x2.splat(0), staying = f64x2.splat(11.0 / 12.0), rising = f64x2.splat(1.0 / 12.0)
  for (let lane: usize = 0; lane < row; lane += 16) {
    const a = v128.load(word(p + yearlyA) + at + lane), c = v128.load(word(p + yearlyB) + at + lane), ofA = word(p + agesA) + own + lane, ofB = word(p + agesB) + own + lane
    for (let age: usize = 0; age < bytes; age += row) {
      const here = b + age + lane
      const left = f64x2.pmax(none, f64x2.sub(f64x2.sub(one, v128.load(here + leaving * bytes)), v128.load(here + out * bytes)))
      v128.store(here + stay * bytes, f64x2.mul(left, staying))
      v128.store(here + up * bytes, f64x2.mul(left, rising))
      v128.store(here + steady * bytes, f64x2.add(f64x2.mul(a, v128.load(ofA + age)), f64x2.mul(c, v128.load(ofB + age))))
    }
  }
}

/** Who joins in the month: streams, a share of the stock, and as many as join the profession this one is like. */
function join(p: usize, ages: i32, table: usize, at: usize, inMonth: usize): void {
  const b = word(p + bench), bytes = <usize>ages * row, sums = b + parts * bytes, other = load<i32>(p + like), grows = load<i32>(p + growing) != 0
  for (let lane: usize = 0; lane < row; lane += 16) {
    let coming = v128.load(word(p + monthly) + inMonth + lane)
    if (grows) {
      let sum = f64x2.splat(0)
      for (let age: usize = 0; age < bytes; age += row) sum = f64x2.add(sum, v128.load(b + age + lane))
      coming = f64x2.add(coming, f64x2.mul(v128.load(word(p + growth) + at + lane), sum))
    }
    if (other >= 0) coming = f64x2.pmax(f64x2.splat(0), f64x2.add(coming, v128.load(word(table + <usize>other * line + bench) + parts * bytes + lane)))
    v128.store(sums + lane, coming)
    v128.store(sums + row + lane, f64x2.add(v128.load(sums + row + lane), coming))
  }
}

function move(m: usize, ages: i32): void {
  const bytes = <usize>ages * row, source = word(word(m + from) + bench), target = word(word(m + to) + bench) + arriving * bytes, room = word(m + moving)
  if (load<i32>(m + first) != 0) {
    for (let at: usize = 0; at < bytes; at += row) {
      v128.store(target + at, f64x2.mul(v128.load(source + at), v128.load(room + at)))
      v128.store(target + at, f64x2.mul(v128.load(source + at, 16), v128.load(room + at, 16)), 16)
      v128.store(target + at, f64x2.mul(v128.load(source + at, 32), v128.load(room + at, 32)), 32)
    }
    return
  }
  for (let at: usize = 0; at < bytes; at += 16) v128.store(target + at, f64x2.add(v128.load(target + at), f64x2.mul(v128.load(source + at), v128.load(room + at))))
}

/** A month of a profession that nobody moves into. */
function pass(p: usize, ages: i32, own: usize): void {
  const b = word(p + bench), bytes = <usize>ages * row, sums = b + parts * bytes
  const g0 = v128.load(sums), g1 = v128.load(sums, 16), g2 = v128.load(sums, 32)
  const start = load<i32>(p + monthlyFrom), end = load<i32>(p + monthlyTo), low = load<i32>(p + steadyFrom), high = load<i32>(p + steadyTo)
  let c0 = f64x2.splat(0), c1 = c0, c2 = c0, n = b, a = word(p + monthlyAges) + own
  const staying = stay * bytes, rising = up * bytes, alike = steady * bytes
  for (let age = 0; age < ages; age++) {
    const n0 = v128.load(n), n1 = v128.load(n, 16), n2 = v128.load(n, 32), s = n + staying, u = n + rising
    let v0 = f64x2.add(f64x2.mul(n0, v128.load(s)), c0), v1 = f64x2.add(f64x2.mul(n1, v128.load(s, 16)), c1), v2 = f64x2.add(f64x2.mul(n2, v128.load(s, 32)), c2)
    if (age >= low && age < high) {
      const f = n + alike
      v0 = f64x2.add(v0, v128.load(f)); v1 = f64x2.add(v1, v128.load(f, 16)); v2 = f64x2.add(v2, v128.load(f, 32))
    }
    if (age >= start && age < end) {
      v0 = f64x2.add(v0, f64x2.mul(g0, v128.load(a))); v1 = f64x2.add(v1, f64x2.mul(g1, v128.load(a, 16))); v2 = f64x2.add(v2, f64x2.mul(g2, v128.load(a, 32)))
    }
    v128.store(n, v0); v128.store(n, v1, 16); v128.store(n, v2, 32)
    c0 = f64x2.mul(n0, v128.load(u)); c1 = f64x2.mul(n1, v128.load(u, 16)); c2 = f64x2.mul(n2, v128.load(u, 32))
    n += row; a += row
  }
  ageOut(sums, c0, c1, c2)
}

/** The same where people move in: they stay or have a birthday with those who are there. */
function passWithArrivals(p: usize, ages: i32, own: usize): void {
  const b = word(p + bench), bytes = <usize>ages * row, sums = b + parts * bytes, keeps = f64x2.splat(11.0 / 12.0), rises = f64x2.splat(1.0 / 12.0)
  const g0 = v128.load(sums), g1 = v128.load(sums, 16), g2 = v128.load(sums, 32)
  let c0 = f64x2.splat(0), c1 = c0, c2 = c0, n = b, a = word(p + monthlyAges) + own
  const staying = stay * bytes, rising = up * bytes, alike = steady * bytes, coming = arriving * bytes, sum = arrived * bytes
  for (let age = 0; age < ages; age++) {
    const n0 = v128.load(n), n1 = v128.load(n, 16), n2 = v128.load(n, 32), s = n + staying, u = n + rising, f = n + alike, r = n + coming
    const r0 = v128.load(r), r1 = v128.load(r, 16), r2 = v128.load(r, 32)
    const v0 = f64x2.add(f64x2.add(f64x2.add(f64x2.add(f64x2.mul(n0, v128.load(s)), f64x2.mul(r0, keeps)), c0), v128.load(f)), f64x2.mul(g0, v128.load(a)))
    const v1 = f64x2.add(f64x2.add(f64x2.add(f64x2.add(f64x2.mul(n1, v128.load(s, 16)), f64x2.mul(r1, keeps)), c1), v128.load(f, 16)), f64x2.mul(g1, v128.load(a, 16)))
    const v2 = f64x2.add(f64x2.add(f64x2.add(f64x2.add(f64x2.mul(n2, v128.load(s, 32)), f64x2.mul(r2, keeps)), c2), v128.load(f, 32)), f64x2.mul(g2, v128.load(a, 32)))
    v128.store(n, v0); v128.store(n, v1, 16); v128.store(n, v2, 32)
    c0 = f64x2.add(f64x2.mul(n0, v128.load(u)), f64x2.mul(r0, rises)); c1 = f64x2.add(f64x2.mul(n1, v128.load(u, 16)), f64x2.mul(r1, rises)); c2 = f64x2.add(f64x2.mul(n2, v128.load(u, 32)), f64x2.mul(r2, rises))
    const y = n + sum
    v128.store(y, f64x2.add(v128.load(y), r0)); v128.store(y, f64x2.add(v128.load(y, 16), r1), 16); v128.store(y, f64x2.add(v128.load(y, 32), r2), 32)
    n += row; a += row
  }
  ageOut(sums, c0, c1, c2)
}

@inline
function ageOut(sums: usize, c0: v128, c1: v128, c2: v128): void {
  const gone = sums + 2 * row
  v128.store(gone, f64x2.add(v128.load(gone), c0)); v128.store(gone, f64x2.add(v128.load(gone, 16), c1), 16); v128.store(gone, f64x2.add(v128.load(gone, 32), c2), 32)
}

/** Add up the year's end by age, youngest first; who was there to leave or move follows from the account of each age. */
function closeYear(p: usize, ages: i32, own: usize, at: usize): void {
  const b = word(p + bench), bytes = <usize>ages * row, sums = b + parts * bytes, none = f64x2.splat(0), one = f64x2.splat(1), keeps = f64x2.splat(11.0 / 12.0), rises = f64x2.splat(1.0 / 12.0), twelve = f64x2.splat(12)
  for (let lane: usize = 0; lane < row; lane += 16) {
    const joined = v128.load(sums + row + lane), parted = word(p + participation) + own + lane, entering = word(p + monthlyAges) + own + lane
    let people = none, full = none, gone = none, goneFte = none, birthdays = none, entered = none, moved = none
    for (let age: usize = 0; age < bytes; age += row) {
      const here = b + age + lane, n = v128.load(here), stays = v128.load(here + stay * bytes), by = v128.load(here + arrived * bytes), part = v128.load(parted + age)
      const came = f64x2.add(f64x2.add(f64x2.mul(twelve, v128.load(here + steady * bytes)), f64x2.mul(joined, v128.load(entering + age))), f64x2.mul(by, keeps))
      const passed = f64x2.add(f64x2.add(f64x2.sub(v128.load(here + before * bytes), n), came), birthdays)
      const present = f64x2.pmax(none, f64x2.mul(passed, f64x2.div(one, f64x2.sub(one, stays))))
      birthdays = f64x2.add(f64x2.mul(present, v128.load(here + up * bytes)), f64x2.mul(by, rises))
      const left = f64x2.mul(present, v128.load(here + leaving * bytes))
      people = f64x2.add(people, n)
      full = f64x2.add(full, f64x2.mul(n, part))
      gone = f64x2.add(gone, left)
      goneFte = f64x2.add(goneFte, f64x2.mul(left, part))
      entered = f64x2.add(entered, by)
      moved = f64x2.add(moved, f64x2.mul(present, v128.load(here + out * bytes)))
    }
    const into = at + lane
    v128.store(word(p + heads) + into, people)
    v128.store(word(p + fte) + into, full)
    v128.store(word(p + leavers) + into, gone)
    v128.store(word(p + leaversFte) + into, goneFte)
    v128.store(word(p + agedOut) + into, v128.load(sums + 2 * row + lane))
    v128.store(word(p + joinedMonthly) + into, joined)
    v128.store(word(p + movedIn) + into, entered)
    v128.store(word(p + movedOut) + into, moved)
  }
}
