import { readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ImportAnswer, type ImportedFile } from '../../src/contract/import.ts'
import { QueryAnswer } from '../../src/contract/query.ts'
import { staffFaults } from '../../src/quality/planted-faults.ts'
import { surnames, theirMonth, theirNames, writeTrusts } from './made-up-trusts.ts'
import { freshFolder, runInside, type Ran } from './run-cadre.ts'

const { folder, remove } = freshFolder()
const data = join(folder, 'data')
const cadre = (...args: string[]): Promise<Ran> => runInside(['--data', data, ...args])
const answerOf = ({ out }: Ran) => ImportAnswer.parse(JSON.parse(out))
const example = (name: string): string => new URL(`../../examples/returns/${name}`, import.meta.url).pathname
afterAll(remove)

/** Twenty made-up trusts of 30 people each, 15 of 1 FTE and 15 of 0.8: 27 FTE. */
const trusts = Array.from({ length: 20 }, (_, at) => `T-${String(at + 1).padStart(2, '0')}`)

describe('a month of twenty made-up trusts, by folder and with a mapping', () => {
  let first: Ran
  let paths: { months: string; mapping: string }
  beforeAll(async () => {
    paths = writeTrusts(join(folder, 'clean'), Object.fromEntries(trusts.map((trust) => [trust, theirMonth(trust)])))
    first = await cadre('import', paths.months, '--mapping', paths.mapping, '--json')
  }, 120_000)

  test('loads whole: every row of every trust', () => {
    const { files, changed } = answerOf(first)
    expect([first.code, files.length, changed]).toEqual([0, 20, true])
    for (const file of files) {
      expect(file).toMatchObject({ outcome: 'loaded', table: 'staff', rows: { read: 30, loaded: 30, quarantined: 0, duplicate: 0 }, sums: { headcount: 30 }, periodTo: '2025-09-30' })
      expect(file.sums.fte).toBeCloseTo(27, 9)
    }
  })

  test('adds up over all of them', async () => {
    const answer = QueryAnswer.parse(JSON.parse((await cadre('query', '--measure', 'fte', '--json')).out))
    expect(answer.rows[0]?.value).toBeCloseTo(20 * 27, 6)
    expect(answer.provenance.sources).toHaveLength(20)
  })

  test('leaves no name, number or identifier of a person anywhere in the data folder', () => {
    const kept = readdirSync(data, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'))
    for (const secret of [...surnames, 'CANARY', 'ZZ1234', '98I1234E']) expect([secret, kept.some((bytes) => bytes.includes(secret))]).toEqual([secret, false])
    expect(JSON.stringify(answerOf(first))).not.toMatch(/CANARY|ZZ1234|98I1234E/)
  })

  test('keeps the key beside the data, for its owner only', () => {
    expect(statSync(join(data, 'key')).mode & 0o777).toBe(0o600)
    expect(readdirSync(data)).toContain('key')
  })

  test('sent again changes nothing', async () => {
    const again = await cadre('import', paths.months, '--mapping', paths.mapping, '--json')
    expect([again.code, answerOf(again).changed, new Set(answerOf(again).files.map(({ outcome }) => outcome))]).toEqual([0, false, new Set(['unchanged'])])
  })

  test('corrected, replaces the month of that trust and of no other', async () => {
    const corrected = join(folder, 'T-07 corrected.csv')
    // The fifth person goes from 1 FTE to half a post.
    writeFileSync(corrected, theirMonth('T-07', { fte: '0.5', contracted_hours: '18.75' }))
    const answer = answerOf(await cadre('import', corrected, '--mapping', paths.mapping, '--json'))
    expect(answer.files[0]).toMatchObject({ outcome: 'loaded', source: 'staff-return-T-07' })
    const fte = QueryAnswer.parse(JSON.parse((await cadre('query', '--measure', 'fte', '--json')).out))
    expect(fte.rows[0]?.value).toBeCloseTo(20 * 27 - 0.5, 6)
  })

  test('of people under other numbers is refused, for all of them would leave and join', async () => {
    const renumbered = join(folder, 'T-09 renumbered.csv')
    writeFileSync(renumbered, theirMonth('T-09').replaceAll('CANARY1', 'CANARY2').replaceAll('2025-09-30', '2025-10-31'))
    const ran = await cadre('import', renumbered, '--mapping', paths.mapping, '--json')
    expect(ran.code).toBe(3)
    expect(answerOf(ran).files[0]).toMatchObject({ refused: { code: 'file-stopped' } })
    expect(answerOf(ran).files[0]?.findings[0]).toMatchObject({ rule: 'identifiers-changed', example: expect.stringContaining('0 of 30 people of T-09') as string })
  })

  test('without its key takes no more people, and says which file to restore', async () => {
    renameSync(join(data, 'key'), join(folder, 'key kept'))
    const lost = await cadre('import', paths.months, '--mapping', paths.mapping)
    renameSync(join(folder, 'key kept'), join(data, 'key'))
    expect(lost.code).toBe(3)
    expect(lost.err).toContain('[pseudonym-key-lost]')
  })
})

describe('without a mapping', () => {
  test('a file in other names is refused, and a trial leaves no key behind', async () => {
    const other = join(folder, 'other')
    const file = join(folder, 'theirs.csv')
    writeFileSync(file, theirMonth('T-01'))
    const trial = await runInside(['--data', other, 'import', file, '--dry-run', '--json'])
    expect([trial.code, answerOf(trial).files[0]?.refused?.code]).toEqual([3, 'unknown-file'])
    expect(readdirSync(other)).not.toContain('key')
  })

  test('a mapping is proposed, with the names of people left out', async () => {
    const file = join(folder, 'theirs.csv')
    writeFileSync(file, theirMonth('T-01'))
    const { code, out, err } = await cadre('mapping', 'propose', file)
    expect(code).toBe(0)
    expect(out).toMatch(/^source: staff-return$/m)
    expect(out).toMatch(/^ {2}person: Employee No$/m)
    expect(out).toMatch(/^ {2}- Surname$/m)
    expect(err).toContain('a mapping is a proposal')
  })

  test.each([
    { case: 'is not there', file: 'nowhere.yaml', code: 'mapping-not-found' },
    { case: 'cannot be read', file: 'broken.yaml', text: 'columns: [', code: 'mapping-not-yaml' },
    { case: 'is of no return', file: 'other.yaml', text: 'source: horoscope', code: 'mapping-not-readable' },
  ])('a mapping that $case is refused', async ({ file, text, code }) => {
    if (text !== undefined) writeFileSync(join(folder, file), text)
    const ran = await cadre('import', folder, '--mapping', join(folder, file))
    expect(ran.code).toBe(3)
    expect(ran.err).toContain(`[${code}]`)
  })
})

describe('a fault of each row rule, planted in a trust of its own', () => {
  let files: readonly ImportedFile[] = []
  beforeAll(async () => {
    const months = staffFaults.map(({ change }, at) => {
      const trust = `F-${String(at + 1).padStart(2, '0')}`
      return [trust, theirMonth(trust, Object.fromEntries(Object.entries(change).map(([column, cell]) => [column, cell === 'X-1' ? trust : cell === '1000' ? 'CANARY1000' : cell])))] as const
    })
    const paths = writeTrusts(join(folder, 'faults'), Object.fromEntries(months))
    files = answerOf(await runInside(['--data', join(folder, 'faulty'), 'import', paths.months, '--mapping', paths.mapping, '--json'])).files
  }, 120_000)

  test.each(staffFaults.map((fault, at) => ({ at, ...fault })))('$rule is found with row, column, found and expected', ({ at, rule, column, found, stops }) => {
    const file = files[at]
    const finding = file?.findings.find((one) => one.rule === rule)
    const heading = column === 'at_code' || column === null ? column : theirNames[column] ?? column
    expect(finding?.count).toBe(1)
    expect(finding?.example).toContain(`row 6${heading === null ? '' : `, column ${heading}`}: found “${found.replaceAll('X-1', `F-${String(at + 1).padStart(2, '0')}`)}”, expected `)
    expect(file?.rows).toEqual({ read: 30, loaded: stops ? 29 : 30, quarantined: stops ? 1 : 0, duplicate: 0 })
  })
})

describe('the examples shipped', () => {
  test('load without a fault: in our names, and in a trust’s own with its mapping', async () => {
    const ran = await runInside(['--data', join(folder, 'examples'), 'import', example('staff.csv'), example('establishment.csv'), example('own-names.csv'), '--mapping', example('own-names.yaml'), '--json'])
    expect(answerOf(ran).files.map(({ source, rows, findings }) => [source, rows.loaded, findings.filter(({ severity }) => severity !== 'declare')])).toEqual([
      ['staff-return-X-1', 12, []], ['establishment-return-X-1', 6, []], ['staff-return-X-2', 12, []],
    ])
  })
})

describe('templates', () => {
  test('csv goes to standard output, ready to fill', async () => {
    const { code, out } = await runInside(['template', 'establishment'])
    expect([code, out]).toEqual([0, 'organisation,period_to,staff_group,profession,band,funded_fte,cost_centre,ledger_code,budget\r\n'])
  })

  test('a workbook needs a file, and is read back as the same return', async () => {
    expect((await runInside(['template', 'staff', '--format', 'xlsx'])).code).toBe(2)
    const file = join(folder, 'staff.xlsx')
    expect((await runInside(['template', 'staff', '--format', 'xlsx', '--out', file])).code).toBe(0)
    const answer = answerOf(await cadre('import', file, '--dry-run', '--organisation', 'T-01', '--json'))
    // A blank return is recognised as one, and has no rows.
    expect(answer.files[0]).toMatchObject({ source: 'staff-return-T-01', refused: { code: 'file-stopped' } })
  })

  test('the description for machines is one JSON value', async () => {
    expect(JSON.parse((await runInside(['template', 'staff', '--format', 'datapackage'])).out)).toMatchObject({ name: 'staff-return', profile: 'tabular-data-package' })
  })
})
