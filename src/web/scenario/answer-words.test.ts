import { describe, expect, test } from 'vitest'
import { sayCounted, sayInputs, sayShort } from './answer-words.ts'

const of = (profession: string, areaName: string, gap: number | null) => ({ profession, areaName, rows: [{ scenario: { gap: null } }, { scenario: { gap: gap === null ? null : { p50: gap } } }] })
const at = { year: 2040, unit: 'FTE' }

describe('who would be short is said for none, one and many', () => {
  test.each([
    [[], 'Nothing says how many are needed, so nobody is known to be short'],
    [[of('Nurses', 'North', null)], 'Nothing says how many are needed, so nobody is known to be short'],
    [[of('Nurses', 'North', 1234.4)], 'With the levers Nurses in North would be short by 1,234 FTE in 2040'],
    [[of('Nurses', 'North', -12)], 'With the levers Nurses in North would be over by 12 FTE in 2040'],
    [[of('All staff groups', 'North', 0.2)], 'With the levers all staff groups in North would have no gap in 2040'],
    [[of('Nurses', 'North', 5), of('Doctors', 'North', null)], 'With the levers Nurses in North would be short by 5 FTE in 2040'],
    [[of('Nurses', 'North', -5), of('Doctors', 'North', 0.3)], 'With the levers none of the 2 staff groups would be short in 2040'],
    [[of('Nurses', 'North', 5), of('Doctors', 'North', -3)], 'With the levers 1 of the 2 staff groups would be short in 2040: Nurses in North'],
    [[of('Nurses', 'North', 5), of('Nurses', 'South', 3)], 'With the levers both areas would be short in 2040'],
    [[of('Nurses', 'North', 5), of('Nurses', 'South', 3), of('Doctors', 'South', -3)], 'With the levers 2 of the 3 staff groups and areas would be short in 2040'],
    [[of('Nurses', 'North', 5), of('Nurses', 'South', 3), of('Nurses', 'West', 3)], 'With the levers all 3 areas would be short in 2040'],
  ])('%#: %s', (places, says) => expect(sayShort(places, at)).toBe(says))
})

test('what an answer rests on is counted', () => {
  const [fact, trend, lever, uncertainty] = ['fact', 'trend', 'lever', 'uncertainty'].map((kind) => ({ kind })) as [{ kind: string }, { kind: string }, { kind: string }, { kind: string }]
  expect([sayInputs([]), sayInputs([fact, trend, lever, uncertainty]), sayInputs([fact, fact, trend, uncertainty, uncertainty, uncertainty])]).toEqual([
    'It rests on no fact, no trend, no lever and no uncertainty', 'It rests on 1 fact, 1 trend, 1 lever and 1 uncertainty', 'It rests on 2 facts, 1 trend, no lever and 3 uncertainties',
  ])
})

test.each([[0, 'no lever'], [1, '1 lever'], [2, '2 levers'], [1200, '1,200 levers']])('%d: %s', (count, says) => expect(sayCounted(count, 'lever', 'levers')).toBe(says))
