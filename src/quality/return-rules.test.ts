import { describe, expect, test } from 'vitest'
import type { EarlierMonth, ReadFile } from '../ingest/source.ts'
import { establishmentRules } from './establishment-rules.ts'
import { judge } from './judge.ts'
import { csvOf, ledgerCells, readReturn, staffCells, type Cells } from './made-up-return.ts'
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

interface Case { readonly rule: string; readonly change: Cells; readonly column: string | null; readonly found: string; readonly expected?: string; readonly stops?: true }

/** One fault in one row of a staff extract. Expected values are read off the change. */
const staffCases: readonly Case[] = [
  { rule: 'missing-month-end', change: { period_to: '' }, column: 'period_to', found: 'nothing', stops: true },
  { rule: 'missing-organisation', change: { organisation: '' }, column: 'at_code', found: 'nothing', stops: true },
  { rule: 'missing-staff-group', change: { staff_group: '' }, column: 'staff_group', found: 'nothing', stops: true },
  { rule: 'unknown-staff-group', change: { staff_group: 'All staff groups' }, column: 'staff_group', found: 'All staff groups', stops: true },
  { rule: 'unknown-band', change: { band: 'Band 10' }, column: 'band', found: 'Band 10' },
  { rule: 'band-fits-staff-group', change: { band: 'Consultant' }, column: 'band', found: 'Consultant in Nurses & health visitors', expected: 'a band of Agenda for Change' },
  { rule: 'not-month-end', change: { period_to: '2025-09-29' }, column: 'period_to', found: '2025-09-29', expected: 'a month-end, such as 2025-09-30', stops: true },
  { rule: 'missing-person', change: { person: '' }, column: 'person', found: 'nothing', stops: true },
  { rule: 'placeholder-person', change: { person: 'VACANT' }, column: 'person', found: 'VACANT', stops: true },
  { rule: 'missing-assignment', change: { assignment: '' }, column: 'assignment', found: 'nothing', stops: true },
  { rule: 'missing-fte', change: { fte: '' }, column: 'fte', found: 'nothing', stops: true },
  { rule: 'missing-profession', change: { profession: '' }, column: 'profession', found: 'nothing' },
  { rule: 'missing-age', change: { birth_date: '', age: '' }, column: 'birth_date', found: 'nothing' },
  { rule: 'zero-fte', change: { fte: '0', contracted_hours: '0' }, column: 'fte', found: '0' },
  { rule: 'fte-above-full-time', change: { fte: '1.2', contracted_hours: '45' }, column: 'fte', found: '1.2', expected: '1 or less' },
  { rule: 'hours-match-fte', change: { fte: '0.5' }, column: 'contracted_hours', found: '37.5 hours for FTE 0.5', expected: 'about 18.75 hours a week' },
  { rule: 'band-closed-to-new', change: { band: 'Band 1', start_in_post: '2019-01-07' }, column: 'band', found: 'Band 1 from 2019-01-07' },
  { rule: 'unknown-occupation-code', change: { occupation_code: 'Q99' }, column: 'occupation_code', found: 'Q99' },
  { rule: 'occupation-fits-staff-group', change: { occupation_code: 'N2C' }, column: 'occupation_code', found: 'N2C in Nurses & health visitors', expected: 'Midwives' },
  { rule: 'occupation-fits-band', change: { band: 'Band 3' }, column: 'band', found: 'Band 3 for N6A', expected: 'Band 5 to Band 9' },
  { rule: 'unknown-contract-type', change: { contract_type: 'Zero hours' }, column: 'contract_type', found: 'Zero hours' },
  { rule: 'unknown-assignment-status', change: { assignment_status: 'Somewhere' }, column: 'assignment_status', found: 'Somewhere' },
  { rule: 'unknown-sex', change: { sex: 'Q' }, column: 'sex', found: 'Q' },
  { rule: 'unknown-ethnicity', change: { ethnicity: 'Q7' }, column: 'ethnicity', found: 'Q7' },
  { rule: 'unknown-disability', change: { disability: 'Perhaps' }, column: 'disability', found: 'Perhaps' },
  { rule: 'unknown-leave-reason', change: { leave_reason: 'Fancied a change', leave_date: '2025-10-31' }, column: 'leave_reason', found: 'Fancied a change' },
  { rule: 'unknown-destination', change: { destination: 'The seaside', leave_date: '2025-10-31', leave_reason: 'Retirement' }, column: 'destination', found: 'The seaside' },
  { rule: 'unknown-registration-body', change: { registration_body: 'Guild' }, column: 'registration_body', found: 'Guild' },
  { rule: 'starts-after-month-end', change: { start_in_post: '2025-10-01' }, column: 'start_in_post', found: '2025-10-01', expected: '2025-09-30 or before', stops: true },
  { rule: 'left-before-month-end', change: { leave_date: '2025-09-12', leave_reason: 'Retirement' }, column: 'leave_date', found: '2025-09-12', stops: true },
  { rule: 'leaves-before-start', change: { start_in_post: '2025-09-30', leave_date: '2025-09-29', leave_reason: 'Retirement', start_in_service: '2014-01-01' }, column: 'leave_date', found: '2025-09-29, started 2025-09-30', stops: true },
  { rule: 'service-after-post', change: { start_in_service: '2020-01-01' }, column: 'start_in_service', found: '2020-01-01, post from 2015-05-01' },
  { rule: 'placeholder-date', change: { start_in_service: '1900-01-01' }, column: 'start_in_service', found: '1900-01-01' },
  { rule: 'age-at-start', change: { birth_date: '2005-06-15', age: '20', start_in_post: '2015-05-01' }, column: 'start_in_post', found: 'aged 9 at the start', expected: '16 or older' },
  { rule: 'unusual-age', change: { birth_date: '1945-01-15', age: '80' }, column: 'birth_date', found: 'aged 80' },
  { rule: 'age-disagrees', change: { age: '50' }, column: 'age', found: '50, 40 by the birth date', expected: '40' },
  { rule: 'too-young-for-grade', change: { band: 'Consultant', staff_group: 'HCHS doctors - Consultant', occupation_code: '', birth_date: '2000-01-15', age: '25', start_in_post: '2024-01-01' }, column: 'band', found: 'Consultant aged 25', expected: '30 or older' },
  { rule: 'leave-date-without-reason', change: { leave_date: '2025-10-31' }, column: 'leave_reason', found: 'nothing' },
  { rule: 'leave-reason-without-date', change: { leave_reason: 'Retirement' }, column: 'leave_date', found: 'nothing, reason Retirement' },
  { rule: 'destination-without-leaving', change: { destination: 'Abroad' }, column: 'destination', found: 'Abroad' },
  // The fifth row takes the person of the first: 1 FTE in row 2 and 1 in row 6.
  { rule: 'person-above-one-and-a-half', change: { person: '1000' }, column: 'fte', found: '2.00 FTE in rows 2, 6', expected: '1.5 or less' },
  { rule: 'person-disagrees', change: { person: '1000', sex: 'Male', birth_date: '1985-01-15' }, column: 'sex', found: 'not the same as in row 2' },
  { rule: 'registration-missing', change: { registration_body: '' }, column: 'registration_body', found: 'nothing for N6A', expected: 'NMC' },
  { rule: 'registration-number-shape', change: { registration_number: '12' }, column: 'registration_number', found: 'a number of another shape' },
  { rule: 'registration-fits-occupation', change: { registration_body: 'GMC', registration_number: '1234567' }, column: 'registration_body', found: 'GMC for N6A', expected: 'NMC' },
  { rule: 'bank-counted', change: { contract_type: 'Bank' }, column: 'fte', found: 'FTE 1 on a bank contract' },
  { rule: 'not-working-counted', change: { assignment_status: 'Career break' }, column: 'assignment_status', found: 'Career break with FTE 1' },
  { rule: 'host-is-employer', change: { host_code: 'X-1' }, column: 'host_code', found: 'X-1' },
]

