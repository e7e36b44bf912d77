import { describe, expect, test } from 'vitest'
import { declaredAnswer } from '../../reference/declared-answers.ts'
import { retirementAges, sayRetirementAges, yearsNear } from '../../reference/retirement-ages.ts'
import { groupMeasures } from '../measure-groups.ts'
import { measures } from '../measures.ts'
import { dueToRetire, shareAnswered, shareKnown } from './share-of.ts'

describe('definition sheets', () => {
  test.each(measures.map((measure) => [measure.id, measure] as const))('%s says what it counts, over what, from where, and what it does not tell', (_id, measure) => {
    for (const words of [measure.definition, measure.formula, measure.numerator, measure.unit, measure.source, measure.aggregates, ...measure.limits, ...measure.needs]) expect(words.trim()).not.toBe('')
    expect(measure.limits.length).toBeGreaterThan(0)
    expect(measure.needs.length).toBeGreaterThan(0)
    expect(new Set(measure.dimensions).size).toBe(measure.dimensions.length)
    for (const limit of measure.limits) expect(limit).toMatch(/[.!]$/)
    if (/%/.test(measure.unit) || / per /.test(measure.unit)) expect(measure.denominator).not.toBeNull()
  })

  test('every measure is found in a group of its own', () => {
    expect(groupMeasures(measures).map(({ name }) => name)).not.toContain('Other measures')
  })
})

describe('shares of those who answered', () => {
  test('who declared nothing is on neither side', () => {
    const { known, counted } = shareAnswered(declaredAnswer('disability'), '')
    expect(known).toBe("disability IS NOT NULL AND lower(disability::VARCHAR) NOT IN ('not declared', 'not recorded', 'not known', 'not stated', 'unknown', 'prefer not to answer', 'unspecified')")
    expect(counted).toBe(`${known} AND lower(disability::VARCHAR) IN ('yes', 'y')`)
    expect(shareKnown(declaredAnswer('disability'))).toMatchObject({ known: null, counted: known })
  })

  test('the age of retirement is a dated row with its source, and none overlaps another', () => {
    for (const { age, says, source, valid_from: from } of retirementAges) {
      expect(age).toBeGreaterThan(50)
      expect([says, source, from].every((words) => words !== '')).toBe(true)
      expect(sayRetirementAges()).toContain(`${age} from ${from}`)
    }
    for (const [at, row] of retirementAges.entries()) expect(at === 0 || (retirementAges[at - 1]!.valid_to ?? '9999') < row.valid_from).toBe(true)
    // 60 from 6 March 1995: due within five years are those of 55 and more.
    expect(dueToRetire(true).counted).toBe("age IS NOT NULL AND ((age >= 55 AND period_to >= DATE '1995-03-06'))")
    expect([yearsNear, dueToRetire(true).exact]).toEqual([5, false])
  })
})
