import { describe, expect, test } from 'vitest'
import { pseudonymiser } from '../ingest/pseudonym.ts'
import type { EndedPerson, HeldPosts, ReadRow } from '../ingest/source.ts'
import { judge } from './judge.ts'
import { file } from './made-up-file.ts'
import { csvOf, readReturn, staffCells, type Cells } from './made-up-return.ts'

const columns = Object.fromEntries(Object.keys(staffCells(0)).map((name) => [name, name]))
/** Thirty rows of made-up staff of X-1 whose numbers are shared by all employers; the people of rows 2 to 6 are 1000 to 1004. */
const read = (changes: Readonly<Record<number, Cells>> = {}) => readReturn(csvOf(Array.from({ length: 30 }, (_, at) => ({ ...staffCells(at), ...changes[at] }))), { mapping: { source: 'staff-return', identifiers: 'shared', columns } })
const said = async (rule: string, facts: { postsHeld?: readonly HeldPosts[]; ended?: readonly EndedPerson[] }, changes?: Readonly<Record<number, Cells>>) =>
  judge({ ...await read(changes), ...facts }).findings.find((found) => found.rule === rule)

const hide = pseudonymiser(new Uint8Array(32).fill(3), 'shared')
const person = (number: number): string => hide.person(String(number), '')
const held = (numbers: readonly number[], more: Partial<HeldPosts> = {}): HeldPosts =>
  ({ organisation: 'X-2', sender: 'staff-return-X-2', periodTo: '2025-09-30', people: numbers.map(person), fte: numbers.map(() => 0.5), hosts: numbers.map(() => null), marks: numbers.map(() => null), ...more })

const august = (numbers: readonly number[]) => held(numbers, { organisation: 'X-1', periodTo: '2025-08-31' })

describe('a person in the files of two employers', () => {
  // Person 1000 has 1 FTE here and person 1001 has 0.8.
  test.each([
    { fte: [0.5, 0.2], above1: { row: 2, found: '1.50 FTE with X-2', count: 1 }, above15: undefined },
    { fte: [0.6, 0.2], above1: undefined, above15: { row: 2, column: 'fte', found: '1.60 FTE with X-2', expected: '1.5 or less over all employers', count: 1 } },
    { fte: [0, 0.2], above1: undefined, above15: undefined },
  ])('with $fte there', async ({ fte, above1, above15 }) => {
    const facts = { postsHeld: [held([1000, 1001], { fte })] }
    const [one, more] = [await said('person-above-full-time-across-employers', facts), await said('person-above-one-and-a-half-across-employers', facts)]
    if (above1) expect(one).toMatchObject(above1)
    else expect(one).toBeUndefined()
    if (above15) expect(more).toMatchObject(above15)
    else expect(more).toBeUndefined()
  })

  test('of another month, or of the same employer, is not counted twice', async () => {
    expect(await said('person-above-one-and-a-half-across-employers', { postsHeld: [held([1000], { fte: [1], periodTo: '2025-08-31' })] })).toBeUndefined()
    expect(await said('person-above-one-and-a-half-across-employers', { postsHeld: [held([1000], { fte: [1], organisation: 'X-1' })] })).toBeUndefined()
  })
})

describe('a lead employer’s posts in the host’s own file', () => {
  const found = '3 of the 4 posts that X-2 places at X-1 are in the file of X-1 too'

  test('are found by the person', async () => {
    expect(await said('repeated-by-lead-employer', { postsHeld: [held([1000, 1001, 1002, 7777], { hosts: ['X-1', 'X-1', 'X-1', 'X-1'] })] })).toMatchObject({ row: null, found, count: 1 })
    expect(await said('repeated-by-lead-employer', { postsHeld: [held([1000, 1001, 7776, 7777], { hosts: ['X-1', 'X-1', 'X-1', 'X-1'] })] })).toBeUndefined()
    expect(await said('repeated-by-lead-employer', { postsHeld: [held([1000, 1001, 1002], { hosts: ['X-3', 'X-3', 'X-3'] })] })).toBeUndefined()
  })

  test('are found by what both would write of a post, where numbers are each employer’s own', async () => {
    // Rows 2 to 4: born in January, February, March 1985, women, in post since the same day of 2015.
    const marks = ['1985-01-01|Female|2015-01-01', '1985-02-01|Female|2015-02-01', '1985-03-01|Female|2015-03-01', '1960-01-01|Male|1999-01-01'].map((mark) => `${mark}|Nurses & health visitors`)
    expect(await said('repeated-by-lead-employer', { postsHeld: [held([1, 2, 3, 4], { hosts: ['X-1', 'X-1', 'X-1', 'X-1'], marks })] })).toMatchObject({ found })
  })

  test('are found when the lead employer’s file comes second', async () => {
    const changes = Object.fromEntries([0, 1, 2, 3].map((at) => [at, { host_code: 'X-2' }]))
    expect(await said('repeated-by-lead-employer', { postsHeld: [held([1000, 1001, 1002, 7777])] }, changes)).toMatchObject({ found: '3 of the 4 posts that X-1 places at X-2 are in the file of X-2 too' })
  })
})

