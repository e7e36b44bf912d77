import { readXlsx, writeXlsx } from 'hucre/xlsx'
import { describe, expect, test } from 'vitest'
import { sheetXml, workbookOf } from '../../tests/fault/hostile/workbook-parts.ts'
import { isRefusal, type Refusal } from '../units/refusal.ts'
import { openFile } from './open-file.ts'
import type { OpenedFile } from './source.ts'

const utf8 = (text: string) => new TextEncoder().encode(text)
const utf16 = (text: string, order: 'le' | 'be', mark: boolean) => {
  const units = [...(mark ? '\ufeff' : ''), ...text].map((letter) => letter.charCodeAt(0))
  return new Uint8Array(units.flatMap((unit) => (order === 'le' ? [unit & 255, unit >> 8] : [unit >> 8, unit & 255])))
}
const open = (bytes: Uint8Array) => openFile({ name: 'a file', bytes })
const grid = async (bytes: Uint8Array) => {
  const opened = await open(bytes)
  if (isRefusal(opened)) throw new Error(opened.code)
  return opened.grids[0]!
}
const code = async (bytes: Uint8Array) => (await open(bytes) as Refusal).code

const sheetAlone = (xml: string) => workbookOf([{ name: 'Data', xml }])
const workbook = async () => new Uint8Array(await writeXlsx({ sheets: [
  { name: 'Notes', rows: [['Notes:'], ['Rounded']] },
  { name: 'Data', rows: [['Month', 'FTE', 'On'], ['2017-SEP', 0.1, new Date(Date.UTC(2017, 8, 30))], [null, 251.14031, null], ['=1+1', true, null]] },
] }))

describe('a text file is opened', () => {
  test.each([
    { as: 'utf-8', bytes: utf8('code,name\nR0A,Ynys Môn\n') },
    { as: 'utf-8 with byte-order mark', bytes: utf8('\ufeffcode,name\nR0A,Ynys Môn\n') },
    { as: 'utf-16le', bytes: utf16('code,name\nR0A,Ynys Môn\n', 'le', true) },
    { as: 'utf-16be', bytes: utf16('code,name\nR0A,Ynys Môn\n', 'be', true) },
    { as: 'utf-16le', bytes: utf16('code,name\nR0A,Ynys Môn\n', 'le', false) },
    { as: 'utf-16be', bytes: utf16('code,name\nR0A,Ynys Môn\n', 'be', false) },
    { as: 'windows-1252', bytes: new Uint8Array([...utf8('code,name\nR0A,Ynys M'), 0xf4, ...utf8('n\n')]) },
  ])('in $as with the same cells', async ({ as, bytes }) => {
    const found = await grid(bytes)
    expect(found.encoding).toBe(as)
    expect(found.rows).toEqual([['code', 'name'], ['R0A', 'Ynys Môn']])
  })

  test('in Windows-1252 with its dashes and curly quotes, which Latin-1 lacks', async () => {
    expect((await grid(new Uint8Array([...utf8('role\nDirector '), 0x96, 0x20, 0x93, 0x94, 0x0a]))).rows[1]).toEqual(['Director – “”'])
  })

  test.each([
    { delimiter: ',' }, { delimiter: ';' }, { delimiter: '\t' }, { delimiter: '|' }, { delimiter: '^' }, { delimiter: '~' }, { delimiter: '¦' }, { delimiter: '\u001f' },
  ])('with the delimiter $delimiter', async ({ delimiter }) => {
    const text = [['code', 'name', 'fte'], ['R0A', 'Manchester', '1.5'], ['R0B', 'Sunderland', '2']].map((row) => row.join(delimiter)).join('\n')
    const found = await grid(utf8(text))
    expect(found.delimiter).toBe(delimiter)
    expect(found.rows[2]).toEqual(['R0B', 'Sunderland', '2'])
  })

  test('with commas inside quotes when the delimiter is a semicolon, and line breaks inside a cell', async () => {
    const found = await grid(utf8('name;fte\n"Leicester, Leicestershire, Rutland";1\n"two\nlines";2\n'))
    expect(found.rows).toEqual([['name', 'fte'], ['Leicester, Leicestershire, Rutland', '1'], ['two\nlines', '2']])
  })

  test.each([
    { case: 'rows shorter and longer than the header', text: 'a,b\n1\n1,2,3\n', rows: [['a', 'b'], ['1'], ['1', '2', '3']] },
    { case: 'mixed line ends', text: 'a,b\r\n1,2\n3,4\r\n', rows: [['a', 'b'], ['1', '2'], ['3', '4']] },
    { case: 'a stray quote inside a cell', text: 'a,b\n6" pipe,2\n', rows: [['a', 'b'], ['6" pipe', '2']] },
    { case: 'a heading called __proto__', text: '__proto__,constructor\n1,2\n', rows: [['__proto__', 'constructor'], ['1', '2']] },
    { case: 'cells that look like formulas', text: 'a,b\n=1+1,@SUM(A1)\n', rows: [['a', 'b'], ['=1+1', '@SUM(A1)']] },
    { case: 'spaces around cells', text: 'a,b\n 00D ,x\n', rows: [['a', 'b'], [' 00D ', 'x']] },
    { case: 'a single column', text: 'code\nR0A\n', rows: [['code'], ['R0A']] },
  ])('with $case kept exactly as found', async ({ text, rows }) => expect((await grid(utf8(text))).rows).toEqual(rows))
})

