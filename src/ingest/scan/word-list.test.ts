import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { wordList } from './word-list.ts'

test('words are numbered in the order first met, and each is kept byte for byte', () => {
  const words = fc.array(fc.oneof(fc.string({ maxLength: 5 }), fc.string({ minLength: 10, maxLength: 30 }), fc.constantFrom('', 'a', 'a\u0000', 'Nursing and Midwifery Registered', 'Nursing and Midwifery Unregistered')), { maxLength: 400 })
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
