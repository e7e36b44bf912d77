import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ImportAnswer } from '../../src/contract/import.ts'
import { ProjectionAnswer } from '../../src/contract/projection.ts'
import { QueryAnswer } from '../../src/contract/query.ts'
import { freshFolder, runCadre, runInside, type Ran } from './run-cadre.ts'
import { writeSmallFolder } from './small-files.ts'

const { folder, remove } = freshFolder()
const data = join(folder, 'data')
/** Inside this process; a few commands are run as people do, in one of their own. */
const cadre = (...args: string[]): Promise<Ran> => runInside(['--data', data, ...args])
let first: Ran

beforeAll(async () => { first = await runCadre(['--data', data, 'import', writeSmallFolder(join(folder, 'files'), true), '--json']) })
afterAll(remove)

describe('importing a folder with one bad file among good ones', () => {
  test('the good file loads, the note is skipped, the bad file is refused: exit 3', () => {
    const answer = ImportAnswer.parse(JSON.parse(first.out))
    expect(first.code).toBe(3)
    expect(answer.files.map(({ path, outcome, refused }) => [path.split('/').at(-1), outcome, refused?.code ?? null])).toEqual([
      ['NOTES.md', 'skipped', 'document-not-data'], ['shoes.csv', 'refused', 'unknown-file'], ['turnover.csv', 'loaded', null],
    ])
  })

  // 13 years of 3 lines for opening, closing and leavers of all staff and two groups: 13 × 3 × 3.
  test('every row is accounted for: read = loaded + quarantined + duplicate', () => {
    const rows = ImportAnswer.parse(JSON.parse(first.out)).files.map((file) => file.rows)
    expect(rows.at(-1)?.read).toBe(117)
    for (const { read, loaded, quarantined, duplicate } of rows) expect(loaded + quarantined + duplicate).toBe(read)
  })

  test('importing again changes nothing and says so, whatever became of the bad file', async () => {
    const again = await cadre('import', join(folder, 'files', 'turnover.csv'))
    expect(again.code).toBe(0)
    expect(again.out).toContain('Unchanged')
    expect(again.out).toContain('Nothing changed.')
  })

  test('a path that does not exist is input refused', async () => {
    const { code, out, err } = await cadre('import', join(folder, 'nowhere'))
    expect({ code, out }).toEqual({ code: 3, out: '' })
    expect(err).toContain('[path-not-found]')
  })
})

describe('asking for numbers', () => {
  // Midwives in 2025: 20,000 + 13 × 500 = 26,500 people at 0.8 FTE.
  test('a query gives one JSON value with the figure of the file', async () => {
    const { code, out } = await cadre('query', '--measure', 'fte', '--by', 'staff_group', '--at', '2025-09-30', '--where', 'area=England', '--json')
    const answer = QueryAnswer.parse(JSON.parse(out))
    expect(code).toBe(0)
    expect(answer.rows.find((row) => row['staff_group'] === 'Midwives')?.value).toBeCloseTo(21_200, 6)
    expect(answer.totals.find((row) => row['staff_group'] === 'All staff groups')?.value).toBeCloseTo(69_200, 6)
  })

  test('csv has a header row and the rows shown', async () => {
    const { out } = await cadre('query', '--measure', 'headcount', '--where', 'staff_group=Midwives', '--where', 'area=England', '--at', '2025-09-30', '--csv')
    expect(out).toBe('value,unit,status,as_of\r\n26500,people,ok,2025-09-30\r\n')
  })

  test.each([
    { case: 'a day out of range', args: ['query', '--measure', 'fte', '--at', '1999-01-31'], exit: 3, code: 'date-out-of-range' },
    { case: 'an area that does not exist', args: ['query', '--measure', 'fte', '--where', 'area=Atlantis'], exit: 3, code: 'unknown-area' },
    { case: 'a staff group that does not exist', args: ['project', '--profession', 'Astronauts'], exit: 3, code: 'unknown-staff-group' },
    { case: 'a measure that does not exist', args: ['query', '--measure', 'happiness'], exit: 2, code: 'unknown-measure' },
    { case: 'a filter without a value', args: ['query', '--measure', 'fte', '--where', 'England'], exit: 2, code: 'filter-not-understood' },
  ])('$case is refused as $code, with one JSON value', async ({ args, exit, code }) => {
    const ran = await cadre(...args, '--json')
    expect(ran.code).toBe(exit)
    expect(JSON.parse(ran.out)).toMatchObject({ refused: { code } })
    expect(ran.err).toContain(`[${code}]`)
  })
})

const projected = ['project', '--area', 'England', '--profession', 'Midwives', '--years', '3', '--draws', '40', '--seed', '7']
const project = (...more: string[]): Promise<Ran> => cadre(...projected, ...more)

describe('a projection', () => {
  const run = join(folder, 'run')
  let json: Ran
  beforeAll(async () => { json = await project('--json', '--out', run) })

  test('has the shape of the contract, and its rows are calendar years', () => {
    const answer = ProjectionAnswer.parse(JSON.parse(json.out))
    expect(json.code).toBe(0)
    expect(answer.rows.map(({ year }) => year)).toEqual([2025, 2026, 2027, 2028])
    expect(answer.rows[0]?.supply.p50).toBeCloseTo(21_200, 6)
    expect(answer.manifest).toMatchObject({ seed: 7, draws: 40, area: 'E92000001', profession: 'Midwives' })
  })

  test('twice is identical to the last byte, in another process too', async () => {
    expect((await project('--json')).out).toBe(json.out)
    expect((await runCadre(['--data', data, ...projected, '--json'])).out).toBe(json.out)
  })

  test('verifies as identical, without a data folder', async () => {
    const { code, out } = await runCadre(['run', 'verify', run], { cwd: folder })
    expect(code).toBe(0)
    expect(out).toMatch(/^identical/)
  })

  test.each(['bundle.json', 'manifest.json', 'parameters.json', 'rows.json', 'rows.csv', 'assumptions.csv', 'answer.json'])('a changed byte of %s is found and the file is named: exit 4', async (name) => {
    const path = join(run, name)
    const before = readFileSync(path)
    const bytes = Buffer.from(before)
    const at = bytes.length >> 1
    bytes[at] = bytes[at]! ^ 1
    writeFileSync(path, bytes)
    const { code, err } = await runInside(['run', 'verify', run])
    writeFileSync(path, before)
    expect(code).toBe(4)
    expect(err).toContain(name)
  })

  test('a number changed together with its hash is found by running again: exit 4, the cell is named', async () => {
    const { listText, hashText } = await import('../../src/api/bundle.ts')
    const [rows, list] = [join(run, 'rows.json'), join(run, 'bundle.json')]
    const [rowsBefore, listBefore] = [readFileSync(rows, 'utf8'), readFileSync(list, 'utf8')]
    const forged = JSON.parse(rowsBefore) as { rows: { supply: { p50: number } }[] }
    forged.rows[2]!.supply.p50 += 1
    const text = `${JSON.stringify(forged, null, 2)}\n`
    writeFileSync(rows, text)
    const { sha256 } = JSON.parse(listBefore) as { sha256: Record<string, string> }
    writeFileSync(list, listText(new Map(Object.entries({ ...sha256, 'rows.json': hashText(text) }))))
    const { code, err } = await runInside(['run', 'verify', run])
    writeFileSync(rows, rowsBefore)
    writeFileSync(list, listBefore)
    expect(code).toBe(4)
    expect(err).toContain('rows[2].supply.p50')
  })
})
