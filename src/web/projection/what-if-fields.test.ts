import { describe, expect, test } from 'vitest'
import { checkTyped, leversTyped, typedFrom } from './what-if-fields.ts'

const programme = { startsAYear: '600', months: '36', dropOut: '20', completion: '95', joinShare: '85', settle: '60', learnerWeeks: '48', placementCapacity: '20,000', intake: '+100' }

describe('levers typed on the page', () => {
  test('nothing typed, or no change, is no levers', () => {
    expect(leversTyped({}, 'N', 'Nurses', null)).toBeUndefined()
    expect(leversTyped({ 'leaver-rate': '0', from: '' }, 'N', 'Nurses', null)).toBeUndefined()
  })

  test('what is typed comes back from the address into the same fields', () => {
    const typed = { 'leaver-rate': '−1.5', from: '2027-04-01', ramp: '24', transfer: '40', toProfession: 'Midwives', ...programme, placementCapacity: '20000', intake: '100' }
    expect(typedFrom(leversTyped(typed, 'N', 'Nurses', null))).toEqual({ typed, kept: null })
  })

  test('a programme is written whole, with shares and not per cent', () => {
    const { programmes, levers } = JSON.parse(leversTyped(programme, 'N', 'Nurses', null)!) as { programmes: object[]; levers: object[] }
    expect(programmes).toEqual([{ id: 'programme', provider: 'as stated on the page', profession: 'Nurses', startsAYear: 600, stages: [{ months: 36, dropOut: 0.2, learnerWeeks: 48 }], completion: 0.95, joinShare: 0.85, settlement: [{ area: 'N', share: 0.6 }], placementCapacity: 20000, source: 'stated on the page' }])
    expect(levers).toEqual([{ kind: 'intake', programme: 'programme', change: 100 }])
  })

  test('what the fields cannot show is kept as it is', () => {
    const text = JSON.stringify({ version: 1, levers: [{ kind: 'international', change: 50, area: 'E54', ramp: 0 }, { kind: 'wider-market', change: 20, ramp: 0 }] })
    const { typed, kept } = typedFrom(text)
    expect(typed).toEqual({ 'wider-market': '20' })
    expect(kept?.levers).toEqual([{ kind: 'international', change: 50, area: 'E54', ramp: 0 }])
    expect((JSON.parse(leversTyped(typed, 'N', 'Nurses', kept)!) as { levers: { change: number }[] }).levers.map(({ change }) => change)).toEqual([20, 50])
  })

  test('the short form of an address is read too', () => expect(typedFrom('leaver-rate=-1.5; international=50').typed).toEqual({ 'leaver-rate': '−1.5', international: '50' }))
})

describe('what is wrong with what was typed', () => {
  test.each([
    { typed: { 'leaver-rate': 'much' }, names: ['leaver-rate'] },
    { typed: { 'leaver-rate': '-101' }, names: ['leaver-rate'] },
    { typed: { from: '2027-13-01' }, names: ['from'] },
    { typed: { transfer: '10' }, names: ['toProfession'] },
    { typed: { posts: '10' }, names: ['now', 'fillMonths'] },
    { typed: { intake: '10' }, names: ['startsAYear', 'months', 'dropOut', 'completion', 'joinShare', 'settle'] },
    { typed: programme, names: [] },
  ])('$typed', ({ typed, names }) => expect(checkTyped(typed as Record<string, string>).map(({ name }) => name)).toEqual(names))
})
