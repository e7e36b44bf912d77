import { expect, test } from 'vitest'
import { groupPeriods } from './group-periods.ts'

const present = (date: string) => ({ date, state: 'present' as const })
const absent = (date: string) => ({ date, state: 'absent' as const })

test('a short span is drawn by month, and a month with nothing due is empty, not missing', () => {
  const { heads, lines } = groupPeriods([
    { title: 'Absence', periods: [present('2024-12-31'), absent('2025-01-31'), { date: '2025-02-28', state: 'not-due' }, present('2025-03-31')] },
  ])
  expect(heads.map((head) => head.key)).toEqual(['2024-12', '2025-01', '2025-02', '2025-03'])
  expect(lines[0]!.cells).toEqual(['seen', 'missing', 'empty', 'seen'])
  expect(lines[0]!.count).toBe('2 of 3')
})

test('a long span is drawn by year, and a year of which some is lacking is part', () => {
  const { heads, lines } = groupPeriods([{ title: 'Staff', periods: [present('2015-09-30'), present('2020-03-31'), absent('2020-09-30')] }])
  expect(heads).toHaveLength(6)
  expect(lines[0]!.cells).toEqual(['seen', 'empty', 'empty', 'empty', 'empty', 'part'])
})

test('nothing held draws nothing', () => expect(groupPeriods([])).toEqual({ heads: [], lines: [] }))
