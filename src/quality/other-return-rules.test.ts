import { describe, expect, test } from 'vitest'
import type { EarlierMonth } from '../ingest/source.ts'
import { editionsOf, type EditionCode } from '../reference/code-edition.ts'
import { nationalLists } from '../reference/code-list.ts'
import { judge } from './judge.ts'
import { otherCells } from './made-up-other-returns.ts'
import { csvOf, ledgerCells, readReturn, staffCells, type Cells } from './made-up-return.ts'
import { otherReturnRules } from './other-return-rules.ts'
import { otherFaults } from './planted-faults-other.ts'

/** Eight clean rows; the planted row is the fifth, row 6 of the file. */
const [rows, planted] = [8, 4]
const rowsWith = (make: (at: number) => Cells, changes: Cells): Cells[] => Array.from({ length: rows }, (_, at) => (at === planted ? { ...make(at), ...changes } : make(at)))
const said = async (cells: readonly Cells[], rule: string, before: readonly EarlierMonth[] = []) => judge(await readReturn(csvOf(cells), { organisation: 'X-1', before })).findings.find((found) => found.rule === rule)
const month = (table: EarlierMonth['table'], staffGroup: string, fte: number, periodTo = '2025-09-30'): EarlierMonth => ({ table, organisation: 'X-1', periodTo, staffGroup, fte, rows: 1 })

describe('a planted fault in another return is found with row, column, found and expected', () => {
  test.each(otherFaults)('$table: $rule', async ({ table, rule, change, column, found, expected, stops }) => {
    const judged = judge(await readReturn(csvOf(rowsWith(otherCells[table], change)), { organisation: 'X-1' }))
    expect(judged.findings.find((one) => one.rule === rule)).toMatchObject({ row: 6, column, found, count: 1, ...(expected === undefined ? {} : { expected }) })
    expect(judged.rows).toEqual({ read: rows, loaded: stops ? rows - 1 : rows, quarantined: stops ? 1 : 0, duplicate: 0 })
  })
})

test.each(Object.entries(otherCells))('a clean return of %s has nothing to find', async (_table, make) => {
  const judged = judge(await readReturn(csvOf(rowsWith(make, {})), { organisation: 'X-1' }))
  expect(judged.findings.filter(({ severity }) => severity !== 'declare')).toEqual([])
  expect(judged.rows).toEqual({ read: rows, loaded: rows, quarantined: 0, duplicate: 0 })
})

describe('faults of a whole file', () => {
  test.each<{ table: keyof typeof otherCells; change: Cells }>([
    { table: 'temporary', change: { period_to: '2025-08-31' } }, { table: 'learner', change: { period_to: '2023-09-30' } }, { table: 'cost', change: { period_to: '2025-03-31', period_from: '2024-04-01' } },
  ])('several-months: a file of $table holds one period', async ({ table, change }) => expect(await said(rowsWith(otherCells[table], change), 'several-months')).toMatchObject({ severity: 'stop-file' }))

  test('a group said twice with other figures is held back', async () => {
    expect(await said(rowsWith(otherCells.temporary, { staff_group: 'Midwives', bank_fte: '9' }), 'contradicting-row')).toMatchObject({ row: 6, count: 1 })
  })
})

describe('beside other returns of the month', () => {
  test('temporary-above-staff: 13 FTE of cover for 12 in post', async () => {
    expect(await said(rowsWith(otherCells.temporary, {}), 'temporary-above-staff', [month('staff', 'Midwives', 12)])).toMatchObject({ found: '13.0 FTE of temporary Midwives at X-1', expected: 'less than the 12.0 FTE in post' })
    expect(await said(rowsWith(otherCells.temporary, {}), 'temporary-above-staff', [month('staff', 'Midwives', 13)])).toBeUndefined()
  })

  test('available-against-staff: 24,000 days are 800 FTE in a month of 30', async () => {
    expect(await said(rowsWith(otherCells.sickness, {}), 'available-against-staff', [month('staff', 'Midwives', 1000)])).toMatchObject({ found: '24,000 days at X-1', expected: 'about the 30,000 of 1,000.0 FTE in post' })
    expect(await said(rowsWith(otherCells.sickness, {}), 'available-against-staff', [month('staff', 'Midwives', 800)])).toBeUndefined()
  })

  test('count-beside-records: a practice that sends records too', async () => {
    expect(await said(rowsWith(otherCells.staff_count, {}), 'count-beside-records', [month('staff', 'General practice nurses', 9)])).toMatchObject({ found: '8.5 FTE of X-1 at 2025-09-30', count: 1 })
  })

  test('total-against-ledger, from either side: 27 FTE in post and 50 funded', async () => {
    const staff = Array.from({ length: 30 }, (_, at) => staffCells(at))
    expect(await said(staff, 'total-against-ledger', [month('establishment', 'Midwives', 50)])).toMatchObject({ column: 'fte', found: '27.0 FTE in post and 50.0 funded at X-1', expected: '33 to 55 FTE in post' })
    expect(await said(staff, 'total-against-ledger', [month('establishment', 'Midwives', 30)])).toBeUndefined()
    // Eight lines of 10.5, 11.5 … 17.5 posts are 112.
    expect(await said(Array.from({ length: 8 }, (_, at) => ledgerCells(at)), 'total-against-ledger', [month('staff', 'Midwives', 27)])).toMatchObject({ column: 'funded_fte', found: '27.0 FTE in post and 112.0 funded at X-1' })
  })

  test('month-on-month-jump: temporary work may double and no more', async () => {
    // Eight groups of 13 FTE are 104.
    expect(await said(rowsWith(otherCells.temporary, {}), 'month-on-month-jump', [month('temporary', 'Midwives', 50, '2025-08-31')])).toMatchObject({ found: 'X-1 from 50.0 FTE at 2025-08-31 to 104.0' })
    expect(await said(rowsWith(otherCells.temporary, {}), 'month-on-month-jump', [month('temporary', 'Midwives', 52, '2025-08-31')])).toBeUndefined()
  })
})

