import { describe, expect, test } from 'vitest'
import type { Fan, ProjectionAnswer } from '../../contract/projection.ts'
import { boardGap, gapDoubts, sayGapAhead } from './board-gap.ts'

const even = (p10: number, p50: number, p90: number): Fan => ({ p2_5: p10 - 50, p10, p50, p90, p97_5: p90 + 50 })
const scores = { mape: 0.04, medianError: 0.031, pooledError: 0.03, mase: 1, crps: 1, coverage50: 0.5, coverage80: 0.75, coverage95: 0.95, bias: 0 }

/** Seven years from 2025: the board looks five ahead, to 2030, whatever the run goes on to say. */
function projection(last: Fan): ProjectionAnswer {
  const rows = Array.from({ length: 8 }, (_, ahead) => ({ year: 2025 + ahead, ahead, date: `${2025 + ahead}-09-30`, supply: even(900, 1000, 1100), demand: even(1000, 1100, 1200), gap: ahead === 5 ? last : even(-9999, 0, 9999) }))
  return {
    area: 'X1', areaName: 'Xshire', profession: 'All staff groups', unit: 'FTE', summary: '', history: [], rows, account: [], notes: [],
    manifest: { dataset: 's', scenario: '', model: 'm', seed: 1, draws: 200, years: 7, area: 'X1', profession: 'All staff groups', unit: 'fte', inputs: '', outputs: '' },
    assumptions: [{ id: 'a', says: '', value: 1, unit: '', standardError: null, years: '', source: '', grade: 'A' }, { id: 'b', says: '', value: 1, unit: '', standardError: null, years: '', source: '', grade: 'D' }],
    accuracy: [1, 2, 3].map((horizon) => ({ horizon, n: 10 - horizon, model: scores, baselines: {}, skill: 0.1, skillByPeople: 0.1 })), accuracyFrom: null, pastRuns: null,
    provenance: { definition: '', formula: '', method: '', sources: [], snapshot: 's', repeat: '' },
  } as unknown as ProjectionAnswer
}

describe('five years ahead', () => {
  test('a whole range on one side names the size', () => {
    const gap = boardGap(projection(even(120, 310, 500)))
    expect(gap).toMatchObject({ year: 2030, title: 'Short by 310 FTE in 2030 if nothing changes', opening: 1000 })
    expect(gap.rows).toHaveLength(6)
    expect(gap.verdict).toContain('Four in five possible futures end in the range 120 to 500')
    expect(gap.verdict).toContain('Not a forecast of what must happen')
    expect(sayGapAhead(gap)).toBe('If nothing changes it would be short by 310 FTE (80 % range 120 to 500) in 2030.')
  })

  test('a range across no gap never names a side', () => {
    const gap = boardGap(projection(even(-80, 40, 160)))
    expect(gap.title).toBe('Too few or too many staff in 2030? The range holds both')
    expect(gap.verdict).toContain('in the range over by 80 to short by 160')
  })
})

describe('what is uncertain', () => {
  test('the range from end to end, the past runs furthest ahead, and what rests on judgement', () => {
    const answer = projection(even(-80, 40, 160))
    const [range, past, judged] = gapDoubts(boardGap(answer), answer)
    expect(range).toMatchObject({ kind: 'range', size: '240 FTE from end to end', says: expect.stringContaining('not known') })
    expect(past).toMatchObject({ what: 'Past projections, 3 years ahead', size: 'Off by 3.1 % in the middle', says: '7 tries from earlier years: the 80 % range held what happened in 75 % of them' })
    expect(judged).toMatchObject({ size: '1 of 2 by judgement' })
  })

  test('where no past run can be tried the page says so, and gives no number', () => {
    const answer = { ...projection(even(1, 2, 3)), accuracy: [] }
    expect(gapDoubts(boardGap(answer), answer)[1]).toMatchObject({ size: 'Not known', says: expect.stringContaining('Too little history') })
  })
})