describe('a workbook is opened', () => {
  test('to the cells another reader sees, dates as days and empty cells as empty text', async () => {
    const opened = await open(await workbook()) as OpenedFile
    expect(opened.grids.map(({ sheet }) => sheet)).toEqual(['Notes', 'Data'])
    expect(opened.grids[1]!.rows[1]).toEqual(['2017-SEP', '0.1', '2017-09-30'])
    expect(opened.grids[1]!.rows[2]!.slice(0, 2)).toEqual(['', '251.14031'])
    expect(opened.grids[1]!.rows[3]!.slice(0, 2)).toEqual(['=1+1', 'TRUE'])
    expect((await readXlsx(await workbook())).sheets).toHaveLength(2)
  })

  test.each([10, 50, 90])('and refused when cut after %i per cent', async (percent) => {
    const whole = await workbook()
    expect(await code(whole.subarray(0, Math.floor(whole.length * percent / 100)))).toBe('damaged-workbook')
  })

  test('and refused before unpacking when its directory states more than we hold', async () => {
    const bytes = await workbook()
    const view = new DataView(bytes.buffer, bytes.byteOffset)
    let at = bytes.length - 22
    while (view.getUint32(at, true) !== 0x06054b50) at -= 1
    view.setUint32(view.getUint32(at + 16, true) + 24, 4_000_000_000, true)
    expect(await code(bytes)).toBe('too-large')
  })

  test('and refused before unpacking when an entry leaves its sizes to a record after its data', async () => {
    const bytes = await workbook()
    const view = new DataView(bytes.buffer, bytes.byteOffset)
    for (let at = 0; at < bytes.length - 4; at += 1) {
      if (view.getUint32(at, true) !== 0x02014b50) continue
      view.setUint16(at + 8, 8, true)
      view.setUint16(at + 10, 8, true)
      view.setUint32(at + 20, 0, true)
      view.setUint32(at + 24, 0, true)
    }
    expect(await code(bytes)).toBe('too-large')
  })

  test('and refused when the markup of a sheet does not close, whatever could be guessed of it', async () => {
    const whole = sheetXml([['fte'], [10]])
    expect((await grid(sheetAlone(whole))).rows).toEqual([['fte'], ['10']])
    for (const xml of [whole.replace('<v>10</v>', '<v>10<><v>10</v>'), whole.slice(0, -3), whole.replace('</row>', ''), `<!DOCTYPE x>${whole}`, whole.replace('</c>', '</d>')]) expect(await code(sheetAlone(xml))).toBe('damaged-workbook')
  })

  test('without the sheets that nobody sees', async () => {
    const book = new Uint8Array(await writeXlsx({ sheets: [{ name: 'Draft', hidden: true, rows: [['old']] }, { name: 'Data', rows: [['new']] }, { name: 'Older', veryHidden: true, rows: [['older']] }] }))
    const opened = await open(book) as OpenedFile
    expect(opened.grids.map(({ sheet }) => sheet)).toEqual(['Data'])
  })

  test('with a day past the calendar said, and never as an empty cell', async () => {
    const opened = await open(new Uint8Array(await writeXlsx({ sheets: [{ name: 'Data', rows: [['on'], [1e12]], columns: [{ numFmt: 'yyyy-mm-dd' }] }] }))) as OpenedFile
    expect(opened.grids[0]?.rows[1]).toEqual(['no day of the calendar'])
  })

  test.each([
    { case: 'is wider than any table', rows: [Array.from({ length: 2_001 }, () => 'x')], as: 'too-many-columns' },
    { case: 'holds half of a surrogate pair', rows: [['a', '_xD83D_']], as: 'unreadable-file' },
  ])('and refused when a sheet $case', async ({ rows, as }) => {
    expect(await code(sheetAlone(sheetXml(rows)))).toBe(as)
  })

  test('and refused when an archive is no workbook', async () => {
    expect(await code(new Uint8Array([0x50, 0x4b, 0x05, 0x06, ...new Uint8Array(18)]))).toBe('damaged-workbook')
  })
})

