import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isRefusal } from '../units/refusal.ts'
import { runModelFile } from './model-file.ts'
import type { ModelRun } from './model-file.ts'

const group = (id: string, more: object = {}): object => ({ id, stock: 100, leave: 0.1, join: 5, ftePerHead: 0.8, ...more })
const file = (more: object = {}): object => ({ period: 'year', steps: 1, groups: [group('a'), group('b')], ...more })

function run(value: unknown): ModelRun {
  const answer = runModelFile(value)
  if (isRefusal(answer)) throw new Error(answer.found)
  return answer
}

// Each row worked by hand.
test.each([
  { case: 'leavers go, joiners arrive', groups: [group('a')], a: 95, leavers: 10 },
  { case: 'everybody leaves and only joiners remain', groups: [group('a', { leave: 1 })], a: 5, leavers: 100 },
  { case: 'a joiner does not leave in the period of joining', groups: [group('a', { stock: 0, leave: 1, join: 7 })], a: 7, leavers: 0 },
])('$case', ({ groups, a, leavers }) => {
  const { steps } = run(file({ groups }))
  expect(steps).toEqual([{ step: 1, groups: [{ id: 'a', heads: a, fte: a * 0.8 }], heads: a, fte: a * 0.8, leavers }])
})

test('leaving and transfers both come from the opening stock; the share that moves up is of whoever is in the group after them', () => {
  // a: 100 − 20 leave − 30 move = 50. b: 100 − 10 leave + 30 = 120, of which a tenth moves up to c: 12. Joiners 5 each arrive last.
  const groups = [group('a', { leave: 0.2 }), group('b', { ageUp: { to: 'c', share: 0.1 } }), group('c', { stock: 0 })]
  const [step] = run(file({ groups, transfers: [{ from: 'a', to: 'b', share: 0.3 }] })).steps
  expect(step!.groups.map((one) => one.heads)).toEqual([55, expect.closeTo(113, 10), expect.closeTo(17, 10)])
})

test('nobody moves up two groups in one period', () => {
  const groups = [group('a', { leave: 0, join: 0, ageUp: { to: 'b', share: 1 } }), group('b', { leave: 0, join: 0, stock: 0, ageUp: { to: 'a', share: 1 } })]
  expect(run(file({ groups })).steps[0]!.groups.map((one) => one.heads)).toEqual([0, 100])
})

describe('the steady state', () => {
  test('is joiners over the leaving share for one group', () => expect(run(file({ groups: [group('a')] })).steadyState).toEqual([{ id: 'a', heads: expect.closeTo(50, 10) }]))

  test('is where a long run ends', () => {
    const groups = [group('a', { ageUp: { to: 'b', share: 0.2 } }), group('b', { leave: 0.3 })]
    const answer = run(file({ groups, steps: 400, transfers: [{ from: 'b', to: 'a', share: 0.05 }] }))
    for (const [at, { heads }] of answer.steps.at(-1)!.groups.entries()) expect(heads).toBeCloseTo(answer.steadyState![at]!.heads, 8)
  })

  test('is absent where a group can never be left', () => {
    expect(run(file({ groups: [group('a'), group('b', { leave: 0 })] }))).not.toHaveProperty('steadyState')
  })

  test('is absent where leaving is so rare that no level can be reckoned', () => {
    expect(run(file({ groups: [group('a', { leave: 5e-324 })] }))).not.toHaveProperty('steadyState')
  })

  test('is there where a group is left only by way of another', () => {
    const groups = [group('a', { leave: 0 }), group('b')]
    // a: 5 joiners ÷ 0.2 moving = 25; b: (5 + 5) ÷ 0.1 = 100.
    expect(run(file({ groups, transfers: [{ from: 'a', to: 'b', share: 0.2 }] })).steadyState!.map((one) => one.heads)).toEqual([expect.closeTo(25, 9), expect.closeTo(100, 9)])
  })
})

