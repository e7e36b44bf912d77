import { describe, expect, test } from 'vitest'
import { addMonths } from '../../units/calendar-date.ts'
import { judgeSeasons, judgeVariation, judgeYears } from './figure-variation.ts'

const monthly = (...values: number[]) => values.map((value, at) => ({ date: addMonths('2024-01-31', at), value }))
const yearly = (...values: number[]) => values.map((value, at) => ({ date: addMonths('2010-03-31', 12 * at), value }))

const of = (date: string, rate: number, people: number) => ({ date, rate, people })

describe('a series whose points are periods of their own', () => {
  test('of fewer than twelve points is not judged, and says so in its own periods', () => {
    expect(judgeVariation(monthly(1, 2, 3), 'low')).toMatchObject({ direction: 'unknown', rule: null, limits: null, says: 'Too few months to judge: 3 of the 12 that are needed' })
    expect(judgeVariation(yearly(1, 2, 3), 'low').says).toBe('Too few years to judge: 3 of the 12 that are needed')
  })

  test('that swings as it always did is ordinary', () => {
    expect(judgeVariation(monthly(10, 11, 10, 11, 10, 11, 10, 11, 10, 11, 10, 11), 'low')).toMatchObject({ direction: 'flat', meaning: 'neither', rule: null, says: 'Ordinary variation: no rule fires in 12 months' })
  })

  test('whose last point lies outside says so; what that means depends on which way is better', () => {
    // Mean 145 ÷ 12 = 12.08, mean step 30 ÷ 11 = 2.73, so the upper limit is 12.08 + 2.66 × 2.73 = 19.34.
    const points = monthly(10, 11, 10, 11, 10, 11, 10, 11, 10, 11, 10, 30)
    expect(judgeVariation(points, 'low')).toMatchObject({ direction: 'up', meaning: 'worsening', rule: 'beyond', says: 'Worsening: the last month above the limits' })
    expect(judgeVariation(points, 'low').limits?.high).toBeCloseTo(145 / 12 + 2.66 * (30 / 11), 12)
    expect(judgeVariation(points, 'high')).toMatchObject({ meaning: 'improving', says: 'Improving: the last month above the limits' })
    expect(judgeVariation(points, null)).toMatchObject({ meaning: 'neither', says: 'Rising: the last month above the limits' })
  })

  test('that stays on one side of its mean has shifted', () => {
    // Mean 159 ÷ 14 = 11.36; mean step 34 ÷ 13 = 2.62, so the limits stand 6.96 away and no point is near them.
    const points = monthly(14, 10, 14, 10, 14, 10, 14, 10, 11, 10, 11, 10, 11, 10)
    expect(judgeVariation(points, 'low')).toMatchObject({ direction: 'down', meaning: 'improving', rule: 'shift', says: 'Improving: 7 months in a row below the mean' })
  })

  test('that came back within its limits says what lay outside', () => {
    // Mean 146 ÷ 13 = 11.23, mean step 42 ÷ 12 = 3.5: the limit is at 20.5, and only the point of 24 lies above it.
    const points = monthly(10, 11, 10, 11, 10, 11, 10, 11, 10, 11, 24, 7, 10)
    expect(judgeVariation(points, 'low')).toMatchObject({ rule: null, says: 'Back within the limits: November 2024 lay above them' })
  })
})

describe('a figure that goes with the seasons', () => {
  const seasons = [5.2, 5.1, 4.9, 4.6, 4.4, 4.3, 4.3, 4.4, 4.5, 4.8, 5.1, 5.4]

  test('is ordinary when every month is as far from the year before as usual, whatever the season', () => {
    const points = monthly(...seasons, ...seasons.map((value, at) => value + (at % 2 === 0 ? 0.1 : -0.1)))
    expect(judgeSeasons(points, 'low')).toMatchObject({ direction: 'flat', rule: null, limits: null, says: 'Ordinary for the season: as far from the year before as usual' })
  })

  test('is set apart when the last month is not: 1 point above the year before where it was within 0.1', () => {
    const points = monthly(...seasons, ...seasons.map((value, at) => value + (at === 11 ? 1 : at % 2 === 0 ? 0.1 : -0.1)))
    expect(judgeSeasons(points, 'low')).toMatchObject({ direction: 'up', meaning: 'worsening', rule: 'beyond', says: 'Worsening: the last month above the limits, by the difference from the same month a year before' })
  })

  test('of 20 months has eight pairs, which are too few', () => {
    expect(judgeSeasons(monthly(...seasons, ...seasons.slice(0, 8)), 'low').says).toContain('and 8 of the 12 months that are needed')
  })
})

describe('a rate of twelve months is set beside the twelve months before', () => {
  test('120 and 100 leavers of 1,000 are no further apart than chance: 0.02 against 1.96 × √(0.11 × 2 ÷ 1,000) = 0.029', () => {
    expect(judgeYears(of('2025-09-30', 0.12, 1000), of('2024-09-30', 0.1, 1000), 'low')).toMatchObject({ direction: 'flat', rule: null, says: 'Ordinary: no further from the year to September 2024 than chance explains' })
  })

  test('1,200 and 1,000 of 10,000 are further: 0.02 against 0.0092', () => {
    expect(judgeYears(of('2025-09-30', 0.12, 10_000), of('2024-09-30', 0.1, 10_000), 'low')).toMatchObject({ direction: 'up', meaning: 'worsening', rule: 'chance', says: 'Worsening: above the year to September 2024 by more than chance explains' })
  })

  test('ten leavers in two years, or no year before, are too few', () => {
    expect(judgeYears(of('2025-09-30', 0.01, 500), of('2024-09-30', 0.01, 500), 'low').says).toContain('Too few people to judge')
    expect(judgeYears(of('2025-09-30', 0.01, 500), null, 'low').says).toContain('Too few years to judge')
  })
})
