import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { canariesIn, returnsOf } from '../access/made-up-region.ts'
import { freshFolder, runInside, type Ran } from './run-cadre.ts'

/** The command line within a token: the same marks as in access-canary.test.ts, searched for in what is printed, in errors, and in files that are written. */
const { folder, remove } = freshFolder()
const data = join(folder, 'data')
const cadre = (...words: string[]): Promise<Ran> => runInside(['--data', data, ...words])
const tokens = { own: join(folder, 'own.token'), none: join(folder, 'none.token') }
const ids = { own: '', grant: 0 }
const within = (file: string, ...words: string[]): Promise<Ran> => cadre(...words, '--token-file', file)

beforeAll(async () => {
  mkdirSync(join(folder, 'files'))
  for (const { name, text } of returnsOf().filter((file) => !/zx[3-7]/.test(file.name))) writeFileSync(join(folder, 'files', name), text)
  expect((await cadre('import', join(folder, 'files'))).code).toBe(0)
  await cadre('user', 'add', 'Rowan Reader', 'rowan@example.org')
  await cadre('user', 'add', 'Finn Figures', 'finn@example.org')
  ids.grant = (JSON.parse((await cadre('user', 'grant', 'rowan@example.org', 'record-viewer', 'organisation:ZX1', '--json')).out) as { number: number }).number
  await cadre('user', 'grant', 'finn@example.org', 'aggregate-viewer', 'everything')
  const made = JSON.parse((await cadre('user', 'token', 'make', 'rowan@example.org', '--name', 'nightly', '--json')).out) as { token: string; id: string }
  writeFileSync(tokens.own, `${made.token}\n`)
  ids.own = made.id
  writeFileSync(tokens.none, (await cadre('user', 'token', 'make', 'finn@example.org', '--name', 'nightly')).out)
}, 300_000)
afterAll(remove)

const asked: readonly (readonly string[])[] = [
  ['query', '--measure', 'fte', '--by', 'organisation,band', '--where', 'source=staff-return'], ['query', '--measure', 'fte', '--where', 'band=kanari', '--json'], ['snapshots', '--json'], ['history', '--json'],
  ['quality', '--area', 'ZX1', '--json'], ['quality', '--area', 'ZX8', '--json'], ['flows', '--area', 'ZX1', '--from', '2025-08-31', '--to', '2025-09-30', '--by', 'organisation', '--csv'], ['establishment', '--area', 'ZX8', '--json'],
  ...['--ends', '--spill-over'].map((list) => ['flows', '--area', 'ZX1', '--from', '2025-08-31', '--to', '2025-09-30', list, '--json']), ['snapshots', '--files', '--json'],
]

test('a command within a token tells of its person’s organisation and of no other', async () => {
  const [own, none] = [new Set<string>(), new Set<string>()]
  for (const words of asked) for (const code of canariesIn(await said(within(tokens.own, ...words)))) own.add(code)
  for (const words of asked.slice(0, 4)) for (const code of canariesIn(await said(within(tokens.none, ...words)))) none.add(code)
  expect([[...own], [...none]]).toEqual([['ZX1'], []])
}, 300_000)

test('without a token the person at the machine sees all of it', async () => {
  expect([...canariesIn(await said(cadre('quality', '--area', 'ZX8', '--json')))]).toEqual(['ZX8'])
}, 60_000)

/** Code of the refusal of a command within the token. */
const code = async (...words: string[]) => /\[([a-z-]+)\]\s*$/.exec((await within(tokens.own, ...words)).err)?.[1]

test('what a token does not open is refused: what changes the data of everybody, what needs the machine, and all of it once the token or the grant is taken back', async () => {
  expect(await code('import', join(folder, 'files'))).toBe('not-allowed')
  expect(await code('user', 'token', 'make', 'rowan@example.org', '--name', 'x')).toBe('command-needs-the-machine')
  expect(await code('user', 'list')).toBe('not-allowed')
  expect((await cadre('user', 'revoke', String(ids.grant))).code).toBe(0)
  expect(await code('query', '--measure', 'fte')).toBe('not-allowed')
  expect((await cadre('user', 'token', 'revoke', ids.own)).code).toBe(0)
  expect(await code('query', '--measure', 'fte')).toBe('token-not-valid')
}, 120_000)

async function said(running: Promise<Ran>): Promise<string> {
  const { out, err } = await running
  return `${out} ${err}`
}
