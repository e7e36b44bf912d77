import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { returnsOf } from '../access/made-up-region.ts'
import { tokenFor } from '../access/sign-in.ts'
import { freshFolder } from './run-cadre.ts'
import { serveFiles, type ServedFiles } from './serve-files.ts'

/** The short form of bench/load.mjs: five readers for three seconds, from a process of their own. */
const client = fileURLToPath(new URL('../../bench/load-client.mjs', import.meta.url))
const { folder, remove } = freshFolder()
let served: ServedFiles
let address: string
let token: string

beforeAll(async () => {
  served = await serveFiles(folder, returnsOf(), '2025-11-30T12:00:00.000Z')
  address = await served.server.listen({ host: '127.0.0.1', port: 0 })
  token = await tokenFor(served.house)
}, 120_000)
afterAll(async () => {
  await served.close()
  remove()
})

/** Run the client while this process serves it. */
async function run(args: readonly string[], input: unknown): Promise<Record<string, unknown>> {
  const child = spawn(process.execPath, [client, ...args], { env: { ...process.env, CADRE_TOKEN: token }, stdio: ['pipe', 'pipe', 'inherit'] })
  child.stdin.end(JSON.stringify(input))
  let text = ''
  for await (const part of child.stdout) text += String(part)
  return JSON.parse(text) as Record<string, unknown>
}

test('five readers at once get the answers they would get alone', async () => {
  const areas = 'QZ1,ZX1'
  const rest = await run(['rest', address, areas], null)
  expect(rest['changing']).toEqual([])
  const found = await run(['load', address, areas, '5', '3', '1', '50', '200'], rest['hashes'])
  expect(found).toMatchObject({ errors: 0, wrong: [] })
  expect((found['all'] as { requests: number }).requests).toBeGreaterThan(10)
}, 180_000)

test('an answer that is another than at rest is told', async () => {
  const rest = await run(['rest', address, 'QZ1'], null)
  const changed = { ...(rest['hashes'] as Record<string, string>), '/api/session': 'another' }
  const found = await run(['load', address, 'QZ1', '2', '1', '1', '50', '200'], changed)
  expect(found['wrong']).toEqual(['/api/session: 200, another answer than at rest'])
}, 120_000)
