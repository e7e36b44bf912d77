import { jobA, openJobA, readJobA } from '../src/api/bench/job-a.ts'
import { startFastKernel } from '../src/supply/kernel/fast.ts'
import type { Kernel } from '../src/supply/kernel/profession.ts'

// One draw of reference job A, warm, on one thread: `node bench/one-draw.ts FOLDER`. Milliseconds of everything from inputs in memory to year ends (laying out, writing the
// future, walking, adding up), and of the walk in it; the median and the quickest of twenty rounds after five.
const fast = startFastKernel()
let walked = 0
const timed: Kernel = {
  kind: fast.kind,
  open: (profession) => {
    const walker = fast.open(profession)
    return { ...walker, walk: () => {
      const started = performance.now()
      walker.walk()
      walked += performance.now() - started
    } }
  },
}
const project = openJobA(timed, readJobA(process.argv[2] ?? ''), 1)
const rounds = Array.from({ length: 25 }, () => {
  const started = performance.now()
  walked = 0
  for (let profession = 0; profession < jobA.professions; profession++) project(profession)
  return { whole: performance.now() - started, walk: walked }
}).slice(5)
const say = (of: 'whole' | 'walk'): string => {
  const sorted = rounds.map((round) => round[of]).sort((a, b) => a - b)
  return `${sorted[sorted.length >> 1]!.toFixed(1)} ms (quickest ${sorted[0]!.toFixed(1)})`
}
console.log(`one draw, warm, one thread: ${say('whole')}, of which the walk ${say('walk')}`)
