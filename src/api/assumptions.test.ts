import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { flagsOf, readLibrary, readLibraryText } from './assumption-library.ts'
import { listAssumptions, writeAssumptionsCsv } from './assumptions.ts'

const turnover = new URL('../../../shared/real/turnover/turnover1_england_extract_2010_2025.csv', import.meta.url)

test('the library holds forty entries and more, each with a source somebody else can find, in hand before it went in', async () => {
  const library = await readLibrary()
  expect(library.length).toBeGreaterThanOrEqual(40)
  for (const { id, source, review } of library) expect([id, source.address?.startsWith('http') ?? source.file !== undefined, source.seen < review || flagsOf(library.find((one) => one.id === id), 1, source.seen).length > 0]).toEqual([id, true, true])
})

test('an entry past its review date, or taken in another edition, is flagged', async () => {
  const entry = (await readLibrary()).find(({ id }) => id === 'leaving-nurses-england')!
  const renewed = { ...entry, edition: 3, review: '2027-01-31' }
  expect(flagsOf(renewed, 3, '2027-01-31')).toEqual([])
  expect(flagsOf(renewed, 3, '2027-02-01')).toEqual(['Its review was due on 31 January 2027.'])
  expect(flagsOf(renewed, 2, '2027-01-01')).toEqual(['The library has edition 3 of it now; this is edition 2.'])
})

test('it is narrowed by group and by words, and written as csv with its sources', async () => {
  const cost = await listAssumptions({ group: 'Cost', find: 'abroad' }, '2026-11-22')
  expect(cost.entries.map(({ id, value, range }) => [id, value, range?.low, range?.high])).toEqual([['cost-nurse-from-abroad', 11000, 10000, 12000]])
  expect(writeAssumptionsCsv(cost).text).toContain('cost-nurse-from-abroad,1,Cost,')
})

const good = { id: 'an-entry', what: 'x', value: 1, unit: '%', says: 'x', grade: 'A', owner: 'x', review: '2027-01-01', applies: 'x', source: { title: 't', publisher: 'p', date: '2026', address: 'https://example.org', seen: '2026-01-01' } }
test.each([
  { case: 'without an address or a file', entry: { ...good, source: { ...good.source, address: undefined } }, says: /address or a file/ },
  { case: 'with a value outside its range', entry: { ...good, range: { low: 2, high: 3, says: 'x' } }, says: /outside its range/ },
  { case: 'without a grade', entry: { ...good, grade: undefined }, says: /grade/ },
])('an entry $case is none', ({ entry, says }) => {
  expect(() => readLibraryText(JSON.stringify({ group: 'g', entries: [entry] }), 'x.yaml')).toThrow(says)
})

/** Published rows by staff group, kind and last year of the period. */
function published(): Map<string, { heads: number; fte: number }> {
  const rows = readFileSync(turnover, 'utf8').trimEnd().split('\n').slice(1).map((line) => [...line.matchAll(/("([^"]*)"|[^,]*)(,|$)/g)].map(([, bare, quoted]) => (quoted ?? bare ?? '').trim()))
  return new Map(rows.map(([period = '', type = '', , , main = '', group = '', heads, fte]) => [`${group}${group === 'All staff groups' && main !== group ? ` of ${main}` : ''}|${type}|${period.slice(-6, -2)}`, { heads: Number(heads), fte: Number(fte) }]))
}

describe.skipIf(!existsSync(turnover))('numbers reckoned from published files are what the files say (skipped without ../shared/real)', () => {
  const groups = [['nurses', 'Nurses & health visitors'], ['midwives', 'Midwives'], ['consultants', 'HCHS doctors - Consultant'], ['all-staff', 'All staff groups'], ['scientific-therapeutic', 'Scientific, therapeutic & technical staff'], ['support-to-clinicians', 'Support to doctors, nurses & midwives']] as const

  test.each(groups)('%s', async (slug, group) => {
    const [library, rows] = [await readLibrary(), published()]
    const stock = (year: number) => rows.get(`${group}|Denominator at end of period|${year}`)!
    const leaving = Array.from({ length: 12 }, (_, at) => 2014 + at).flatMap((year) => {
      const opening = rows.get(`${group}|Denominator at end of period|${year - 1}`) ?? rows.get(`${group}|Denominator at start of period|${year}`)
      return opening === undefined ? [] : [(100 * rows.get(`${group}|Leavers|${year}`)!.heads) / ((opening.heads + stock(year).heads) / 2)]
    })
    const of = (id: string) => library.find((one) => one.id === id)
    expect(of(`leaving-${slug}-england`)).toMatchObject({ value: Number(leaving.at(-1)!.toFixed(2)), range: { low: Number(Math.min(...leaving).toFixed(2)), high: Number(Math.max(...leaving).toFixed(2)) } })
    const fte = of(`fte-per-head-${slug === 'scientific-therapeutic' ? 'therapists' : slug}`)
    if (fte !== undefined) expect(fte.value).toBe(Number((stock(2025).fte / stock(2025).heads).toFixed(3)))
    const growth = of(`growth-${slug}`)
    if (growth !== undefined) expect(growth.value).toBe(Number((100 * (stock(2025).fte / stock(2024).fte - 1)).toFixed(2)))
  })
})
