// The checks that read the code without running it: one list for `npm run ok` and `npm test`.
import { root, runPinnedSync } from './pinned-node.mjs'

export const checks = [
  { name: 'lock file is complete on every platform', run: ['scripts/lock-file.mjs', '--check'] },
  { name: 'bill of materials is that of the lock file', run: ['scripts/sbom.mjs', '--check'] },
  { name: 'compiled kernel is what its source gives', run: ['scripts/kernel.mjs', '--check'] },
  { name: 'types', run: ['node_modules/typescript/bin/tsc', '--noEmit'] },
  { name: 'lint', run: ['node_modules/oxlint/bin/oxlint', '--deny-warnings'] },
  { name: 'walls between rooms', run: ['node_modules/dependency-cruiser/bin/dependency-cruiser.mjs', '--config', '.dependency-cruiser.cjs', 'src'] },
  { name: 'nothing unused', run: ['node_modules/knip/bin/knip.js', '--no-progress'] },
]

/** Run every check; returns how many passed and failed. */
export function runChecks() {
  let failed = 0
  for (const { name, run } of checks) {
    const started = Date.now()
    const ok = runPinnedSync(run, { cwd: root }) === 0
    if (!ok) failed++
    process.stdout.write(`${ok ? 'ok    ' : 'FAILED'} ${name} (${((Date.now() - started) / 1000).toFixed(1)} s)\n`)
  }
  return { passed: checks.length - failed, failed }
}

/** Run test projects with vitest; returns its own counts. */
export function runTests(projects, report) {
  const code = runPinnedSync(['node_modules/vitest/vitest.mjs', 'run', ...projects.flatMap((project) => ['--project', project]), '--reporter=default', '--reporter=json', `--outputFile.json=${report}`])
  return code
}
