import { expect, test } from 'vitest'
import { describeAnswer } from './describe.ts'
import { declaredMeasure } from './measures.ts'

const fte = declaredMeasure('fte')
const sickness = declaredMeasure('sickness_absence_rate')
const asked = { area: 'Tellow', asOf: '2025-09-30', by: [], only: [], total: null } as const

test.each([
  { case: 'large amounts are whole', measure: fte, value: 109_898.7, says: '109,899 FTE' },
  { case: 'hundreds have a decimal', measure: fte, value: 652.94, says: '652.9 FTE' },
  { case: 'a few have all that are kept', measure: fte, value: 1.25, says: '1.25 FTE' },
  { case: 'whole amounts have none', measure: fte, value: 0, says: '0 FTE' },
])('$case', ({ measure, value, says }) => {
  expect(describeAnswer({ ...asked, measure, rows: [{ value, status: 'ok' }] })).toContain(`: ${says}.`)
})

test('rates keep what tells them apart', () => {
  expect(describeAnswer({ ...asked, measure: sickness, rows: [{ value: 4.923, status: 'ok' }] })).toMatch(/: 4\.92\s%\.$/)
})

test('an answer of several dates names the first and the last, whatever their order', () => {
  const rows = [['2025-09-30', 'B', 20], ['2023-09-30', 'A', 10]].map(([period, region, value]) => ({ period, region, region_name: region, value: Number(value), status: 'ok' as const }))
  expect(describeAnswer({ ...asked, measure: fte, by: ['period', 'region'], rows } as never)).toContain('in Tellow from 30 September 2023 to 30 September 2025: 2 rows by region')
})
