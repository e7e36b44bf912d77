import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { localViewer } from '../access/viewer.ts'
import type { CubeAnswer, CubeRequest } from '../dataset/cube.ts'
import type { Row } from '../dataset/table.ts'
import { isRefusal } from '../units/refusal.ts'
import type { Refusal } from '../units/refusal.ts'
import { answerCube, listMeasures, readHistories, readMap } from './cube.ts'
import { handArea, handFile, handOrganisation, handRelation } from '../../tests/house/hand-files.ts'
import type { House } from './house.ts'
import { openHouse } from './open.ts'
import { publishFiles } from './publish.ts'
import type { AcceptedFile } from './publish.ts'

const folders: string[] = []
const houses: House[] = []

async function houseOf(files: readonly AcceptedFile[]): Promise<House> {
  const folder = mkdtempSync(join(tmpdir(), 'cadre-cube-'))
  folders.push(folder)
  const house = await openHouse(folder)
  if (isRefusal(house)) throw new Error(house.found)
  houses.push(house)
  if (files.length > 0) await publishFiles(house, localViewer, files, '2025-10-01T00:00:00Z')
  return house
}

async function ask(house: House, measure: string, rest: Partial<CubeRequest> = {}): Promise<CubeAnswer> {
  const answer = await tryAsk(house, measure, rest)
  if (isRefusal(answer)) throw new Error(`${answer.code}: ${answer.found}`)
  return answer
}

function tryAsk(house: House, measure: string, rest: Partial<CubeRequest> = {}): Promise<CubeAnswer | Refusal> {
  return answerCube(house, localViewer, { measure, by: [], where: {}, at: null, from: null, to: null, map: null, ...rest })
}

/** Rows as `first dimension: value`, rounded to what was worked out on paper. */
const valuesOf = (answer: CubeAnswer, key: string) => Object.fromEntries(answer.rows.map((row) => [String(row[key]), row.value === null ? null : Number(row.value.toFixed(4))]))

