import { describe, expect, test } from 'vitest'
import type { ReadFile } from '../ingest/source.ts'
import { judgePieces } from './judge-pieces.ts'
import { judge, type Judged } from './judge.ts'
import { csvOf, readReturn, staffCells, type Cells } from './made-up-return.ts'
import { staffFaults } from './planted-faults.ts'

/** Judge a file so many rows at a time. */
function inPieces(read: ReadFile, rows: number): Omit<Judged, 'into'> & { readonly staff: unknown } {
  const judging = judgePieces({ ...read, rows: [], periodFrom: '', periodTo: '' })
  const [staff, quarantine]: [unknown[], Judged['quarantine'][number][]] = [[], []]
  for (let at = 0; at < read.rows.length; at += rows) {
    const { loaded, heldBack } = judging.take(read.rows.slice(at, at + rows))
    staff.push(...loaded)
    quarantine.push(...heldBack)
  }
  return { staff, quarantine, ...judging.end((wanted) => read.rows.filter(({ row }) => wanted.has(row))) }
}

function whole(read: ReadFile): ReturnType<typeof inPieces> {
  const { into, ...judged } = judge(read)
  return { staff: into.get('staff') ?? [], ...judged }
}

/** Ten rows for each fault, the fault in two of them. */
const rowsWith = (change: Cells): Cells[] => Array.from({ length: 10 }, (_, at) => ({ ...staffCells(at), ...(at % 4 === 3 ? change : {}) }))

describe('a staff return judged some rows at a time is judged as it is whole', () => {
  test.each(staffFaults.map(({ rule, change }) => ({ rule, change })))('$rule', async ({ change }) => {
    const read = await readReturn(csvOf(rowsWith(change)), { organisation: 'X-1' })
    for (const rows of [1, 4]) expect(inPieces(read, rows)).toEqual({ ...whole(read), ...stopped(read, rows) })
  })

  test('with repeats, contradictions, people of several rows and all faults together', async () => {
    const faulty = staffFaults.filter(({ rule }) => rule !== 'not-month-end').flatMap(({ change }, fault) => Array.from({ length: 4 }, (_, at) => ({ ...staffCells(fault * 4 + at), ...(at === 1 ? change : {}) })))
    const again = [staffCells(0), { ...staffCells(4), fte: '0.5', contracted_hours: '18.75' }, { ...staffCells(4), fte: '0.4', contracted_hours: '15' }, staffCells(0)]
    const several = Array.from({ length: 6 }, (_, at) => ({ ...staffCells(8), assignment: `8-${at}`, sex: at === 3 ? 'Male' : 'Female' }))
    const read = await readReturn(csvOf([...faulty, ...again, ...several]), { organisation: 'X-1' })
    const expected = whole(read)
    expect(expected.findings.map(({ rule }) => rule)).toEqual(expect.arrayContaining(['repeated-row', 'contradicting-row', 'many-positions', 'person-disagrees', 'person-above-one-and-a-half']))
    for (const rows of [1, 7, 50, 5_000]) expect(inPieces(read, rows)).toEqual(expected)
  })

  test('beside what is held of other months and other employers', async () => {
    const read = await readReturn(csvOf(Array.from({ length: 30 }, (_, at) => ({ ...staffCells(at), host_code: at < 8 ? 'X-2' : '', start_in_post: at === 29 ? '2025-09-15' : '2015-01-01' }))), { organisation: 'X-1' })
    const people = read.rows.map(({ into }) => String(into[0]!.row.person))
    const month = { table: 'staff' as const, organisation: 'X-1', periodTo: '2025-07-31', staffGroup: 'Midwives', fte: 200, rows: 200 }
    const held = { people: people.slice(0, 12), fte: people.slice(0, 12).map(() => 0.7), hosts: people.slice(0, 12).map(() => 'X-1'), marks: people.slice(0, 12).map(() => null) }
    const facts = {
      before: [month, ...[['Nurses & health visitors', 12], ['Midwives', 10]].map(([staffGroup, fte]) => ({ ...month, table: 'establishment' as const, periodTo: '2025-09-30', staffGroup: String(staffGroup), fte: Number(fte) }))],
      peopleBefore: [{ organisation: 'X-1', periodTo: '2025-08-31', people: [...people.slice(0, 20), 'Pgone'] }],
      postsHeld: [{ ...held, organisation: 'X-2', sender: 'staff-return-X-2', periodTo: '2025-09-30' }, { ...held, organisation: 'X-1', sender: 'staff-return-X-9', periodTo: '2025-08-31' }],
      ended: [{ person: people[2]!, organisation: 'X-3', leaveDate: '2025-01-31', reason: 'Ill health retirement' }],
    }
    const expected = whole({ ...read, ...facts })
    expect(expected.findings.map(({ rule }) => rule)).toEqual(expect.arrayContaining([
      'missing-month', 'month-on-month-jump', 'staff-group-vanished', 'total-against-ledger', 'one-start-date', 'above-establishment', 'repeated-by-lead-employer', 'person-above-one-and-a-half-across-employers', 'appears-late', 'back-after-the-end',
    ]))
    for (const rows of [1, 7, 50]) expect(inPieces({ ...read, ...facts }, rows)).toEqual(expected)
  })
})

/** A file that is stopped is refused whole: what its rows would have become is nobody's. */
function stopped(read: ReadFile, rows: number): Partial<ReturnType<typeof inPieces>> {
  if (!judge(read).findings.some(({ severity }) => severity === 'stop-file')) return {}
  const { staff, quarantine } = inPieces(read, rows)
  return { staff, quarantine }
}
