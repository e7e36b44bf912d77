// `npm test`: install, check, build, run every kind of test. The last line is `N passed, N failed, N skipped`.
import { build } from './build.mjs'
import { runChecks, runTests } from './checks.mjs'
import { install } from './install.mjs'

install({ withTests: true })
// Two lanes, so that no core waits for the other: the tests that fill both, and beside them what goes one at a time, the checks and the faults that kill.
const lanes = [
  async () => {
    await build()
    return [await runTests(['quick', 'long'])]
  },
  async () => [await runChecks(), await runTests(['fault'], { atEnd: true })],
]
const parts = (await Promise.all(lanes.map((lane) => lane()))).flat()
const sum = (count) => parts.reduce((total, part) => total + part[count], 0)
process.stdout.write(`${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped\n`)
process.exit(sum('failed') > 0 ? 1 : 0)
