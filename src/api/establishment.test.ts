import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { handArea, handFile, handOrganisation, handRelation } from '../../tests/house/hand-files.ts'
import { localViewer } from '../access/viewer.ts'
import { EstablishmentAnswer, EstablishmentBridge, EstablishmentRequest } from '../contract/establishment.ts'
import type { Row } from '../dataset/table.ts'
import { answerCube } from '../store/cube.ts'
import type { House } from '../store/house.ts'
import { openHouse } from '../store/open.ts'
import { publishFiles } from '../store/publish.ts'
import { isRefusal, type Refusal } from '../units/refusal.ts'
import { answerEstablishment, answerEstablishmentBridge, answerEstablishmentExceptions, writeEstablishmentCsv } from './establishment.ts'

// Ten posts on paper. R1 has seven and cost centres; R2 has three and none; R3 sent only a ledger, R4 only a staff record.
const [now, monthBefore, yearBefore] = ['2025-09-30', '2025-08-31', '2024-09-30']
const nurses = { staff_group: 'Nurses & health visitors', profession: 'Adult nurse' }
const midwives = { staff_group: 'Midwives', profession: 'Midwife' }
const managers = { staff_group: 'Managers', profession: 'Manager' }
type Who = typeof nurses
const stands = (date: string, code: string) => ({ period_to: date, at_level: 'organisation', at_code: code })
const funded = (date: string, code: string, centre: string | null, who: Who, band: string, fte: number | null, ledgerCode: string | null = null): Row => ({
  ...stands(date, code), period_from: date, source: 'establishment-return', ...who, band, funded_fte: fte, funded_fte_status: fte === null ? 'not-available' : 'ok', cost_centre: centre, ledger_code: ledgerCode })
const held = (date: string, code: string, centre: string | null, person: string, who: Who, band: string, fte: number, more: Row = {}): Row => ({
  ...stands(date, code), source: 'staff-return', person, assignment: `${person}-1`, sector: 'Hospital and community', ...who, band, fte, cost_centre: centre, assignment_status: 'Active', ...more })
const worked = (code: string, who: Who, kind: string, fte: number): Row => ({
  ...stands(now, code), period_from: '2025-09-01', source: 'temporary-return', staff_group: who.staff_group, kind, worked_fte: fte, worked_fte_status: 'ok', cost: null, cost_status: 'not-available' })

const ledger = (date: string, fifth: number, midwifery: number) => [
  funded(date, 'R1', 'C1', nurses, 'Band 5', fifth, 'L1'), funded(date, 'R1', 'C1', nurses, 'Band 6', 1, '=L2'), funded(date, 'R1', 'C2', midwives, 'Band 6', midwifery, 'L3'), funded(date, 'R1', 'C2', managers, 'Band 8a', 1, 'L4')]
