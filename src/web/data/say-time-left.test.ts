import { expect, test } from 'vitest'
import { sayTimeLeft } from './say-time-left.ts'

test.each([
  [1, 'nearly done'],
  [4, 'about 4 seconds left'],
  [44, 'about 40 seconds left'],
  [100, 'about 2 minutes left'],
  [7000, 'about 2 hours left'],
])('%i seconds: %s', (seconds, says) => expect(sayTimeLeft(seconds)).toBe(says))
