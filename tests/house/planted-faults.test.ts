import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { localViewer } from '../../src/access/viewer.ts'
import { importCodes } from '../../src/api/codes.ts'
import { importFiles } from '../../src/api/import.ts'
import type { ImportedFile } from '../../src/contract/import.ts'
import { readMapping } from '../../src/ingest/mapping.ts'
import { otherCells } from '../../src/quality/made-up-other-returns.ts'
import { returnsOf } from '../access/made-up-region.ts'
import { csvOf, ledgerCells, staffCells, type Cells } from '../../src/quality/made-up-return.ts'
import { ledgerFaults, type PlantedFault } from '../../src/quality/planted-faults.ts'
import { otherFaults } from '../../src/quality/planted-faults-other.ts'
import type { CataloguedFile, House } from '../../src/store/house.ts'
import { openHouse } from '../../src/store/open.ts'
import { isRefusal, type Refusal } from '../../src/units/refusal.ts'

// Row faults of staff extracts are planted in quality-ranking.test.ts; here are those of the other returns, and of files beside other files.
interface Sent { readonly name: string; readonly rows: readonly Cells[]; readonly organisation?: string }
interface Expected { readonly rule: string; readonly file: string; readonly row?: number | null; readonly column?: string | null; readonly found: string; readonly expected?: string }

/** Made-up organisations have a code of their own in every file: `X-1` becomes `F3-1`. */
const renamed = (cells: Cells, code: string): Cells => ({ ...cells, organisation: (cells['organisation'] ?? '').replace(/^[A-Z]+-/, `${code}-`) })

/** Each rule once in a file, in a row of its own; the fault of the fifth row stays there, as what is found names its numbers. */
function rowFaults(): { files: Sent[]; faults: Expected[] } {
  const all = [...ledgerFaults.map((fault) => ({ ...fault, table: 'establishment' as const })), ...otherFaults]
  const placed = [...Map.groupBy(all, ({ table }) => table)].flatMap(([table, faults]) => inFiles(faults).map((own, at) => ({ table, own, code: `${table.slice(0, 2).toUpperCase()}${at}` })))
  return {
    files: placed.map(({ table, own, code }) => ({ name: `${code}.csv`, ...(table === 'staff_count' ? { organisation: `${code}-1` } : {}), rows: Array.from({ length: 8 }, (_, at) => ({ ...renamed(table === 'establishment' ? ledgerCells(at) : otherCells[table](at), code), ...own.get(at)?.change })) })),
    faults: placed.flatMap(({ own, code }) => [...own].map(([at, { rule, column, found, expected }]) => ({ rule, file: `${code}.csv`, row: at + 2, column, found, ...(expected === undefined ? {} : { expected }) }))),
  }
}

/** A row whose period runs backwards has no weeks either. */
const apart: ReadonlySet<string> = new Set(['period-backwards weeks-open-within-period'])

function inFiles(faults: readonly PlantedFault[]): Map<number, PlantedFault>[] {
  const files: Map<number, PlantedFault>[] = []
  for (const fault of faults) {
    const place = (file: Map<number, PlantedFault>): number => (fault.rule === 'fte-above-headcount' ? (file.has(4) ? -1 : 4) : [1, 2, 3, 5, 6, 7].find((at) => !file.has(at)) ?? -1)
    const fits = files.find((file) => place(file) >= 0 && ![...file.values()].some(({ rule }) => rule === fault.rule || apart.has(`${rule} ${fault.rule}`))) ?? (files[files.push(new Map()) - 1]!)
    fits.set(place(fits), fault)
  }
  return files
}

/** Staff of one organisation at a month-end; `first` is the number of the first person, and `changes` are by place in the file. */
const staff = (code: string, first: number, more: { periodTo?: string; count?: number; without?: number; organisation?: string; changes?: Readonly<Record<number, Cells>> } = {}): Sent => {
  const { periodTo = '2025-09-30', count = 30, changes = {} } = more
  const rows = Array.from({ length: count }, (_, at) => ({ ...staffCells(at), organisation: code, period_to: periodTo, person: String(first + at), assignment: `${first + at}-1`, age: '', ...changes[at] })).filter((_, at) => at !== more.without)
  return { name: `staff ${code} ${periodTo}.csv`, rows, ...(more.organisation === undefined ? {} : { organisation: more.organisation }) }
}
const midwife = { staff_group: 'Midwives', profession: 'Midwife', occupation_code: 'N2C', fte: '1', contracted_hours: '37.5' }
const [july, august] = ['2025-07-31', '2025-08-31']
const temporary = (code: string, change: Cells = {}): Sent => ({ name: `temporary ${code} ${change['period_to'] ?? ''}.csv`, rows: Array.from({ length: 8 }, (_, at) => ({ ...otherCells.temporary(at), organisation: code, ...change })) })

