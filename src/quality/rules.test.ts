import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { readArrived } from '../ingest/read-arrived.ts'
import type { ReadFile } from '../ingest/source.ts'
import { sources } from '../ingest/sources.ts'
import { isRefusal } from '../units/refusal.ts'
import { judge } from './judge.ts'
import { count, file } from './made-up-file.ts'
import { contradictingRow } from './rules/any/contradicting-row.ts'
import { repeatedRow } from './rules/any/repeated-row.ts'
import { declaredBecause } from './rules/declared.ts'
import { rules } from './rules.ts'

const findingOf = (read: ReadFile, rule: string) => judge(read).findings.find((found) => found.rule === rule)

const read = async (text: string): Promise<ReadFile> => {
  const answer = await readArrived({ name: 'a fixture', bytes: new TextEncoder().encode(text) })
  if (isRefusal(answer)) throw new Error(answer.code)
  return answer.read
}

const turnover = (total: string) => ['PERIOD,TYPE,NHSE_REGION_CODE,NHSE_REGION_NAME,MAIN_STAFF_GROUP,STAFF_GROUP,HC,FTE',
  ['All staff groups,All staff groups', total], ['A,All staff groups', '30'], ['A,HCHS doctors - All grades', '20'], ['A,HCHS doctors - Consultant', '15'], ['A,HCHS doctors - Core Training', '5'], ['A,Midwives', '10'], ['B,Managers', '7'],
].map((line) => (typeof line === 'string' ? line : `202409 to 202509,Leavers,All NHSE regions,All NHSE regions,${line[0]},9,${line[1]}`)).join('\n')

const sicknessHeader = 'DATE,NHSE_REGION_CODE,NHSE_REGION_NAME,ICS_CODE,ICS_NAME,ORG_CODE,ORG_NAME,ORG_TYPE,FTE_DAYS_LOST,FTE_DAYS_AVAILABLE,SICKNESS_ABSENCE_RATE_PERCENT'
const sicknessLine = (date: string, code: string, lost: string, rate = '5') => `${date},Y,Y,Q,Q,${code},R,Acute,${lost},100,${rate}`

describe('FTE above what one person can work', () => {
  test.each([
    { case: 'is held back in a file of people', personLevel: true, fte: 1.51, held: 1 },
    { case: 'passes at the ceiling', personLevel: true, fte: 1.5, held: 0 },
    { case: 'passes in a file of organisations', personLevel: false, fte: 250, held: 0 },
  ])('$case', ({ personLevel, fte, held }) => expect(judge(file([count(2, fte)], { personLevel })).rows.quarantined).toBe(held))

  test('is said for more rows than a call takes arguments', () => {
    const rows = Array.from({ length: 200_000 }, (_, at) => count(at + 2, at === 7 ? 9 : 2, { place: `R${at}` }))
    expect(findingOf(file(rows, { personLevel: true }), 'fte-above-one-person')?.says).toContain('largest 9')
    const below = Array.from({ length: 200_000 }, (_, at) => count(at + 2, at === 7 ? -9 : -2, { place: `R${at}` }))
    expect(findingOf(file(below), 'negative-fte')?.says).toContain('lowest −9')
  })

  test('says how much FTE waits and the legitimate exception', () => {
    const found = findingOf(file([count(2, 11.94), count(3, 2)], { personLevel: true }), 'fte-above-one-person')!
    expect(found.says).toMatch(/^2 rows have FTE above 1\.5 \(largest 11\.9\); 13\.9 FTE held back/)
    expect(found.because).toContain('covers several people')
  })
})

describe('rules about the shape of a file', () => {
  test.each([
    { case: 'a short row', raw: ['R2'], held: 1 },
    { case: 'a long row', raw: ['R2', '1', 'x'], held: 1 },
    { case: 'empty cells past the header', raw: ['R2', '1', '', ' '], held: 0 },
  ])('$case: $held held back', ({ raw, held }) => expect(judge(file([count(2, 1, { raw })], { header: ['code', 'fte'], headerRow: 1 })).rows.quarantined).toBe(held))

  test.each([
    { case: 'two columns under one heading that differ', raw: ['R2', '1', '2'], header: ['code', 'fte', 'fte '], held: 1 },
    { case: 'two columns under one heading that agree', raw: ['R2', '1', '1'], header: ['code', 'fte', 'fte'], held: 0 },
    { case: 'two columns that head nothing', raw: ['R2', '1', ''], header: ['code', '', ''], held: 0 },
  ])('$case: $held held back', ({ raw, header, held }) => expect(judge(file([count(2, 1, { raw })], { header, headerRow: 1 })).rows.quarantined).toBe(held))

  test('a heading that stands twice stops the file and names the columns', async () => {
    const twice = await read([sicknessHeader.replace('ORG_TYPE,', 'ORG_TYPE,FTE_DAYS_LOST,'), ...['R1', 'R2'].map((code) => sicknessLine('30/04/2024', code, '5').replace('Acute,', 'Acute,7,'))].join('\n'))
    expect(findingOf(twice, 'heading-twice')).toMatchObject({ severity: 'stop-file', row: 2, column: 'FTE_DAYS_LOST', found: 'columns 9 and 10 under one heading, and they differ' })
    expect(judge(twice).rows).toMatchObject({ loaded: 0, quarantined: 2 })
  })

  test('a stray letter and empty headings are said, and ages as headings are not strays', () => {
    expect(findingOf(file([count(2, 1)], { header: ['code', 'fte', '', 'a'] }), 'stray-columns')).toMatchObject({ severity: 'warn', count: 2 })
    expect(findingOf(file([count(2, 1)], { header: ['code', '0', '1'] }), 'stray-columns')).toBeUndefined()
  })

  test('spaces around cells and an encoding that is not UTF-8 are said and lose nothing', () => {
    const padded = file([count(2, 1, { raw: ['R2 ', '1'] })], { encoding: 'windows-1252' })
    expect(judge(padded).rows.loaded).toBe(1)
    expect([findingOf(padded, 'surrounding-spaces')?.count, findingOf(padded, 'not-utf-8')?.found]).toEqual([1, 'windows-1252'])
  })

  test('a code that a spreadsheet read as a number is said and kept', () => {
    expect(findingOf(file([count(2, 3.2, { place: '50' })]), 'code-read-as-number')).toMatchObject({ severity: 'warn', found: '50', fte: 3.2 })
  })
})

