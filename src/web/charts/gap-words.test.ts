import { expect, test } from 'vitest'
import { sayGapRangeAlone } from './gap-words.ts'

test.each([
  [7, 347, 'short by 7 to 347'],
  [-347, -7, 'over by 7 to 347'],
  [-335, 9, 'over by 335 to short by 9'],
  [0, 12, 'short by 0 to 12'],
  [-12, 0, 'over by 0 to 12'],
])('a range from %d to %d alone: %s', (p10, p90, says) => expect(sayGapRangeAlone({ p2_5: p10, p10, p50: (p10 + p90) / 2, p90, p97_5: p90 })).toBe(says))
