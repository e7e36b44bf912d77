import { describe, expect, test } from 'vitest'
import { expectedOf, seenOf, type SaidFte } from './coverage-sum.ts'

const said = (organisation: string, by: SaidFte['by'], fte: number, at = '2025-09-30'): SaidFte => ({ organisation, sector: 'Hospital and community', at, fte, by })

describe('the expected workforce', () => {
  test('takes each organisation by the best that is said of it, and its newest date', () => {
    // A by absence days (100 of September, not 90 of August), B by its ledger, C by its own last month: 100 + 50 + 10.
    const found = expectedOf([said('A', 'absence days', 90, '2025-08-31'), said('A', 'absence days', 100), said('A', 'ledger', 120), said('B', 'ledger', 50), said('C', 'last month', 10)])
    expect(found).toMatchObject({ fte: 160, at: '2025-09-30', grade: 'C', parts: [{ by: 'absence days', organisations: 1, fte: 100 }, { by: 'ledger', organisations: 1, fte: 50 }, { by: 'last month', organisations: 1, fte: 10 }] })
  })

  test('has the grade of the weakest part of a tenth or more', () => {
    // 10 of 160 is less than a tenth; 20 of 170 is more.
    expect(expectedOf([said('A', 'absence days', 150), said('C', 'last month', 10)])?.grade).toBe('B')
    expect(expectedOf([said('A', 'absence days', 150), said('C', 'last month', 20)])?.grade).toBe('D')
  })

  test('is not known when nothing is said', () => expect(expectedOf([])).toBeNull())
})

describe('the workforce seen', () => {
  test('counts each organisation once, records before counts', () => {
    expect(seenOf([said('A', 'records', 95), said('A', 'counts', 99), said('B', 'counts', 40)], '2024-09-30')).toEqual({ fte: 135, at: '2025-09-30', organisations: 2 })
  })

  test('is nothing, and not nought, where all that is held is too old or shows nobody', () => {
    expect(seenOf([said('A', 'records', 95, '2024-08-31'), said('B', 'absence days', 40)], '2024-09-30')).toBeNull()
  })
})
