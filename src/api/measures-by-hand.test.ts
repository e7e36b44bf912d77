import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { handArea, handFile, handOrganisation, handRelation } from '../../tests/house/hand-files.ts'
import { localViewer, type Viewer } from '../access/viewer.ts'
import type { QueryAnswer } from '../contract/query.ts'
import type { CubeAnswer, CubeRequest } from '../dataset/cube.ts'
import type { Row } from '../dataset/table.ts'
import { answerCube, listMeasures } from '../store/cube.ts'
import type { House } from '../store/house.ts'
import { openHouse } from '../store/open.ts'
import { publishFiles } from '../store/publish.ts'
import { isRefusal, type Refusal } from '../units/refusal.ts'
import { answerInScope } from './query/query-scope.ts'
import { writeQueryCsv } from './query.ts'

// Six people in two systems: QA with trust R1 (p1 to p4), QB with R2 (p5, p6, and a fifth of p1). Of some, things are not recorded. A year before there was p1 alone.
const [before, day] = ['2024-03-31', '2025-03-31']
const [midwives, support] = ['Midwives', 'Support to doctors, nurses & midwives']
type Who = readonly [sex: string | null, age: number | null, ethnicity: string | null, disability: string | null, nationality: string | null, trained: string | null, level: string | null]
const people: Readonly<Record<string, Who>> = {
  p1: ['Female', 60, 'A', 'Yes', 'British', 'United Kingdom', 'Advanced'], p2: ['Female', 54, 'H', 'No', 'Indian', 'India', 'Enhanced'], p3: ['Male', 55, 'Z', 'Not declared', 'British', null, null],
  p4: ['Not recorded', null, null, null, null, null, null], p5: ['Female', 30, 'B', 'No', 'Irish', 'Ireland', 'Consultant'], p6: ['Male', 58, 'N', 'Yes', 'Nigerian', null, null],
}
const post = (date: string, person: string, code: string, group: string, band: string, fte: number): Row => {
  const [sex = null, age = null, ethnicity = null, disability = null, nationality = null, country_of_training = null, level_of_practice = null] = people[person] ?? []
  return { period_to: date, source: 'records', person, assignment: `${person} at ${code}`, at_level: 'organisation', at_code: code, sector: 'Hospital and community', staff_group: group, profession: group === midwives ? 'Midwife' : 'Support worker', band, fte,
    sex, age, ethnicity, disability, nationality, country_of_training, level_of_practice }
}
const staff = [
  post(before, 'p1', 'R1', midwives, 'Band 6', 1),
  post(day, 'p1', 'R1', midwives, 'Band 6', 1), post(day, 'p2', 'R1', midwives, 'Band 6', 0.5), post(day, 'p3', 'R1', midwives, 'Band 5', 1), post(day, 'p4', 'R1', support, 'Band 3', 1),
  post(day, 'p5', 'R2', midwives, 'Band 6', 1), post(day, 'p6', 'R2', support, 'Band 3', 0.5), post(day, 'p1', 'R2', midwives, 'Band 6', 0.2),
]
// A nation's price for band 6 and band 3, R1's own for band 6, and the nation's for support workers of band 3. Band 5 has none.
const price = (code: string, profession: string | null, band: string, pay: number): Row => ({
  period_from: '2024-04-01', period_to: '2025-03-31', source: 'prices', at_level: code === 'R1' ? 'organisation' : 'nation', at_code: code, occupation_code: null, profession, band, programme: null,
  pay_with_on_costs: pay, pay_with_on_costs_status: 'ok', training_tariff: null, training_tariff_status: 'not-applicable', placement_tariff: null, placement_tariff_status: 'not-applicable' })