test.each([
  { what: null, found: 'the file is null' },
  { what: [], found: 'the file is []' },
  { what: file({ period: 'week' }), found: 'period is "week", not year or month' },
  { what: file({ steps: 0 }), found: 'steps is 0' },
  { what: file({ steps: '5' }), found: 'steps is "5"' },
  { what: file({ steps: 1e9 }), found: 'steps is 1000000000' },
  { what: file({ groups: [] }), found: 'groups is empty' },
  { what: file({ groups: undefined }), found: 'groups is missing, not a list' },
  { what: file({ stpes: 1 }), found: 'the file has "stpes", which is none of period, steps, groups, transfers' },
  { what: file({ groups: [group('a'), group('a')] }), found: 'the group "a" is given more than once' },
  { what: file({ groups: [group('')] }), found: 'groups[0].id is "", not a name' },
  { what: file({ groups: [group('a', { stock: -1 })] }), found: 'groups[0].stock is -1' },
  { what: file({ groups: [group('a', { stock: null })] }), found: 'groups[0].stock is null' },
  { what: file({ groups: [group('a', { stock: undefined })] }), found: 'groups[0].stock is missing' },
  { what: file({ groups: [group('a', { join: NaN })] }), found: 'groups[0].join is NaN' },
  { what: file({ groups: [group('a', { leave: 1.2 })] }), found: 'groups[0].leave is 1.2, not a share from 0 to 1' },
  { what: file({ groups: [group('a', { fte: 1 })] }), found: 'groups[0] has "fte"' },
  { what: file({ groups: [group('a', { ageUp: { to: 'z', share: 0.1 } })] }), found: 'groups[0].ageUp.to is "z", which is no group of this file' },
  { what: file({ groups: [group('a', { ageUp: { to: 'a', share: 0.1 } })] }), found: 'ageUp.to is the group itself' },
  { what: file({ transfers: [{ from: 'a', to: 'x', share: 0.1 }] }), found: 'transfers[0].to is "x", which is no group of this file' },
  { what: file({ transfers: [{ from: 'a', to: 'a', share: 0.1 }] }), found: 'transfers[0] goes from "a" to itself' },
  { what: file({ transfers: [{ from: 'a', to: 'b', share: 0.95 }] }), found: 'of the group "a", leave and transfers take 1.05' },
  { what: file({ transfers: 'none' }), found: 'transfers is "none", not a list' },
])('is refused: $found', ({ what, found }) => {
  const answer = runModelFile(what)
  if (!isRefusal(answer)) throw new Error('ran')
  expect(answer.code).toBe('model-file-invalid')
  expect(answer.kind).toBe('input')
  expect(answer.found).toContain(found)
})

test('shares that add to 1 only but for binary rounding are taken', () => {
  const groups = [group('a', { leave: 0.1 }), group('b'), group('c')]
  const answer = run(file({ groups, transfers: [{ from: 'a', to: 'b', share: 0.2 }, { from: 'a', to: 'c', share: 0.7 }] }))
  expect(answer.steps[0]!.groups[0]!.heads).toBeCloseTo(5, 10)
})

describe('laws', () => {
  const share = fc.nat(500).map((thousandths) => thousandths / 1000)
  const models = fc.array(fc.record({ stock: fc.nat(5000), leave: share, join: fc.nat(300), up: share, move: share }), { minLength: 2, maxLength: 5 }).map((rows) => ({
    period: 'month',
    steps: 6,
    groups: rows.map(({ stock, leave, join, up }, at) => ({ id: `g${at}`, stock, leave, join, ftePerHead: 0.9, ageUp: { to: `g${(at + 1) % rows.length}`, share: up } })),
    transfers: rows.map(({ move }, at) => ({ from: `g${at}`, to: `g${(at + 1) % rows.length}`, share: move })),
  }))

  test('opening heads − leavers + joiners = closing heads, every period, and nobody is negative', () => {
    fc.assert(fc.property(models, (model) => {
      let opening = model.groups.reduce((sum, one) => sum + one.stock, 0)
      const joiners = model.groups.reduce((sum, one) => sum + one.join, 0)
      for (const step of run(model).steps) {
        expect(step.heads).toBeCloseTo(opening - step.leavers + joiners, 6)
        for (const one of step.groups) expect(one.heads).toBeGreaterThanOrEqual(0)
        opening = step.heads
      }
    }))
  })

  test('doubling stock and joiners doubles heads, FTE and leavers', () => {
    fc.assert(fc.property(models, (model) => {
      const doubled = run({ ...model, groups: model.groups.map((one) => ({ ...one, stock: 2 * one.stock, join: 2 * one.join })) })
      for (const [at, step] of run(model).steps.entries()) {
        expect(doubled.steps[at]!.heads).toBe(2 * step.heads)
        expect(doubled.steps[at]!.fte).toBe(2 * step.fte)
        expect(doubled.steps[at]!.leavers).toBe(2 * step.leavers)
      }
    }))
  })

  test('the order of groups does not matter', () => {
    fc.assert(fc.property(models, (model) => {
      const turned = run({ ...model, groups: model.groups.toReversed() })
      for (const [at, step] of run(model).steps.entries()) {
        for (const one of step.groups) expect(turned.steps[at]!.groups.find((other) => other.id === one.id)!.heads).toBeCloseTo(one.heads, 8)
      }
    }))
  })
})