const withoutCode = (cells: Cells): Cells => Object.fromEntries(Object.entries(cells).filter(([name]) => name !== 'ledger_code'))

/** What is held before: people are numbered by organisation, so that only those meant to be are in two files. */
const heldBefore: readonly Sent[] = [
  { name: 'ledger B1.csv', rows: [{ ...ledgerCells(0), organisation: 'B1-1', funded_fte: '16', budget: '720000' }, { ...ledgerCells(1), organisation: 'B1-1', staff_group: 'Midwives', profession: 'Midwife', funded_fte: '5', budget: '225000' }] },
  staff('B2-1', 2000, { periodTo: august, count: 60 }), staff('B3-1', 3000, { periodTo: august, count: 36, changes: Object.fromEntries([30, 31, 32, 33, 34, 35].map((at) => [at, midwife])) }),
  staff('B4-1', 4000, { periodTo: august, count: 60 }), staff('B5-1', 5000, { periodTo: july }), staff('B6-1', 6000, { periodTo: august }),
  staff('B8-1', 7000, { count: 2, changes: { 0: { fte: '0.6', contracted_hours: '22.5' }, 1: { fte: '0.5', contracted_hours: '18.75' } } }),
  staff('L9-1', 9000, { count: 4, changes: { 0: { host_code: 'B9-1' }, 1: { host_code: 'B9-1' }, 2: { host_code: 'B9-1' }, 3: { host_code: 'B9-1', person: '9900', sex: 'Male', birth_date: '1960-01-15' } } }),
  { ...staff('L10-1', 10_000, { count: 12, organisation: 'L10-1', changes: { 0: { organisation: 'B10-1' }, 1: { organisation: 'B10-1' } } }) },
  staff('B11-1', 11_000, { periodTo: august, without: 4 }), staff('B12-1', 12_000, { periodTo: '2025-04-30', changes: { 4: { leave_date: '2025-05-17', leave_reason: 'Death in service', destination: '' } } }),
  staff('B14-1', 14_000, { count: 12, changes: Object.fromEntries(Array.from({ length: 12 }, (_, at) => [at, midwife])) }), staff('B15-1', 15_000), staff('B16-1', 16_000),
  temporary('B17-1', { period_to: august, bank_fte: '1', bank_cost: '4000' }),
]
const thenSent: readonly Sent[] = [
  staff('B1-1', 1000), staff('B2-1', 2000), staff('B3-1', 3000), staff('B4-1', 4000, { count: 60 }), staff('B5-1', 5000), staff('B6-1', 6500), staff('B7-1', 7000), staff('B9-1', 9000), staff('B10-1', 10_500, { organisation: 'B10-1' }), staff('B11-1', 11_000),
  staff('B13-1', 13_000, { changes: { 4: { person: '12004' } } }), temporary('B14-1'), { name: 'sickness B15.csv', rows: Array.from({ length: 8 }, (_, at) => ({ ...otherCells.sickness(at), organisation: 'B15-1' })) },
  { name: 'counts B16.csv', rows: [{ ...otherCells.staff_count(0), organisation: 'B16-1' }] }, temporary('B17-1'),
  staff('C1-1', 21_000, { changes: { 4: { period_to: august } } }), staff('C2-1', 22_000, { changes: Object.fromEntries([0, 1, 2].map((at) => [at, { person: '22777' }])) }),
  staff('C3-1', 23_000, { count: 60, changes: Object.fromEntries([0, 1, 2, 3, 4].map((at) => [at, { person: '23777', fte: '0.1', contracted_hours: '3.75' }])) }),
  staff('C4-1', 24_000, { changes: Object.fromEntries(Array.from({ length: 10 }, (_, at) => [at, { start_in_post: '2020-04-01' }])) }), staff('C5-1', 25_000, { changes: Object.fromEntries(Array.from({ length: 30 }, (_, at) => [at, { ethnicity: '' }])) }),
  { name: 'ledger C6.csv', rows: Array.from({ length: 30 }, (_, at) => withoutCode({ ...ledgerCells(at === 4 ? 0 : at), organisation: 'C6-1' })) },
  { name: 'ledger C7.csv', rows: Array.from({ length: 50 }, (_, at) => ({ ...ledgerCells(at), organisation: 'C7-1', funded_fte: String(at + 1), budget: String((at + 1) * 45_000) })) },
]

