// Build the pages when their sources have changed since the last build.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root, runPinnedBeside } from './pinned-node.mjs'

const stampFile = join(root, 'dist', 'built-from')

/** Build dist/web from src; does nothing when the sources are those of the last build. */
export async function build() {
  const sources = hashOfSources()
  if (existsSync(stampFile) && existsSync(join(root, 'dist/web/index.html')) && readFileSync(stampFile, 'utf8') === sources) return
  process.stderr.write('Building the pages…\n')
  const { code } = await runPinnedBeside(['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn'], { stdio: ['ignore', 2, 2] })
  if (code !== 0) process.exit(1)
  mkdirSync(join(root, 'dist'), { recursive: true })
  writeFileSync(stampFile, sources)
}

function hashOfSources() {
  const hash = createHash('sha256')
  for (const file of ['package-lock.json', 'vite.config.ts']) hash.update(readFileSync(join(root, file)))
  const names = readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath ?? entry.path, entry.name))
  for (const name of names.sort()) hash.update(name.slice(root.length)).update(readFileSync(name))
  return hash.digest('hex')
}
