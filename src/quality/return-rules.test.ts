import { describe, expect, test } from 'vitest'
import type { EarlierMonth, ReadFile } from '../ingest/source.ts'
import { establishmentRules } from './establishment-rules.ts'
import { judge } from './judge.ts'
import { csvOf, ledgerCells, readReturn, staffCells, type Cells } from './made-up-return.ts'
import { ledgerFaults, staffFaults } from './planted-faults.ts'
import { returnRules } from './return-rules.ts'
import { staffRules } from './staff-rules.ts'

/** Thirty clean rows; the planted row is the fifth, row 6 of the file. */
const planted = 4
const rowsWith = (make: (at: number) => Cells, changes: Cells, rows = 30): Cells[] => Array.from({ length: rows }, (_, at) => (at === planted ? { ...make(at), ...changes } : make(at)))
const without = (rows: readonly Cells[], ...columns: readonly string[]): Cells[] => rows.map((row) => Object.fromEntries(Object.entries(row).filter(([name]) => !columns.includes(name))))
const findingOf = (read: ReadFile, rule: string) => judge(read).findings.find((found) => found.rule === rule)

const warningsBeside = async (before?: readonly EarlierMonth[]) => judge(await readReturn(csvOf(rowsWith(staffCells, {})), before ? { before } : {})).findings.filter(({ severity }) => severity === 'warn')

/** Thirty rows of 27 FTE, as the clean file has. */
const month = (change: Partial<EarlierMonth> = {}): EarlierMonth => ({ table: 'staff', organisation: 'X-1', periodTo: '2025-08-31', staffGroup: 'Nurses & health visitors', fte: 27, rows: 30, ...change })
const beside = async (before: readonly EarlierMonth[], rows = 30) => readReturn(csvOf(rowsWith(staffCells, {}, rows)), { before })

describe('a planted fault in a staff extract is found with row, column, found and expected', () => {
  test.each(staffFaults)('$rule', async ({ rule, change, column, found, expected, stops }) => {
    const judged = judge(await readReturn(csvOf(rowsWith(staffCells, change)), { organisation: 'X-1' }))
    expect(judged.findings.find((one) => one.rule === rule)).toMatchObject({ row: 6, column, found, count: 1, ...(expected === undefined ? {} : { expected }) })
    expect(judged.rows).toEqual({ read: 30, loaded: stops ? 29 : 30, quarantined: stops ? 1 : 0, duplicate: 0 })
  })
})

describe('a planted fault in a ledger is found with row, column, found and expected', () => {
  test.each(ledgerFaults)('$rule', async ({ rule, change, column, found, expected, stops }) => {
    const judged = judge(await readReturn(csvOf(rowsWith(ledgerCells, change)), { organisation: 'X-1' }))
    expect(judged.findings.find((one) => one.rule === rule)).toMatchObject({ row: 6, column, found, count: 1, ...(expected === undefined ? {} : { expected }) })
    expect(judged.rows.quarantined).toBe(stops ? 1 : 0)
  })
})

describe('a clean return', () => {
  test.each([{ of: 'staff', make: staffCells }, { of: 'posts', make: ledgerCells }])('of $of has nothing to find', async ({ make }) => {
    const judged = judge(await readReturn(csvOf(rowsWith(make, {}))))
    expect(judged.findings.filter(({ severity }) => severity !== 'declare')).toEqual([])
    expect(judged.rows).toEqual({ read: 30, loaded: 30, quarantined: 0, duplicate: 0 })
  })

  test('adds FTE up and counts people once', async () => {
    // 15 rows of 1 and 15 of 0.8; the fifth and the first row are one person.
    const { sums } = judge(await readReturn(csvOf(rowsWith(staffCells, { person: '1000' }))))
    expect(sums.fte).toBeCloseTo(27, 9)
    expect(sums.headcount).toBe(29)
  })
})

