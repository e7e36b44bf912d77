// `npm test`: install, check, build, run every kind of test. The last line is `N passed, N failed, N skipped`.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { build } from './build.mjs'
import { runChecks, runTests } from './checks.mjs'
import { install } from './install.mjs'
import { root } from './pinned-node.mjs'

install({ withTests: true })
mkdirSync(join(root, '.tmp'), { recursive: true })
const total = runChecks()
build()
let broken = false
let skipped = 0
for (const project of ['quick', 'long', 'fault']) {
  const report = join(root, '.tmp', `${project}.json`)
  rmSync(report, { force: true })
  const code = runTests([project], report)
  const counts = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : { numPassedTests: 0, numFailedTests: 1, numPendingTests: 0 }
  total.passed += counts.numPassedTests
  total.failed += counts.numFailedTests
  skipped += counts.numPendingTests
  if (code !== 0) broken = true
}
// A suite that cannot even load has no failing test of its own: it still counts as one.
if (broken && total.failed === 0) total.failed = 1
process.stdout.write(`${total.passed} passed, ${total.failed} failed, ${skipped} skipped\n`)
process.exit(total.failed > 0 ? 1 : 0)
