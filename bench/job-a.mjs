// Reference job A beside its yardsticks, whole processes in turn: `node bench/job-a.mjs [draws] [rounds]`. Needs ../shared/bench; C needs gcc, NumPy python3 with numpy.
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runPinnedSync } from '../scripts/pinned-node.mjs'

const here = fileURLToPath(new URL('../../shared/bench/job_a/', import.meta.url))
const [draws, rounds] = [process.argv[2] ?? '200', Number(process.argv[3] ?? 3)]
if (!existsSync(here)) {
  console.log('job A: ../shared/bench is absent, nothing measured')
  process.exit(0)
}
const folder = mkdtempSync(join(tmpdir(), 'cadre-job-a-'))
const inputs = join(folder, 'in')
execFileSync(process.execPath, [join(here, 'gen.mjs'), inputs, draws])
const compiled = spawnSync('gcc', ['-O3', '-march=native', '-ffast-math', '-fopenmp', join(here, 'ref.c'), '-o', join(folder, 'ref'), '-lm']).status === 0
const numpy = spawnSync('python3', ['-c', 'import numpy']).status === 0
const cadre = fileURLToPath(new URL('../bin/cadre', import.meta.url))
const runs = {
  'cadre, 2 workers': () => execFileSync(process.execPath, [cadre, '--json', 'bench', 'a', '--input', inputs, '--draws', draws]),
  ...(compiled ? { 'C, 2 threads': () => execFileSync(join(folder, 'ref'), [inputs, draws]) } : {}),
  ...(numpy ? { NumPy: () => execFileSync('python3', [join(here, 'ref_numpy.py'), inputs, draws, join(folder, 'numpy.json')]) } : {}),
}
const seconds = Object.fromEntries(Object.keys(runs).map((name) => [name, []]))
for (let round = 0; round < rounds; round++) {
  for (const [name, run] of Object.entries(runs)) {
    const started = performance.now()
    const said = run()
    seconds[name].push((performance.now() - started) / 1000)
    if (round === rounds - 1 && name.startsWith('cadre')) console.log(String(said).trim())
  }
}
runPinnedSync(['bench/one-draw.ts', inputs])
rmSync(folder, { recursive: true })
const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1]
const own = median(seconds['cadre, 2 workers'])
for (const [name, values] of Object.entries(seconds)) console.log(`${name}: ${median(values).toFixed(2)} s whole process (median of ${rounds}); cadre takes ${(own / median(values)).toFixed(2)} × this`)
