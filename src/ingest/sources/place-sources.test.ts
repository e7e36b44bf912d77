import { describe, expect, test } from 'vitest'
import { isRefusal } from '../../units/refusal.ts'
import { readArrived } from '../read-arrived.ts'
import type { ReadFile } from '../source.ts'

const read = async (text: string): Promise<ReadFile> => {
  const answer = await readArrived({ name: 'a fixture', bytes: new TextEncoder().encode(text) })
  if (isRefusal(answer)) throw new Error(`${answer.code}: ${answer.need}`)
  return answer.read
}
const intoOf = (file: ReadFile) => file.rows.flatMap(({ into }) => into)
const relations = (rows: ReadFile['alsoInto']) => rows.filter(({ table }) => table === 'relation').map(({ row }) => `${row.child_level} ${row.child_code} in ${row.parent_level} ${row.parent_code}`)

/** A row of the list without a header: 27 cells. */
const trust = (code: string, region: string, ics: string, opened: string, closed: string) =>
  `${code},A TRUST,${region},${ics}${','.repeat(7)}${opened},${closed}${','.repeat(15)}`
const practiceLine = (practice: string, pcn: string, name: string) => `X,01Jan2022,${practice},A SURGERY,AA1 1AA,${pcn},${name},E38999999,99Z,A CCG,E54999999,Q9A,A Partnership,E40999999,Y99,Somewhere`

describe('organisation references', () => {
  test('the third party’s list gives the hierarchy as seen, and says that it has no licence', async () => {
    const file = await read('OrganisationCode,CanonicalOrganisationName,OrganisationType,RegionCode,RegionName,ICSCode,ICSName,ValidFromMonth,ValidToMonth\nR9Z,A Trust,Acute,Y99,Somewhere,Q9A,A System,2024-04-30,2025-03-31\n')
    expect(intoOf(file)[0]!.row).toMatchObject({ code: 'R9Z', role: 'trust', kind: 'Acute', valid_from: null, seen_at: '2025-03-31' })
    expect(relations([...intoOf(file), ...file.alsoInto])).toEqual(['organisation R9Z in ics Q9A', 'ics Q9A in region Y99', 'region Y99 in nation E92000001'])
    expect(file.declares[0]!.rule).toBe('third-party-licence')
  })

  test('the list without a header is read by position, with the days each trust opened and closed', async () => {
    const file = await read([trust('R9Z', 'Y60', 'QGH', '20171001', ''), trust('R9Y', 'Y60', 'QGH', '19940401', '20200930'), trust('RT9', 'W00', 'Q99', '19980401', '')].join('\n'))
    expect(intoOf(file).filter(({ table }) => table === 'organisation').map(({ row }) => [row.code, row.valid_from, row.valid_to])).toEqual([
      ['R9Z', '2017-10-01', null], ['R9Y', '1994-04-01', '2020-09-30'], ['RT9', '1998-04-01', null],
    ])
    expect(relations(intoOf(file))).toEqual(['organisation R9Z in ics QGH', 'organisation R9Y in ics QGH', 'organisation RT9 in nation W92000004'])
    expect(relations(file.alsoInto)).toEqual(['ics QGH in region Y60', 'region Y60 in nation E92000001'])
    expect(file.rows.map(({ row }) => row)).toEqual([1, 2, 3])
  })

  test('practices stand in their network, or under their sub-ICB when they are in none', async () => {
    const header = 'PUBLICATION,EXTRACT_DATE,PRACTICE_CODE,PRACTICE_NAME,PRACTICE_POSTCODE,PCN_CODE,PCN_NAME,ONS_CCG_CODE,CCG_CODE,CCG_NAME,ONS_STP_CODE,STP_CODE,STP_NAME,ONS_COMM_REGION_CODE,COMM_REGION_CODE,COMM_REGION_NAME'
    const file = await read([header, practiceLine('A99999', 'U99999', 'A PCN'), practiceLine('A99998', 'U', 'Unallocated')].join('\n'))
    expect(relations(intoOf(file))).toEqual(['practice A99999 in pcn U99999', 'practice A99998 in sub-icb 99Z'])
    expect(relations(file.alsoInto)).toEqual(['sub-icb 99Z in ics Q9A', 'ics Q9A in region Y99', 'region Y99 in nation E92000001', 'pcn U99999 in sub-icb 99Z'])
    expect(file.alsoInto.filter(({ table }) => table === 'area').map(({ row }) => [row.code, row.other_code, row.seen_at])).toEqual([['99Z', 'E38999999', '2022-01-01'], ['Q9A', 'E54999999', '2022-01-01'], ['Y99', 'E40999999', '2022-01-01']])
    expect(file.declares.find(({ rule }) => rule === 'practices-without-network')!.says).toMatch(/there are 1$/)
  })
})

describe('boundaries', () => {
  test('keep their outline and both codes; a shape that is no area goes nowhere', async () => {
    const file = await read(JSON.stringify({ type: 'FeatureCollection', features: [
      { type: 'Feature', properties: { icb22cd: 'E54000008', icb22nm: 'A Board', icb22cdh: 'QYG' }, geometry: { type: 'Polygon', coordinates: [[[0, 0], [1, 0], [1, 1], [0, 0]]] } },
      { type: 'Feature', properties: { icb22cd: 'E54000009', icb22nm: 'Another', icb22cdh: 'Q9A' }, geometry: { type: 'Point', coordinates: [0, 0] } },
      null,
      { type: 'Feature', properties: { icb22cd: 'E54000010', icb22nm: 'Too deep', icb22cdh: 'Q9B' }, geometry: { type: 'Polygon', coordinates: [[[[0, 0]]]] } },
    ] }))
    expect(intoOf(file)).toMatchObject([
      { table: 'boundary', row: { code: 'QYG', geometry: '{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}' } },
      { table: 'area', row: { code: 'QYG', other_code: 'E54000008' } },
    ])
    expect(file.rows.map(({ unmapped }) => unmapped.map(({ column }) => column))).toEqual([[], ['geometry'], ['icb22cdh', 'geometry'], ['geometry']])
  })
})

