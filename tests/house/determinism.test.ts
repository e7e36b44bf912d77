import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { beforeAll, describe, expect, test } from 'vitest'

interface Printed { readonly hash: string; readonly node: string; readonly language: string; readonly zone: string; readonly threads: number }
interface Where { readonly node?: 22 | 24; readonly language: string; readonly zone: string; readonly threads: number }

/** The older Node that the model must agree with, from the npm registry as the pinned one is; there is one for Linux on x64. */
const older = fileURLToPath(new URL('../../node_modules/node-22-linux-x64/bin/node', import.meta.url))
const script = fileURLToPath(new URL('./determinism-run.ts', import.meta.url))

/** Project in a process of its own, somewhere else. The full form, with the whole command on demonstration data, is bench/determinism.mjs. */
async function runIn({ node = 24, language, zone, threads }: Where): Promise<Printed> {
  const env = { ...process.env, LC_ALL: language, LANG: language, TZ: zone, NODE_OPTIONS: '' }
  const { stdout } = await promisify(execFile)(node === 22 ? older : process.execPath, ['--disable-warning=ExperimentalWarning', script, String(threads)], { env })
  return JSON.parse(stdout) as Printed
}

describe('the same run is the same to the last byte', () => {
  let here: Printed
  beforeAll(async () => { here = await runIn({ language: 'C', zone: 'UTC', threads: 1 }) })

  test.each([
    { language: 'tr_TR.UTF-8', zone: 'Pacific/Auckland', threads: 2, says: 'tr-TR' },
    { language: 'de_DE.UTF-8', zone: 'America/St_Johns', threads: 3, says: 'de-DE' },
    { language: 'ar_EG.UTF-8', zone: 'Asia/Tokyo', threads: 8, says: 'ar-EG' },
    { language: 'C', zone: 'UTC', threads: 16, says: 'en-US' },
  ])('in $language, $zone, on $threads threads', async ({ says, ...where }) => {
    const there = await runIn(where)
    expect([there.language, there.zone, there.threads]).toEqual([says, where.zone, where.threads])
    expect(there.hash).toBe(here.hash)
  })

  test.skipIf(!existsSync(older))('on Node 22 (skipped where npm has no Node 22 for this machine)', async () => {
    const there = await runIn({ node: 22, language: 'en_GB.UTF-8', zone: 'Europe/London', threads: 2 })
    expect(there.node).toMatch(/^22\./)
    expect(there.hash).toBe(here.hash)
  })
})
