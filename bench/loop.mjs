// Time the loop as a user runs it: whole processes on the published files, median of three, printed as a table.
//   node bench/loop.mjs            (needs ../shared/real; says so and stops when it is absent)
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from '../scripts/pinned-node.mjs'

const real = join(root, '..', 'shared', 'real')
if (!existsSync(real)) {
  process.stdout.write('bench/loop: the published files (../shared/real) are not beside the project; nothing was measured.\n')
  process.exit(0)
}

const folder = mkdtempSync(join(tmpdir(), 'cadre-bench-'))
const project = ['project', '--area', 'England', '--profession', 'Nurses & health visitors', '--years', '15', '--draws', '200', '--seed', '1', '--json']
const jobs = [
  { name: 'import the published files', fresh: true, args: ['import', real], expect: 3 },
  { name: 'import them again', args: ['import', real], expect: 3 },
  { name: 'query FTE by staff group', args: ['query', '--measure', 'fte', '--by', 'staff_group', '--at', '2025-09-30', '--where', 'area=England'] },
  { name: 'query FTE by ICS', args: ['query', '--measure', 'fte', '--by', 'ics', '--at', '2025-03-31'] },
  { name: 'project nurses, 15 years, 200 draws', args: project },
  { name: 'back-test every group', args: ['backtest', '--json'] },
]

try {
  for (const job of jobs) {
    const seconds = [1, 2, 3].map(() => once(job)).sort((a, b) => a - b)
    process.stdout.write(`${job.name.padEnd(40)} ${seconds[1].toFixed(2).padStart(7)} s  (${seconds.map((each) => each.toFixed(2)).join(', ')})\n`)
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}

function once({ name, args, fresh, expect = 0 }) {
  if (fresh) rmSync(join(folder, 'data'), { recursive: true, force: true })
  const started = process.hrtime.bigint()
  const run = spawnSync(join(root, 'bin', 'cadre'), ['--data', join(folder, 'data'), ...args], { encoding: 'utf8', maxBuffer: 1 << 28 })
  if (run.status !== expect) throw new Error(`${name}: exit code ${run.status}, expected ${expect}\n${run.stderr}`)
  return Number(process.hrtime.bigint() - started) / 1e9
}
