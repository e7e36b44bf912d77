// How long a scenario, its paper and its bundle take: `node bench/scenario-report.mjs [data folder] [scenario file]`. Each is a command of its own, start included; without a folder the demonstration nation is made first.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const cadre = fileURLToPath(new URL('../bin/cadre', import.meta.url))
const own = mkdtempSync(join(tmpdir(), 'cadre-report-'))
const folder = process.argv[2] ?? join(own, 'nation')
const file = process.argv[3] ?? fileURLToPath(new URL('../examples/scenario.yaml', import.meta.url))
try {
  if (process.argv[2] === undefined) execFileSync(cadre, ['--data', folder, 'demo'], { stdio: ['ignore', 'ignore', 'inherit'] })
  const bundle = join(own, 'bundle')
  time('run, first', ['scenario', 'run', file, '--json'])
  time('run, again', ['scenario', 'run', file, '--json'])
  for (const form of ['docx', 'pdf', 'html']) time(`paper as ${form}`, ['scenario', 'report', file, '--out', join(own, `paper.${form}`)])
  time('export', ['run', 'export', bundle, '--scenario', file])
  time('verify', ['run', 'verify', bundle])
  const sizes = readdirSync(bundle).map((name) => statSync(join(bundle, name)).size)
  console.log(`bundle: ${sizes.length} files, ${(sizes.reduce((sum, size) => sum + size, 0) / 1e6).toFixed(2)} MB`)
} finally {
  rmSync(own, { recursive: true, force: true })
}

/** Units: seconds. */
function time(what, words) {
  const began = performance.now()
  execFileSync(cadre, ['--data', folder, ...words], { stdio: ['ignore', 'ignore', 'ignore'] })
  console.log(`${what.padEnd(16)} ${((performance.now() - began) / 1000).toFixed(2)} s`)
}
