import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { usualSeed } from './demonstration.ts'
import { makeNation } from './nation.ts'

const real = new URL('../../../shared/real/', import.meta.url)
const nation = makeNation(usualSeed)
const named = [nation, ...nation.regions, ...nation.systems, ...nation.formerSystems, ...nation.employers, ...nation.universities]
const coded = [nation, ...nation.regions, ...nation.systems, ...nation.formerSystems, ...nation.employers]

describe('names in the demonstration nation are invented', () => {
  test('no two places share a name', () => {
    expect(new Set(named.map((one) => plain(one.name))).size).toBe(named.length)
  })

  test('no code has the form of a published one', () => {
    // Organisation codes are 3 to 6 letters and digits, area codes E, W, S, N, K with eight digits: none has a hyphen, none is DEMO.
    for (const { code } of coded) expect(code === 'DEMO' || /^DM-[A-Z]\d{1,3}$/.test(code), code).toBe(true)
  })

  test('no name carries a brand of the real service', () => {
    for (const { name } of named) expect(name).not.toMatch(/\bNHS\b|England|Foundation Trust|Integrated Care (Board|System)/i)
  })
})

describe.skipIf(!existsSync(real))('names compared with the published ones (skipped where ../shared/real is absent)', () => {
  test('there are names to compare with', () => {
    expect(publishedNames().has('manchester university nhs foundation trust')).toBe(true)
    expect(publishedNames().size).toBeGreaterThan(10_000)
  })

  test('no made-up name or code is a published one', () => {
    const published = publishedNames()
    for (const { name } of named) expect(published.has(plain(name)), name).toBe(false)
    for (const { code } of coded) expect(published.has(plain(code)), code).toBe(false)
  })

  test('the place in the name of an employer or system is in no published name', () => {
    const words = new Set([...publishedNames()].flatMap((name) => name.split(' ')))
    for (const { name } of [...nation.employers, ...nation.systems, ...nation.formerSystems]) expect(words.has(plain(name).split(' ')[0]!), name).toBe(false)
  })
})

/** Columns with names or codes, by file; a digit stands for the column of a file without header. */
const files: readonly (readonly [file: string, columns: readonly string[]])[] = [
  ['org_reference/dim_organisation.csv', ['OrganisationCode', 'CanonicalOrganisationName', 'RegionCode', 'RegionName', 'ICSCode', 'ICSName']],
  ['org_reference/etr_nhsx-mirror_2022.csv', ['0', '1']],
  ['org_reference/gp-reg-pat-prac-map_2022.csv', ['PRACTICE_CODE', 'PRACTICE_NAME', 'PCN_CODE', 'PCN_NAME', 'CCG_CODE', 'CCG_NAME', 'STP_CODE', 'STP_NAME', 'COMM_REGION_CODE', 'COMM_REGION_NAME']],
  ['history/nhs_provider.csv', ['ORG_CODE', 'ORG_NAME']],
  ['sickness_absence/nhs_sickness_absence_2025-03.csv', ['ORG_CODE', 'ORG_NAME', 'ICS_CODE', 'ICS_NAME']],
  ['pcn/11.Primary Care Networks – September 2022 Individual Level.csv', ['PCN_CODE', 'PCN_NAME', 'SUB_ICB_NAME', 'ICB_NAME']],
  ['population/population20_ltla21.csv', ['ltla21_code', 'ltla21_name']],
]

/** Every published name and code, in its plain form. */
function publishedNames(): Set<string> {
  return new Set(files.flatMap(([file, columns]) => textsOf(file, columns).map(plain)))
}

function textsOf(file: string, columns: readonly string[]): string[] {
  const lines = cells(new TextDecoder(file.startsWith('pcn') ? 'windows-1252' : 'utf-8').decode(readFileSync(new URL(encodeURI(file), real))))
  const header = lines[0]!
  const places = columns.map((column) => (/^\d$/.test(column) ? Number(column) : header.indexOf(column)))
  for (const [index, place] of places.entries()) if (place < 0) throw new Error(`${file} has no column ${columns[index]}`)
  return lines.flatMap((line) => places.map((place) => line[place] ?? ''))
}

/** Cells of a csv whose quoted cells hold no line breaks: enough for names. */
function cells(text: string): string[][] {
  return text.replace(/^\uFEFF/, '').split(/\r?\n/).map((line) => [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map((found) => found[1]!.replace(/^"|"$/g, '')))
}

/** Letters and digits only, in lower case, single spaces: how two names are the same name. */
function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]+/g, ' ').trim()
}
