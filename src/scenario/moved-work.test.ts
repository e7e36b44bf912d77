import { describe, expect, test } from 'vitest'
import { substitute } from '../demand/skill-mix.ts'
import { ceilingYears, moveWork, type WorkLever } from './moved-work.ts'

const share = (change: number, coefficient: number, ceiling: number, ramp = 0): WorkLever => ({ lever: { kind: 'substitution', change, ramp, coefficient, ceiling }, times: { from: 0, ramp } })
const posts = (change: number, coefficient: number, ceiling: number): WorkLever => ({ lever: { kind: 'network-posts', change, ramp: 0, coefficient, ceiling }, times: { from: 0, ramp: 0 } })

describe('work that moves', () => {
  // By hand: 10 % of 200 is 20, which takes 25 elsewhere; the same as a demand file has it.
  test('is a share of the work, and takes its coefficient elsewhere', () => {
    const { all, byLever } = moveWork(200, [share(10, 1.25, 0.5)], 3)
    const { moved } = substitute(new Map([['Nurses', 200]]), [{ from: 'Nurses', to: 'Support', coefficient: 1.25, ceiling: 0.5, share: 0.1 }])
    expect([all, byLever[0]!.leaves, byLever[0]!.arrives]).toEqual([20, 20, 25])
    expect([moved[0]!.fteOfFrom, moved[0]!.fteOfTo]).toEqual([20, 25])
  })

  // 30 posts of which 1.5 do the work of one take 20; 10 % of 100 is the ceiling.
  test('is as much as so many posts do, up to the ceiling, which is said', () => {
    expect(moveWork(1000, [posts(30, 1.5, 0.1)], 1).all).toBe(20)
    expect(moveWork(100, [posts(30, 1.5, 0.1)], 1)).toEqual({ all: 10, byLever: [{ leaves: 10, arrives: 15, ceilingBinds: true }] })
    expect(ceilingYears([1000, 100], [posts(30, 1.5, 0.1)])).toEqual([{ ahead: 1, lever: 0 }])
  })

  test('is nothing at the opening, and half of it half way through the ramp', () => {
    expect(moveWork(100, [share(40, 1, 1, 24)], 0).all).toBe(0)
    expect(moveWork(100, [share(40, 1, 1, 24)], 1).all).toBeCloseTo(20, 12)
  })

  test('is never more than all of it, each takes its part, and their order does not matter', () => {
    const [one, other] = [share(100, 1, 0.9), share(60, 2, 0.6)]
    const found = moveWork(150, [one, other], 2)
    expect(found.all).toBe(150)
    // 135 and 90 are asked of 150: two thirds of each.
    expect(found.byLever.map(({ leaves }) => leaves)).toEqual([90, 60])
    expect(moveWork(150, [other, one], 2).byLever.toReversed()).toEqual(found.byLever)
  })
})
