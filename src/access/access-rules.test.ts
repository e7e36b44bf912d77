import { expect, test } from 'vitest'
import { readScope } from './grant.ts'
import { judgePassword } from './password.ts'
import { waitAfter } from './throttle.ts'

const person = { name: 'Rowan Reader', email: 'r.reader@example.org' }

test.each([
  { password: 'four herons by the weir', says: null },
  { password: 'ÄÖÜ äöü ßéè123', says: null },
  { password: 'short words', says: 'it has 11 characters' },
  { password: 'aaaaaaaaaaaaaaaa', says: 'it repeats very few characters' },
  { password: 'abcdefghijklmn', says: 'it is a run of neighbouring characters' },
  { password: 'I am ROWAN by the weir', says: 'it holds your own name or e-mail address' },
  { password: 'x'.repeat(100) + 'abcdefgh'.repeat(20), says: 'it has more than 200 characters' },
])('the password “$password” is judged by its length and what it says: $says', ({ password, says }) => {
  expect(judgePassword(password, person)?.found ?? null).toBe(says)
})

test('failures make one wait, twice as long each time, and never for good', () => {
  expect([0, 4, 5, 6, 7, 10, 11, 50].map((failures) => waitAfter('account', failures))).toEqual([0, 0, 15, 30, 60, 480, 900, 900])
  expect([5, 19, 20, 21].map((failures) => waitAfter('address', failures))).toEqual([0, 0, 15, 30])
})

test.each([
  { text: 'everything', scope: { kind: 'everything', code: '' } }, { text: ' ICS: QXX ', scope: { kind: 'ics', code: 'QXX' } }, { text: 'organisation:RXX', scope: { kind: 'organisation', code: 'RXX' } },
  { text: 'everything:QXX', scope: null }, { text: 'ics', scope: null }, { text: 'ics:', scope: null }, { text: 'planet:X', scope: null }, { text: 'ics:Q:X', scope: null },
])('the scope “$text” is read', ({ text, scope }) => {
  expect(readScope(text)).toEqual(scope)
})