const edition = (list: string, code: string, more: Partial<EditionCode> = {}): EditionCode => ({ list, code, name: `Name of ${code}`, parent: null, valid_from: '2025-04-01', valid_to: null, edition: '2025-04-01', ...more })
const under = async (change: Cells, codes: readonly EditionCode[], rule: string) => {
  const cells = Array.from({ length: 10 }, (_, at) => ({ ...staffCells(at), job_role: 'JR1', area_of_work: 'AW1', ...(at === planted ? change : {}) }))
  return judge({ ...await readReturn(csvOf(cells)), lists: { ...nationalLists, editions: editionsOf(codes) } }).findings.find((found) => found.rule === rule)
}

describe('a code list that somebody imported', () => {
  test.each([
    { rule: 'unknown-job-role', list: 'job_role', known: 'JR1' }, { rule: 'unknown-area-of-work', list: 'area_of_work', known: 'AW1' },
  ])('$rule: only an imported edition says so', async ({ rule, list, known }) => {
    expect(await under({ [list]: 'Q9' }, [], rule)).toBeUndefined()
    expect(await under({ [list]: 'Q9' }, [edition(list, known)], rule)).toMatchObject({ row: 6, column: list, found: 'Q9', count: 1 })
    expect(await under({ [list]: 'Q9' }, [edition(list, known, { edition: '2025-10-01' })], rule)).toBeUndefined()
  })

  test.each([
    { rule: 'closed-job-role', list: 'job_role', column: 'job_role', code: 'JR2', others: ['JR1'] }, { rule: 'closed-area-of-work', list: 'area_of_work', column: 'area_of_work', code: 'AW2', others: ['AW1'] },
    { rule: 'closed-band', list: 'band', column: 'band', code: 'Band 6', others: ['Band 5'] }, { rule: 'closed-occupation-code', list: 'occupation', column: 'occupation_code', code: 'N6Z', others: ['N6A'] },
    { rule: 'closed-staff-group', list: 'staff_group', column: 'staff_group', code: 'Midwives', others: ['Nurses & health visitors'] },
  ])('$rule: from the day after the last', async ({ rule, list, column, code, others }) => {
    const open = others.map((other) => edition(list, other))
    expect(await under({ [column]: code }, [...open, edition(list, code, { valid_to: '2025-08-31' })], rule)).toMatchObject({ row: 6, column, found: `${code}, closed after 2025-08-31`, count: 1 })
    expect(await under({ [column]: code }, [...open, edition(list, code, { valid_to: '2025-09-30' })], rule)).toBeUndefined()
    expect(await under({ [column]: code }, [...open, edition(list, code, { valid_from: '2026-04-01' })], rule)).toMatchObject({ found: `${code}, in force from 2026-04-01` })
  })

  test('unknown-band, unknown-staff-group and unknown-occupation-code go by the edition in force', async () => {
    expect(await under({ band: 'Band 7' }, [edition('band', 'Band 5')], 'unknown-band')).toMatchObject({ row: 6, found: 'Band 7', count: 1 })
    expect(await under({ occupation_code: 'N6Q' }, [edition('occupation', 'N6A')], 'unknown-occupation-code')).toMatchObject({ row: 6, found: 'N6Q', count: 1 })
    expect(await under({ staff_group: 'Midwives' }, [edition('staff_group', 'Nurses & health visitors')], 'unknown-staff-group')).toMatchObject({ row: 6, found: 'Midwives', count: 1 })
  })
})

test('every rule for these returns is tried here', () => {
  const tried = new Set(otherFaults.map(({ rule }) => rule))
  const beside = ['temporary-above-staff', 'available-against-staff', 'count-beside-records']
  expect(otherReturnRules.map(({ id }) => id).filter((id) => !tried.has(id) && !beside.includes(id))).toEqual([])
})
