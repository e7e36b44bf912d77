import { describe, expect, test } from 'vitest'
import { isRefusal } from '../../units/refusal.ts'
import { readLeverText } from './lever-text.ts'

describe('levers in an address', () => {
  test.each([
    { text: '', levers: [] },
    { text: 'leaver-rate=-1.5; international=+50', levers: [['leaver-rate', -1.5], ['international', 50]] },
    { text: 'leaver-rate=−2', levers: [['leaver-rate', -2]] },
    { text: '{"version":1,"levers":[{"kind":"wider-market","change":10}]}', levers: [['wider-market', 10]] },
  ])('“$text”', ({ text, levers }) => {
    const read = readLeverText(text)
    if (isRefusal(read)) throw new Error(read.found)
    expect(read.levers.map(({ kind, change }) => [kind, change])).toEqual(levers)
  })

  test('a unit may stand behind the number', () => {
    const read = readLeverText('leaver-rate=-10%; transfer=3 % a year; intake=20 places a year; international=5')
    if (isRefusal(read)) throw new Error(read.found)
    expect(read.levers.map(({ change, unit }) => [change, unit])).toEqual([[-10, '%'], [3, '% a year'], [20, 'places a year'], [5, undefined]])
  })

  test.each([
    { text: 'leaver-rate', found: '“leaver-rate”' }, { text: '{"version":1', found: 'begins like JSON' }, { text: '{"version":2,"levers":[]}', found: 'version' },
    { text: '{"version":1,"levers":[{"kind":"posts","change":1,"colour":"red"}]}', found: 'levers.0' }, { text: '{"version":1,"levers":[{"kind":"posts"}]}', found: 'levers.0.change' },
  ])('“$text” is refused, and says where', ({ text, found }) => {
    const read = readLeverText(text)
    expect(isRefusal(read) && read.code === 'levers-not-readable' ? read.found : 'read').toContain(found)
  })
})