describe('notes that contradict the figures', () => {
  const note = { rule: 'publisher-note', says: 'The publisher notes: FTE figures have been rounded to the nearest whole number' }
  test.each([{ fte: 0.5, faults: 1 }, { fte: 3, faults: undefined }])('FTE of $fte under “rounded to the nearest whole number”', ({ fte, faults }) => {
    expect(findingOf(file([count(2, fte)], { declares: [note] }), 'notes-contradict')?.count).toBe(faults)
  })
})

describe('totals are checked against their parts', () => {
  test.each([{ total: '37', faults: undefined }, { total: '37.5', faults: 1 }])('of staff groups: 15 + 5 + 10 + 7 against $total', async ({ total, faults }) => {
    expect(findingOf(await read(turnover(total)), 'turnover-total')?.count).toBe(faults)
  })

  test.each([{ total: '12', faults: undefined }, { total: '13', faults: 1 }])('of providers: 5 + 7 against $total', async ({ total, faults }) => {
    const header = 'Period,Org Code,Parent Org,Org name,A&E attendances Type 1,A&E attendances Type 2,A&E attendances Other A&E Department,Other emergency admissions'
    const given = await read(`${header}\nMSitAE-APRIL-2024,R9Z,X,A,5,0,0,0\nMSitAE-APRIL-2024,R9Y,X,B,7,0,0,0\nTOTAL,TOTAL,TOTAL,TOTAL,${total},0,0,0\n`)
    expect(findingOf(given, 'activity-total')?.count).toBe(faults)
  })

  test.each([{ uk: 60, faults: undefined }, { uk: 61, faults: 1 }])('of nations: 10 + 20 + 30 against $uk', async ({ uk, faults }) => {
    const given = await read(['sex,Code,Name,Geography,age,count', `females,K02000001,UNITED KINGDOM,Country,0,${uk}`, 'females,E92000001,ENGLAND,Country,0,10', 'females,W92000004,WALES,Country,0,20', 'females,S92000003,SCOTLAND,Country,0,30'].join('\n'))
    expect(findingOf(given, 'population-total')?.count).toBe(faults)
  })

  test.each([{ rate: '5', faults: undefined }, { rate: '5.01', faults: 1 }])('of absence: 5 of 100 days is 5 per cent, against $rate', async ({ rate, faults }) => {
    const given = await read(`${sicknessHeader}\n${sicknessLine('28/02/2025', 'R1', '5', rate)}\n`)
    expect(findingOf(given, 'published-rate-agrees')?.count).toBe(faults)
  })

  test('more days lost than available are held back, and so are negative ones', async () => {
    const given = await read([sicknessHeader, sicknessLine('28/02/2025', 'R1', '101'), sicknessLine('28/02/2025', 'R2', '-1'), sicknessLine('28/02/2025', 'R3', '5')].join('\n'))
    expect(judge(given).quarantine.map(({ rule }) => rule)).toEqual(['lost-within-available', 'out-of-range'])
  })

  test('cells that cannot be read are held back by what they should have been', async () => {
    const given = await read([sicknessHeader, sicknessLine('31/02/2025', 'R1', '5'), sicknessLine('28/02/2025', '', '5'), sicknessLine('28/02/2025', 'R3', 'five')].join('\n'))
    expect(judge(given).quarantine.map(({ rule }) => rule)).toEqual(['unreadable-date', 'unknown-code', 'unreadable-number'])
  })

  test('known breaks are declared for the years the file holds', async () => {
    const given = await read(`${turnover('37').replaceAll('202409 to 202509', '201809 to 201909')}\n`)
    expect(findingOf(given, 'series-break')).toMatchObject({ severity: 'declare', count: 2 })
    expect(findingOf(await read(turnover('37')), 'series-break')).toBeUndefined()
  })
})

describe('every rule', () => {
  const all = [...rules, repeatedRow, contradictingRow]
  test('is a file of its own name, and every such file is asked', () => {
    const files = readdirSync(new URL('rules/', import.meta.url), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile() && entry.name !== 'declared.ts').map((entry) => entry.name.replace('.ts', ''))
    expect(all.map(({ id }) => id).toSorted()).toEqual(files.toSorted())
  })

  test('has its own name, one sentence and a reason', () => {
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length)
    for (const { id, says, because } of all) expect([/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id), says.length > 10, because.length > 30]).toEqual([true, true, true])
  })

  test('and every trait that a source declares is explained', async () => {
    for (const source of sources.filter(({ columns, id }) => columns.length > 0 && id !== 'icb-boundaries')) {
      const answer = await readArrived({ name: 'a header', bytes: new TextEncoder().encode(`${source.columns.map((column) => `"${column}"`).join(',')}\n`) })
      if (isRefusal(answer)) throw new Error(answer.code)
      for (const { rule } of answer.read.declares) expect([rule, declaredBecause.has(rule)]).toEqual([rule, true])
    }
  })
})
