import { array, assert, constantFrom, property, record } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isRefusal, type Refusal } from '../units/refusal.ts'
import { applyChanges, differ, overlaps, undoChanges, type FieldChange, type Json } from './plan-document.ts'

const [first, second] = [{ id: 'l1', change: -1 }, { id: 'l2', change: 2, ramp: 12 }] as const
const plan = { name: 'A', baseline: { area: 'E1', horizon: 5 }, levers: [first, second], range: [1, 2] } as const
const after = (document: Json, ...changes: FieldChange[]): Json => {
  const done = applyChanges(document, changes)
  if (isRefusal(done)) throw new Error(done.found)
  return done.document
}

describe('a field is changed', () => {
  test.each<{ case: string; change: FieldChange; gives: object }>([
    { case: 'at the top', change: { field: 'name', to: 'B' }, gives: { ...plan, name: 'B' } },
    { case: 'inside', change: { field: 'baseline/horizon', to: 10 }, gives: { ...plan, baseline: { area: 'E1', horizon: 10 } } },
    { case: 'in an entry of a list, by its id', change: { field: 'levers/l2/change', to: 3 }, gives: { ...plan, levers: [first, { id: 'l2', change: 3, ramp: 12 }] } },
    { case: 'taken away', change: { field: 'levers/l2/ramp', to: null }, gives: { ...plan, levers: [first, { id: 'l2', change: 2 }] } },
    { case: 'as an entry that is new', change: { field: 'levers/l3', to: { change: 1 } }, gives: { ...plan, levers: [first, second, { change: 1, id: 'l3' }] } },
    { case: 'as an entry taken away', change: { field: 'levers/l1', to: null }, gives: { ...plan, levers: [second] } },
    { case: 'a list without ids as one value', change: { field: 'range', to: [2, 3] }, gives: { ...plan, range: [2, 3] } },
  ])('$case', ({ change, gives }) => {
    expect(after(plan, change)).toEqual(gives)
  })

  test.each(['nowhere/at/all', 'range/0', 'name/first', '', 'levers/l9/change', '__proto__/a', 'levers//x', 'levers/l1 /change'])('“%s” is no way to a field', (field) => {
    expect((applyChanges(plan, [{ field, to: 1 }]) as Refusal).code).toBe('plan-field-unknown')
  })

  test('the plan that was given stays as it was', () => {
    const before = JSON.stringify(plan)
    after(plan, { field: 'levers/l1/change', to: 9 })
    expect(JSON.stringify(plan)).toBe(before)
  })
})

describe('two sides that parted', () => {
  test('are held against each other field by field: mine, theirs, and what both changed', () => {
    const yours = after(plan, { field: 'name', to: 'Mine' }, { field: 'levers/l1/change', to: -2 }, { field: 'baseline/horizon', to: 8 })
    const theirs = after(plan, { field: 'name', to: 'Theirs' }, { field: 'levers/l2', to: null }, { field: 'baseline/horizon', to: 8 })
    expect(differ(plan, yours, theirs)).toEqual([
      { field: 'baseline/horizon', base: 5, yours: 8, theirs: 8, clash: false },
      { field: 'levers/l1/change', base: -1, yours: -2, theirs: -1, clash: false },
      { field: 'levers/l2/change', base: 2, yours: 2, theirs: null, clash: false },
      { field: 'levers/l2/id', base: 'l2', yours: 'l2', theirs: null, clash: false },
      { field: 'levers/l2/ramp', base: 12, yours: 12, theirs: null, clash: false },
      { field: 'name', base: 'A', yours: 'Mine', theirs: 'Theirs', clash: true },
    ])
  })

  test('a field that one took away and the other changed is a clash', () => {
    expect(differ(plan, after(plan, { field: 'levers/l1/change', to: 5 }), after(plan, { field: 'levers/l1', to: null }))).toContainEqual({ field: 'levers/l1/change', base: -1, yours: 5, theirs: null, clash: true })
  })

  test.each([['levers/l1', 'levers/l1/change', true], ['levers/l1', 'levers/l10', false], ['', 'name', true], ['name', 'name', true]] as const)('%s and %s overlap: %s', (one, other, says) => {
    expect(overlaps(one, other)).toBe(says)
  })
})

test('what was changed can be taken back, whatever it was: every field is as before', () => {
  const change = record({ field: constantFrom('name', 'baseline/horizon', 'levers/l1', 'levers/l2/change', 'levers/l3', 'range', 'purpose'), to: constantFrom<Json>(null, 'text', { change: 4 }, [1]) })
  assert(property(array(change, { maxLength: 6 }), (changes) => {
    const done = applyChanges(plan, changes as FieldChange[])
    if (!isRefusal(done)) expect(differ(plan, undoChanges(done.document, done.made), plan)).toEqual([])
  }))
})
