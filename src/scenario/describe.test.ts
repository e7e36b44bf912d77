import { expect, test } from 'vitest'
import { sayGap, saySize } from './describe.ts'

const fan = (p10: number, p50: number, p90: number) => ({ p2_5: p10, p10, p50, p90, p97_5: p90 })

test.each([
  { case: 'short for sure', gap: fan(4004, 12_345, 21_049), says: 'short by 12,300 FTE (80 % range 4,000 to 21,000)' },
  { case: 'over for sure', gap: fan(-21_049, -12_345, -4004), says: 'over by 12,300 FTE (80 % range 4,000 to 21,000)' },
  { case: 'on either side', gap: fan(-456, 1234, 21_049), says: 'short by 1,230 FTE (80 % range over by 456 to short by 21,000)' },
  { case: 'middle over, end short', gap: fan(-999, -5.4, 3), says: 'over by 5 FTE (80 % range over by 999 to short by 3)' },
  { case: 'nothing at all', gap: fan(0, 0, 0), says: 'short by 0 FTE (80 % range 0 to 0)' },
])('$case', ({ gap, says }) => expect(saySize(gap, 'fte')).toBe(says))

test('the sentence names who, where, how many and when, and what it is not', () => {
  expect(sayGap({ year: 2040, gap: fan(4000, 12_300, 21_000) }, { area: 'England', group: 'Midwives', unit: 'headcount' }))
    .toBe('If nothing changes, Midwives in England would be short by 12,300 people (80 % range 4,000 to 21,000) in 2040. This is what today’s rates lead to, not a forecast of what must happen.')
})

test('all staff groups are no name, and lose their capital inside a sentence', () => {
  expect(sayGap({ year: 2040, gap: fan(4000, 12_300, 21_000) }, { area: 'England', group: 'All staff groups', unit: 'fte' })).toMatch(/^If nothing changes, all staff groups in England would be short by/)
})
