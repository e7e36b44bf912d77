import { describe, expect, test } from 'vitest'
import { demandLeverKinds } from '../../scenario/scenario-lever.ts'
import { leverKinds } from '../../supply/lever-list.ts'
import { checkFacts, fieldsNeeded, leverTyped, newProgramme, sayKind } from './lever-needs.ts'

const at = { id: 'l1', programme: 'degree', at: { profession: 'Nurses', area: 'DM-I03' } }

describe('facts that a lever needs', () => {
  test('nothing is filled in: what is missing is said', () => {
    const fields = fieldsNeeded('posts', '')!
    expect(checkFacts(fields, { now: '900' })).toEqual([{ name: 'fillMonths', says: 'Time to fill a vacancy is needed: it is not known, and nothing is filled in for it' }])
    expect(checkFacts(fields, { now: '900', fillMonths: '61' })).toEqual([{ name: 'fillMonths', says: 'Time to fill a vacancy must be a number between 0 and 60' }])
  })

  test('who moves goes somewhere', () => {
    const fields = fieldsNeeded('transfer', '')!
    expect(checkFacts(fields, {}).map(({ says }) => says)).toEqual(['Say where it goes: a staff group, a sector or an area'])
    expect(checkFacts(fields, { toSector: 'social care' })).toEqual([])
  })

  test.each([
    ['leaver-rate', { profession: 'Midwives' }, { profession: 'Midwives' }],
    ['leaver-rate', { profession: 'Nurses' }, {}],
    ['transfer', { toProfession: 'Support', profession: 'Midwives' }, { toProfession: 'Support', profession: 'Midwives' }],
    ['posts', { now: '1,200', fillMonths: '3' }, { now: 1200, fillMonths: 3 }],
    ['shared-pool', { here: '1', other: 'Support', there: '0.5' }, { members: [{ profession: 'Nurses', attractiveness: 1 }, { profession: 'Support', attractiveness: 0.5 }] }],
    ['intake', {}, { programme: 'degree' }],
    ['settlement', { area: 'DM-I04' }, { programme: 'degree', area: 'DM-I04' }],
    ['first-years', { reaches: '22' }, { reaches: 0.22 }],
    ['substitution', { toProfession: 'Support', coefficient: '1.1', ceiling: '30' }, { toProfession: 'Support', coefficient: 1.1, ceiling: 0.3 }],
  ])('%s with %o', (kind, typed, facts) => expect(leverTyped(kind, typed, at)).toEqual({ programme: null, lever: { id: 'l1', kind, change: 0, ramp: 0, ...facts } }))

  test('a programme of its own is stated with the lever', () => {
    const typed = { programme: 'Nursing degree', provider: 'A university', source: 'prospectus', startsAYear: '120', months: '36', dropOut: '20', completion: '95', joinShare: '90', settle: '80' }
    expect(checkFacts(fieldsNeeded('intake', newProgramme)!, typed)).toEqual([])
    expect(leverTyped('intake', typed, { ...at, programme: newProgramme })).toEqual({
      lever: { id: 'l1', kind: 'intake', change: 0, ramp: 0, programme: 'nursing-degree' },
      programme: { id: 'nursing-degree', provider: 'A university', profession: 'Nurses', startsAYear: 120, stages: [{ months: 36, dropOut: 0.2 }], completion: 0.95, joinShare: 0.9, settlement: [{ area: 'DM-I03', share: 0.8 }], source: 'prospectus' },
    })
  })
})

test('no name of the code stands in what a lever says', () => {
  for (const { kind } of [...leverKinds, ...demandLeverKinds]) expect([kind, sayKind(kind).includes('`'), sayKind(kind) === '']).toEqual([kind, false, false])
  expect(sayKind('posts')).toContain('one in “Time to fill a vacancy” is filled')
})