const files = [
  handFile('ods', [now, now], {
    area: [handArea('ods', 'nation', 'E92000001', 'England', now), handArea('ods', 'ics', 'QAA', 'Made-up system', now)], organisation: ['R1', 'R2', 'R3', 'R4'].map((code) => handOrganisation('ods', code, 'trust', now)),
    relation: [handRelation('ods', ['ics', 'QAA'], ['nation', 'E92000001'], now), ...['R1', 'R2', 'R3', 'R4'].map((code) => handRelation('ods', ['organisation', code], ['ics', 'QAA'], now))],
  }),
  // R1 also stands in a network. R5 and R6 became R7 in July: its staff record has the new code, its ledger still the old ones.
  handFile('ods-network', [now, now], {
    area: [handArea('ods-network', 'network', 'N1', 'Made-up network', now), handArea('ods-network', 'ics', 'QBB', 'Other system', now)], organisation: ['R5', 'R6', 'R7'].map((code) => ({ ...handOrganisation('ods-network', code, 'trust', now), valid_to: code === 'R7' ? null : '2025-06-30' })),
    relation: [handRelation('ods-network', ['organisation', 'R1'], ['network', 'N1'], now), handRelation('ods-network', ['ics', 'QBB'], ['nation', 'E92000001'], now), handRelation('ods-network', ['organisation', 'R7'], ['ics', 'QBB'], now)],
    succession: ['R5', 'R6'].map((code) => ({ source: 'ods-network', level: 'organisation', from_code: code, to_code: 'R7', on_date: '2025-07-01', share: 1 })),
  }),
  handFile('establishment-return-R5', [yearBefore, now], { establishment: [yearBefore, now].flatMap((date) => [funded(date, 'R5', null, nurses, 'Band 5', 2), funded(date, 'R6', null, nurses, 'Band 5', 1)]) }),
  handFile('staff-return-R7', [yearBefore, now], { staff: [held(yearBefore, 'R5', null, 'm1', nurses, 'Band 5', 1), held(yearBefore, 'R6', null, 'm2', nurses, 'Band 5', 1), held(now, 'R7', null, 'm1', nurses, 'Band 5', 1), held(now, 'R7', null, 'm2', nurses, 'Band 5', 0.5)] }),
  handFile('establishment-return-R1', [yearBefore, now], { establishment: [...ledger(yearBefore, 2, 3), ...ledger(monthBefore, 3, 2), ...ledger(now, 3, 2)] }),
  handFile('establishment-return-R2', [now, now], { establishment: [funded(now, 'R2', null, nurses, 'Band 5', 3), funded(now, 'R2', null, midwives, 'Band 7', null)] }),
  handFile('establishment-return-R3', [now, now], { establishment: [funded(now, 'R3', null, nurses, 'Band 5', 100)] }),
  { ...handFile('staff-return-R1', [yearBefore, now], { staff: [
    held(yearBefore, 'R1', 'C1', 'p1', nurses, 'Band 5', 0.8), held(yearBefore, 'R1', 'C1', 'p2', nurses, 'Band 5', 0.6), held(yearBefore, 'R1', 'C1', 'q1', nurses, 'Band 5', 1), held(yearBefore, 'R1', 'C1', 'p4', nurses, 'Band 5', 1),
    held(yearBefore, 'R1', 'C2', 'p5', midwives, 'Band 6', 1),
    held(monthBefore, 'R1', 'C1', 'p1', nurses, 'Band 5', 1), held(monthBefore, 'R1', 'C1', 'p2', nurses, 'Band 5', 0.6), held(monthBefore, 'R1', 'C1', 'q2', nurses, 'Band 5', 1), held(monthBefore, 'R1', 'C2', 'q3', managers, 'Band 8a', 0.4),
    held(now, 'R1', 'C1', 'p1', nurses, 'Band 5', 1), held(now, 'R1', 'C1', 'p2', nurses, 'Band 5', 0.6, { assignment_status: 'Maternity or adoption' }), held(now, 'R1', 'C1', 'p3', nurses, 'Band 7', 1),
    held(now, 'R1', 'C2', 'p4', midwives, 'Band 6', 1), held(now, 'R1', 'C2', 'p5', midwives, 'Band 6', 1), held(now, 'R1', 'C2', 'p6', midwives, 'Band 6', 0.5), held(now, 'R1', 'C9', 'p7', nurses, 'Band 5', 1),
  ] }), findings: [{ rule: 'starts-after-month-end', severity: 'stop-row' as const, row: 9, column: 'start_in_post', found: '2025-10-06', expected: '2025-09-30 or before', count: 1, fte: 0.7, says: 'one position starts after the month-end' }] },
  handFile('staff-return-R2', [now, now], { staff: [held(now, 'R2', null, 'p8', nurses, 'Band 5', 1), held(now, 'R2', null, 'p9', nurses, 'Band 5', 0.8, { leave_date: '2025-11-30' })] }),
  handFile('staff-return-R4', [now, now], { staff: [held(now, 'R4', null, 'p10', nurses, 'Band 5', 50)] }),
  handFile('temporary-return-R1', [now, now], { temporary: [worked('R1', nurses, 'bank', 0.5), worked('R1', midwives, 'agency', 0.3), worked('R1', nurses, 'overtime', 0.2)] }),
  // R2 states bank alone: how much of its posts agency covers is unknown, not nothing.
  handFile('temporary-return-R2', [now, now], { temporary: [worked('R2', nurses, 'bank', 0.1)] }),
]