const ledgerCases: readonly Case[] = [
  { rule: 'missing-month-end', change: { period_to: '' }, column: 'period_to', found: 'nothing', stops: true },
  { rule: 'unknown-staff-group', change: { staff_group: 'Wizards' }, column: 'staff_group', found: 'Wizards', stops: true },
  { rule: 'missing-funded-fte', change: { funded_fte: '' }, column: 'funded_fte', found: 'nothing' },
  { rule: 'ledger-total-row', change: { cost_centre: 'Grand total' }, column: 'cost_centre', found: 'Grand total', stops: true },
  { rule: 'very-large-line', change: { funded_fte: '600', budget: '27000000' }, column: 'funded_fte', found: '600' },
  // 4,500 GBP over 10 posts.
  { rule: 'budget-per-post', change: { funded_fte: '10', budget: '4500' }, column: 'budget', found: '450 GBP a post', expected: '20,000 to 350,000 GBP a year' },
  { rule: 'budget-without-posts', change: { funded_fte: '0', budget: '90000' }, column: 'funded_fte', found: '0 posts for 90,000 GBP' },
  { rule: 'posts-without-budget', change: { funded_fte: '2', budget: '0' }, column: 'budget', found: '0 GBP for 2 posts' },
  { rule: 'missing-cost-centre', change: { cost_centre: '' }, column: 'cost_centre', found: 'nothing' },
]

describe('a planted fault in a staff extract is found with row, column, found and expected', () => {
  test.each(staffCases)('$rule', async ({ rule, change, column, found, expected, stops }) => {
    const judged = judge(await readReturn(csvOf(rowsWith(staffCells, change)), { organisation: 'X-1' }))
    expect(judged.findings.find((one) => one.rule === rule)).toMatchObject({ row: 6, column, found, count: 1, ...(expected === undefined ? {} : { expected }) })
    expect(judged.rows).toEqual({ read: 30, loaded: stops ? 29 : 30, quarantined: stops ? 1 : 0, duplicate: 0 })
  })
})

describe('a planted fault in a ledger is found with row, column, found and expected', () => {
  test.each(ledgerCases)('$rule', async ({ rule, change, column, found, expected, stops }) => {
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

  test('nothing is said when nobody looked, and a later month is no earlier one', async () => {
    expect(await warningsBeside()).toEqual([])
    expect(await warningsBeside([month({ periodTo: '2025-10-31', fte: 500 })])).toEqual([])
  })
})

test('every rule for returns is tried here', () => {
  const tried = new Set([...staffCases, ...ledgerCases].map(({ rule }) => rule))
  const whole = ['several-months', 'one-person-many-rows', 'many-positions', 'organisation-code-shape', 'one-start-date', 'mostly-empty-column', 'repeated-ledger-line', 'whole-posts-only',
    'missing-month', 'month-on-month-jump', 'staff-group-vanished', 'same-as-month-before']
  const rules = [...returnRules, ...staffRules, ...establishmentRules].map(({ id }) => id)
  expect(rules.filter((id) => !tried.has(id) && !whole.includes(id))).toEqual([])
  expect(rules.length).toBeGreaterThanOrEqual(45)
})
