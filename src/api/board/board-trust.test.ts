import { describe, expect, test } from 'vitest'
import type { CoverageAnswer, SectorCoverage } from '../../contract/coverage.ts'
import type { QualityAnswer } from '../../contract/quality.ts'
import { boardSure, findingDoubts, unseenDoubt } from './board-trust.ts'

const sector = (name: string, expected: number | null, seen: number | null): SectorCoverage => ({
  sector: name, expected, expectedFrom: '', expectedAt: null, grade: 'A', seen, seenAt: seen === null ? null : '2025-09-30', share: expected === null || seen === null ? null : seen / expected, newest: null, organisations: { seen: 0, expected: null }, why: expected === null ? 'the expected workforce is not known' : null,
})
const coverage = (...sectors: SectorCoverage[]): CoverageAnswer => {
  const known = sectors.filter(({ expected }) => expected !== null)
  const [expected, seen] = [known.reduce((sum, one) => sum + one.expected!, 0), known.reduce((sum, one) => sum + (one.seen ?? 0), 0)]
  return { area: { level: 'ics', code: 'X', name: 'X' }, snapshot: 's', summary: '', sectors, expected, seen, share: known.length === 0 ? null : seen / expected, notes: [] }
}

describe('how sure the data are', () => {
  test.each([[1000, 5, 'High'], [950, 5, 'High'], [949, 4, 'High'], [850, 4, 'High'], [849, 3, 'Medium'], [700, 3, 'Medium'], [699, 2, 'Low'], [400, 2, 'Low'], [399, 1, 'Very low'], [1, 1, 'Very low'], [0, 0, 'None seen']])('%i of 1,000 FTE seen are %i blocks: %s', (seen, blocks, word) => {
    expect(boardSure(coverage(sector('Hospitals', 1000, seen)))[0]).toMatchObject({ blocks, word })
  })

  test('a sector of unknown size is not known, never none', () => {
    expect(boardSure(coverage(sector('Voluntary sector', null, null)))[0]).toMatchObject({ blocks: null, share: null, word: 'Not known', says: 'Nothing that is loaded says how large they are' })
  })

  test('the largest sector stands first, those of unknown size share the last line', () => {
    expect(boardSure(coverage(sector('Unknown', null, null), sector('Small', 10, 10), sector('Obscure', null, null), sector('Large', 900, 10))).map(({ name }) => name)).toEqual(['Large', 'Small', 'Unknown, obscure'])
  })
})

describe('what is not seen', () => {
  test('is said with the sectors that are mostly dark', () => {
    expect(unseenDoubt(coverage(sector('Hospital and community', 600, 600), sector('Adult social care', 400, 100)))).toMatchObject({ size: '30 % of the expected workforce', says: 'Most of it: adult social care' })
  })
  test('does not say that all are unseen where figures are counted for the whole only', () => {
    expect(unseenDoubt(coverage(sector('Hospital and community', 600, 0)))).toMatchObject({ size: 'None seen by employer' })
  })
  test('is no doubt where all is seen, nor where nobody knows how large the workforce is', () => {
    expect(unseenDoubt(coverage(sector('Hospital and community', 600, 600)))).toBeNull()
    expect(unseenDoubt(coverage(sector('Hospital and community', null, null)))).toBeNull()
  })
})

const finding = (sentence: string, moved: number | null, accepted: object | null = null) => ({ sentence, organisation: { code: 'A', name: 'Alder Trust' }, effect: { moved }, accepted })

test('findings that move the plan are told, those that move nothing, have no estimate or stand accepted are not', () => {
  const answer = { plan: { horizon: 2030 }, findings: [finding('twelve rows have no grade', 12.25), finding('nothing moves', 0), finding('no estimate', null), finding('it is meant', 9, {}), finding('Alder Trust has not sent staff', 4)] } as unknown as QualityAnswer
  expect(findingDoubts(answer, 2).map(({ what, size }) => [what, size])).toEqual([['Alder Trust: twelve rows have no grade', '12.3 FTE in 2030'], ['Alder Trust has not sent staff', '4.0 FTE in 2030']])
})
