// The checks that read the code without running it: one list for `npm run ok` and `npm test`.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { endedWorkersFile } from './ended-workers.mjs'
import { compiled, root, runPinnedBeside } from './pinned-node.mjs'

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

/**
 * Run test projects with vitest: it speaks as it goes, or `atEnd` all at once. Returns its own counts.
 * Run once more, alone, and said: a file whose process the engine itself ended (docs/decisions/0040), and a journey through the browser that did not hold (docs/decisions/0041).
 * No other test that fails is tried again.
 */
export async function runTests(projects, { atEnd = false, only = [], config = 'vitest.config.ts', again = true } = {}) {
  const report = join(root, '.tmp', `${projects.join('-and-')}${again ? '' : '-again'}.json`)
  const ended = `${report}.ended`
  mkdirSync(join(root, '.tmp'), { recursive: true })
  for (const file of [report, ended]) rmSync(file, { force: true })
  const args = [
    'node_modules/vitest/vitest.mjs', 'run', ...only, '--config', config, ...projects.flatMap((project) => ['--project', project]),
    '--reporter=default', '--reporter=./scripts/ended-workers.mjs', '--reporter=json', `--outputFile.json=${report}`,
  ]
  const env = { NODE_COMPILE_CACHE: compiled, ...process.env, [endedWorkersFile]: ended }
  const { code, said } = await runPinnedBeside(args, atEnd ? { env } : { env, stdio: 'inherit' })
  process.stdout.write(said)
  const { files, others } = existsSync(ended) ? JSON.parse(readFileSync(ended, 'utf8')) : { files: [], others: 1 }
  const held = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')).testResults : []
  const journeys = again ? failedJourneys(held) : []
  const anew = [...new Set([...files, ...journeys.map(({ name }) => name)])]
  const counts = countsOf(held.filter(({ name }) => !anew.includes(name)), code === 0 ? 0 : others)
  if (anew.length === 0 || !again) return code === 0 ? counts : { ...counts, failed: Math.max(1, counts.failed + files.length) }
  if (files.length > 0) process.stdout.write(`The engine ended the process of ${files.join(', ')}: run once more, alone.\n`)
  for (const { name, failed } of journeys) process.stdout.write(`A JOURNEY DID NOT HOLD, see above: ${name}: ${failed.join('; ')}. It is run once more, alone. If it holds then, a page or its test is right only sometimes, and that is to be mended.\n`)
  const second = await runTests(projects, { atEnd, only: anew, config, again: false })
  return { passed: counts.passed + second.passed, failed: counts.failed + second.failed, skipped: counts.skipped + second.skipped }
}

/** Files of journeys in which a test failed, with the names of those tests; none when there are more than two, for then it is not chance. */
function failedJourneys(files) {
  const failed = files.filter(({ name, assertionResults }) => name.includes('/tests/journeys/') && assertionResults.some(({ status }) => status === 'failed'))
  return failed.length > 2 ? [] : failed.map(({ name, assertionResults }) => ({ name, failed: assertionResults.filter(({ status }) => status === 'failed').map(({ fullName }) => fullName) }))
}

/** Counts of the tests of some files; a file that cannot even load has no failing test of its own and counts as one, and so does each error outside tests. */
function countsOf(files, errors) {
  const tests = files.flatMap(({ assertionResults }) => assertionResults)
  const count = (...states) => tests.filter(({ status }) => states.includes(status)).length
  const unloaded = files.filter(({ status, assertionResults }) => status === 'failed' && !assertionResults.some((test) => test.status === 'failed')).length
  return { passed: count('passed'), failed: count('failed') + unloaded + errors, skipped: count('skipped', 'pending', 'todo', 'disabled') }
}