describe('faults of a whole file', () => {
  test('several-months: two month-ends stop it', async () => {
    expect(findingOf(await readReturn(csvOf(rowsWith(staffCells, { period_to: '2025-08-31' }))), 'several-months')).toMatchObject({ severity: 'stop-file', found: '2 month-ends from 2025-08-31 to 2025-09-30' })
  })

  test('one-person-many-rows: a number on a tenth of the rows stops it', async () => {
    const read = await readReturn(csvOf(rowsWith(staffCells, {}).map((row, at) => (at < 3 ? { ...row, person: '7' } : row))))
    expect(findingOf(read, 'one-person-many-rows')).toMatchObject({ severity: 'stop-file', row: null, column: 'person', found: 'one number on 3 rows of 30' })
  })

  test('many-positions: five positions of one person in a long file', async () => {
    const read = await readReturn(csvOf(rowsWith(staffCells, {}, 60).map((row, at) => (at < 5 ? { ...row, person: '7', fte: '0.1', contracted_hours: '3.75' } : row))))
    expect(findingOf(read, 'many-positions')).toMatchObject({ row: 6, found: '5 positions' })
  })

  test('organisation-code-shape: a name where the code should be', async () => {
    const read = await readReturn(csvOf(rowsWith(staffCells, { organisation: 'Made-up Trust' })), { mapping: { source: 'staff-return', organisation: 'X-1', columns: Object.fromEntries(Object.keys(staffCells(0)).map((name) => [name, name])) } })
    expect(findingOf(read, 'organisation-code-shape')).toMatchObject({ row: 6, column: 'organisation', found: 'MADE-UP TRUST' })
  })

  test('person-above-one-and-a-half: a shared number at two employers', async () => {
    const rows = rowsWith(staffCells, { organisation: 'X-2', person: '1000' })
    const mapped = (identifiers: string) => readReturn(csvOf(rows), { mapping: { source: 'staff-return', organisation: 'X-1', identifiers, columns: Object.fromEntries(Object.keys(staffCells(0)).map((name) => [name, name])) } })
    expect(findingOf(await mapped('shared'), 'person-above-one-and-a-half')).toMatchObject({ row: 6, found: '2.00 FTE in rows 2, 6 at 2 employers' })
    expect(findingOf(await mapped('local'), 'person-above-one-and-a-half')).toBeUndefined()
  })

  test('one-start-date: a third of the staff on one day', async () => {
    const read = await readReturn(csvOf(rowsWith(staffCells, {}).map((row, at) => (at < 10 ? { ...row, start_in_post: '2020-04-01' } : row))))
    expect(findingOf(read, 'one-start-date')).toMatchObject({ column: 'start_in_post', found: '2020-04-01 on 10 of 30 rows' })
  })

  test('mostly-empty-column: a column that lost its values', async () => {
    expect(findingOf(await readReturn(csvOf(rowsWith((at) => ({ ...staffCells(at), ethnicity: '' }), {}))), 'mostly-empty-column')).toMatchObject({ column: 'ethnicity', found: 'empty on 30 of 30 rows' })
  })

  test('missing-age: ages that nobody gives are no fault', async () => {
    expect(findingOf(await readReturn(csvOf(without(rowsWith(staffCells, {}), 'birth_date', 'age'))), 'missing-age')).toBeUndefined()
  })

  test('missing-cost-centre: a ledger without cost centres is no fault', async () => {
    expect(findingOf(await readReturn(csvOf(without(rowsWith(ledgerCells, {}), 'cost_centre'))), 'missing-cost-centre')).toBeUndefined()
  })

  test('repeated-ledger-line: equal lines stay, and are said, where no code tells them apart', async () => {
    const read = await readReturn(csvOf(without(rowsWith(ledgerCells, { ...ledgerCells(0) }), 'ledger_code')))
    expect(findingOf(read, 'repeated-ledger-line')).toMatchObject({ row: 6, found: 'the same as row 2' })
    expect(judge(read).rows.loaded).toBe(30)
  })

  test.each([{ lines: 50, faults: 1 }, { lines: 49, faults: undefined }])('whole-posts-only: $lines whole numbers', async ({ lines, faults }) => {
    const read = await readReturn(csvOf(rowsWith((at) => ({ ...ledgerCells(at), funded_fte: String(at + 1), budget: String((at + 1) * 45_000) }), {}, lines)))
    expect(findingOf(read, 'whole-posts-only')?.count).toBe(faults)
  })

  test('an assignment said twice is a repeat, and one said otherwise is held back', async () => {
    const rows = rowsWith(staffCells, {})
    expect(judge(await readReturn(csvOf([...rows, rows[0]!]))).rows).toMatchObject({ read: 31, loaded: 30, duplicate: 1 })
    expect(judge(await readReturn(csvOf([...rows, { ...rows[0]!, fte: '0.5', contracted_hours: '18.75' }]))).quarantine).toMatchObject([{ row: 32, rule: 'contradicting-row' }])
  })
})

const ledger = (fte: number): EarlierMonth => month({ table: 'establishment', periodTo: '2025-09-30', fte })

