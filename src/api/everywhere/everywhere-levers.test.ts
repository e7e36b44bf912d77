import { describe, expect, test } from 'vitest'
import { LeverFile } from '../../contract/lever.ts'
import { isRefusal } from '../../units/refusal.ts'
import { leversHere, readLeversEverywhere } from './everywhere-levers.ts'

const codeOf = (area: string): string => ({ 'north place': 'QNO', 'south place': 'QSO' })[area.trim().toLowerCase()] ?? area.toUpperCase()
const file = (levers: readonly object[], programmes: readonly object[] = []): LeverFile => LeverFile.parse({ version: 1, levers, programmes })
const kindsIn = (area: string, profession: string, of: LeverFile): string[] => leversHere(of, { profession, area }, codeOf).levers.map(({ kind }) => kind)

describe('levers that act in a place', () => {
  test('what names nothing acts in each, what names an area or a profession only there', () => {
    const levers = file([{ kind: 'leaver-rate', change: -1 }, { kind: 'participation', change: 1, area: 'North place' }, { kind: 'international', change: 5, profession: 'Midwives', area: 'QSO' }])
    expect(kindsIn('QNO', 'Midwives', levers)).toEqual(['leaver-rate', 'participation'])
    expect(kindsIn('QSO', 'Midwives', levers)).toEqual(['leaver-rate', 'international'])
    expect(kindsIn('QSO', 'Paramedics', levers)).toEqual(['leaver-rate'])
  })

  test('a place that staff move to or from brings its own levers, and theirs beyond', () => {
    const levers = file([
      { kind: 'transfer', change: 2, profession: 'Support', toProfession: 'Nurses' }, { kind: 'leaver-rate', change: -1, profession: 'Support' },
      { kind: 'transfer', change: 1, profession: 'Nurses', toProfession: 'Managers' }, { kind: 'participation', change: 1, profession: 'Midwives' },
    ])
    for (const profession of ['Support', 'Nurses', 'Managers']) expect(kindsIn('QNO', profession, levers)).toEqual(['transfer', 'leaver-rate', 'transfer'])
    expect(kindsIn('QNO', 'Midwives', levers)).toEqual(['participation'])
    expect(kindsIn('QNO', 'Paramedics', levers)).toEqual([])
  })

  test('a programme acts where its people settle, and comes with its facts', () => {
    const programme = { id: 'P', provider: 'U', profession: 'Midwives', startsAYear: 10, stages: [{ months: 36, dropOut: 0.1 }], completion: 0.9, joinShare: 0.8, settlement: [{ area: 'North place', share: 0.5 }], source: 'test' }
    const levers = file([{ kind: 'intake', change: 5, programme: 'P' }], [programme])
    expect(leversHere(levers, { profession: 'Midwives', area: 'QNO' }, codeOf).programmes).toHaveLength(1)
    expect(leversHere(levers, { profession: 'Midwives', area: 'QSO' }, codeOf)).toMatchObject({ levers: [], programmes: [] })
  })
})

describe('levers of every area', () => {
  test.each(['leaver-rate=-1.5', 'leaver-rate=-10%; participation=2', '{"version":1,"levers":[{"kind":"international","change":5,"profession":"Midwives","area":"QNO"}]}', '{"version":1,"levers":[{"kind":"transfer","change":3,"profession":"Support","toProfession":"Nurses"}]}'])('%s is taken', (text) => {
    expect(isRefusal(readLeversEverywhere(text))).toBe(false)
  })

  test.each([
    { text: 'international=200', names: 'no profession and no area' }, { text: '{"version":1,"levers":[{"kind":"wider-market","change":5,"profession":"Midwives"}]}', names: 'Midwives and no area' },
    { text: '{"version":1,"levers":[{"kind":"transfer","change":3,"toProfession":"Nurses"}]}', names: 'transfer' }, { text: '{"version":1,"levers":[{"kind":"transfer","change":3,"profession":"Nurses","toArea":"QSO"}]}', names: 'transfer' },
  ])('$text could be meant for each or for all, and is refused', ({ text, names }) => {
    const read = readLeversEverywhere(text)
    expect(isRefusal(read) && read.code === 'levers-invalid' ? read.found : 'taken').toContain(names)
  })
})
