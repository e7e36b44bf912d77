import { expect, test } from 'vitest'
import { isRefusal, refuse, sayRefusal } from './refusal.ts'

const refusal = refuse('unknown-area', 'absent', {
  doing: 'Looking for the area “Atlantis”',
  found: 'no area of that name or code',
  need: 'Give the code or the name of an area that is loaded',
  next: 'List them with `cadre query --measure fte --by ics`',
})

test('a refusal says what we were doing, what we found, what we need and what to do next', () => {
  expect(sayRefusal(refusal)).toBe('Looking for the area “Atlantis”: no area of that name or code. Give the code or the name of an area that is loaded. List them with `cadre query --measure fte --by ics`.')
})

test.each([
  { what: 'a refusal', value: refusal, is: true },
  { what: 'nothing', value: null, is: false },
  { what: 'a text', value: 'refused', is: false },
  { what: 'an answer that says it was not refused', value: { refused: null }, is: false },
])('$what is a refusal: $is', ({ value, is }) => expect(isRefusal(value)).toBe(is))
