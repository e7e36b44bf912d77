import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ProjectionAnswer } from '../../src/contract/projection.ts'
import { WhatIfAnswer } from '../../src/contract/what-if.ts'
import { freshFolder, runInside, type Ran } from './run-cadre.ts'
import { writeSmallFolder } from './small-files.ts'

const { folder, remove } = freshFolder()
const cadre = (...args: string[]): Promise<Ran> => runInside(['--data', join(folder, 'data'), ...args])
const asked = ['project', '--profession', 'Midwives', '--years', '4', '--draws', '40']
const whatIfOf = ({ out }: Ran): WhatIfAnswer => WhatIfAnswer.parse((JSON.parse(out) as { whatIf: unknown }).whatIf)

beforeAll(async () => { await cadre('import', writeSmallFolder(join(folder, 'files'), false)) })
afterAll(remove)

test('the answer is the projection with what the levers do beside it, and the same command says the same', async () => {
  const [first, again, plain] = [await cadre(...asked, '--lever', 'international=12', '--json'), await cadre(...asked, '--lever', 'international=12', '--json'), await cadre(...asked, '--json')]
  expect(first.code).toBe(0)
  expect(again.out).toBe(first.out)
  const [projection, { rows, manifest, levers }] = [ProjectionAnswer.parse(JSON.parse(first.out)), whatIfOf(first)]
  expect(projection.manifest).toEqual(ProjectionAnswer.parse(JSON.parse(plain.out)).manifest)
  rows.forEach(({ baseline }, ahead) => expect(Math.abs(baseline.gap.p10 - projection.rows[ahead]!.gap.p10)).toBeLessThan(1e-6))
  expect(rows[0]!.difference.supply.p50).toBe(0)
  expect(rows[4]!.difference.supply.p10).toBeGreaterThan(0)
  expect(levers).toMatchObject([{ kind: 'international', change: 12, unit: 'people a year' }])
  expect(Math.max(...manifest.conservation.map(({ residual }) => Math.abs(residual)))).toBeLessThan(1e-6)
})

test('levers of a file and of the command line act together, and csv has a line for each year', async () => {
  const file = join(folder, 'levers.json')
  writeFileSync(file, JSON.stringify({ version: 1, levers: [{ kind: 'wider-market', change: 10 }] }))
  const { out, code } = await cadre(...asked, '--levers', file, '--lever', 'leaver-rate=-100', '--csv')
  expect(code).toBe(0)
  expect(out.trim().split('\r\n')).toHaveLength(6)
  expect(out.split('\r\n')[0]).toContain('supply_difference_p50')
  expect(out).toContain('cannot fall below 0')
})

test.each([
  { what: 'a kind nobody knows', lever: 'magic=1', code: 3, says: 'is “magic”, which is no lever' },
  { what: 'no change', lever: 'leaver-rate', code: 3, says: 'not a kind and a change' },
  { what: 'a programme nobody stated', lever: 'intake=10', code: 3, says: 'names no programme' },
])('$what is refused with what is needed', async ({ lever, code, says }) => {
  const ran = await cadre(...asked, '--lever', lever)
  expect(ran.code).toBe(code)
  expect(ran.err).toContain(says)
})

test('the list of levers needs no data', async () => {
  const { out, code } = await runInside(['project', '--list-levers', '--json'])
  expect(code).toBe(0)
  expect((JSON.parse(out) as { kind: string }[]).map(({ kind }) => kind)).toContain('placement-capacity')
})

test('a tenth fewer leavers is the same numbers whichever way it is said', async () => {
  const [short, lever] = [await cadre(...asked, '--leaver-change', '-10%', '--json'), await cadre(...asked, '--lever', 'leaver-rate=-10%', '--json')]
  const projection = ProjectionAnswer.parse(JSON.parse(short.out))
  const moved = projection.account.map(({ closing }) => closing)
  const { places, rows } = whatIfOf(lever)
  places[0]!.account.forEach(({ end }, year) => expect(Math.abs(end / moved[year]! - 1)).toBeLessThan(1e-9))
  expect(rows[4]!.difference.supply.p10).toBeGreaterThan(0)
  projection.rows.forEach(({ supply }, year) => expect(Math.abs(supply.p10 / rows[year]!.scenario.supply.p10 - 1)).toBeLessThan(1e-9))
})
