import { describe, expect, test } from 'vitest'
import type { WisnFile } from '../../contract/wisn.ts'
import { amountIn, draftOf, emptyUnit, fileOf } from './wisn-draft.ts'
import { clockOf, supportShareIn, troublesOf } from './wisn-troubles.ts'

const ward: WisnFile = {
  workingDays: { possible: 260, publicHolidays: 8, annualLeave: 27, sickLeave: 8, otherAbsence: 5 },
  hoursPerDay: 8,
  units: [
    {
      name: 'Ward',
      current: 6,
      service: [{ name: 'Admissions', unitTimeHours: 0.5, volume: 1200 }, { unitTimeHours: 0.25, volume: 4000 }],
      supportHoursPerDay: [{ name: 'Handover', hours: 0.5 }, 1],
      supportHoursPerYear: [40],
      supportShares: [{ name: 'Records', share: 0.05 }],
      individualHours: [{ name: 'Teaching', staff: 2, hours: 100 }],
    },
  ],
}

describe('a workload file and the form', () => {
  test('what is put into the form comes out again, line by line', () => {
    expect(fileOf(draftOf(ward))).toEqual(ward)
    const { workingDays: _days, ...byHours } = ward
    expect(fileOf(draftOf({ awtHours: 1696, ...byHours }))).toEqual({ awtHours: 1696, ...byHours })
  })

  test('lines left empty are left out', () => {
    const draft = draftOf(ward)
    const empty = { ...draft, units: [{ ...draft.units[0]!, service: [...draft.units[0]!.service, { key: 'new', name: ' ', unitTimeHours: '', volume: '' }] }] }
    expect(fileOf(empty)).toEqual(ward)
  })

  test.each([['17,520', 17_520], ['1 200', 1200], ['.5', 0.5], ['-1', null], ['many', null], ['', null], ['1e3', null]])('“%s” is read as %s', (text, amount) => {
    expect(amountIn(text)).toBe(amount)
  })
})

describe('what is wrong with a form', () => {
  const draft = draftOf(ward)
  const unit = draft.units[0]!

  test('a good one has nothing wrong; 212 days of 8 hours are 1,696 hours', () => {
    expect(troublesOf(draft)).toEqual([])
    expect(clockOf(draft)).toEqual({ awtHours: 1696, hoursPerDay: 8 })
  })

  test('support that takes all the time is said at its longest line', () => {
    // 0.5 ÷ 8 + 7 ÷ 8 = 0.9375, and 40 ÷ 1,696 and 5 % besides: 101 %.
    const full = { ...draft, units: [{ ...unit, support: unit.support.map((line) => (line.name === '' && line.per === 'day' ? { ...line, amount: '7' } : line)) }] }
    expect(supportShareIn(full.units[0]!, { awtHours: 1696, hoursPerDay: 8 })).toBeCloseTo(0.9375 + 40 / 1696 + 0.05, 12)
    expect(troublesOf(full)).toEqual([{ field: 'unit-0-c1-amount', says: 'Support activities of Ward take 101 % of everybody’s time. They must take less than all of it, so that somebody has time for service' }])
  })

  test('days of absence that leave none to work are said at the days', () => {
    expect(troublesOf({ ...draft, days: { ...draft.days, possible: '48' } })).toEqual([{ field: 'wisn-possible', says: 'Possible working days (A) must be more than the 48 days of absence' }])
  })

  test('a unit just added says what it lacks; no unit at all is said at the button', () => {
    expect(troublesOf({ ...draft, units: [emptyUnit('unit-0')] })).toEqual([{ field: 'wisn-unit-0-name', says: 'Enter a name for unit 1' }, { field: 'wisn-unit-0-current', says: 'Staff in post of unit 1 must be a number from 0' }])
    expect(troublesOf({ ...draft, units: [] })).toEqual([{ field: 'wisn-add-unit', says: 'Add a unit: a facility, ward or team' }])
  })
})