const england = 'E92000001'
// Ten beds in R1, five in R2. Diabetes is known of both systems, stroke of QA alone, dementia of the nation alone; no ages begin at the 40 of COPD.
const indicator = (level: string, code: string, name: string, amount: number): Row => ({ period_from: '2024-01-01', period_to: '2024-12-31', source: 'indicators', at_level: level, at_code: code, indicator: name, amount, amount_status: 'ok' })
const [copd, dementia, diabetes, stroke] = ['COPD: prevalence (40+ yrs)', 'Dementia: prevalence (all ages)', 'Diabetes: prevalence (17 and over)', 'Stroke: prevalence (all ages)']
const residents = (code: string, age_from: number, age_to: number | null, number: number): Row => ({ period_from: '2024-06-30', period_to: '2024-06-30', source: 'residents', at_level: 'ics', at_code: code, sex: 'persons', age_from, age_to, people: number, people_status: 'ok' })
const files = [
  handFile('records', [before, day], {
    staff, area: [handArea('records', 'nation', england, 'England', day), handArea('records', 'ics', 'QA', 'North', day), handArea('records', 'ics', 'QB', 'South', day)], organisation: ['R1', 'R2'].map((code) => handOrganisation('records', code, 'trust', day)),
    relation: [...['QA', 'QB'].map((code) => handRelation('records', ['ics', code], ['nation', england], day)), handRelation('records', ['organisation', 'R1'], ['ics', 'QA'], day), handRelation('records', ['organisation', 'R2'], ['ics', 'QB'], day)],
  }),
  handFile('prices', ['2024-04-01', '2025-03-31'], { cost: [price(england, null, 'Band 6', 50_000), price(england, null, 'Band 3', 30_000), price('R1', null, 'Band 6', 60_000), price(england, 'Support worker', 'Band 3', 40_000)] }),
  handFile('indicators', ['2024-01-01', '2024-12-31'], { prevalence: [indicator('ics', 'QA', diabetes, 10), indicator('ics', 'QB', diabetes, 5), indicator('ics', 'QA', stroke, 2), indicator('nation', england, dementia, 4), indicator('ics', 'QA', copd, 1), indicator('ics', 'QB', copd, 1), indicator('ics', 'QA', `${diabetes} | fifth 1`, 99), indicator('organisation', 'R1', 'Beds available', 10), indicator('organisation', 'R2', 'Beds available', 5)] }),
  handFile('residents', ['2024-06-30', '2024-06-30'], { population: [residents('QA', 0, 16, 200), residents('QA', 17, null, 800), residents('QB', 0, 16, 100), residents('QB', 17, null, 400)] }),
]

