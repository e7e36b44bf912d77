// How the time of a run grows with areas, professions, years, draws and ages, by the kernel alone on one thread: `node bench/scaling.mjs`.
// Each is doubled from a fifth of a nation while the others stay; ns are for one age of one area and profession in one month of one draw.
import { startFastKernel } from '../src/supply/kernel/fast.ts'
import { plainKernel } from '../src/supply/kernel/plain.ts'
import { layByAge } from '../src/supply/kernel/profession.ts'

const base = { areas: 18, professions: 12, years: 10, draws: 20, ages: 52 }
const fast = startFastKernel()
console.log('| | areas | professions | months | draws | ages | ms of processor time | times the row before | ns a cell and month |\n|---|---|---|---|---|---|---|---|---|')
for (const grows of Object.keys(base)) {
  let before = null
  for (const times of [1, 2, 4]) {
    const size = { ...base, [grows]: base[grows] * times }
    const ms = best(() => walk(fast, size))
    row(`${grows} × ${times}`, size, ms, before)
    before = ms
  }
}
const nation = { areas: 42, professions: 40, years: 15, draws: 1, ages: 52 }
for (const kernel of [fast, plainKernel]) row(`the nation, one draw, ${kernel.kind}`, nation, best(() => walk(kernel, nation)), null)

function walk(kernel, { areas, professions, years, draws, ages }) {
  for (let profession = 0; profession < professions; profession++) {
    const walker = kernel.open({
      areas, ages, years, growing: true, opening: layByAge(areas, ages, () => 40), participation: layByAge(areas, ages, () => 0.9), hazard: layByAge(areas, ages, () => 0.008),
      monthlyAges: layByAge(areas, ages, () => 1 / ages), yearlyAgesA: layByAge(areas, ages, () => 0), yearlyAgesB: layByAge(areas, ages, () => 0),
    })
    walker.future.growth.fill(0.01)
    for (let draw = 0; draw < draws; draw++) {
      walker.future.leaveTimes.fill(1 + draw / 1000)
      walker.walk()
    }
  }
}

/** Milliseconds of processor time of the quickest of nine, after one to warm up: what else runs on the machine matters less to it than to a clock. */
function best(work) {
  work()
  return Math.min(...Array.from({ length: 9 }, () => {
    const started = process.cpuUsage()
    work()
    const { user, system } = process.cpuUsage(started)
    return (user + system) / 1000
  }))
}

function row(what, { areas, professions, years, draws, ages }, ms, before) {
  const cells = areas * professions * years * 12 * draws * ages
  console.log(`| ${what} | ${areas} | ${professions} | ${12 * years} | ${draws} | ${ages} | ${ms.toFixed(1)} | ${before === null ? '' : (ms / before).toFixed(2)} | ${((1e6 * ms) / cells).toFixed(2)} |`)
}
