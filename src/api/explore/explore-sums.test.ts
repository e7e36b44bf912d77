import { expect, test } from 'vitest'
import type { ExploreFigure } from '../../contract/explore.ts'
import { saySums } from './explore-sums.ts'

const is = (value: number): ExploreFigure => ({ value, status: 'ok' })
const fte = { unit: 'FTE', decimals: 1, aggregates: 'Adds up over areas and staff groups.', rounded: false, overlaps: false }
const heads = { unit: 'people', decimals: 0, aggregates: 'Parts may not add up to the whole: a person with two posts counts once in each part and once in the whole.', rounded: false, overlaps: false }

test('parts that add up say so', () => {
  expect(saySums(fte, [{ total: is(30), parts: [is(10), is(20), null] }])).toEqual(['The parts add up to the total.'])
})

test('a sum of decimals is not called different for its last bit', () => {
  expect(saySums(fte, [{ total: is(0.3), parts: [is(0.1), is(0.2)] }])).toEqual(['The parts add up to the total.'])
})

test('people with two posts make the parts more than the whole: by how many is said', () => {
  expect(saySums(heads, [{ total: is(100), parts: [is(60), is(45)] }])).toEqual([heads.aggregates, 'The parts shown add up to 105 people, the total is 100.'])
})

test('hidden and missing parts are named, and neither is taken for nothing', () => {
  const said = saySums(fte, [{ total: is(30), parts: [is(10), { value: null, status: 'suppressed' }, { value: null, status: 'not-available' }] }])
  expect(said[0]).toContain('hidden [c]')
  expect(said[1]).toContain('not available [x]')
  expect(said[2]).toBe('The parts shown add up to 10.0 FTE, the total is 30.0.')
})

test('a hidden part is told even when what is left adds up', () => {
  expect(saySums(fte, [{ total: is(10), parts: [is(10), { value: null, status: 'suppressed' }] }])[0]).toContain('hidden [c]')
})

test('rates are no sums: no difference is worked out', () => {
  const rate = { ...fte, unit: '% a year', aggregates: 'Worked out again for every area and group from its own numbers; never an average of averages.' }
  expect(saySums(rate, [{ total: is(10), parts: [is(8), is(12)] }])).toEqual([rate.aggregates])
})

test('rounding and overlap are reasons', () => {
  expect(saySums({ ...heads, rounded: true, overlaps: true }, [{ total: is(100), parts: [is(60), is(45)] }]).join(' ')).toMatch(/rounded one by one.*Networks overlap/)
})

test('without a total nothing is said', () => {
  expect(saySums(fte, [{ total: null, parts: [is(1)] }])).toEqual([])
})
