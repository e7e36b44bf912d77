import { describe, expect, test } from 'vitest'
import { sayFreshness } from './say-freshness.ts'
import { saySeen } from './say-seen.ts'

const of = (asOf: string | null, behind: number | null = 0, status: 'ok' | 'estimated' = 'ok') => ({ asOf, behind, status })
const sector = (name: string, expected: number | null, seen: number | null) => ({ sector: name, expected, seen, expectedFrom: '', expectedAt: null, grade: null, seenAt: null, share: null, newest: null, organisations: { seen: 0, expected: null }, why: null })

describe('how old a figure is', () => {
  test.each([
    ['of three months ago is not old', of('2025-06-30'), '2025-09-15', 'To 30 June 2025', false],
    ['of four months ago is', of('2025-05-31'), '2025-09-15', 'To 31 May 2025, 4 months old', true],
    ['behind the newest is, even where dates are made up', of('2025-05-31', 1), null, 'To 31 May 2025, 1 month behind the newest', true],
    ['of made-up data has no age', of('2020-05-31'), null, 'To 31 May 2020', false],
    ['says that it is estimated', of('2025-09-30', 0, 'estimated'), '2025-10-01', 'To 30 September 2025, estimated', false],
    ['without a date says so', of(null, null), '2025-09-15', 'No date', false],
  ] as const)('one %s', (_, figure, today, says, isOld) => {
    expect(sayFreshness(figure, today)).toEqual({ says, isOld })
  })
})

describe('how much is seen', () => {
  test('names the sector of which most is missing: 600 of 1,000 against 50 of 900', () => {
    expect(saySeen({ share: 0.66, sectors: [sector('Hospital and community', 900, 850), sector('Adult social care', 1000, 400), sector('Voluntary sector', null, null)] })).toBe('About 66 % of the expected workforce is seen here; least is seen of adult social care.')
  })

  test('does not say that nobody is seen where figures are counted for the whole only', () => {
    expect(saySeen({ share: 0, sectors: [sector('Hospital and community', 900, 0)] })).toBe('No record or count by employer is recent enough to say how much of the workforce is seen here.')
  })

  test('says nothing where all of it is seen, or nobody knows how large it is', () => {
    expect(saySeen({ share: 0.999, sectors: [] })).toBeNull()
    expect(saySeen({ share: null, sectors: [sector('Voluntary sector', null, null)] })).toBeNull()
  })
})
