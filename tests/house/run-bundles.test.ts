import { copyFileSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hashText, listText } from '../../src/api/bundle.ts'
import { freshFolder, runCadre, runInside, type Ran } from './run-cadre.ts'
import { writeSmallFolder } from './small-files.ts'

const { folder, remove } = freshFolder()
const cadre = (...args: string[]): Promise<Ran> => runInside(['--data', join(folder, 'data'), ...args])
const project = (...more: string[]): Promise<Ran> => cadre('project', '--profession', 'Midwives', '--years', '3', '--draws', '40', '--seed', '7', ...more)
const levers = join(folder, 'levers.json')
const wanted = { version: 1, name: 'Fewer leave', levers: [{ kind: 'leaver-rate', change: -1.5, ramp: 12 }, { kind: 'transfer', change: 30, unit: 'people a year', toProfession: 'Hotel, property & estates' }] }

beforeAll(async () => {
  await cadre('import', writeSmallFolder(join(folder, 'files'), false))
  writeFileSync(levers, JSON.stringify(wanted))
})
afterAll(remove)

/** A copy of a bundle in which one file is something else. */
function copyWith(run: string, name: string, change: (bytes: Buffer) => Buffer, resealed = false): string {
  const copy = mkdtempSync(join(folder, 'copy-'))
  for (const file of readdirSync(run)) copyFileSync(join(run, file), join(copy, file))
  const bytes = change(readFileSync(join(run, name)))
  writeFileSync(join(copy, name), bytes)
  if (resealed) {
    const { sha256 } = JSON.parse(readFileSync(join(run, 'bundle.json'), 'utf8')) as { sha256: Record<string, string> }
    writeFileSync(join(copy, 'bundle.json'), listText(new Map(Object.entries({ ...sha256, [name]: hashText(bytes) }))))
  }
  return copy
}

/** Flip one bit in the middle. */
function flip(bytes: Buffer): Buffer {
  bytes[bytes.length >> 1]! ^= 1
  return bytes
}

describe('a what-if as a bundle', () => {
  const run = join(folder, 'what-if')
  const names = ['answer.json', 'assumptions.csv', 'bundle.json', 'levers.json', 'manifest.json', 'parameters.json', 'rows.csv', 'rows.json', 'what-if-answer.json', 'what-if-inputs.json', 'what-if.csv', 'what-if.json']
  let wrote: Ran
  beforeAll(async () => { wrote = await project('--levers', levers, '--out', run) })

  test('holds the run and what the levers do, and is repeated without a data folder', async () => {
    expect([wrote.code, wrote.err]).toEqual([0, expect.stringContaining(`cadre run verify ${run}`)])
    expect(readdirSync(run).toSorted()).toEqual(names)
    expect(JSON.parse(readFileSync(join(run, 'levers.json'), 'utf8'))).toMatchObject(wanted)
    const { code, out } = await runCadre(['run', 'verify', run], { cwd: folder })
    expect([code, out]).toEqual([0, expect.stringMatching(/^identical: 11 files.* with 2 levers/)])
  })

  test('written again it is the same bytes, and its levers may be projected again', async () => {
    const again = join(folder, 'again')
    await project('--levers', join(run, 'levers.json'), '--out', again)
    for (const name of names) expect(readFileSync(join(again, name)).equals(readFileSync(join(run, name))), name).toBe(true)
  })

  test.each(names)('a changed byte of %s is found and the file is named: exit 4', async (name) => {
    const { code, err } = await runInside(['run', 'verify', copyWith(run, name, flip)])
    expect([code, err]).toEqual([4, expect.stringContaining(name)])
  })

  test.each([
    { name: 'what-if.json', from: /"p50": 1/, to: '"p50": 2', says: 'what-if.rows[' },
    { name: 'what-if.json', from: /("alone": \[\s*)/, to: '$11', says: 'what-if.alone[0]' },
    { name: 'levers.json', from: '"change": -1.5', to: '"change": -1.6', says: 'the levers' },
    { name: 'what-if-inputs.json', from: '"openingHeads": [', to: '"openingHeads": [\n1,', says: 'the calibrated parameters' },
    { name: 'rows.csv', from: '2026', to: '2027', says: 'rows.csv' },
    { name: 'assumptions.csv', from: 'leaver', to: 'joiner', says: 'assumptions.csv' },
    { name: 'what-if.csv', from: '2026', to: '2027', says: 'what-if.csv' },
  ])('$name changed together with its hash is found by running again: $says', async ({ name, from, to, says }) => {
    const changed = copyWith(run, name, (bytes) => Buffer.from(bytes.toString('utf8').replace(from, to)), true)
    const { code, err } = await runInside(['run', 'verify', changed])
    expect([code, err]).toEqual([4, expect.stringContaining(says)])
  })

  test('a plain run over it leaves nothing of the levers behind', async () => {
    const { code } = await project('--out', run)
    expect([code, readdirSync(run).length]).toEqual([0, 7])
    expect((await runInside(['run', 'verify', run])).code).toBe(0)
  })
})

test('a method of demand is part of its bundle: repeated, named in each row, and a changed byte of it is found', async () => {
  const demand = join(folder, 'demand.json')
  writeFileSync(demand, JSON.stringify({ version: 1, requirements: [{ profession: 'Midwives', needs: [{ method: 'ratio', base: { of: 'stated', name: 'births', now: 600_000, source: 'made up' }, standard: { fte: 1, per: 28 }, source: 'made up' }] }] }))
  const run = join(folder, 'by-method')
  const done = await project('--demand', demand, '--out', run)
  expect([done.code, done.err]).toEqual([0, expect.stringContaining('cadre run verify')])
  expect((await runInside(['run', 'verify', run])).out).toMatch(/^identical/)
  expect(readFileSync(join(run, 'rows.csv'), 'utf8').split('\r\n')[1]).toMatch(/^2025,2025-09-30,E92000001,Midwives,FTE,a ratio,/)
  const { code, err } = await runInside(['run', 'verify', copyWith(run, 'parameters.json', flip)])
  expect([code, err]).toEqual([4, expect.stringContaining('parameters.json')])
})
