import { expect, test } from 'vitest'
import { formatNumber } from './format.ts'

test.each([
  { case: 'thousands are separated', value: 369758.94316, decimals: 2, said: '369,758.94' },
  { case: 'a million has two separators', value: 1377896.59128, decimals: 0, said: '1,377,897' },
  { case: 'half goes away from zero on the decimal text', value: 1.005, decimals: 2, said: '1.01' },
  { case: 'nines carry into a new digit', value: 999.96, decimals: 1, said: '1,000.0' },
  { case: 'a negative number has a true minus sign', value: -1234.5, decimals: 1, said: '−1,234.5' },
  { case: 'what rounds to nothing has no minus sign', value: -0.04, decimals: 1, said: '0.0' },
  { case: 'very small numbers are written out', value: 1e-7, decimals: 2, said: '0.00' },
  { case: 'very large numbers are written out', value: 1e21, decimals: 0, said: '1,000,000,000,000,000,000,000' },
  { case: 'a number that is no number is a dash', value: Number.NaN, decimals: 2, said: '–' },
])('$case', ({ value, decimals, said }) => {
  expect(formatNumber(value, decimals)).toBe(said)
})
