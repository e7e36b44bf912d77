import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { handArea, handFile, handOrganisation, handRelation } from '../../tests/house/hand-files.ts'
import { localViewer } from '../access/viewer.ts'
import type { FlowsFound, FlowsQuestion } from '../dataset/flows.ts'
import type { Row } from '../dataset/table.ts'
import { isRefusal } from '../units/refusal.ts'
import type { Refusal } from '../units/refusal.ts'
import { answerCube } from './cube.ts'
import { readFlowPairs } from './flow-pairs.ts'
import { readFlows } from './flows.ts'
import type { House } from './house.ts'
import { openHouse } from './open.ts'
import { publishFiles } from './publish.ts'

// System A: T1, T2 and T6; system B: T3. Four month-ends a year and a month apart: September 2024, July, August and September 2025.
const [year, july, august, september] = ['2024-09-30', '2025-07-31', '2025-08-31', '2025-09-30'] as const
const post = (day: string, person: string, code: string, rest: Row = {}): Row => ({
  period_to: day, source: 'records', person, assignment: `${person}-${code}`, at_level: 'organisation', at_code: code, sector: 'Hospital and community',
  staff_group: 'Midwives', profession: 'Midwife', band: 'Band 5', fte: 1, age: 40, sex: 'Female', start_in_post: '2020-01-01', ...rest })
const always = (person: string, code: string, rest: Row = {}) => [year, july, august, september].map((day) => post(day, person, code, rest))

/** T6 gives its 20 people new numbers in August; they keep sex, age, occupation and start in post. */
const renumbered = Array.from({ length: 20 }, (_, at) => [year, july, august, september].map((day) => post(day, day >= august ? `new${at}` : `old${at}`, 'T6', { start_in_post: `20${10 + at}-02-01` })))
const staff = [
  ...always('stays', 'T1'), ...always('steady', 'T2'), ...always('south', 'T3'),
  // Moves from T1 to T2 in August: neither joiner nor leaver of A. Promoted on the way.
  ...[year, july].map((day) => post(day, 'moves', 'T1')), ...[august, september].map((day) => post(day, 'moves', 'T2', { band: 'Band 6' })),
  // Leaves A for B in September; the record says abroad.
  ...[year, july, august].map((day) => post(day, 'crosses', 'T1', day === august ? { leave_reason: 'Voluntary resignation', destination: 'Abroad', fte: 0.5 } : { fte: 0.5 })), post(september, 'crosses', 'T3', { fte: 0.5 }),
  // Retires in August; nothing is known of where to.
  ...[year, july].map((day) => post(day, 'retires', 'T2', day === july ? { leave_reason: 'Retirement', destination: 'Unknown' } : {})),
  // New to the service in August, half-time, and full-time in September; works at T1 for T2.
  post(august, 'new', 'T2', { fte: 0.5, start_in_service: '2025-08-04', host_code: 'T1' }), post(september, 'new', 'T2', { fte: 1, start_in_service: '2025-08-04', host_code: 'T1' }),
  // Says in July, at B, that they go abroad; the record of August says nothing; gone in September.
  ...[july, august].map((day) => post(day, 'quits', 'T3', day === july ? { leave_reason: 'Relocation', destination: 'Abroad' } : {})),
  // A nurse at B who becomes a midwife there in August.
  post(july, 'turns', 'T3', { staff_group: 'Nurses & health visitors', profession: 'Adult nurse' }), ...[august, september].map((day) => post(day, 'turns', 'T3')),
  ...renumbered.flat(),
]
const codes = [['T1', 'A'], ['T2', 'A'], ['T6', 'A'], ['T3', 'B']] as const
const returned = (code: string, group: string, flow: string, headcount: number | null): Row => ({
  period_from: '2024-10-01', period_to: september, source: 'care-return', at_level: 'organisation', at_code: code, staff_group: group, is_total: false, flow, basis: 'published',
  headcount, headcount_status: headcount === null ? 'not-available' : 'ok', fte: null, fte_status: 'not-available' })
