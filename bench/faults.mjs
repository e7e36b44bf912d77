// Run every fault test in its full form, for hours: 500 kills, every operation failing in its turn, files of a million rows, mutations by the ten thousand.
//   CADRE_ROUNDS=500 node bench/faults.mjs [part of a file name …]
// The seed is printed; give it as CADRE_SEED to repeat.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { pinnedNode, root } from '../scripts/pinned-node.mjs'

const rounds = Number(process.env.CADRE_ROUNDS ?? 500)
const seed = process.env.CADRE_SEED ?? String(Math.floor(Date.now() / 1000))
const chosen = process.argv.slice(2)
/** One round of mutations is thousands of times quicker than one kill. */
const mutationsPerRound = 40
const fuzz = 'tests/fault/hostile/fuzz.test.ts'

const runs = chosen.length > 0
  ? [{ files: chosen.map((name) => `tests/fault/${name}`), rounds }]
  : [{ files: ['tests/fault', '--exclude', fuzz], rounds }, { files: [fuzz], rounds: rounds * mutationsPerRound }]
const started = Date.now()
let failed = 0
for (const run of runs) {
  process.stdout.write(`CADRE_ROUNDS=${run.rounds} CADRE_SEED=${seed} ${run.files.join(' ')}\n`)
  const { status } = spawnSync(pinnedNode(), [join(root, 'node_modules', 'vitest', 'vitest.mjs'), 'run', '--project', 'fault', '--project', 'long', '--testTimeout', '0', '--hookTimeout', '0', ...run.files], {
    cwd: root, stdio: 'inherit', env: { ...process.env, CADRE_ROUNDS: String(run.rounds), CADRE_SEED: seed },
  })
  if (status !== 0) failed += 1
}
process.stdout.write(`${failed === 0 ? 'All held' : 'Something did not hold'} after ${Math.round((Date.now() - started) / 1000)} seconds, with CADRE_SEED=${seed}\n`)
process.exitCode = failed === 0 ? 0 : 1