// Thirty clean rows are 15 of 1 FTE and 15 of 0.8: 27 FTE. The planted row is the fifth, row 6 of the file.
const besideOthers: readonly Expected[] = [
  { file: 'staff B1-1 2025-09-30.csv', rule: 'above-establishment', found: '27.0 FTE of Nurses & health visitors at B1-1', expected: 'about the 16.0 that the ledger funds' },
  { file: 'staff B1-1 2025-09-30.csv', rule: 'total-against-ledger', column: 'fte', found: '27.0 FTE in post and 21.0 funded at B1-1' },
  { file: 'staff B2-1 2025-09-30.csv', rule: 'month-on-month-jump', found: 'B2-1 from 54.0 FTE at 2025-08-31 to 27.0' },
  { file: 'staff B3-1 2025-09-30.csv', rule: 'staff-group-vanished', found: 'no Midwives at B3-1, 6.0 FTE at 2025-08-31' },
  { file: 'staff B4-1 2025-09-30.csv', rule: 'same-as-month-before', found: 'B4-1 has the same rows and FTE in every staff group as at 2025-08-31' },
  { file: 'staff B5-1 2025-09-30.csv', rule: 'missing-month', found: 'B5-1 was last seen at 2025-07-31', expected: 'a return for 2025-08-31 first' },
  // 1 FTE here and 0.6 there; 0.8 and 0.5.
  { file: 'staff B7-1 2025-09-30.csv', rule: 'person-above-one-and-a-half-across-employers', row: 2, column: 'fte', found: '1.60 FTE with B8-1', expected: '1.5 or less over all employers' },
  { file: 'staff B7-1 2025-09-30.csv', rule: 'person-above-full-time-across-employers', row: 3, column: 'fte', found: '1.30 FTE with B8-1' },
  { file: 'staff B9-1 2025-09-30.csv', rule: 'repeated-by-lead-employer', row: null, found: '3 of the 4 posts that L9-1 places at B9-1 are in the file of B9-1 too' },
  { file: 'staff B10-1 2025-09-30.csv', rule: 'employer-in-two-files', row: null, found: '2 posts of B10-1 at 2025-09-30 are held in staff-return-L10-1' },
  { file: 'staff B11-1 2025-09-30.csv', rule: 'appears-late', row: 6, column: 'start_in_post', found: '2015-05-01, not there at 2025-08-31' },
  { file: 'staff B13-1 2025-09-30.csv', rule: 'back-after-the-end', row: 6, column: 'person', found: 'in post, death in service recorded for 2025-05-17 at B12-1' },
  { file: 'temporary B14-1 .csv', rule: 'temporary-above-staff', column: 'bank_fte', found: '13.0 FTE of temporary Midwives at B14-1', expected: 'less than the 12.0 FTE in post' },
  // Eight groups of 3,000 days; 27 FTE in a month of 30 days.
  { file: 'sickness B15.csv', rule: 'available-against-staff', found: '24,000 days at B15-1', expected: 'about the 810 of 27.0 FTE in post' },
  { file: 'counts B16.csv', rule: 'count-beside-records', found: '8.5 FTE of B16-1 at 2025-09-30' },
  // Eight groups of 1 + 2 + 1 FTE, then of 10 + 2 + 1.
  { file: 'temporary B17-1 .csv', rule: 'month-on-month-jump', found: 'B17-1 from 32.0 FTE at 2025-08-31 to 104.0' },
  { file: 'staff C3-1 2025-09-30.csv', rule: 'many-positions', row: 6, found: '5 positions' },
  { file: 'staff C4-1 2025-09-30.csv', rule: 'one-start-date', column: 'start_in_post', found: '2020-04-01 on 10 of 30 rows' },
  { file: 'staff C5-1 2025-09-30.csv', rule: 'mostly-empty-column', column: 'ethnicity', found: 'empty on 30 of 30 rows' },
  { file: 'ledger C6.csv', rule: 'repeated-ledger-line', row: 6, found: 'the same as row 2' },
  { file: 'ledger C7.csv', rule: 'whole-posts-only', found: '' },
]
const refusedWhole = [{ file: 'staff B6-1 2025-09-30.csv', rule: 'identifiers-changed' }, { file: 'staff C1-1 2025-09-30.csv', rule: 'several-months' }, { file: 'staff C2-1 2025-09-30.csv', rule: 'one-person-many-rows' }]