test('employer-in-two-files: a lead employer sent the same month of X-1', async () => {
  expect(await said('employer-in-two-files', { postsHeld: [held([1, 2], { organisation: 'X-1', sender: 'staff-return-L-1' })] })).toMatchObject({ row: null, found: '2 posts of X-1 at 2025-09-30 are held in staff-return-L-1', count: 1 })
  expect(await said('employer-in-two-files', { postsHeld: [held([1, 2], { organisation: 'X-1', sender: 'staff-return-X-1' })] })).toBeUndefined()
  expect(await said('employer-in-two-files', { postsHeld: [held([1, 2], { organisation: 'X-1', sender: 'staff-return-L-1', periodTo: '2025-08-31' })] })).toBeUndefined()
})

describe('a person who should have been there before', () => {
  const all = Array.from({ length: 30 }, (_, at) => 1000 + at)

  test('appears-late: in post since May 2015, and not there in August 2025', async () => {
    const without = all.filter((number) => number !== 1004)
    expect(await said('appears-late', { postsHeld: [august(without)] })).toMatchObject({ row: 6, column: 'start_in_post', found: '2015-05-01, not there at 2025-08-31', count: 1 })
    expect(await said('appears-late', { postsHeld: [august(all)] })).toBeUndefined()
    expect(await said('appears-late', { postsHeld: [august(without)] }, { 4: { start_in_post: '2025-09-01' } })).toBeUndefined()
    expect(await said('appears-late', { postsHeld: [august(without), held([1004])] })).toBeUndefined()
  })

  test('back-after-the-end: a death recorded in May', async () => {
    const death = { person: person(1004), organisation: 'X-2', leaveDate: '2025-05-17', reason: 'Death in service' }
    expect(await said('back-after-the-end', { ended: [death] })).toMatchObject({ row: 6, column: 'person', found: 'in post, death in service recorded for 2025-05-17 at X-2', count: 1 })
    expect(await said('back-after-the-end', { ended: [{ ...death, leaveDate: '2025-09-30' }] })).toBeUndefined()
  })
})

test('leavers-within-opening: twelve left a group of eleven', () => {
  const at = { source: 'made-up', at_level: 'nation', at_code: 'E1', staff_group: 'Managers', is_total: false }
  const stock = (heads: number): ReadRow => ({ row: 2, raw: [], unmapped: [], total: false, into: [{ table: 'staff_count', row: { ...at, period_from: '2024-09-30', period_to: '2024-09-30', sector: 'X', headcount: heads, headcount_status: 'ok', fte: null, fte_status: 'not-available' } }] })
  const leavers: ReadRow = { row: 3, raw: [], unmapped: [], total: false, into: [{ table: 'flow_count', row: { ...at, period_from: '2024-10-01', period_to: '2025-09-30', flow: 'leavers', basis: 'published', headcount: 12, headcount_status: 'ok', fte: null, fte_status: 'not-available' } }] }
  const findingOf = (heads: number) => judge(file([stock(heads), leavers])).findings.find(({ rule }) => rule === 'leavers-within-opening')
  expect(findingOf(11)).toMatchObject({ row: 3, found: '12 leavers of Managers at E1', expected: '11 or less, who were in post' })
  expect(findingOf(12)).toBeUndefined()
})