describe('beside the months before', () => {
  test('missing-month: July is the last one held and August is not there', async () => {
    expect(findingOf(await beside([month({ periodTo: '2025-07-31' })]), 'missing-month')).toMatchObject({ found: 'X-1 was last seen at 2025-07-31', expected: 'a return for 2025-08-31 first' })
    expect(findingOf(await beside([month()]), 'missing-month')).toBeUndefined()
  })

  test('month-on-month-jump: from 54 FTE to 27', async () => {
    expect(findingOf(await beside([month({ fte: 54, rows: 60 })]), 'month-on-month-jump')).toMatchObject({ found: 'X-1 from 54.0 FTE at 2025-08-31 to 27.0' })
    expect(findingOf(await beside([month({ fte: 29 })]), 'month-on-month-jump')).toBeUndefined()
  })

  test('staff-group-vanished: midwives were there', async () => {
    expect(findingOf(await beside([month(), month({ staffGroup: 'Midwives', fte: 6 })]), 'staff-group-vanished')).toMatchObject({ found: 'no Midwives at X-1, 6.0 FTE at 2025-08-31' })
  })

  test('same-as-month-before: sixty rows and not one changed', async () => {
    expect(findingOf(await beside([month({ fte: 54, rows: 60 })], 60), 'same-as-month-before')).toMatchObject({ found: 'X-1 has the same rows and FTE in every staff group as at 2025-08-31' })
    expect(findingOf(await beside([month({ fte: 53.8, rows: 60 })], 60), 'same-as-month-before')).toBeUndefined()
  })

  test('above-establishment: 27 FTE where the ledger of the month funds 16', async () => {
    expect(findingOf(await beside([ledger(16)]), 'above-establishment')).toMatchObject({ found: '27.0 FTE of Nurses & health visitors at X-1', expected: 'about the 16.0 that the ledger funds' })
    // A fifth above 22.5 is 27; below 22.5 it is more than a fifth, and less than ten FTE.
    expect(findingOf(await beside([ledger(22)]), 'above-establishment')).toBeUndefined()
  })

  test('identifiers-changed: nobody of last month is there again', async () => {
    const read = await readReturn(csvOf(rowsWith(staffCells, {})))
    const people = read.rows.map(({ into }) => String(into[0]!.row.person))
    const beforeThem = (held: readonly string[], periodTo = '2025-08-31'): ReadFile => ({ ...read, peopleBefore: [{ organisation: 'X-1', periodTo, people: held }] })
    const strangers = people.map((_, at) => `P${at}`)
    expect(findingOf(beforeThem(strangers), 'identifiers-changed')).toMatchObject({ severity: 'stop-file', found: '0 of 30 people of X-1 at 2025-08-31' })
    expect(findingOf(beforeThem([...people.slice(0, 15), ...strangers.slice(15)]), 'identifiers-changed')).toBeUndefined()
    expect(findingOf(beforeThem(strangers, '2024-08-31'), 'identifiers-changed')).toBeUndefined()
    expect(findingOf(beforeThem(strangers, '2025-09-30'), 'identifiers-changed')).toBeUndefined()
  })

  test('nothing is said when nobody looked, and a later month is no earlier one', async () => {
    expect(await warningsBeside()).toEqual([])
    expect(await warningsBeside([month({ periodTo: '2025-10-31', fte: 500 })])).toEqual([])
  })
})

test('every rule for returns is tried here', () => {
  const tried = new Set([...staffFaults, ...ledgerFaults].map(({ rule }) => rule))
  const whole = ['several-months', 'one-person-many-rows', 'many-positions', 'organisation-code-shape', 'one-start-date', 'mostly-empty-column', 'repeated-ledger-line', 'whole-posts-only',
    'missing-month', 'month-on-month-jump', 'staff-group-vanished', 'same-as-month-before', 'above-establishment', 'identifiers-changed']
  // Those of other returns, of code lists and against the ledger are tried in other-return-rules.test.ts.
  const elsewhere = ['missing-period-start', 'missing-sector', 'unknown-sector', 'missing-trained-profession', 'period-backwards', 'closed-staff-group', 'closed-band', 'closed-occupation-code', 'closed-job-role', 'closed-area-of-work',
    'unknown-job-role', 'unknown-area-of-work', 'total-against-ledger',
    // Those that need a list of organisations or a postcode: judge-block.test.ts.
    'unknown-organisation', 'postcode-shape',
    // Across employers and against what is held of people: across-employers.test.ts.
    'person-above-full-time-across-employers', 'person-above-one-and-a-half-across-employers', 'repeated-by-lead-employer', 'employer-in-two-files', 'appears-late', 'back-after-the-end']
  const rules = [...returnRules, ...staffRules, ...establishmentRules].map(({ id }) => id)
  expect(rules.filter((id) => !tried.has(id) && !whole.includes(id) && !elsewhere.includes(id))).toEqual([])
  expect(rules.length).toBeGreaterThanOrEqual(45)
})
