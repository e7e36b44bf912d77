import { describe, expect, test } from 'vitest'
import { stateOfMonths } from './held-months.ts'

const axis = ['2024-04-30', '2024-05-31', '2024-06-30', '2024-07-31', '2024-08-31']
const states = (dates: string[]): string[] => stateOfMonths(axis, dates).map(({ state }) => state)

describe('which month is held', () => {
  test('a monthly source with a hole misses that month', () => {
    expect(states(['2024-04-30', '2024-05-31', '2024-07-31'])).toEqual(['present', 'present', 'absent', 'present', 'not-due'])
  })
  test('a quarterly source owes nothing between quarters', () => {
    expect(states(['2024-04-30', '2024-07-31'])).toEqual(['present', 'not-due', 'not-due', 'present', 'not-due'])
  })
  test('a single period owes nothing', () => {
    expect(states(['2024-06-30'])).toEqual(['not-due', 'not-due', 'present', 'not-due', 'not-due'])
  })
})
