import { expect, test } from 'vitest'
import { sayLevers } from './describe-levers.ts'

test.each([
  [{ leaving: -0.1, joining: 0, participation: 0 }, '10 % fewer leavers'],
  [{ leaving: 0.05, joining: 0.125, participation: 0 }, '5 % more leavers and 12.5 % more joiners'],
  [{ leaving: -0.1, joining: -0.2, participation: -0.015 }, '10 % fewer leavers, 20 % fewer joiners and 1.5 % less FTE per head'],
  [{ leaving: 0, joining: 0, participation: 0 }, null],
])('%o is said as “%s”', (levers, says) => expect(sayLevers(levers)).toBe(says))

test('no levers are said as nothing', () => expect(sayLevers(undefined)).toBe(null))
