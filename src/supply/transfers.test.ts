import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { stepSupply } from './step.ts'
import { moveStaff } from './transfers.ts'
import type { Transfer } from './transfers.ts'

const plain = (arrays: readonly Float64Array[]): number[][] => arrays.map((people) => Array.from(people))

test('a share of the opening stock moves, at its age', () => {
  const moves = moveStaff([[100, 200], [0, 0]], [[0.5, 0], [0, 0]], [{ from: 0, to: 1, share: 0.1 }])
  expect(plain(moves.movedOut)).toEqual([[10, 20], [0, 0]])
  expect(plain(moves.movedIn)).toEqual([[0, 0], [10, 20]])
})

test('shares may differ by age', () => expect(plain(moveStaff([[100, 200], [0, 0]], [[0, 0], [0, 0]], [{ from: 0, to: 1, share: [0, 0.5] }]).movedIn)).toEqual([[0, 0], [0, 100]]))

test('nobody moves who has left: 70 of 100 leave, so of 20 and 20 who would move 20 and 10 do', () => {
  const moves = moveStaff([[100], [0], [0]], [[0.7], [0], [0]], [{ from: 0, to: 1, share: 0.2 }, { from: 0, to: 2, share: 0.2 }])
  expect(moves.movedIn.map((people) => people[0])).toEqual([0, 20, expect.closeTo(10, 10)])
})

test.each([
  { transfer: { from: 0, to: 0, share: 0.1 } },
  { transfer: { from: 0, to: 5, share: 0.1 } },
  { transfer: { from: 0, to: 1, share: -0.1 } },
  { transfer: { from: 0, to: 1, share: NaN } },
])('$transfer is refused', ({ transfer }) => expect(() => moveStaff([[1], [1]], [[0], [0]], [transfer])).toThrow(RangeError))

describe('laws', () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true })
  const groups = fc.array(fc.array(fc.double({ min: 0, max: 1e4, noNaN: true }), { minLength: 3, maxLength: 3 }), { minLength: 2, maxLength: 4 })
  const system = groups.chain((stocks) => fc.record({
    stocks: fc.constant(stocks),
    hazards: fc.array(fc.array(share, { minLength: 3, maxLength: 3 }), { minLength: stocks.length, maxLength: stocks.length }),
    transfers: fc.array(fc.record({ from: fc.nat(stocks.length - 1), step: fc.integer({ min: 1, max: stocks.length - 1 }), share }), { maxLength: 8 })
      .map((drawn): Transfer[] => drawn.map(({ from, step, share: part }) => ({ from, to: (from + step) % stocks.length, share: part }))),
  }))

  test('whoever leaves one group arrives in another', () => {
    fc.assert(fc.property(system, ({ stocks, hazards, transfers }) => {
      const { movedOut, movedIn } = moveStaff(stocks, hazards, transfers)
      for (let age = 0; age < 3; age++) {
        const total = (moves: readonly Float64Array[]): number => moves.reduce((sum, people) => sum + people[age]!, 0)
        expect(total(movedIn)).toBeCloseTo(total(movedOut), 6)
      }
    }))
  })

  test('the step can always serve the moves, and nobody in the system is lost', () => {
    fc.assert(fc.property(system, ({ stocks, hazards, transfers }) => {
      const { movedOut, movedIn } = moveStaff(stocks, hazards, transfers)
      const accounts = stocks.map((byAge, at) => stepSupply({ byAge, ageing: true }, { hazard: hazards[at]!, joining: [0, 0, 0], movedOut: movedOut[at]!, movedIn: movedIn[at]! }).account)
      const left = accounts.reduce((sum, account) => sum + account.opening - account.leavers - account.agedOut - account.closing, 0)
      expect(Math.abs(left)).toBeLessThan(1e-6)
    }))
  })
})