const files = [
  handFile('records', [year, september], {
    // T2 sent nothing for September 2024 but is there from July on: it cannot be followed over the first pair.
    staff: staff.filter((row) => !(row.at_code === 'T2' && row.period_to === year)),
    area: [handArea('records', 'nation', 'N', 'Made-up nation', september), handArea('records', 'ics', 'A', 'North', september), handArea('records', 'ics', 'B', 'South', september), handArea('records', 'ics', 'C', 'Care only', september), handArea('records', 'ics', 'D', 'Empty', september)],
    organisation: ['T1', 'T2', 'T3', 'T6', 'C1', 'C2'].map((code) => handOrganisation('records', code, 'trust', september)),
    relation: [...['A', 'B', 'C', 'D'].map((ics) => handRelation('records', ['ics', ics], ['nation', 'N'], september)), ...codes.map(([code, ics]) => handRelation('records', ['organisation', code], ['ics', ics], september)),
      ...['C1', 'C2'].map((code) => handRelation('records', ['organisation', code], ['ics', 'C'], september))],
  }),
  handFile('care-return', ['2024-10-01', september], { flow_count: [returned('C1', 'Social care direct care', 'leavers', 7), returned('C2', 'Social care direct care', 'leavers', 5), returned('C1', 'Social care managers', 'leavers', 1), returned('C2', 'Social care managers', 'leavers', null)] }),
]

const folder = mkdtempSync(join(tmpdir(), 'cadre-flows-hand-'))
let house: House
beforeAll(async () => {
  const opened = await openHouse(folder)
  if (isRefusal(opened)) throw new Error(opened.found)
  house = opened
  const published = await publishFiles(house, localViewer, files, '2025-10-01T00:00:00Z')
  if (isRefusal(published)) throw new Error(published.found)
})
afterAll(async () => {
  await house.close()
  rmSync(folder, { recursive: true, force: true })
})

const tryAsk = (question: Partial<FlowsQuestion>): Promise<FlowsFound | Refusal> => readFlows(house, localViewer, { area: 'A', from: july, to: september, by: [], between: 'organisation', step: 'month', basis: 'employer', map: null, ...question })
async function ask(question: Partial<FlowsQuestion>): Promise<FlowsFound> {
  const found = await tryAsk(question)
  if (isRefusal(found)) throw new Error(`${found.code}: ${found.found}`)
  return found
}

