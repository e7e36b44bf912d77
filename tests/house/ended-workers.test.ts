import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test, vi } from 'vitest'
// @ts-expect-error plain JavaScript: it runs before TypeScript is installed
import { runTests } from '../../scripts/checks.mjs'
// @ts-expect-error plain JavaScript: it runs before TypeScript is installed
import { root } from '../../scripts/pinned-node.mjs'

mkdirSync(join(root, '.tmp'), { recursive: true })
const folder = mkdtempSync(join(root, '.tmp', 'ended-workers-'))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** Three files: one passes one test and skips one; one loses its process by a signal while `dies` says so of this turn; one fails if wanted. */
function write(dies: string, fails: boolean): { config: string } {
  mkdirSync(folder, { recursive: true })
  const head = "import { expect, test } from 'vitest'\nimport { appendFileSync, readFileSync } from 'node:fs'\n"
  writeFileSync(join(folder, 'well.test.ts'), `${head}test('well', () => expect(1).toBe(1))\ntest.skip('left out', () => {})\n`)
  writeFileSync(join(folder, 'dies.test.ts'), `${head}const turns = ${JSON.stringify(join(folder, 'turns'))}\nappendFileSync(turns, 'x')\nconst turn = readFileSync(turns).length\ntest('before', () => {})\ntest('ended', async () => {\n  if (${dies}) {\n    process.kill(process.pid, 'SIGTRAP')\n    await new Promise(() => {})\n  }\n})\n`)
  writeFileSync(join(folder, 'fails.test.ts'), `${head}test('may fail', () => expect(${String(fails)}).toBe(false))\n`)
  const config = join(folder, 'vitest.config.ts')
  writeFileSync(config, `export default { test: { root: ${JSON.stringify(folder)}, maxWorkers: 1, projects: [{ test: { name: 'made', include: ['*.test.ts'] } }] } }\n`)
  return { config }
}

test.each([
  { says: 'nobody dies', dies: 'false', fails: false, counts: { passed: 4, failed: 0, skipped: 1 } },
  { says: 'a process that a signal ended is run once more, and all of its tests count once', dies: 'turn === 1', fails: false, counts: { passed: 4, failed: 0, skipped: 1 } },
  { says: 'who dies twice has failed', dies: 'true', fails: false, counts: { passed: 2, failed: 1, skipped: 1 } },
  { says: 'a test that fails is never run again', dies: 'turn === 1', fails: true, counts: { passed: 3, failed: 1, skipped: 1 } },
  { says: 'a test that fails and nobody dies', dies: 'false', fails: true, counts: { passed: 3, failed: 1, skipped: 1 } },
])('$says', async ({ dies, fails, counts }) => {
  const said: string[] = []
  const still = vi.spyOn(process.stdout, 'write').mockImplementation((text) => said.push(String(text)) > 0)
  const found = await runTests(['made'], { atEnd: true, ...write(dies, fails) }).finally(() => still.mockRestore())
  expect(found, said.join('')).toEqual(counts)
  expect(said.join('').includes('run once more, alone')).toBe(dies !== 'false')
})
