import { expect, test } from 'vitest'
import { splitAmounts } from './sentence.tsx'

test('amounts stand out, years and what is in brackets do not', () => {
  const parts = splitAmounts(
    'On 30 September 2025 the North had 92,497 FTE; it would be short by 4,310 FTE in 2040 (80 % range over by 2,060 to short by 6,740).',
  )
  expect(parts.filter((part) => part.amount).map((part) => part.text)).toEqual(['92,497 FTE', 'short by 4,310 FTE'])
  expect(parts.map((part) => part.text).join('')).toContain('(80 % range over by 2,060 to short by 6,740).')
})
