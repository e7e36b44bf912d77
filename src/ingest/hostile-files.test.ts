import * as fc from 'fast-check'
import { writeXlsx } from 'hucre/xlsx'
import { describe, expect, test } from 'vitest'
import { isRefusal } from '../units/refusal.ts'
import { readArrived } from './read-arrived.ts'
import { sources } from './sources.ts'

/** Read bytes and say what came of it; a throw fails the test. */
const fate = async (bytes: Uint8Array) => {
  const answer = await readArrived({ name: 'anything', bytes })
  return isRefusal(answer) ? answer.code : answer.source.id
}
const known = new Set(['empty-file', 'legacy-xls', 'locked-workbook', 'damaged-workbook', 'too-large', 'too-many-columns', 'unreadable-file', 'unknown-file', 'listing-not-data', 'document-not-data', ...sources.map(({ id }) => id)])
const pieces = fc.array(fc.oneof(fc.constantFrom('"', ',', ';', '\n', '\r\n', '\t', '\u0000', 'YEAR', 'ORG_CODE', 'SIMPLE_MANAGERS_FTE', '__proto__', '=cmd()', '{', '['), fc.string()), { maxLength: 60 })

describe('whatever arrives is read or refused with a known code, never thrown', () => {
  test('any bytes', () => fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (bytes) => { expect(known).toContain(await fate(bytes)) })))

  test('any text with quotes, delimiters and headings in it', () => fc.assert(fc.asyncProperty(pieces, async (found) => { expect(known).toContain(await fate(new TextEncoder().encode(found.join('')))) })))

  test('any cells under a known header', () => fc.assert(fc.asyncProperty(fc.constantFrom(...sources.filter(({ columns }) => columns.length > 0)), fc.array(fc.array(fc.string(), { maxLength: 20 }), { maxLength: 8 }), async (source, rows) => {
    const quoted = [source.columns, ...rows].map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\n')
    expect(known).toContain(await fate(new TextEncoder().encode(quoted)))
  })))

  test('a workbook with any bytes changed', async () => {
    const whole = new Uint8Array(await writeXlsx({ sheets: [{ name: 'Data', rows: [['YEAR', 'ORG_CODE', 'SIMPLE_MANAGERS_FTE'], ['2009', 'R9Z', 1.5]] }] }))
    expect(await fate(whole)).toBe('history-managers')
    await fc.assert(fc.asyncProperty(fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 }), async (changes) => {
      const bytes = whole.slice()
      for (const [at, value] of changes) bytes[at] = value
      expect(known).toContain(await fate(bytes))
    }), { numRuns: 60 })
  })
})
