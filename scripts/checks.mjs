// The checks that read the code without running it: one list for `npm run ok` and `npm test`.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { root, runPinnedBeside } from './pinned-node.mjs'

export const checks = [
  { name: 'lock file is complete on every platform', run: ['scripts/lock-file.mjs', '--check'] },
  { name: 'bill of materials is that of the lock file', run: ['scripts/sbom.mjs', '--check'] },
  { name: 'compiled kernel is what its source gives', run: ['scripts/kernel.mjs', '--check'] },
  { name: 'types', run: ['node_modules/typescript/bin/tsc', '--noEmit'] },
  { name: 'lint', run: ['node_modules/oxlint/bin/oxlint', '--deny-warnings'] },
  { name: 'walls between rooms', run: ['node_modules/dependency-cruiser/bin/dependency-cruiser.mjs', '--config', '.dependency-cruiser.cjs', 'src'] },
  { name: 'nothing unused', run: ['node_modules/knip/bin/knip.js', '--no-progress'] },
]

/** Run every check, one after the other; each says what it found when it is done. Returns how many passed and failed. */
export async function runChecks() {
  let failed = 0
  for (const { name, run } of checks) {
    const started = Date.now()
    const { code, said } = await runPinnedBeside(run)
    if (code !== 0) failed++
    process.stdout.write(`${said}${code === 0 ? 'ok    ' : 'FAILED'} ${name} (${((Date.now() - started) / 1000).toFixed(1)} s)\n`)
  }
  return { passed: checks.length - failed, failed, skipped: 0 }
}

/** Run test projects with vitest: it speaks as it goes, or `atEnd` all at once. Returns its own counts. */
export async function runTests(projects, { atEnd = false } = {}) {
  const report = join(root, '.tmp', `${projects.join('-and-')}.json`)
  mkdirSync(join(root, '.tmp'), { recursive: true })
  rmSync(report, { force: true })
  const args = ['node_modules/vitest/vitest.mjs', 'run', ...projects.flatMap((project) => ['--project', project]), '--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const { code, said } = await runPinnedBeside(args, atEnd ? {} : { stdio: 'inherit' })
  process.stdout.write(said)
  const counts = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : { numPassedTests: 0, numFailedTests: 1, numPendingTests: 0 }
  // A suite that cannot even load has no failing test of its own: it still counts as one.
  return { passed: counts.numPassedTests, failed: code === 0 ? counts.numFailedTests : Math.max(1, counts.numFailedTests), skipped: counts.numPendingTests }
}
