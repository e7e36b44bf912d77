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

/** A suite of files that fail or die in the turns they are told to, in JavaScript over `turn`, which counts from 1. */
interface Suite {
  /** Loses its process by a signal. */
  readonly dies?: string
  /** A piece beside the code fails. */
  readonly fails?: string
  /** Each a journey that fails. */
  readonly journeys?: readonly string[]
}

/** Files: one passes one test and skips one; one with two tests may lose its process; one may fail; and the journeys. */
function write({ dies = 'false', fails = 'false', journeys = [] }: Suite): { config: string } {
  mkdirSync(join(folder, 'tests', 'journeys'), { recursive: true })
  const file = (name: string, body: string) => {
    const turns = JSON.stringify(join(folder, `${name.replaceAll('/', '-')}.turns`))
    writeFileSync(join(folder, `${name}.test.ts`), `import { expect, test } from 'vitest'\nimport { appendFileSync, readFileSync } from 'node:fs'\nappendFileSync(${turns}, 'x')\nconst turn = readFileSync(${turns}).length\n${body}\n`)
  }
  file('well', "test('well', () => expect(turn).toBe(1))\ntest.skip('left out', () => {})")
  file('dies', `test('before', () => {})\ntest('ended', async () => {\n  if (${dies}) {\n    process.kill(process.pid, 'SIGTRAP')\n    await new Promise(() => {})\n  }\n})`)
  file('fails', `test('may fail', () => expect(${fails}).toBe(false))`)
  for (const [at, when] of journeys.entries()) file(`tests/journeys/way-${at}`, `test('way ${at}', () => expect(${when}).toBe(false))`)
  const config = join(folder, 'vitest.config.ts')
  writeFileSync(config, `export default { test: { root: ${JSON.stringify(folder)}, maxWorkers: 1, projects: [{ test: { name: 'made', include: ['**/*.test.ts'] } }] } }\n`)
  return { config }
}

interface Case {
  readonly says: string
  readonly suite: Suite
  readonly counts: { readonly passed: number; readonly failed: number; readonly skipped: number }
  readonly again: readonly string[]
}

const cases: readonly Case[] = [
  { says: 'all holds', suite: {}, counts: { passed: 4, failed: 0, skipped: 1 }, again: [] },
  { says: 'a process that a signal ended and a journey that did not hold are run once more, and each of their tests counts once', suite: { dies: 'turn === 1', journeys: ['turn === 1', 'false'] }, counts: { passed: 6, failed: 0, skipped: 1 }, again: ['dies', 'way-0'] },
  { says: 'who dies twice has failed, and so has a journey that does not hold twice', suite: { dies: 'true', journeys: ['true'] }, counts: { passed: 2, failed: 2, skipped: 1 }, again: ['dies', 'way-0'] },
  { says: 'no other test is run again, and three journeys that did not hold are no chance', suite: { fails: 'turn === 1', journeys: ['turn === 1', 'turn === 1', 'turn === 1'] }, counts: { passed: 3, failed: 4, skipped: 1 }, again: [] },
]

test.each(cases)('$says', async ({ suite, counts, again }) => {
  const said: string[] = []
  const still = vi.spyOn(process.stdout, 'write').mockImplementation((text) => said.push(String(text)) > 0)
  const found = await runTests(['made'], { atEnd: true, ...write(suite) }).finally(() => still.mockRestore())
  expect(found, said.join('')).toEqual(counts)
  const told = said.filter((text) => text.includes('run once more, alone')).join('')
  expect(told === '').toBe(again.length === 0)
  for (const name of again) expect(told).toContain(`${name}.test.ts`)
})
