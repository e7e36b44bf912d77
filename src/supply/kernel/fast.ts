import { compiled } from './compiled.ts'
import { filledUp, lanes, type Future, type Kernel, type Profession, type Walker, type YearEnds } from './profession.ts'

/** What assembly/kernel.ts exports. Addresses in bytes. */
export interface Compiled {
  readonly memory: WebAssembly.Memory
  workAt(address: number, ages: number): number
  walk(...of: readonly (number | boolean)[]): void
  benchBytes(ages: number): number
  walkLinked(table: number, professions: number, moves: number, moveCount: number, blocks: number, ages: number, years: number): void
}

// Below this address the compiled module may keep what is its own.
const firstFree = 1024
const pageBytes = 65_536

/**
 * Start the fast kernel: compiled arithmetic over six areas at once, the same bits as the plain one.
 *
 * Errors: throws where the engine has no WebAssembly with vectors; the plain kernel runs everywhere.
 */
export function startFastKernel(): Kernel {
  return openerOf(compiledHere())
}

/** Compile the kernel, with a memory of its own. */
export function compiledHere(): Compiled {
  const bytes = Uint8Array.from(atob(compiled), (letter) => letter.charCodeAt(0))
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes))
  return exports as unknown as Compiled
}

function openerOf(kernel: Compiled): Kernel {
  return { kind: 'fast', open: (profession) => openWalker(kernel, profession) }
}

function openWalker(kernel: Compiled, profession: Profession): Walker {
  const { areas, ages, years } = profession
  const wide = filledUp(areas)
  const [byAge, byYear, byMonth] = [wide * ages, wide * years, wide * years * 12]
  growTo(kernel, firstFree + 8 * (5 * lanes * ages + 6 * byAge + 10 * byYear + 2 * byMonth))
  const take = taker(kernel.memory.buffer, kernel.workAt(firstFree, ages))
  const own = [profession.opening, profession.participation, profession.hazard, profession.monthlyAges, profession.yearlyAgesA, profession.yearlyAgesB].map((values) => {
    const taken = take(byAge)
    taken.set(values)
    return taken
  })
  const future: Future = { leaveTimes: take(byYear), monthly: take(byMonth), growth: take(byYear), yearlyA: take(byYear), yearlyB: take(byYear) }
  const ends: YearEnds = { heads: take(byYear), fte: take(byYear), leavers: take(byYear), leaversFte: take(byYear), agedOut: take(byYear), joinedMonthly: take(byYear) }
  const joined = take(byMonth)
  const [opening, participation, hazard, monthlyAges, agesA, agesB] = own.map(({ byteOffset }) => byteOffset) as [number, number, number, number, number, number]
  const [monthlyFrom, monthlyTo] = agesWith([profession.monthlyAges], ages)
  const [from, to] = agesWith([profession.yearlyAgesA, profession.yearlyAgesB], ages)
  const given = [
    wide / lanes, ages, years, opening, participation, hazard, future.leaveTimes.byteOffset,
    future.monthly.byteOffset, monthlyAges, monthlyFrom, monthlyTo, profession.growing, future.growth.byteOffset,
    future.yearlyA.byteOffset, agesA, future.yearlyB.byteOffset, agesB, from, to,
    ends.heads.byteOffset, ends.fte.byteOffset, ends.leavers.byteOffset, ends.leaversFte.byteOffset, ends.agedOut.byteOffset, ends.joinedMonthly.byteOffset, joined.byteOffset,
  ]
  return { future, ends, joined, walk: () => kernel.walk(...given) }
}

/** Let a kernel's memory hold so many bytes. */
export function growTo(kernel: Compiled, bytes: number): void {
  const missing = bytes - kernel.memory.buffer.byteLength
  if (missing > 0) kernel.memory.grow(Math.ceil(missing / pageBytes))
}

/** Hand out arrays one after another from an address; new ones are all zero. */
export function taker(buffer: ArrayBuffer, from: number): (length: number) => Float64Array {
  let at = from
  return (length) => {
    const taken = new Float64Array(buffer, at, length)
    at += 8 * length
    return taken.fill(0)
  }
}

/** First age somebody joins at, and the one after the last; nobody joins outside. */
export function agesWith(shares: readonly Float64Array[], ages: number): [from: number, to: number] {
  let [from, to] = [ages, 0]
  for (const values of shares) {
    for (let at = 0; at < values.length; at++) {
      if (values[at] === 0) continue
      const age = Math.floor(at / lanes) % ages
      if (age < from) from = age
      if (age >= to) to = age + 1
    }
  }
  return [Math.min(from, to), to]
}
