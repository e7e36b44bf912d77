import { describe, expect, test } from 'vitest'
import { editionsOf, standingOf } from '../reference/code-edition.ts'
import { codesOf, nationalLists } from '../reference/code-list.ts'
import { isRefusal } from '../units/refusal.ts'
import { readCodeEdition } from './code-edition-file.ts'

const header = 'list,code,name,parent,valid_from,valid_to'
const edition = (lines: readonly string[], from: string | null = null) => readCodeEdition({ name: 'codes.csv', bytes: new TextEncoder().encode([header, ...lines].join('\n')) }, from)

describe('a new edition of a code list', () => {
  test('judges from the first day any of its codes holds, list by list', async () => {
    expect(await edition(['job_role,JR1,Staff Nurse,,01/04/2026,', 'job_role,JR2,Ward Sister,JR1,2020-04-01,2025-08-31', 'band,Band 5,Band 5,,,'])).toEqual([
      { list: 'job_role', code: 'JR1', name: 'Staff Nurse', parent: null, valid_from: '2026-04-01', valid_to: null, edition: '2020-04-01' },
      { list: 'job_role', code: 'JR2', name: 'Ward Sister', parent: 'JR1', valid_from: '2020-04-01', valid_to: '2025-08-31', edition: '2020-04-01' },
      { list: 'band', code: 'Band 5', name: 'Band 5', parent: null, valid_from: null, valid_to: null, edition: '1900-01-01' },
    ])
    expect(await edition(['job_role,JR1,Staff Nurse,,2020-04-01,'], '2026-04-01')).toMatchObject([{ edition: '2026-04-01' }])
  })

  test('may close a code and open it again', async () => {
    expect(isRefusal(await edition(['job_role,JR1,Staff Nurse,,2020-04-01,2021-03-31', 'job_role,JR1,Staff Nurse,,2022-04-01,']))).toBe(false)
  })

  test.each([
    { case: 'a code twice', lines: ['job_role,JR1,Staff Nurse,,,', 'job_role,JR1,Staff Nurse,,,'], code: 'codes-contradict', found: 'rows 2 and 3: JR1 stands twice' },
    { case: 'spells of one code that overlap', lines: ['job_role,JR1,Staff Nurse,,2020-04-01,2025-03-31', 'job_role,JR1,Nurse,,2025-03-31,'], code: 'codes-contradict', found: 'rows 2 and 3: JR1 holds twice from 2025-03-31' },
    { case: 'one name for two codes', lines: ['job_role,JR1,Staff Nurse,,,', 'job_role,JR2,staff nurse,,,'], code: 'codes-contradict', found: 'rows 2 and 3: “staff nurse” is both JR1 and JR2' },
    { case: 'an end before its beginning', lines: ['job_role,JR1,Staff Nurse,,2025-04-01,2024-04-01'], code: 'codes-contradict', found: 'row 2: JR1 ends before it begins' },
    { case: 'a part of nothing', lines: ['job_role,JR1,Staff Nurse,JR9,,'], code: 'codes-contradict', found: 'row 2: JR1 is part of JR9, which the list does not have' },
    { case: 'a list nobody knows', lines: ['colours,C1,Red,,,'], code: 'codes-not-readable', found: 'row 2 is of a list called “colours”' },
    { case: 'a date that is none', lines: ['band,B1,Band 1,,2025-02-30,'], code: 'codes-not-readable', found: 'row 2 has “2025-02-30” for a date' },
    { case: 'a code without a name', lines: ['band,B1,,,,'], code: 'codes-not-readable', found: 'row 2 has no name' },
    { case: 'no rows', lines: [], code: 'codes-not-readable', found: 'no row' },
  ])('is refused for $case', async ({ lines, code, found }) => expect(await edition(lines)).toMatchObject({ code, found }))

  test('is refused without its columns', async () => {
    expect(await readCodeEdition({ name: 'x.csv', bytes: new TextEncoder().encode('fruit,price\napple,1\n') }, null)).toMatchObject({ code: 'codes-without-columns' })
  })

  test('of the lists we carry can be read back', async () => {
    const lines = ['job_role', 'area_of_work', 'band'].flatMap((list) => codesOf(list).map(({ code, words, parent, valid_from, valid_to }) => [list, code, words, parent ?? '', valid_from ?? '', valid_to ?? ''].map((cell) => `"${cell}"`).join(',')))
    expect(isRefusal(await edition(lines))).toBe(false)
  })
})

describe('the edition in force', () => {
  const codes = ['2020-04-01', '2024-04-01'].map((from, at) => ({ list: 'job_role', code: `JR${at}`, name: `Role ${at}`, parent: null, valid_from: from, valid_to: null, edition: from }))
  const lists = { ...nationalLists, editions: editionsOf(codes) }
  test.each([
    { on: '2019-03-31', text: 'Staff Nurse', state: 'holds' }, { on: '2019-03-31', text: 'JR0', state: 'unknown' }, { on: '2020-04-30', text: 'role 0', state: 'holds' }, { on: '2020-04-30', text: 'Staff Nurse', state: 'unknown' },
    { on: '2024-03-31', text: 'JR0', state: 'holds' }, { on: '2024-04-30', text: 'JR0', state: 'unknown' }, { on: '2024-04-30', text: 'JR1', state: 'holds' }, { on: null, text: 'JR1', state: 'holds' },
  ])('of $on says that $text $state', ({ on, text, state }) => expect(standingOf(lists, 'job_role', text, on).state).toBe(state))
})
