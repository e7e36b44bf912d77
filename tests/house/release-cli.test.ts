import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hashText } from '../../src/api/bundle.ts'
import type { Release } from '../../src/contract/release.ts'
import { returnsOf } from '../access/made-up-region.ts'
import { tokenFor } from '../access/sign-in.ts'
import { freshFolder, runCadre, runInside } from './run-cadre.ts'
import { serveFiles } from './serve-files.ts'

const { folder, remove } = freshFolder()
const tokens = { asker: join(folder, 'asker.token'), approver: join(folder, 'approver.token') }

beforeAll(async () => {
  const served = await serveFiles(folder, returnsOf().filter(({ name }) => name === 'absence.csv' || /zx[12]staff-2025-09/.test(name)), '2025-11-30T12:00:00.000Z')
  const asker = await tokenFor(served.house, [{ role: 'publisher', scope: { kind: 'ics', code: 'QZ1' }, from: '2000-01-01', until: null }], 'Asker')
  const approver = await tokenFor(served.house, [{ role: 'approver', scope: { kind: 'ics', code: 'QZ1' }, from: '2000-01-01', until: null }], 'Approver')
  await served.close()
  writeFileSync(tokens.asker, asker)
  writeFileSync(tokens.approver, approver)
}, 120_000)
afterAll(remove)

const run = (tokenFile: string | null, ...words: string[]) => runInside(['--data', join(folder, 'data'), ...words, ...(tokenFile === null ? [] : ['--token-file', tokenFile])])

test('a table leaves by the command line: asked for with one token, approved with another, collected as it was approved', async () => {
  const table = ['--by', 'organisation,sex', '--at', '2025-09-30', '--area', 'QZ1']
  // The person at the machine looks, and alone publishes nothing of real data.
  const shown = await run(null, 'table', 'show', ...table, '--csv')
  expect([shown.code, shown.out.split('\r\n')[1]]).toEqual([0, '2025-09-30,ics,QZ1,System QZ1,sex,all,Everybody,23,ok'])
  const alone = await run(null, 'table', 'publish', ...table, '--out', join(folder, 'alone'))
  expect([alone.code, alone.err]).toEqual([3, expect.stringContaining('[approval-needed]')])
  // As a nightly run gives it: the token in the environment of a process of its own.
  const asked = await runCadre(['--data', join(folder, 'data'), '--json', 'release', 'ask', ...table, '--because', 'The yearly report', '--recipient', 'The public'], { env: { CADRE_TOKEN: readFileSync(tokens.asker, 'utf8') } })
  expect([asked.code, asked.err]).toEqual([0, ''])
  const { id, hash, files } = JSON.parse(asked.out) as Release
  expect((await run(tokens.asker, 'release', 'approve', String(id))).err).toContain('[release-own]')
  expect((await run(tokens.asker, 'release', 'collect', String(id), '--out', join(folder, 'early'))).err).toContain('[release-not-approved]')
  expect((await run(tokens.approver, 'release', 'approve', String(id))).out).toContain('Approved by Approver; may leave until')
  const collected = await run(tokens.asker, 'release', 'collect', String(id), '--out', join(folder, 'given'))
  expect([collected.code, collected.out]).toEqual([0, expect.stringContaining(hash)])
  expect(readdirSync(join(folder, 'given')).toSorted()).toEqual(files.map(({ name }) => name).toSorted())
  for (const { name, sha256 } of files) expect([name, hashText(readFileSync(join(folder, 'given', name)))]).toEqual([name, sha256])
}, 120_000)