const folder = mkdtempSync(join(tmpdir(), 'cadre-establishment-'))
let house: House
beforeAll(async () => {
  house = accepted(await openHouse(folder))
  accepted(await publishFiles(house, localViewer, files, '2025-10-20T00:00:00Z'))
})
afterAll(async () => {
  await house.close()
  rmSync(folder, { recursive: true, force: true })
})

function accepted<T>(answer: T | Refusal): T {
  if (isRefusal(answer)) throw new Error(`${answer.code}: ${answer.found}`)
  return answer
}

const ask = async (request: Partial<EstablishmentRequest> = {}) => EstablishmentAnswer.parse(accepted(await answerEstablishment(house, localViewer, EstablishmentRequest.parse({ area: 'QAA', months: 2, ...request }))))
const rate = async (measure: string) => accepted(await answerCube(house, localViewer, { measure, by: [], where: { area: 'QAA' }, at: null, from: null, to: null, map: null }))
const ok = (value: number) => ({ value: expect.closeTo(value, 9) as number, status: 'ok' })
const some = (value: number) => ({ value: expect.closeTo(value, 9) as number, status: 'estimated' })
const absent = { value: null, status: 'not-available' }
const about = (value: number) => expect.closeTo(value, 9) as number

describe('ten posts on paper', () => {
  test('the share of temporary work is over those who sent both sides; who sent one is left out of both, and named', async () => {
    // R1 worked 1.0 beside 6.1 in post, R2 0.1 beside 1.8: 1.1 of 9. R4 has 50 in post and sent no temporary staffing.
    const answer = await rate('temporary_share')
    expect(answer.rows[0]?.value).toBeCloseTo((1.1 / 9) * 100, 9)
    expect(answer.provenance.notes).toContain('Left out on both sides, sent a staff record and no temporary staffing: R4.')
  })

  test('funded = matched + vacant, in post = matched + over + unfunded', async () => {
    // Matched 1.6 + 2 + 1.8; vacant 1.4 + 1 + 1 + 1.2; over 0.5 midwife; unfunded p3 and p7.
    expect((await ask()).total).toMatchObject({ lines: 7, funded: about(10), inPost: about(7.9), matched: about(5.4), vacant: about(4.6), overEstablished: about(0.5), unfunded: about(2) })
  })

  test('shares with a counterpart: 8 of 10 funded, 5.9 of 7.9 in post', async () => {
    expect((await ask()).total).toMatchObject({ fundedMatch: ok(80), inPostMatch: ok((5.9 / 7.9) * 100) })
  })

  test('what only some organisations say is of those, and marked', async () => {
    // Vacant at both month-ends in R1: nurses min(1.4, 0.4), band 6 1, manager min(1, 0.6). R2 has one month. R1 records no leaving date, R2 states no agency work. Bank 0.5 and 0.1.
    expect((await ask()).total).toMatchObject({ longVacant: some(2), away: ok(0.6), leavers: some(0.8), starters: some(0.7), bank: ok(0.6), agency: some(0.3), overtime: some(0.2), rate: ok(21) })
  })

  test('organisations that sent one side only are left out of both, and named', async () => {
    const { coverage } = await ask()
    expect(coverage).toEqual({ organisations: 2, leftOut: [
      { code: 'R3', name: 'Organisation R3', why: 'Sent a ledger and no staff record' }, { code: 'R4', name: 'Organisation R4', why: 'Sent a staff record and no ledger' }] })
  })

  test('a ledger line without an amount is left out and said', async () => expect((await ask()).provenance.notes.join(' ')).toContain('1 ledger line without an amount is left out'))

  test('three bases, each over whom it covers', async () => {
    // Contracted 10 − 7.9. Working adds p2's 0.6. After cover only R1: 7 − 5.5 − 0.8 of 7.
    expect((await ask()).bases.map(({ basis, vacancies, rate: found, organisations }) => ({ basis, vacancies, rate: found, organisations }))).toEqual([
      { basis: 'contracted', vacancies: ok(2.1), rate: ok(21), organisations: 2 }, { basis: 'working', vacancies: ok(2.7), rate: ok(27), organisations: 2 }, { basis: 'covered', vacancies: some(0.7), rate: some(10), organisations: 1 }])
  })

  test('the bridge between the bases adds up, and unlike coverage has a step of its own', async () => {
    const { basisBridge } = await ask()
    expect(basisBridge.map(({ kind, fte, points }) => ({ kind, fte, points }))).toEqual([
      { kind: 'basis', fte: about(2.1), points: about(21) }, { kind: 'step', fte: about(0.6), points: about(6) }, { kind: 'basis', fte: about(2.7), points: about(27) },
      { kind: 'step', fte: about(-1.2), points: about(1.5 / 7 * 100 - 27) }, { kind: 'step', fte: about(-0.8), points: about(-0.8 / 7 * 100) }, { kind: 'basis', fte: about(0.7), points: about(10) }])
    expect(basisBridge[3]?.says).toBe('1 organisation does not say what after temporary cover needs')
  })

  test.each(['staff_group', 'profession', 'band', 'cost_centre', 'organisation', 'ics', 'nation'] as const)('by %s the rows add up to the total', async (by) => {
    const { rows, total } = await ask({ by })
    for (const part of ['lines', 'funded', 'inPost', 'matched', 'vacant', 'overEstablished', 'unfunded'] as const) expect(rows.reduce((sum, row) => sum + row[part], 0), part).toBeCloseTo(total[part], 9)
  })

  test('by staff group, on the basis asked', async () => {
    const { rows } = await ask({ basis: 'covered' })
    // Midwives of R1: 2 − 2.5 − 0.3 of 2. Nurses of R1: 4 − (3.6 − 0.6) − 0.5 of 4; R2's nurses are outside. Managers: one post, nobody.
    expect(rows.map((row) => [row.key, row.rate])).toEqual([['Nurses & health visitors', some(12.5)], ['Midwives', ok(-40)], ['Managers', ok(100)]])
    expect((await ask({ by: 'band', basis: 'covered' })).rows.every((row) => row.rate.status === 'not-available' && row.bank.status === 'not-available')).toBe(true)
  })

  test('an organisation alone, by cost centre', async () => {
    const { rows, total } = await ask({ area: 'R1', by: 'cost_centre' })
    expect(rows.map(({ key, code, funded: posts, inPost }) => [key, code, posts, inPost])).toEqual([['C1, Organisation R1', 'C1', about(4), about(2.6)], ['C2, Organisation R1', 'C2', about(3), about(2.5)], ['C9, Organisation R1', 'C9', 0, about(1)]])
    expect(total.longVacant).toEqual(ok(2))
    expect((await ask({ area: 'R1' })).total.leavers).toEqual(absent)
  })

  test('the measures answer as the command does, each naming its basis', async () => {
    const found = await Promise.all(['vacancy_rate', 'vacancy_rate_working', 'vacancy_rate_covered'].map(rate))
    expect(found.map(({ rows }) => rows[0]?.value)).toEqual([about(21), about(27), about(10)])
    expect(found.map(({ name }) => name)).toEqual(['Vacancy rate, contracted basis', 'Vacancy rate, working basis', 'Vacancy rate after temporary cover'])
    expect(found[0]?.provenance.notes.join(' ')).toMatch(/Left out on both sides, sent a ledger and no staff record: R3\. .*sent a staff record and no ledger: R4\./)
    expect(found[2]?.provenance.notes.join(' ')).toContain('sent no bank and agency work: R2')
  })
})