const folder = mkdtempSync(join(tmpdir(), 'cadre-planted-'))
const others = rowFaults()
let house: House
let held: ReadonlyMap<string, CataloguedFile>
const said = new Map<string, ImportedFile>()
const accepted = <T>(answer: T | Refusal): T => {
  if (isRefusal(answer)) throw new Error(`${answer.code}: ${answer.found}`)
  return answer
}
const shared = { source: 'staff-return', identifiers: 'shared', columns: Object.fromEntries(Object.keys(staffCells(0)).map((name) => [name, name])) }
const send = async (files: readonly Sent[], mapping: object | null): Promise<void> => {
  const coming = files.map(({ name, rows, organisation }) => ({ path: name, read: async () => new TextEncoder().encode(csvOf(rows)), ...(organisation === undefined ? {} : { organisation }) }))
  const done = accepted(await importFiles(house, localViewer, coming, { as: null, dryRun: false, now: '2025-10-20T09:00:00Z', mapping: mapping === null ? null : accepted(readMapping(mapping, 'a mapping')) }))
  for (const file of done.files) said.set(file.path, file)
}

const isStaff = ({ name }: Sent): boolean => name.startsWith('staff')

beforeAll(async () => {
  house = accepted(await openHouse(join(folder, 'data')))
  await send(heldBefore.filter(isStaff), shared)
  await send([...heldBefore.filter((file) => !isStaff(file)), ...others.files], null)
  await send(thenSent.filter(isStaff), shared)
  await send(thenSent.filter((file) => !isStaff(file)), null)
  held = new Map((await house.catalogue.files(localViewer, (await house.catalogue.live(localViewer))!)).map((file) => [file.name, file]))
}, 180_000)
afterAll(async () => {
  await house?.close()
  rmSync(folder, { recursive: true, force: true })
})

describe('a planted fault is found in what is held, with row, column, found and expected', () => {
  test.each([...others.faults, ...besideOthers])('$rule in $file', ({ rule, file, found, ...place }) => {
    const finding = held.get(file)?.findings.find((one) => one.rule === rule)
    expect([said.get(file)?.refused?.message ?? 'loaded', finding]).toMatchObject(['loaded', place])
    expect(finding!.found).toContain(found)
    expect(finding!.expected.length).toBeGreaterThan(0)
  })
})

test.each(refusedWhole)('$rule: $file is not let in', ({ rule, file }) => {
  expect(said.get(file)).toMatchObject({ outcome: 'refused', findings: expect.arrayContaining([expect.objectContaining({ rule, severity: 'stop-file' })]) as unknown })
})

test('what was there before loads clean of the faults that are planted after it', () => {
  const rules = new Set(besideOthers.map(({ rule }) => rule).filter((rule) => rule !== 'mostly-empty-column' && rule !== 'total-against-ledger'))
  expect(heldBefore.map(({ name }) => said.get(name)).flatMap((file) => file?.findings.filter(({ rule }) => rules.has(rule)).map(({ rule, says }) => `${file.path} ${rule} ${says}`) ?? ['not sent'])).toEqual([])
})