const folders: string[] = []
const houses: House[] = []
let house: House
async function houseOf(published: typeof files): Promise<House> {
  const folder = mkdtempSync(join(tmpdir(), 'cadre-catalogue-'))
  folders.push(folder)
  const opened = await openHouse(folder)
  if (isRefusal(opened)) throw new Error(opened.found)
  houses.push(opened)
  const done = await publishFiles(opened, localViewer, published, '2025-04-10T00:00:00Z')
  if (isRefusal(done)) throw new Error(done.found)
  return opened
}
beforeAll(async () => { house = await houseOf(files) })
afterAll(async () => {
  for (const opened of houses) await opened.close()
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

function tryAsk(measure: string, rest: Partial<CubeRequest> = {}, of: House = house): Promise<CubeAnswer | Refusal> {
  return answerCube(of, localViewer, { measure, by: [], where: {}, at: null, from: null, to: null, map: null, ...rest })
}

async function ask(measure: string, rest: Partial<CubeRequest> = {}): Promise<CubeAnswer> {
  const answer = await tryAsk(measure, rest)
  if (isRefusal(answer)) throw new Error(`${answer.code}: ${answer.found}`)
  return answer
}

const rounded = (value: unknown): number | null => (typeof value === 'number' ? Number(value.toFixed(3)) : null)
/** Values by the first dimension; with the share of people whose answer is known where the measure has one. */
const told = ({ rows }: CubeAnswer, key = ''): unknown => Object.fromEntries(rows.map((row) => [key === '' ? 'all' : String(row[key]), row.declared === undefined ? rounded(row.value) : [rounded(row.value), rounded(row.declared)]]))

describe('measures of staff records, worked by hand', () => {
  test.each<{ measure: string; all: unknown; bySystem: unknown }>([
    { measure: 'posts', all: 7, bySystem: { QA: 4, QB: 3 } },
    { measure: 'participation', all: rounded(5.2 / 6), bySystem: { QA: rounded(3.5 / 4), QB: rounded(1.7 / 3) } },
    { measure: 'women_share', all: [60, 83.333], bySystem: { QA: [66.667, 75], QB: [66.667, 100] } },
    { measure: 'ethnic_minority_share', all: [50, 66.667], bySystem: { QA: [50, 50], QB: [33.333, 100] } },
    { measure: 'ethnicity_declared', all: 66.667, bySystem: { QA: 50, QB: 100 } },
    { measure: 'disability_share', all: [50, 66.667], bySystem: { QA: [50, 50], QB: [66.667, 100] } },
    { measure: 'disability_declared', all: 66.667, bySystem: { QA: 50, QB: 100 } },
    { measure: 'international_share', all: [60, 83.333], bySystem: { QA: [33.333, 75], QB: [66.667, 100] } },
    { measure: 'trained_abroad_share', all: [66.667, 50], bySystem: { QA: [50, 50], QB: [50, 66.667] } },
    { measure: 'advanced_practice_share', all: [66.667, 50], bySystem: { QA: [50, 50], QB: [100, 66.667] } },
    { measure: 'retirement_due', all: [3, 83.333], bySystem: { QA: [2, 75], QB: [2, 100] } },
    { measure: 'retirement_due_share', all: [60, 83.333], bySystem: { QA: [66.667, 75], QB: [66.667, 100] } },
    { measure: 'skill_mix', all: rounded(370 / 5.2), bySystem: { QA: rounded(250 / 3.5), QB: rounded(120 / 1.7) } },
    { measure: 'skill_ratio', all: rounded(1.5 / 3.7), bySystem: { QA: 0.4, QB: rounded(0.5 / 1.2) } },
    { measure: 'pay_bill', all: 210_000, bySystem: { QA: 130_000, QB: 80_000 } },
    { measure: 'fte_per_100_beds', all: rounded(520 / 15), bySystem: { QA: 35, QB: 34 } },
  ])('$measure', async ({ measure, all, bySystem }) => {
    expect(told(await ask(measure))).toEqual({ all })
    expect(told(await ask(measure, { by: ['ics'] }), 'ics')).toEqual(bySystem)
  })

  test('where nobody declared there is no share, and it is never nought', async () => {
    const answer = await ask('ethnic_minority_share', { by: ['band'] })
    expect(told(answer, 'band')).toEqual({ 'Band 3': [100, 50], 'Band 5': [null, 0], 'Band 6': [33.333, 100] })
    expect(answer.rows.map(({ status }) => status)).toEqual(['ok', 'not-available', 'ok'])
    expect(answer.provenance.notes.join(' ')).toContain('66.7 % of the people in post declared their ethnicity')
    expect(answer.summary).toContain('50.0 % (known of 66.7 % of people) in all')
  })

  test('files to take away say beside each share how many it rests on', async () => {
    const answer = (await ask('ethnic_minority_share', { by: ['band'] })) as QueryAnswer
    expect(writeQueryCsv(answer).text.trim().split(/\r?\n/).slice(0, 3)).toEqual(['band,value,unit,declared,status,as_of', 'Band 3,100,%,50,ok,2025-03-31', 'Band 5,,%,0,not-available,2025-03-31'])
    expect(writeQueryCsv((await ask('headcount')) as QueryAnswer).text).not.toContain('declared')
  })

  test('a share of nobody among those who answered is nought', async () => {
    expect(told(await ask('international_share', { where: { band: 'Band 5' } }))).toEqual({ all: [0, 100] })
  })

  test('headcount splits by what people declared', async () => {
    expect(told(await ask('headcount', { by: ['disability'] }), 'disability')).toEqual({ Yes: 2, No: 2, 'Not declared': 1, null: 1 })
    expect(told(await ask('headcount', { by: ['level_of_practice'], where: { ethnicity: 'A' } }), 'level_of_practice')).toEqual({ Advanced: 1 })
  })

  test('FTE without a price is left out of the pay bill and told; the files of prices stand behind it', async () => {
    const answer = await ask('pay_bill', { by: ['band'] })
    expect(told(answer, 'band')).toEqual({ 'Band 3': 60_000, 'Band 5': null, 'Band 6': 150_000 })
    expect(answer.rows.map(({ status }) => status)).toEqual(['ok', 'not-available', 'ok'])
    expect(answer.provenance.notes.join(' ')).toContain('1.0 FTE have no price')
    expect(answer.provenance.sources.map(({ id }) => id)).toEqual(['prices', 'records'])
  })

  test('people on registers are prevalence × residents of its ages, added up over systems; one system unknown leaves the whole unknown', async () => {
    const answer = await ask('fte_per_1000_on_registers', { by: ['ics'] })
    expect(answer.rows.map((row) => [row.ics, row.indicator, rounded(row.value)])).toEqual([['QA', copd, null], ['QA', diabetes, 43.75], ['QA', stroke, 175], ['QB', copd, null], ['QB', diabetes, 85], ['QB', stroke, null]])
    expect(answer.provenance.notes.join(' ')).toContain(`Residents are not held by the ages of ${copd}`)
    expect((await ask('fte_per_1000_on_registers')).rows.map((row) => [row.indicator, rounded(row.value)])).toEqual([[copd, null], [dementia, rounded(5200 / 60)], [diabetes, 52], [stroke, null]])
    expect((await ask('fte_per_1000_on_registers', { where: { staff_group: midwives, indicator: diabetes, area: 'QA' } })).rows.map((row) => rounded(row.value))).toEqual([31.25])
  })
})

describe('what is not available says why', () => {
  test.each<{ measure: string; rest?: Partial<CubeRequest>; code: string; need: string }>([
    { measure: 'fte_per_1000_listed', code: 'measure-not-available', need: '“Registered patients” by area (`cadre template indicators`)' },
    { measure: 'pay_bill', rest: { at: before }, code: 'measure-not-available', need: 'of a year that holds the month-end' },
    { measure: 'gap', code: 'no-run-agreed', need: 'A plan of the area' },
    { measure: 'supply', code: 'no-run-agreed', need: 'A plan of the area' },
    { measure: 'headcount', rest: { by: ['contract_type'] }, code: 'dimension-not-held', need: 'records has' },
  ])('$measure $rest', async ({ measure, rest, code, need }) => {
    const answer = await tryAsk(measure, rest)
    expect(answer).toMatchObject({ refused: true, code })
    expect(isRefusal(answer) && answer.need).toContain(need)
  })

  test('records without a characteristic cannot tell its share', async () => {
    const bare = await houseOf([handFile('bare', [day, day], { staff: staff.map((row) => ({ ...row, source: 'bare', ethnicity: null, age: null })), area: [handArea('bare', 'nation', england, 'England', day)], organisation: ['R1', 'R2'].map((code) => handOrganisation('bare', code, 'trust', day)),
      relation: ['R1', 'R2'].map((code) => handRelation('bare', ['organisation', code], ['nation', england], day)) })])
    for (const measure of ['ethnic_minority_share', 'retirement_due', 'pay_bill', 'fte_per_1000_on_registers']) expect(await tryAsk(measure, {}, bare)).toMatchObject({ refused: true, code: 'measure-not-available' })
    const listed = new Map((await listMeasures(bare, localViewer)).map((sheet) => [sheet.id, sheet]))
    expect([...listed.values()].flatMap(({ id, available }) => (available ? [id] : [])).toSorted()).toEqual([
      'advanced_practice_share', 'disability_declared', 'disability_share', 'fte', 'headcount', 'international_share', 'joiner_rate', 'joiners', 'leaver_rate', 'leavers', 'moves', 'participation', 'posts', 'skill_mix', 'skill_ratio', 'stability', 'trained_abroad_share', 'turnover', 'women_share'])
    expect(listed.get('ethnic_minority_share')?.why).toBe('Nothing loaded can answer it: it needs staff records with ethnicity')
  })
})

test('an amount sent of some areas only is set against their staff, and against nobody else’s', async () => {
  // Of lists QA has 100 and QB sent an empty row; of beds R1 has 10 and R2 sent none. 3.5 FTE in QA, 1.7 in QB.
  const some = await houseOf([files[0]!, handFile('indicators', ['2024-01-01', '2024-12-31'], { prevalence: [indicator('ics', 'QA', 'Registered patients', 100), { ...indicator('ics', 'QB', 'Registered patients', 0), amount: null, amount_status: 'not-available' }, indicator('organisation', 'R1', 'Beds available', 10)] })])
  const asked = async (measure: string, by: CubeRequest['by'] = []) => {
    const answer = await tryAsk(measure, { by }, some)
    if (isRefusal(answer)) throw new Error(answer.found)
    return answer
  }
  expect([told(await asked('fte_per_1000_listed', ['ics']), 'ics'), told(await asked('fte_per_100_beds', ['ics']), 'ics'), told(await asked('fte_per_100_beds', ['organisation']), 'organisation')]).toEqual([{ QA: 35, QB: null }, { QA: 35, QB: null }, { R1: 35, R2: null }])
  const [listed, beds] = [await asked('fte_per_1000_listed'), await asked('fte_per_100_beds')]
  expect([told(listed), told(beds)]).toEqual([{ all: null }, { all: null }])
  expect(listed.provenance.notes.join(' ')).toContain('Registered patients of England: not known of 1 of 2 integrated care systems, so it has no figure. A row with 0 says that one has none.')
  expect(beds.provenance.notes.join(' ')).toContain('Beds available of England: not known of 1 of 2 organisations (Organisation R2)')
})

test('shares lie between nought and a hundred, and the parts of a share weigh up to the whole', async () => {
  for (const measure of ['women_share', 'ethnic_minority_share', 'disability_share', 'retirement_due_share']) {
    const [whole, parts, heads] = [await ask(measure), await ask(measure, { by: ['band'] }), await ask('headcount', { by: ['band'] })]
    const of = new Map(heads.rows.map((row) => [row.band, row.value ?? 0]))
    const known = parts.rows.map((row) => (of.get(row.band) ?? 0) * Number(row.declared) / 100)
    for (const row of [...whole.rows, ...parts.rows]) if (row.value !== null) expect(row.value >= 0 && row.value <= 100 && Number(row.declared) <= 100).toBe(true)
    const weighed = parts.rows.reduce((sum, row, at) => sum + (row.value ?? 0) * known[at]!, 0) / known.reduce((sum, one) => sum + one, 0)
    expect([measure, rounded(weighed)]).toEqual([measure, rounded(whole.rows[0]?.value)])
  }
})

describe('a viewer who reaches R1 alone', () => {
  const viewer: Viewer = { ...localViewer, id: 'r1', name: 'r1', reach: { kind: 'some', places: [{ place: 'organisation:R1', from: null, to: null }], programmes: [] } }
  const inScope = (measure: string, rest: Partial<CubeRequest>) => answerInScope(house, viewer, { measure, by: [], where: {}, at: null, from: null, to: null, map: null, ...rest })

  test('is told the share of the own organisation, and none of an area with others in it', async () => {
    expect(await inScope('women_share', { where: { area: 'R1' } })).toMatchObject({ rows: [{ declared: 75 }] })
    expect(await inScope('women_share', { where: { area: 'England' } })).toMatchObject({ refused: true })
  })

  test('is not told a share of everybody that is that of the own people by chance: all in band 6 are women, in R1 and in England', async () => {
    const answer = await inScope('women_share', { by: ['band'], where: { area: 'England' } })
    expect(isRefusal(answer) ? answer.code : answer.rows.map((row) => row.band)).toEqual(['Band 5'])
  })
})