describe('geography', () => {
  test('a network that cuts across systems', async () => {
    expect((await ask({ area: 'N1' })).total).toMatchObject({ funded: about(7), inPost: about(6.1) })
  })

  test('merged organisations are one, though the ledger still has the old codes', async () => {
    const { rows, coverage } = await ask({ area: 'QBB', by: 'organisation' })
    expect(coverage).toEqual({ organisations: 1, leftOut: [] })
    expect(rows).toMatchObject([{ key: 'Organisation R7', code: 'R7', lines: 1, funded: about(3), inPost: about(1.5), vacant: about(1.5), rate: ok(50) }])
  })

  test('a merger is neither leaving nor joining, and moves no post', async () => {
    const { rows } = accepted(await answerEstablishmentBridge(house, localViewer, { area: 'QBB' }))
    expect(rows).toMatchObject([{ opening: about(1), newFunded: about(0), removedFunded: about(0), leavers: 0, joiners: 0, moves: 0, hours: about(-0.5), residual: about(0), closing: about(1.5) }])
  })

  test('the systems and the nation agree', async () => {
    const [all, byIcs] = [await ask({ area: 'E92000001', by: 'nation' }), await ask({ area: 'E92000001', by: 'ics' })]
    expect(byIcs.rows.map(({ code, funded: posts }) => [code, posts])).toEqual([['QAA', about(10)], ['QBB', about(3)]])
    expect(all.rows).toMatchObject([{ funded: about(13), inPost: about(9.4) }])
  })
})

