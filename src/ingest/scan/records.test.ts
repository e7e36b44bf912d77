import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { roomForRecords, scanRecords, slackBytes, stopsOf } from './records.ts'
import { cellsOf } from './text-records.ts'

/** Read text as a file that comes in pieces of so many bytes. */
function recordsIn(text: string, piece = 1_000, delimiter = ','): { rows: string[][]; irregular: boolean } {
  const whole = new TextEncoder().encode(text)
  const room = roomForRecords(new Uint8Array(whole.length + piece + slackBytes), 7)
  const rows: string[][] = []
  let [irregular, at, end] = [false, 0, 0]
  for (let place = 0; place < whole.length || place === 0; place += piece) {
    room.bytes.set(whole.subarray(place, place + piece), end)
    end = Math.min(whole.length, place + piece)
    for (;;) {
      at = scanRecords(room, at, end, stopsOf(delimiter), end === whole.length)
      irregular ||= room.irregular
      if (room.count === 0) break
      for (let record = 0; record < room.count; record += 1) rows.push(cellsOf(room, record))
    }
  }
  return { rows, irregular }
}

describe('records are found', () => {
  test.each([
    { case: 'line by line', text: 'a,b\nc,d\n', rows: [['a', 'b'], ['c', 'd']] },
    { case: 'whatever ends them', text: 'a,b\r\nc,d\re,f', rows: [['a', 'b'], ['c', 'd'], ['e', 'f']] },
    { case: 'with nothing in them', text: ',\n\nx\n', rows: [['', ''], [''], ['x']] },
    { case: 'with a delimiter and a line end in quotation marks', text: '"a,1","b\n2"\nc,d', rows: [['a,1', 'b\n2'], ['c', 'd']] },
    { case: 'with quotation marks doubled', text: '"say ""yes""",""""\n"",x\n', rows: [['say "yes"', '"'], ['', 'x']] },
    { case: 'with a last cell that is empty', text: 'a,', rows: [['a', '']] },
    { case: 'with letters beyond ASCII', text: 'Infirmière,ß\n', rows: [['Infirmière', 'ß']] },
  ])('$case', ({ text, rows }) => {
    for (const piece of [1_000, 3, 1]) expect(recordsIn(text, piece)).toEqual({ rows, irregular: false })
  })

  test.each(['a"b,c\n', '"a"b,c\n'])('and a quotation mark out of place is told of: %s', (text) => {
    expect(recordsIn(text).irregular).toBe(true)
  })

  test('and a quotation mark never closed leaves its record unfound', () => {
    expect(recordsIn('a,b\n"c,d\n').rows).toEqual([['a', 'b']])
  })
})

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

test('what is written as csv is read as it was, in pieces of any size', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', ' ', 'é', '7'), maxLength: 6 })
  fc.assert(fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 20 }), fc.integer({ min: 1, max: 40 }), (rows, piece) => {
    expect(recordsIn(rows.map((row) => `${row.map(quoted).join(',')}\n`).join(''), piece)).toEqual({ rows, irregular: false })
  }))
})
