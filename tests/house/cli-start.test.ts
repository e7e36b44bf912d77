import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

const main = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url))
const sayEachModule = "import { registerHooks } from 'node:module'; registerHooks({ load(url, context, next) { process.stderr.write(url + '\\n'); return next(url, context) } })"

/** Addresses of every module that a command reads. */
function modulesOf(...words: readonly string[]): string[] {
  const { stderr } = spawnSync(process.execPath, ['--import', `data:text/javascript,${encodeURIComponent(sayEachModule)}`, main, ...words], { encoding: 'utf8' })
  return stderr.split('\n').filter((line) => line.startsWith('file:'))
}

describe('a command that needs no data folder', () => {
  test('reads no store and no source: reference jobs are measured with what they need alone', () => {
    const read = modulesOf('bench', 'a', '--help')
    expect(read.filter((url) => url.endsWith('/src/cli/bench.ts'))).toHaveLength(1)
    expect(read.filter((url) => /duckdb|pglite|\/src\/(store|ingest|quality)\//.test(url))).toEqual([])
  })
})
