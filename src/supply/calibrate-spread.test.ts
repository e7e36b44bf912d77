import { describe, expect, test } from 'vitest'
import { normal } from '../random/normal.ts'
import { stream } from '../random/stream.ts'
import type { Level, LevelRule, YearlyFigure } from './calibrate-levels.ts'
import { growthAhead, spreadOfPast, widened, type SpreadRule } from './calibrate-spread.ts'

const levels: LevelRule = { window: 3, centre: 'mean', shrink: true, nationalPriorSd: 0.015, groupPriorSd: 0.02, priorYears: 3, persistence: { value: 0.5, error: 0.2 } }
const rule: SpreadRule = { levels, persistence: 0.5, carryLastYear: true, fewestYears: 3, worth: 500 }
const level: Level = { level: 0.02, standardError: 0.01, nationalSd: 0.03, groupSd: 0.04, openingNational: 0.01, openingGroup: 0, groupPersistence: 0, kept: 1, yearsUsed: [] }
const figure = (key: string, whole: string | null, values: readonly number[]): YearlyFigure => ({ key, whole, byYear: new Map(values.map((value, at) => [`${2000 + at}-09-30`, value])), lastDate: `${1999 + values.length}-09-30` })

test('growth over two years ahead, on paper', () => {
  const { middle, spread } = growthAhead(level, rule, 2)
  // Twice .02, and .01 × (.5 + .25) of the last year's swing.
  expect(middle).toBeCloseTo(0.0475, 14)
  // Level .02²; the whole, its last year known: .75 × 1.5² + .75 × 1 of .03²; the group, not known and nothing left of it: 2 of .04².
  expect(spread).toBeCloseTo(Math.sqrt(0.0004 + 0.0009 * 2.4375 + 0.0032), 14)
})

test('wider ranges leave the middle and what is carried on', () => {
  expect(widened(level, 2)).toEqual({ ...level, standardError: 0.02, nationalSd: 0.06, groupSd: 0.08 })
})

/** A whole that stands still and groups about it whose growth swings by so much, one year like the next in nothing. */
function made(sd: number, early: number): YearlyFigure[] {
  const chance = stream(3, `spread ${sd} ${early}`)
  return [figure('all', null, Array.from({ length: 16 }, () => 0)), ...Array.from({ length: 30 }, (_, at) => figure(`g${at}`, 'all', Array.from({ length: 16 }, (_ignored, year) => (year < 6 ? early : sd) * normal(chance))))]
}

describe('spreadOfPast', () => {
  test('ranges learnt from wild years are narrowed when calm ones follow, and the other way round', () => {
    const [calmer, wilder] = [spreadOfPast(made(0.01, 0.06), rule), spreadOfPast(made(0.06, 0.01), rule)]
    expect(calmer.times).toBeLessThan(0.8)
    expect(wilder.times).toBeGreaterThan(1.05)
    // From the third year to the last but one, up to five years ahead, of 31 series: 2002 to 2010 five years, then 4, 3, 2 and 1.
    expect(calmer.forecasts).toBe(31 * (9 * 5 + 4 + 3 + 2 + 1))
  })

  test('past forecasts count beside what ranges as they are are worth: of 110, 110 ÷ 610 of the way, by factors', () => {
    const few = made(0.01, 0.06).slice(0, 2)
    const [usual, alone] = [spreadOfPast(few, rule), spreadOfPast(few, { ...rule, worth: 0 })]
    expect(usual.forecasts).toBe(110)
    expect(Math.log(usual.times) / Math.log(alone.times)).toBeCloseTo(110 / 610, 12)
  })

  test('nothing is known of the past of four years, of series that never moved, or when it is not asked for', () => {
    expect(spreadOfPast([figure('all', null, [0.01, 0.02, 0])], rule)).toEqual({ times: 1, forecasts: 0 })
    expect(spreadOfPast(made(0.01, 0.06), { ...rule, worth: null })).toEqual({ times: 1, forecasts: 0 })
  })

  test('a year that is not known is neither forecast nor forecast across', () => {
    const whole = figure('all', null, [0, 0.01, 0.02, 0.03, 0, 0.01, 0.02])
    const holed = { ...whole, byYear: new Map([...whole.byYear].filter(([year]) => year !== '2004-09-30')) }
    // From 2002 and 2003: 2003 alone, then nothing; from 2005: 2006.
    expect(spreadOfPast([holed], rule).forecasts).toBe(2)
  })
})