describe('exceptions', () => {
  test('each kind once, with the line that is probably meant, and no cell that a spreadsheet would run', async () => {
    const { text } = accepted(await answerEstablishmentExceptions(house, localViewer, EstablishmentRequest.parse({ area: 'QAA' })))
    const rows = text.trim().split('\r\n').slice(1)
    expect(rows.map((row) => row.split(',')[0])).toEqual(['cost-centre-unknown', 'band-differs', 'over-established', 'line-without-people', 'line-without-people'])
    expect(rows[1]).toContain('ledger line L1, Nurses & health visitors, Adult nurse, Band 5: 3 FTE funded, 1.6 FTE in post')
    expect(rows[3]).toContain("'=L2")
    expect((await ask()).exceptions.map(({ kind, lines, fte }) => [kind, lines, fte])).toEqual([
      ['cost-centre-unknown', 1, about(1)], ['band-differs', 1, about(1)], ['group-differs', 0, 0], ['post-without-line', 0, 0], ['over-established', 1, about(0.5)], ['line-without-people', 2, about(2)]])
  })

  test('the csv has an empty cell and a status for what is not said', async () => {
    const [header = '', row = ''] = writeEstablishmentCsv(await ask({ by: 'band' })).text.split('\r\n')
    const at = header.split(',').indexOf('bank_fte')
    expect(row.split(',').slice(at, at + 2)).toEqual(['', 'not-available'])
  })
})

describe('twelve months', () => {
  test('every group’s bridge closes, with nothing left over; who lacks an end is left out and named', async () => {
    const { rows, total, coverage } = EstablishmentBridge.parse(accepted(await answerEstablishmentBridge(house, localViewer, { area: 'QAA' })))
    const parts = { opening: 0, newFunded: 0, removedFunded: 0, leavers: 0, joiners: 0, moves: 0, hours: 0, residual: about(0), closing: 0 }
    expect(rows).toEqual([
      // One more band 5 post; q1 left, p3 and p7 joined, p4 moved to midwifery, p1 works 0.2 more.
      { ...parts, key: 'Nurses & health visitors', opening: about(-0.4), newFunded: about(1), leavers: about(1), joiners: about(2), moves: about(-1), hours: about(0.2), closing: about(0.4) },
      { ...parts, key: 'Midwives', opening: about(2), removedFunded: about(1), joiners: about(0.5), moves: about(1), closing: about(-0.5) },
      { ...parts, key: 'Managers', opening: 1, closing: 1 },
    ])
    expect([total.opening, total.closing, total.residual]).toEqual([about(2.6), about(0.9), about(0)])
    expect(coverage).toMatchObject({ organisations: 1 })
    expect(coverage.leftOut.map(({ code }) => code)).toEqual(['R2', 'R3', 'R4'])
  })

  test('without the month a year before it is refused', async () => {
    expect(await answerEstablishmentBridge(house, localViewer, { area: 'R2' })).toMatchObject({ refused: true, code: 'date-out-of-range' })
  })
})

test.each([
  { case: 'an area nobody there sent both for', request: { area: 'R3' }, code: 'area-not-held' }, { case: 'a date not held', request: { at: '2020-01-31' }, code: 'date-out-of-range' }, { case: 'an area that is not on the map', request: { area: 'Nowhere' }, code: 'unknown-area' },
])('$case is refused', async ({ request, code }) => {
  expect(await answerEstablishment(house, localViewer, EstablishmentRequest.parse(request))).toMatchObject({ refused: true, code })
})
