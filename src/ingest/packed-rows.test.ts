import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { packRows } from './packed-rows.ts'

test('a packed row reads like the object that was kept', () => {
  const row = fc.record({ code: fc.option(fc.string(), { nil: null }), fte: fc.option(fc.double({ noNaN: true }), { nil: null }), active: fc.boolean() })
  fc.assert(fc.property(fc.array(row, { maxLength: 50 }), (rows) => {
    const packed = packRows()
    rows.forEach((one) => packed.add(one))
    expect(packed.length).toBe(rows.length)
    rows.forEach((one, index) => {
      expect({ ...packed.at(index) }).toEqual(one)
      expect(Object.keys(packed.at(index))).toEqual(Object.keys(one))
      expect(packed.cellsAt(index)).toEqual(Object.values(one))
    })
  }))
})

const of = (index: number) => ({ person: `P${index}`, few: `word ${index % 300}`, number: index })

test('seventy thousand different texts, and more than 256 and 65,536 numbers, come back as they were', () => {
  const packed = packRows()
  for (let index = 0; index < 70_000; index += 1) packed.add(of(index))
  for (const index of [0, 255, 256, 65_535, 65_536, 69_999]) expect({ ...packed.at(index) }).toEqual(of(index))
})

test('a row without a column of the others is a fault of ours', () => {
  const packed = packRows()
  packed.add({ a: 1, b: 2 })
  expect(() => packed.add({ a: 1 })).toThrow('a row without b')
})