describe('flows of a hand-made nation', () => {
  test('a move inside the area is neither joiner nor leaver of it, and is both for its employers', async () => {
    const system = await ask({})
    // July: stays, moves, crosses, steady, retires and 20 of T6. Retires and crosses leave, new joins; T6 is renumbered and seen as coverage.
    expect(system.account).toMatchObject({ opening: { heads: 25, fte: 24.5 }, joiners: { heads: 1, fte: 0.5 }, leavers: { heads: 2, fte: 1.5 }, hours: { heads: 0, fte: 0.5 }, coverage: { heads: 0, fte: 0 }, closing: { heads: 24, fte: 24 } })
    const employers = await ask({ by: ['organisation'] })
    expect(employers.rows.map(({ organisation, account }) => [organisation, account?.joiners.heads, account?.leavers.heads])).toEqual([['T1', 0, 2], ['T2', 2, 1], ['T6', 0, 0]])
    expect(system.transfers).toEqual([{ from: 'T1', fromName: 'Organisation T1', to: 'T2', toName: 'Organisation T2', heads: 1, fte: 1 }])
    expect(system.moves.find(({ dimension }) => dimension === 'band')).toMatchObject({ heads: 1, up: 1, down: 0 })
  })

  test('people given new numbers neither leave nor join: their employer is left out, with the reason, and refused on its own', async () => {
    const { coverage } = await ask({})
    expect([coverage.organisations, coverage.compared]).toEqual([3, 2])
    expect(coverage.exclusions).toEqual([{ code: 'T6', name: 'Organisation T6', from: july, to: august, kind: 'identifiers-changed', says: 'Person numbers changed: 20 of 20 vanished, 20 of them came again under another number' }])
    expect(await tryAsk({ area: 'T6', to: august })).toMatchObject({ refused: true, code: 'identifiers-unstable' })
    expect((await ask({ area: 'T6', from: august })).account).toMatchObject({ opening: { heads: 20 }, leavers: { heads: 0 }, joiners: { heads: 0 }, closing: { heads: 20 } })
  })

  test('reasons and destinations: found in other records, as recorded, or unknown; what differs is shown', async () => {
    const found = await ask({})
    expect(found.reasons).toEqual([{ reason: 'Retirement', heads: 1, fte: 1 }, { reason: 'Voluntary resignation', heads: 1, fte: 0.5 }])
    expect(found.destinations).toEqual([{ destination: 'South', known: 'observed', heads: 1, fte: 0.5 }, { destination: 'Destination unknown', known: 'unknown', heads: 1, fte: 1 }])
    expect(found.mismatches).toEqual([{ declared: 'Abroad', observed: 'Hospital and community', heads: 1, fte: 0.5 }])
    expect(found.origins).toEqual([{ origin: 'New to the health service', known: 'declared', heads: 1, fte: 0.5 }])
    expect((await ask({ by: ['reason'] })).rows.map(({ reason, flow }) => [reason, flow?.heads])).toEqual([['Retirement', 1], ['Voluntary resignation', 1]])
  })

  test('a reason is read from every month of the period: over the whole year too, and where the last record gives none', async () => {
    // retires (T2) and crosses (T1) give theirs in July and August, where the year compares September with September; T2 cannot be followed over it.
    expect((await ask({ from: year, step: 'whole' })).reasons).toEqual([{ reason: 'Voluntary resignation', heads: 1, fte: 0.5 }])
    // quits gives it in July and leaves in September, after a record without one.
    expect((await ask({ area: 'B' })).reasons).toEqual([{ reason: 'Relocation', heads: 1, fte: 1 }])
    expect((await ask({ area: 'B' })).destinations).toEqual([{ destination: 'Abroad', known: 'declared', heads: 1, fte: 1 }])
  })

  test('of one profession: who becomes something else inside the area has moved, and is neither joiner nor leaver', async () => {
    const nurses = await ask({ area: 'B', group: 'Nurses & health visitors' })
    expect(nurses.account).toMatchObject({ opening: { heads: 1 }, joiners: { heads: 0 }, leavers: { heads: 0 }, movedIn: { heads: 0 }, movedOut: { heads: 1 }, closing: { heads: 0 } })
    expect((await ask({ area: 'B', group: 'Midwife' })).account).toMatchObject({ opening: { heads: 2 }, joiners: { heads: 1 }, leavers: { heads: 1 }, movedIn: { heads: 1 }, closing: { heads: 3 } })
    expect((await ask({ area: 'B', group: 'Midwife', between: 'staff_group' })).transfers.map(({ from, to, heads }) => [from, to, heads])).toEqual([['Nurses & health visitors', 'Midwives', 1]])
    expect((await ask({ area: 'N', group: 'Midwives', between: 'ics' })).transfers.map(({ from, to, heads }) => [from, to, heads])).toEqual([['A', 'B', 1]])
    expect(await tryAsk({ group: 'Wizards' })).toMatchObject({ refused: true, code: 'unknown-staff-group' })
  })

  test('an employer whose records begin later brings nobody in: it is coverage, named with its months', async () => {
    const found = await ask({ from: year, to: july })
    // T2 begins with steady and retires; nobody else changes.
    expect(found.account).toMatchObject({ opening: { heads: 23 }, joiners: { heads: 0 }, leavers: { heads: 0 }, coverage: { heads: 2, fte: 2 }, closing: { heads: 25 } })
    expect(found.coverage.exclusions).toEqual([{ code: 'T2', name: 'Organisation T2', from: year, to: july, kind: 'no-records', says: 'No records before July 2025' }])
  })

  test('seen from where people work, whoever is hosted counts with the host', async () => {
    const found = await ask({ by: ['organisation'], basis: 'host' })
    // new works at T1; moves goes to T2.
    expect(found.rows.map(({ organisation, account }) => [organisation, account?.joiners.heads, account?.closing.heads])).toEqual([['T1', 1, 2], ['T2', 1, 2], ['T6', 0, 20]])
  })

  test('by month each row opens where the last one closed', async () => {
    const rows = (await ask({ by: ['period'] })).rows.map(({ period, account }) => [period, account?.opening.heads, account?.joiners.heads, account?.leavers.heads, account?.closing.heads])
    expect(rows).toEqual([[august, 25, 1, 1, 25], [september, 25, 0, 1, 24]])
  })

  test('counts that others made stand apart, added up over places; without records there is no account', async () => {
    const found = await ask({ area: 'C', from: null, to: null })
    expect(found.account).toBeNull()
    expect(found.returned.map(({ name, staffGroup, heads, basis }) => [name, staffGroup, heads, basis])).toEqual([['2 places', 'Social care direct care', 12, 'published'], ['2 places', 'Social care managers', null, 'published']])
    expect((await ask({ area: 'N' })).returned).toHaveLength(2)
  })

  test.each([
    { case: 'an area nobody holds', question: { area: 'D' }, code: 'flows-not-held' }, { case: 'an area on no map', question: { area: 'Narnia' }, code: 'unknown-area' },
    { case: 'a split there is none of', question: { by: ['shoe size'] }, code: 'dimension-not-held' }, { case: 'a period with one month-end', question: { from: september, to: '2026-01-31' }, code: 'date-out-of-range' },
  ])('$case is refused', async ({ question, code }) => expect(await tryAsk(question)).toMatchObject({ refused: true, code }))

  test('yearly measures are the flows of the whole year: same people, same employers left out', async () => {
    for (const area of ['A', 'N']) {
      const flows = await ask({ area, from: year, step: 'whole' })
      const value = async (measure: string, by: 'reason' | null = null) => {
        const answer = await answerCube(house, localViewer, { measure, by: by ? [by] : [], where: { area }, at: september, from: null, to: null, map: null })
        if (isRefusal(answer)) throw new Error(`${answer.code}: ${answer.found}`)
        return answer.rows.map((row) => [by ? row[by] : measure, row.value])
      }
      expect(await value('leavers')).toEqual([['leavers', flows.account?.leavers.heads]])
      expect(await value('joiners')).toEqual([['joiners', flows.account?.joiners.heads]])
      expect(await value('leavers', 'reason')).toEqual(flows.reasons.map(({ reason, heads }) => [reason, heads]))
    }
    // Of T1 alone: stays, moves and crosses; T2 has no records of September 2024 and T6 has new numbers.
    const rate = await answerCube(house, localViewer, { measure: 'leaver_rate', by: [], where: { area: 'A' }, at: september, from: null, to: null, map: null })
    // crosses leaves; moves is with T2, which cannot be followed. Opening 3, closing 1: a half.
    expect(isRefusal(rate) ? rate : rate.rows[0]?.value).toBe(50)
  })

  test('pairs for calibration: exposure, leavers, joiners and moves, without employers that cannot be followed', async () => {
    const found = await readFlowPairs(house, localViewer, { area: 'A', level: 'ics', map: null })
    if (isRefusal(found)) throw new Error(found.code)
    // To July, ten months: stays, moves, crosses and the 20 of T6, and T2 cannot be followed. To August: stays, moves, crosses, steady, retires, who leaves; T6 has new numbers; new joins.
    // To September: those but retires, and new, and T6; crosses leaves. 23 × 10 + 5 + 25 = 260 person-months. In post at the end: stays, steady, moves, new and 20 of T6.
    expect(found.years).toEqual([{ to: september, months: 12 }])
    expect(found.cells).toEqual([{ area: 'A', group: 'Midwives', profession: 'Midwife', ageFrom: 40, year: september, exposure: 260, leavers: 2, joiners: 1, moves: [], heads: 24, fte: 24 }])
  })
})
