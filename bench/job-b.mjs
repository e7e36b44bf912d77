// Reference job B beside its yardsticks, whole processes in turn: `node bench/job-b.mjs [rows] [rounds]`. Needs ../shared/bench; C needs gcc.
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
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
  cadre: () => execFileSync(process.execPath, [join(root, 'bin/cadre'), '--json', 'bench', 'b', '--input', inputs]),
  'plain DuckDB, 2 threads': () => execFileSync(process.execPath, [join(here, 'peer_duckdb.mjs'), inputs, '2'], { cwd: root }),
  ...(compiled ? { 'C, 2 threads': () => execFileSync(join(folder, 'ref'), [inputs]) } : {}),
}
const seconds = Object.fromEntries(Object.keys(runs).map((name) => [name, []]))
for (let round = 0; round < rounds; round++) {
  for (const [name, run] of Object.entries(runs)) {
    const started = performance.now()
    const said = run()
    seconds[name].push((performance.now() - started) / 1000)
    if (round === 0 && name === 'cadre') judge(JSON.parse(said))
  }
}
rmSync(folder, { recursive: true })
const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1]
const own = median(seconds.cadre)
for (const [name, values] of Object.entries(seconds)) console.log(`${name}: ${median(values).toFixed(2)} s whole process (median of ${rounds}); cadre takes ${(own / median(values)).toFixed(2)} × this`)

function judge({ counts, clean, cube, peakMb }) {
  const expected = { ...truth.errors, clean: truth.clean, cells: truth.cube.cells, headMonths: truth.cube.head_months, fteHundredthMonths: truth.cube.fte_centi_months, checksum: truth.cube.checksum }
  const found = { ...counts, clean, ...cube }
  const wrong = Object.keys(expected).filter((name) => expected[name] !== found[name])
  console.log(wrong.length === 0 ? `every count and the cube exact, ${peakMb} MB at the peak` : `WRONG: ${wrong.map((name) => `${name} ${found[name]} for ${expected[name]}`).join(', ')}`)
  if (wrong.length > 0) process.exitCode = 4
}
