// Compile the fast kernel: `node scripts/kernel.mjs` writes src/supply/kernel/compiled.ts, `--check` says whether it is what the source gives.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root, runPinnedSync } from './pinned-node.mjs'

const target = join(root, 'src/supply/kernel/compiled.ts')
const folder = mkdtempSync(join(tmpdir(), 'cadre-kernel-'))
const wasm = join(folder, 'kernel.wasm')
const code = runPinnedSync(['node_modules/assemblyscript/bin/asc.js', 'src/supply/kernel/assembly/kernel.ts', '-O3', '--noAssert', '--runtime', 'stub', '--enable', 'simd', '-o', wasm], { cwd: root })
if (code !== 0) process.exit(1)
const text = `// Written by \`node scripts/kernel.mjs\` from assembly/kernel.ts; not edited by hand.\n/** The compiled kernel, base64. */\nexport const compiled =\n  '${readFileSync(wasm).toString('base64')}'\n`
rmSync(folder, { recursive: true })
if (!process.argv.includes('--check')) writeFileSync(target, text)
else if (readFileSync(target, 'utf8') !== text) {
  process.stderr.write('The compiled kernel is not what its source gives: run `node scripts/kernel.mjs` and commit src/supply/kernel/compiled.ts.\n')
  process.exit(1)
}
