import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { roomForRecords, slackBytes } from './records.ts'
import { wordList } from './word-list.ts'

const words = fc.array(fc.oneof(fc.string({ maxLength: 5 }), fc.string({ minLength: 10, maxLength: 30 }), fc.constantFrom('', 'a', 'a\u0000', 'Nursing and Midwifery Registered', 'Nursing and Midwifery Unregistered')), { maxLength: 400 })

test('words are numbered in the order first met, and each is kept byte for byte', () => {
  fc.assert(fc.property(words, (texts) => {
    const [list, known] = [wordList(), new Map<string, number>()]
    for (const text of texts) {
      if (!known.has(text)) known.set(text, known.size)
      const bytes = new TextEncoder().encode(text)
      // What stands after a word means nothing.
      const view = new DataView(new Uint8Array([...bytes, ...new Uint8Array(12).fill(7)]).buffer)
      expect(list.numberOf(view, 0, bytes.length)).toBe(known.get(text))
    }
    expect(list.size).toBe(known.size)
    for (const [text, number] of known) expect(new TextDecoder().decode(list.bytesOf(number))).toBe(text)
  }))
})

/** Texts as the second of two cells of each record. */
function recordsOf(texts: readonly string[]) {
  const cells = texts.map((text) => new TextEncoder().encode(text))
  const records = roomForRecords(new Uint8Array([...cells.flatMap((cell) => [...cell]), ...new Uint8Array(slackBytes).fill(7)]), Math.max(1, texts.length))
  let at = 0
  for (const [record, { length }] of cells.entries()) {
    records.firstCell[record] = record * 2
    records.starts[record * 2 + 1] = at
    at += length
    records.ends[record * 2 + 1] = at
  }
  return records
}

test('cells of records get the numbers that their words get one by one, also in a list that was carried elsewhere half way', () => {
  fc.assert(fc.property(words, words, (before, after) => {
    const [one, other] = [wordList(), wordList()]
    const numbers = [...before, ...after].map((text) => one.numberOf(recordsOf([text]).view, 0, new TextEncoder().encode(text).length))
    const into = new Int32Array(numbers.length)
    const [first, second] = [recordsOf(before), recordsOf(after)]
    other.numberCells(first, first.firstCell, 1, before.length, into, 0)
    const carried = wordList(structuredClone(other.handOver()))
    expect(other.size).toBe(0)
    carried.numberCells(second, second.firstCell, 1, after.length, into, before.length)
    expect([...into]).toEqual(numbers)
  }))
})