afterAll(async () => {
  for (const house of houses) await house.close()
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

// Days lost are a tenth of days available. R4 is on no map; R2 sent nothing for February; R3 sent March without a number.
const seen = '2025-03-31'
const sickness = (code: string, month: string, available: number | null): Row => ({
  period_from: `${month.slice(0, 8)}01`, period_to: month, source: 'sickness', at_level: 'organisation', at_code: code,
  fte_days_lost: available === null ? null : available / 10, fte_days_lost_status: available === null ? 'not-available' : 'ok', fte_days_available: available, fte_days_available_status: available === null ? 'not-available' : 'ok',
})
const sicknessFile = handFile('sickness', ['2025-01-31', '2025-03-31'], {
  sickness: [
    ...['R1', 'R2', 'R3', 'R4'].map((code) => sickness(code, '2025-01-31', 310)), sickness('R1', '2025-02-28', 280), sickness('R3', '2025-02-28', 560), sickness('R4', '2025-02-28', 28),
    sickness('R1', '2025-03-31', 310), sickness('R2', '2025-03-31', 620), sickness('R3', '2025-03-31', null), sickness('R4', '2025-03-31', 31)],
  area: [handArea('sickness', 'region', 'Y56', 'London', seen), handArea('sickness', 'ics', 'QA', 'North', seen), handArea('sickness', 'ics', 'QB', 'South', seen)],
  organisation: ['R1', 'R2', 'R3', 'R4'].map((code) => handOrganisation('sickness', code, 'trust', seen)),
  relation: [handRelation('sickness', ['ics', 'QA'], ['region', 'Y56'], seen), handRelation('sickness', ['ics', 'QB'], ['region', 'Y56'], seen),
    handRelation('sickness', ['organisation', 'R1'], ['ics', 'QA'], seen), handRelation('sickness', ['organisation', 'R2'], ['ics', 'QA'], seen), handRelation('sickness', ['organisation', 'R3'], ['ics', 'QB'], seen)],
})
const england = { source: 'turnover', at_level: 'nation', at_code: 'E92000001' }
const stock = (date: string, group: string, total: boolean, headcount: number, fte: number): Row => ({
  ...england, period_from: date, period_to: date, sector: 'Hospital and community', staff_group: group, profession: null, nationality: null, is_total: total, headcount, headcount_status: 'ok', fte, fte_status: 'ok' })
const leavers = (group: string, total: boolean, headcount: number): Row => ({
  ...england, period_from: '2024-09-30', period_to: '2025-09-30', staff_group: group, is_total: total, flow: 'leavers', basis: 'published', headcount, headcount_status: 'ok', fte: headcount - 1, fte_status: 'ok' })
const turnoverFile = handFile('turnover', ['2024-09-30', '2025-09-30'], {
  staff_count: [stock('2024-09-30', 'All staff groups', true, 100, 90), stock('2024-09-30', 'Midwives', false, 40, 36), stock('2024-09-30', 'Ambulance staff', false, 61, 54),
    stock('2025-09-30', 'All staff groups', true, 110, 99), stock('2025-09-30', 'Midwives', false, 44, 39.5), stock('2025-09-30', 'Ambulance staff', false, 67, 59.5)],
  flow_count: [leavers('All staff groups', true, 10), leavers('Midwives', false, 4), leavers('Ambulance staff', false, 6)],
})
const person = (sex: string, people: number): Row => ({ source: 'people', at_level: 'nation', at_code: 'E92000001', period_from: '2025-06-30', period_to: '2025-06-30', sex, age_from: 0, age_to: null, people, people_status: 'ok' })
const populationFile = handFile('people', ['2025-06-30', '2025-06-30'], { population: [person('females', 600), person('males', 500), person('persons', 1100)] })
const networkFile = handFile('networks', ['2025-12-31', '2025-12-31'], {
  staff_count: [{ ...stock('2025-12-31', 'Directors', false, 3, 2.5), source: 'networks', at_level: 'pcn', at_code: 'U1', sector: 'Primary care networks' }],
  organisation: [handOrganisation('networks', 'U1', 'pcn', '2025-12-31')], relation: [handRelation('networks', ['pcn', 'U1'], ['ics', 'QB'], '2025-12-31')],
})
const published = [sicknessFile, turnoverFile, populationFile, networkFile]

describe('published counts', () => {
  let house: House
  beforeAll(async () => { house = await houseOf(published) })

  test('a headcount without a staff group is the published total, not the sum of parts', async () => {
    const answer = await ask(house, 'headcount')
    expect(answer.rows).toEqual([{ value: 110, status: 'ok' }])
    expect(answer.summary).toBe('Headcount in England on 30 September 2025: 110 people.')
  })

  test('rows by staff group leave out the totals, which stand apart', async () => {
    const answer = await ask(house, 'fte', { by: ['staff_group'], where: { area: 'England' }, at: '2025-09-30' })
    expect(answer.rows).toEqual([{ staff_group: 'Midwives', value: 39.5, status: 'ok' }, { staff_group: 'Ambulance staff', value: 59.5, status: 'ok' }])
    expect(answer.totals).toEqual([{ staff_group: 'All staff groups', value: 99, status: 'ok' }])
    expect(answer.provenance.sources.map((source) => source.file)).toEqual(['turnover.csv'])
  })

  test('days add up by area, and what is on no map has a row of its own', async () => {
    const answer = await ask(house, 'fte_days_available', { by: ['ics'], at: '2025-03-31' })
    expect(answer.rows).toEqual([
      { ics: 'QA', ics_name: 'North', value: 930, status: 'ok' }, { ics: 'QB', ics_name: 'South', value: null, status: 'not-available' },
      { ics: null, ics_name: 'Not placed on this map', value: 31, status: 'ok' }])
    expect(answer.totals).toMatchObject([{ ics: 'E92000001', ics_name: 'England', value: 961, status: 'estimated' }])
    expect(answer.provenance.notes.join(' ')).toContain('1 row inside these figures has no number')
  })

  test('FTE by area falls back to days available over days in the month, marked as estimated', async () => {
    const answer = await ask(house, 'fte', { by: ['ics'], at: '2025-02-28' })
    expect(valuesOf(answer, 'ics')).toEqual({ QA: 10, QB: 20, null: 1 })
    expect(new Set(answer.rows.map((row) => row.status))).toEqual(new Set(['estimated']))
  })

  test('an organisation that sent nothing is named as missing', async () => {
    const answer = await ask(house, 'fte_days_lost', { where: { area: 'North' }, at: '2025-02-28' })
    expect(answer.rows).toEqual([{ value: 28, status: 'ok' }])
    expect(answer.provenance.notes.join(' ')).toContain('Organisation R2')
  })

  test('a rate is worked out from sums: 96.1 of 961 days', async () => {
    const answer = await ask(house, 'sickness_absence_rate', { at: '2025-03-31' })
    expect(answer.rows[0]?.value).toBeCloseTo(10, 12)
  })

  test('a period gives one row for each month held', async () => {
    const answer = await ask(house, 'fte_days_lost', { from: '2025-01-01', to: '2025-02-28', where: { organisation: 'R1' } })
    expect(answer.rows).toEqual([{ period: '2025-01-31', value: 31, status: 'ok' }, { period: '2025-02-28', value: 28, status: 'ok' }])
  })

  test('leavers over the mean of opening and closing headcount', async () => {
    const answer = await ask(house, 'leaver_rate', { by: ['staff_group'] })
    expect(valuesOf(answer, 'staff_group')).toEqual({ Midwives: 9.5238, 'Ambulance staff': 9.375 })
    expect(answer.totals.map((row) => row.value)).toEqual([10 / 105 * 100])
  })

  test('joiners that nobody published are change in stock plus leavers, and say so', async () => {
    const answer = await ask(house, 'joiner_rate', { where: { staff_group: 'Midwives' } })
    expect(answer.rows).toEqual([{ value: (44 - 40 + 4) / 42 * 100, status: 'estimated' }])
    expect(answer.provenance.notes.join(' ')).toContain('moves from and to other groups')
  })

  test('population counts persons once, or females and males, never all three', async () => {
    expect((await ask(house, 'population')).rows).toEqual([{ value: 1100, status: 'ok' }])
    expect(valuesOf(await ask(house, 'population', { by: ['sex'] }), 'sex')).toEqual({ females: 600, males: 500 })
    expect((await ask(house, 'fte_per_1000_population')).rows).toEqual([{ value: 90, status: 'ok' }])
  })

  test('a source of part of the workforce answers only when it is named', async () => {
    expect((await ask(house, 'fte')).asOf).toBe('2025-09-30')
    const named = await ask(house, 'fte', { where: { source: 'networks', area: 'QB' } })
    expect([named.rows[0]?.value, named.asOf]).toEqual([2.5, '2025-12-31'])
  })

  test.each([
    { case: 'a date not held', measure: 'fte', rest: { at: '2025-08-31', where: { staff_group: 'Midwives' } }, code: 'date-out-of-range', says: '30 September 2024 and 30 September 2025' },
    { case: 'a dimension not held', measure: 'headcount', rest: { by: ['band'] }, code: 'dimension-not-held', says: 'staff group' },
    { case: 'a dimension the measure never has', measure: 'population', rest: { by: ['staff_group'] }, code: 'dimension-not-held', says: 'age_band' },
    { case: 'a measure nobody declared', measure: 'headcont', rest: {}, code: 'unknown-measure', says: 'headcount' },
    { case: 'an area on no map', measure: 'fte', rest: { where: { area: 'Narnia' } }, code: 'unknown-area', says: 'nearest' },
    { case: 'a staff group nobody has', measure: 'fte', rest: { where: { staff_group: 'Midwive' } }, code: 'unknown-staff-group', says: 'Midwives' },
    { case: 'a measure nothing is loaded for', measure: 'vacancy_rate', rest: {}, code: 'measure-not-available', says: 'establishment' },
    { case: 'a group the area has no figures for', measure: 'headcount', rest: { where: { area: 'QA' } }, code: 'area-not-held', says: 'nation rows' },
  ] as const)('$case is refused with what there is', async ({ measure, rest, code, says }) => {
    const answer = await tryAsk(house, measure, rest)
    expect(answer).toMatchObject({ refused: true, code })
    expect(isRefusal(answer) && answer.need).toContain(says)
  })

  test('histories carry published flows; joiners net of moves where none are published', async () => {
    const histories = await readHistories(house, localViewer, 'England', 'midwives')
    expect(histories).toMatchObject([{ area: 'E92000001', group: 'Midwives', source: 'turnover', byAge: null,
      stocks: [{ date: '2024-09-30', heads: 40, fte: 36 }, { date: '2025-09-30', heads: 44, fte: 39.5 }],
      flows: [{ from: '2024-09-30', to: '2025-09-30', leavers: { heads: 4, fte: 3 }, joiners: { heads: 8, fte: 6.5 }, joinersBasis: 'net-of-moves' }] }])
  })

  test('the order in which files were loaded does not matter', async () => {
    const turned = await houseOf(published.toReversed())
    for (const [measure, rest] of [['fte', { by: ['ics'], at: '2025-03-31' }], ['fte_days_lost', { by: ['organisation'] }], ['leaver_rate', { by: ['staff_group'] }]] as const) {
      expect((await ask(turned, measure, rest)).rows).toEqual((await ask(house, measure, rest)).rows)
    }
  })

  test('measures say whether they can be answered, for when, or why not', async () => {
    const listed = new Map((await listMeasures(house, localViewer)).map((measure) => [measure.id, measure]))
    expect(listed.get('fte')).toMatchObject({ available: true, periods: { from: '2024-09-30', to: '2025-12-31' } })
    expect(listed.get('leaver_rate')).toMatchObject({ available: true, periods: { from: '2025-09-30', to: '2025-09-30' } })
    expect(listed.get('stability')).toMatchObject({ available: false, periods: null })
  })
})

describe('an empty house', () => {
  test('refuses questions, lists measures as not available and has an empty map', async () => {
    const house = await houseOf([])
    expect(await tryAsk(house, 'fte')).toMatchObject({ refused: true, code: 'nothing-loaded' })
    expect((await listMeasures(house, localViewer)).some((measure) => measure.available)).toBe(false)
    expect((await readMap(house, localViewer, null)).nodes.size).toBe(0)
  })
})

// DA has T1 and T2, DB has T3. p1 moves from T1 to T2; p2 gives up the second of two posts; p3 moves from DA to DB; p4 leaves; p5 joins.
const post = (date: string, name: string, code: string, group: string, fte: number, age: number): Row => ({
  period_to: date, source: 'records', person: name, assignment: `${name}-${code}`, at_level: 'organisation', at_code: code, sector: 'Hospital and community',
  staff_group: group, profession: group === 'Midwives' ? 'Midwife' : 'Manager', band: '6', fte, age, sex: null, nationality: null, start_in_post: null })
const [then, now] = ['2024-09-30', '2025-09-30']
const funded = (code: string, fte: number): Row => ({ period_from: now, period_to: now, source: 'ledger', at_level: 'organisation', at_code: code, staff_group: 'Midwives', profession: 'Midwife', band: '6', funded_fte: fte, funded_fte_status: 'ok' })
const records = [
  handFile('records', [then, now], {
    staff: [post(then, 'p1', 'T1', 'Midwives', 1, 30), post(then, 'p2', 'T1', 'Midwives', 0.5, 40), post(then, 'p2', 'T2', 'Midwives', 0.5, 40), post(then, 'p3', 'T2', 'Managers', 1, 50), post(then, 'p4', 'T3', 'Midwives', 1, 60),
      post(now, 'p1', 'T2', 'Midwives', 1, 31), post(now, 'p2', 'T1', 'Midwives', 0.5, 41), post(now, 'p3', 'T3', 'Managers', 1, 51), post(now, 'p5', 'T3', 'Midwives', 0.8, 30)],
    area: [handArea('records', 'nation', 'DEMO', 'Made-up nation', now), handArea('records', 'ics', 'DA', 'A', now), handArea('records', 'ics', 'DB', 'B', now)],
    organisation: ['T1', 'T2', 'T3'].map((code) => handOrganisation('records', code, 'trust', now)),
    relation: [handRelation('records', ['ics', 'DA'], ['nation', 'DEMO'], now), handRelation('records', ['ics', 'DB'], ['nation', 'DEMO'], now), handRelation('records', ['organisation', 'T1'], ['ics', 'DA'], now),
      handRelation('records', ['organisation', 'T2'], ['ics', 'DA'], now), handRelation('records', ['organisation', 'T3'], ['ics', 'DB'], now)],
  }),
  handFile('ledger', [now, now], { establishment: [funded('T1', 1), funded('T2', 2), funded('T3', 0.8)] }),
]

describe('staff records', () => {
  let house: House
  beforeAll(async () => { house = await houseOf(records) })

  test('a person with two posts counts once in the whole and once in each part', async () => {
    const answer = await ask(house, 'headcount', { by: ['organisation'], at: then })
    expect(valuesOf(answer, 'organisation')).toEqual({ T1: 2, T2: 2, T3: 1 })
    expect(answer.totals.map((row) => row.value)).toEqual([4])
  })

  test('FTE adds up', async () => {
    const answer = await ask(house, 'fte', { by: ['ics'] })
    expect(valuesOf(answer, 'ics')).toEqual({ DA: 1.5, DB: 1.8 })
    expect(answer.totals[0]?.value).toBe(3.3)
  })

  test('a staff group asked for limits the rows', async () => {
    expect(valuesOf(await ask(house, 'fte', { by: ['profession'], where: { staff_group: 'Midwives' } }), 'profession')).toEqual({ Midwife: 2.3 })
  })

  test.each([
    { measure: 'leaver_rate', rows: { DA: 40, DB: 66.6667 }, nation: 25 },
    { measure: 'joiner_rate', rows: { DA: 0, DB: 133.3333 }, nation: 25 },
    { measure: 'stability', rows: { DA: 66.6667, DB: 0 }, nation: 75 },
  ])('$measure sees a move between areas from each side, and not from above', async ({ measure, rows, nation }) => {
    const answer = await ask(house, measure, { by: ['ics'] })
    expect(valuesOf(answer, 'ics')).toEqual(rows)
    expect(answer.totals.map((row) => row.value)).toEqual([nation])
  })

  test('vacancies are the share of funded posts not filled: 1.5 of 3', async () => {
    const answer = await ask(house, 'vacancy_rate', { by: ['ics'], where: { staff_group: 'Midwives' } })
    expect(valuesOf(answer, 'ics')).toEqual({ DA: 50, DB: 0 })
  })

  test('histories follow people: leavers are gone from the area, and people balance', async () => {
    const histories = await readHistories(house, localViewer, 'DEMO', 'Midwives')
    const midwives = isRefusal(histories) ? undefined : histories[0]
    const byAge = midwives?.byAge ?? { ages: [], heads: [], exposure: [], leavers: [], joiners: [] }
    expect(midwives).toMatchObject({ stocks: [{ date: then, heads: 3, fte: 3 }, { date: now, heads: 3, fte: 2.3 }],
      flows: [{ leavers: { heads: 1, fte: 1 }, joiners: { heads: 1, fte: 0.8 }, joinersBasis: 'records' }] })
    const at = (values: readonly number[]) => Object.fromEntries(byAge.ages.flatMap((age, index) => (values[index] === 0 ? [] : [[age, values[index]]])))
    expect([at(byAge.heads), at(byAge.exposure), at(byAge.leavers), at(byAge.joiners)]).toEqual([{ 30: 1, 31: 1, 41: 1 }, { 30: 1, 40: 1, 60: 1 }, { 60: 1 }, { 30: 1 }])
  })
})