describe('populations', () => {
  test('of boards: labels with line breaks, names without codes, ethnic groups only checked', async () => {
    const file = await read('"area_name","variable","number","percent","scaled_1_1","label"\n"Devon","Younger \npeople (< 18)",100,0.2,0,"<b>x</b>"\n"Devon","Older \npeople (65+)",50,0.1,0,"y"\n"Devon","White",150,1,0,"z"\n"Nowhere","White",1,1,0,"z"\n')
    expect(intoOf(file).map(({ row }) => [row.at_code, row.sex, row.age_from, row.age_to, row.people])).toEqual([['QJK', 'persons', 0, 17, 100], ['QJK', 'persons', 65, null, 50]])
    expect(file.rows.map(({ total, unmapped }) => [total, unmapped.length])).toEqual([[false, 0], [false, 0], [true, 0], [true, 1]])
  })

  test('of local authorities: one wide row becomes 91 ages, the last without an end', async () => {
    const ages = Array.from({ length: 91 }, (_, age) => age)
    const file = await read(`ltla21_code,ltla21_name,total_population,${ages.map((age) => (age === 90 ? '90+' : age)).join(',')}\nE06999999,Somewhere,4095,${ages.join(',')}\n`)
    const people = intoOf(file).filter(({ table }) => table === 'population').map(({ row }) => row)
    expect(people).toHaveLength(91)
    expect(people[42]).toMatchObject({ at_level: 'local-authority', at_code: 'E06999999', age_from: 42, age_to: 42, people: 42, period_to: '2020-06-30' })
    expect(people[90]).toMatchObject({ age_from: 90, age_to: null })
    expect(relations(intoOf(file))).toEqual(['local-authority E06999999 in nation E92000001'])
  })

  test('of nations: 90+ is open-ended and the United Kingdom only checks the nations', async () => {
    const file = await read('"sex","Code","Name","Geography","age","count"\n"females","K02000001","UNITED KINGDOM","Country","90+",30\n"females","E92000001","ENGLAND","Country","90+",20\n"females","W92000004","WALES","Country","5",10\n')
    expect(intoOf(file).map(({ row }) => [row.at_code, row.age_from, row.age_to, row.people])).toEqual([['E92000001', 90, null, 20], ['W92000004', 5, 5, 10]])
    expect(file.rows[0]).toMatchObject({ total: true, into: [] })
    expect(file.alsoInto.map(({ row }) => row.name)).toEqual(['England', 'Wales'])
  })
})

describe('accident and emergency activity', () => {
  const header = 'Period,Org Code,Parent Org,Org name,A&E attendances Type 1,A&E attendances Type 2,A&E attendances Other A&E Department,Other emergency admissions'

  test.each([{ total: 'TOTAL' }, { total: 'Total ' }, { total: 'Total' }])('is one row per provider and service; the row “$total” is not counted', async ({ total }) => {
    const file = await read(`${header}\nMSitAE-APRIL-2024,R9Z,SOMEWHERE ,A TRUST,5,0,-,7\n${total},${total},${total},${total},5,0,,7\n`)
    expect(intoOf(file).map(({ row }) => [row.service, row.amount, row.amount_status])).toEqual([
      ['A&E attendances Type 1', 5, 'ok'], ['A&E attendances Type 2', 0, 'ok'], ['A&E attendances Other A&E Department', null, 'not-applicable'], ['Other emergency admissions', 7, 'ok'],
    ])
    expect(intoOf(file)[0]!.row).toMatchObject({ period_from: '2024-04-01', period_to: '2024-04-30', at_code: 'R9Z' })
    expect(file.rows[1]!.total).toBe(true)
  })

  test('takes no service from empty columns and a stray letter', async () => {
    const file = await read(`${header},,,a\nMSitAE-SEPTEMBER-2024,R9Z,X,A TRUST,1,2,3,4,,,\n`)
    expect(intoOf(file)).toHaveLength(4)
  })
})

describe('prevalence', () => {
  test('gives a board its fifths and no overall value; England has one, taken once', async () => {
    const file = await read('Year,Indicator,ICB.NAME,quin_1,quin_2,quin_3,quin_4_5,avg\n2023,CHD,England,3.0,3.2,3.1,2.9,3.05\n2023,CHD,Cornwall and The Isles Of Scilly,4.5,NA,4.2,3.7,3.05\n')
    expect(intoOf(file).slice(0, 2).map(({ row }) => [row.at_level, row.at_code, row.indicator, row.amount])).toEqual([['nation', 'E92000001', 'CHD', 3.05], ['nation', 'E92000001', 'CHD | fifth 1 (least deprived)', 3.0]])
    expect(intoOf(file).slice(5).map(({ row }) => [row.at_code, row.indicator, row.amount, row.amount_status])).toEqual([
      ['QT6', 'CHD', null, 'not-available'], ['QT6', 'CHD | fifth 1 (least deprived)', 4.5, 'ok'], ['QT6', 'CHD | fifth 2', null, 'not-available'],
      ['QT6', 'CHD | fifth 3', 4.2, 'ok'], ['QT6', 'CHD | fifths 4 and 5 (most deprived)', 3.7, 'ok'],
    ])
  })
})
