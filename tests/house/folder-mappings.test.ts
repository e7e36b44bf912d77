import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { stringify } from 'yaml'
import { ImportAnswer } from '../../src/contract/import.ts'
import { csvOf, staffCells } from '../../src/quality/made-up-return.ts'
import { surnames, theirMonth, theirNames } from './made-up-trusts.ts'
import { freshFolder, runInside } from './run-cadre.ts'

const { folder, remove } = freshFolder()
afterAll(remove)

const mapping = stringify({ source: 'staff-return', columns: theirNames, values: { staff_group: { 'Nursing staff': 'Nurses & health visitors' } }, ignore: ['Surname', 'NI Number'] })

/** A folder of files by their paths. */
function lay(name: string, files: Readonly<Record<string, string>>): string {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, name, path, '..'), { recursive: true })
    writeFileSync(join(folder, name, path), text)
  }
  return join(folder, name)
}

describe('a folder with mappings in it', () => {
  test('is read with the mapping that fits each file, the import says which, and one that fits no file is named', async () => {
    const months = lay('months', {
      'payroll.mapping.yaml': mapping, 't1/september.csv': theirMonth('T-01'), 't2/september.csv': csvOf(Array.from({ length: 30 }, (_, at) => ({ ...staffCells(at), organisation: 'T-02' }))),
      't3/agency.yaml': stringify({ source: 'temporary-return', columns: { bank_fte: 'Shifts worked' } }),
    })
    const ran = await runInside(['--data', join(folder, 'data'), 'import', months, '--dry-run', '--json'])
    const answer = ImportAnswer.parse(JSON.parse(ran.out))
    expect(answer.files.map(({ path, outcome, mappingFile, rows }) => [path, outcome, mappingFile, rows.loaded])).toEqual([
      [join(months, 't1/september.csv'), 'dry-run', join(months, 'payroll.mapping.yaml'), 30],
      [join(months, 't2/september.csv'), 'dry-run', null, 30],
    ])
    expect(answer.unusedMappings).toEqual([join(months, 't3/agency.yaml')])
    expect(answer.summary).toContain(`A mapping fits no file in its folder or below: ${join(months, 't3/agency.yaml')}.`)
    expect(surnames.filter((name) => ran.out.includes(name))).toEqual([])
    expect(ran.code).toBe(0)
  })

  test('does not use the mapping of another folder, and refuses one that cannot be read', async () => {
    const apart = lay('apart', { 'theirs/payroll.mapping.yaml': mapping, 'ours/september.csv': theirMonth('T-01') })
    const answer = ImportAnswer.parse(JSON.parse((await runInside(['--data', join(folder, 'data'), 'import', apart, '--dry-run', '--json'])).out))
    expect(answer.files).toMatchObject([{ outcome: 'refused', mappingFile: null, refused: { code: 'unknown-file' } }])
    const broken = await runInside(['--data', join(folder, 'data'), 'import', lay('broken', { 'payroll.mapping.yaml': 'source: shoes\n', 'september.csv': theirMonth('T-01') }), '--dry-run'])
    expect([broken.code, broken.err]).toEqual([3, expect.stringContaining('[mapping-not-readable]')])
  })
})
