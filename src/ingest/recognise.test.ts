import { describe, expect, test } from 'vitest'
import { isRefusal, sayRefusal, type Refusal } from '../units/refusal.ts'
import { skippedCodes } from './not-data.ts'
import { openFile } from './open-file.ts'
import { recognise } from './recognise.ts'
import type { OpenedFile } from './source.ts'
import { sources } from './sources.ts'

const open = async (text: string): Promise<OpenedFile> => {
  const opened = await openFile({ name: 'x', bytes: new TextEncoder().encode(text) })
  if (isRefusal(opened)) throw new Error(opened.code)
  return opened
}
const refusal = async (text: string) => recognise(await open(text), 'list.csv') as Refusal

describe('a file is recognised', () => {
  test.each(sources.filter(({ columns, id }) => columns.length > 0 && id !== 'icb-boundaries').map(({ id, columns }) => ({ id, columns })))('as $id by its header alone, in any order and below a title', async ({ id, columns }) => {
    const header = [...columns].reverse().map((column) => `"${column}"`).join(',')
    expect(recognise(await open(`A title\n\n${header}\n`))).toMatchObject({ id })
  })

  test('as the list of trusts without a header by the shape of its rows', async () => {
    const row = `R9Z,A TRUST,Y60,QGH${','.repeat(7)}20171001${','.repeat(16)}\n`
    expect(recognise(await open(`${row}${row}`))).toMatchObject({ id: 'ods-trusts' })
  })

  test('as boundaries by the properties of its shapes', async () => {
    expect(recognise(await open('{"type":"FeatureCollection","features":[{"properties":{"icb22cdh":"QYG"}}]}'))).toMatchObject({ id: 'icb-boundaries' })
  })
})

describe('a file nobody recognises', () => {
  test('is refused with the nearest source and the columns that differ', async () => {
    const found = await refusal('YEAR,ORG_CODE,SIMPLE_NURSES_FTE\n2009,R0A,1\n')
    expect(found.code).toBe('unknown-file')
    expect(found.kind).toBe('input')
    expect(found.need).toContain('history-consultants')
    expect(found.need).toContain('also needs SIMPLE_CONSULTANTS_FTE')
    expect(found.need).toContain('does not have SIMPLE_NURSES_FTE')
  })

  test('is refused without a nearest source when nothing is shared', async () => {
    expect(sayRefusal(await refusal('fruit,price\napple,1\npear,2\n'))).toContain('cadre sources')
  })

  test('without headings is refused without quoting anybody', async () => {
    const said = sayRefusal(await refusal('Fernwick,Ada,14/02/1980,ZZ123456C,Midwife\nThistlewood,Bo,03/07/1971,ZZ123457C,Midwife\n'))
    expect(said).toContain('No table we know')
    for (const secret of ['Fernwick', 'Ada', '1980', 'ZZ123456C', 'Thistlewood']) expect(said).not.toContain(secret)
  })

  test('is refused when it is JSON of another kind', async () => expect((await refusal('{"type":"Topology"}')).code).toBe('unknown-file'))
})

describe('a file that is no data', () => {
  test.each([
    { case: 'a list of downloaded files', text: 'Dataset,ReportingMonth,FileName,FileSizeBytes,SHA256,SourceUrl,DownloadedAt\nA,2024-04,a.csv,1,AA,https://example.org,2026\n', as: 'listing-not-data' },
    { case: 'a document with a heading', text: '# Data, as found\n\n| a | b |\n|---|---|\n| 1 | 2 |\n', as: 'document-not-data' },
    { case: 'plain prose', text: 'These files were gathered from public mirrors last year.\nThey are for testing, and must not be copied, edited or shared.\nAsk the publisher if a figure looks wrong to you.\n', as: 'document-not-data' },
  ])('is passed over: $case', async ({ text, as }) => {
    const found = await refusal(text)
    expect(found.code).toBe(as)
    expect(skippedCodes.has(found.code)).toBe(true)
  })
})

test('sources have distinct names, a title and a licence', () => {
  expect(new Set(sources.map(({ id }) => id)).size).toBe(sources.length)
  for (const source of sources) expect([source.title, source.licence].every((words) => words.length > 5)).toBe(true)
})