describe('a file is refused', () => {
  const oldContainer = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]
  test.each([
    { case: 'empty', bytes: new Uint8Array(), as: 'empty-file' },
    { case: 'only blank lines', bytes: utf8('\n \n'), as: 'empty-file' },
    { case: 'a workbook of before 2007', bytes: new Uint8Array([...oldContainer, 0, 0]), as: 'legacy-xls' },
    { case: 'a workbook locked with a password', bytes: new Uint8Array([...oldContainer, ...utf16('EncryptedPackage', 'le', false)]), as: 'locked-workbook' },
    { case: 'a picture', bytes: new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]), as: 'unreadable-file' },
    { case: 'bytes of no encoding we know', bytes: new Uint8Array([0x61, 0x81, 0x8d, 0x62]), as: 'unreadable-file' },
    { case: 'a byte-order mark and then broken UTF-8', bytes: new Uint8Array([0xef, 0xbb, 0xbf, 0x61, 0xff]), as: 'unreadable-file' },
    { case: 'a quote that is never closed', bytes: utf8('a,b\n"R0A,1\nR0B,2\n'), as: 'unreadable-file' },
    { case: 'ten thousand columns', bytes: utf8(`${'a,'.repeat(9_999)}a\n`), as: 'too-many-columns' },
  ])('when it is $case', async ({ bytes, as }) => expect(await code(bytes)).toBe(as))

  test('and told how to convert an old workbook', async () => {
    expect((await open(new Uint8Array(oldContainer)) as Refusal).next).toContain('save it as .xlsx')
  })
})

describe('JSON is opened', () => {
  test('by its content', async () => {
    expect(await open(utf8(' {"type":"FeatureCollection","features":[]}'))).toMatchObject({ kind: 'json', value: { type: 'FeatureCollection' } })
  })

  test.each([
    { case: 'a NUL', text: String.raw`{"a":"\u0000"}`, refused: true },
    { case: 'half of a surrogate pair', text: String.raw`{"a":"\ud83d"}`, refused: true },
    { case: 'the other half', text: String.raw`{"a":"\uDE00"}`, refused: true },
    { case: 'a whole pair', text: String.raw`{"a":"\ud83d\ude00"}`, refused: false },
  ])('and refused if it must be: with $case', async ({ text, refused }) => expect(isRefusal(await open(utf8(text)))).toBe(refused))

  test('without a key named __proto__ changing any object', async () => {
    await open(utf8('{"__proto__":{"polluted":1}}'))
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
  })
})
