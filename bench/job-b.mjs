// Reference job B beside its yardsticks, whole processes in turn: `node bench/job-b.mjs [rows] [rounds]`. Needs ../shared/bench and bash; C needs gcc.
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = fileURLToPath(new URL('../../shared/bench/job_b/', import.meta.url))
const [rows, rounds] = [process.argv[2] ?? '1500000', Number(process.argv[3] ?? 3)]
if (!existsSync(here)) {
  console.log('job B: ../shared/bench is absent, nothing measured')
  process.exit(0)
}
const folder = mkdtempSync(join(tmpdir(), 'cadre-job-b-'))
const inputs = join(folder, 'in')
execFileSync(process.execPath, [join(here, 'gen.mjs'), inputs, rows])
const truth = JSON.parse(readFileSync(join(inputs, 'truth.json'), 'utf8'))
const compiled = spawnSync('gcc', ['-O3', '-march=native', '-fopenmp', join(here, 'ref.c'), '-o', join(folder, 'ref')]).status === 0
const root = fileURLToPath(new URL('..', import.meta.url))
const runs = {
  cadre: [process.execPath, join(root, 'bin/cadre'), '--json', 'bench', 'b', '--input', inputs],
  'plain DuckDB, 2 threads': [process.execPath, join(here, 'peer_duckdb.mjs'), inputs, '2'],
  ...(compiled ? { 'C, 2 threads': [join(folder, 'ref'), inputs] } : {}),
}
// The first run of a version also fills the cache of compiled TypeScript: it is not counted.
judge(JSON.parse(measure(runs.cadre).said))
const taken = Object.fromEntries(Object.keys(runs).map((name) => [name, []]))
for (let round = 0; round < rounds; round++) {
  for (const [name, command] of Object.entries(runs)) taken[name].push(measure(command))
  console.log(`round ${round + 1}, load ${loadavg()[0].toFixed(1)}: ${Object.entries(taken).map(([name, values]) => `${name} ${values[round].seconds.toFixed(2)} s (processor ${values[round].processor.toFixed(2)} s)`).join(' · ')}`)
}
rmSync(folder, { recursive: true })
const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1]
for (const [name, values] of Object.entries(taken)) {
  const of = (what) => `${median(values.map((one) => one[what])).toFixed(2)} s; cadre takes ${median(values.map((one, round) => taken.cadre[round][what] / one[what])).toFixed(2)} × this`
  console.log(`${name}, medians of ${rounds}: whole process ${of('seconds')}; processor time ${of('processor')}`)
}

/** Run a command and say what it printed, how long it took and how much processor time, its threads and children included. */
function measure(command) {
  const started = performance.now()
  const { stdout, stderr, status } = spawnSync('bash', ['-c', 'TIMEFORMAT="%U %S"; time "$@"', 'bash', ...command], { cwd: root, encoding: 'utf8', maxBuffer: 1 << 26 })
  if (status !== 0) throw new Error(`${command[0]} ended with ${status}: ${stderr}`)
  const [user, system] = stderr.trim().split('\n').at(-1).split(' ').map(Number)
  return { said: stdout, seconds: (performance.now() - started) / 1000, processor: user + system }
}

function judge({ counts, clean, cube, peakMb }) {
  const expected = { ...truth.errors, clean: truth.clean, cells: truth.cube.cells, headMonths: truth.cube.head_months, fteHundredthMonths: truth.cube.fte_centi_months, checksum: truth.cube.checksum }
  const found = { ...counts, clean, ...cube }
  const wrong = Object.keys(expected).filter((name) => expected[name] !== found[name])
  console.log(wrong.length === 0 ? `every count and the cube exact, ${peakMb} MB at the peak` : `WRONG: ${wrong.map((name) => `${name} ${found[name]} for ${expected[name]}`).join(', ')}`)
  if (wrong.length > 0) process.exitCode = 4
}