// A list of organisations judges every row, so this stands in a folder of its own.
test('unknown-organisation: an organisation that is not on the list that is held is named, one that is on it is not', async () => {
  const own = accepted(await openHouse(join(folder, 'listed')))
  const [list] = returnsOf()
  accepted(await importFiles(own, localViewer, [{ path: list!.name, read: async () => new TextEncoder().encode(list!.text) }], { as: null, dryRun: false, now: '2025-10-01T09:00:00Z' }))
  const rows = Array.from({ length: 10 }, (_, at): Cells => ({ ...staffCells(at), organisation: at === 3 ? 'ZX99' : 'ZX1' }))
  const mapping = accepted(readMapping({ source: 'staff-return', organisation: 'ZX1', columns: Object.fromEntries(Object.keys(rows[0]!).map((name) => [name, name])) }, 'a mapping'))
  accepted(await importFiles(own, localViewer, [{ path: 'staff.csv', read: async () => new TextEncoder().encode(csvOf(rows)) }], { as: null, dryRun: false, now: '2025-10-20T09:00:00Z', mapping }))
  const found = (await own.catalogue.files(localViewer, (await own.catalogue.live(localViewer))!)).find(({ name }) => name === 'staff.csv')!.findings.find(({ rule }) => rule === 'unknown-organisation')
  await own.close()
  expect(found).toMatchObject({ row: 5, column: 'organisation', found: 'ZX99', count: 1, severity: 'warn' })
}, 60_000)

// An imported edition judges every row, so these stand in a folder of their own. `postcode-shape` needs a postcode, which no file may carry: it stands in src/quality/judge-block.test.ts.
describe('planted under an edition of the code lists that was imported', () => {
  const closed = [
    { rule: 'closed-job-role', list: 'job_role', column: 'job_role', open: 'JR1', code: 'JR2' }, { rule: 'closed-area-of-work', list: 'area_of_work', column: 'area_of_work', open: 'AW1', code: 'AW2' },
    { rule: 'closed-band', list: 'band', column: 'band', open: 'Band 5', code: 'Band 6' }, { rule: 'closed-occupation-code', list: 'occupation', column: 'occupation_code', open: 'N6A', code: 'N6Z' },
    { rule: 'closed-staff-group', list: 'staff_group', column: 'staff_group', open: 'Nurses & health visitors', code: 'Midwives' },
  ]
  const edition = csvOf(closed.flatMap(({ list, open, code }) => [{ list, code: open, name: open, valid_from: '2020-04-01', valid_to: '' }, { list, code, name: code, valid_from: '2020-04-01', valid_to: '2025-08-31' }]))
  // One fault in a row of its own, from row 3 of the file on; last a name where the code of the organisation should be, in row 9.
  const rows = Array.from({ length: 30 }, (_, at): Cells => {
    const fault = closed[at - 1]
    return { ...staffCells(at), organisation: at === 7 ? 'Made-up Trust' : 'E1-1', job_role: 'JR1', area_of_work: 'AW1', ...(fault ? { [fault.column]: fault.code } : {}) }
  })
  const columns = Object.fromEntries(Object.keys(rows[0]!).map((name) => [name, name]))
  let findings: CataloguedFile['findings'] = []
  beforeAll(async () => {
    const own = accepted(await openHouse(join(folder, 'edition')))
    accepted(await importCodes(own, localViewer, { name: 'lists.csv', bytes: new TextEncoder().encode(edition) }, '2020-04-01', '2025-10-01T09:00:00Z'))
    const done = accepted(await importFiles(own, localViewer, [{ path: 'staff.csv', read: async () => new TextEncoder().encode(csvOf(rows)) }], { as: null, dryRun: false, now: '2025-10-20T09:00:00Z', mapping: accepted(readMapping({ source: 'staff-return', organisation: 'E1-1', columns }, 'a mapping')) }))
    expect(done.files.map(({ refused }) => refused?.message ?? 'loaded')).toEqual(['loaded'])
    findings = (await own.catalogue.files(localViewer, (await own.catalogue.live(localViewer))!)).find(({ name }) => name === 'staff.csv')!.findings
    await own.close()
  }, 60_000)

  test.each([...closed.map(({ rule, column, code }, at) => ({ rule, column, row: at + 3, found: `${code}, closed after 2025-08-31` })), { rule: 'organisation-code-shape', column: 'organisation', row: 9, found: 'MADE-UP TRUST' }])('$rule in row $row', ({ rule, column, row, found }) => {
    expect(findings.find((one) => one.rule === rule)).toMatchObject({ row, column, found, count: 1 })
  })
})
