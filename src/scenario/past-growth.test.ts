import { expect, test } from 'vitest'
import { requiredByMethod, statedDemand } from './demand-assumptions.ts'
import { assumeDemand } from './input-kinds.ts'
import { repeatHistory } from './past-growth.ts'

const years = (values: readonly number[]) => values.map((value, at) => ({ date: `${2020 + at}-09-30`, value }))

const stated = (id: string, value: number) => ({ id, value, source: 'made up', owner: 'Planner' })

test('history repeated takes the growth of staff in post, and keeps everything else that is assumed', () => {
  const assumed = assumeDemand(statedDemand(), [stated('unmet-need', 0.2), stated('productivity', 0.015), stated('demand-growth', 0.05)])
  // 121 ÷ 100 over two years is 10 % a year.
  const again = repeatHistory(assumed, years([100, 105, 121]))!
  expect(again.growth.by === 'stated' ? again.growth.perYear : null).toBeCloseTo(0.1, 12)
  expect([again.unmetNeed.value, again.productivity.value]).toEqual([0.2, 0.015])
})

test('where a method says what is required today, it grows from there', () => {
  const method = { says: 'ratio', needs: [], moved: [], mechanism: null, notes: [] }
  const again = repeatHistory(requiredByMethod(method, [200, 300, 400]), years([100, 110]))!
  expect(again.growth.by === 'method' ? again.growth.required.map((value) => Number(value.toFixed(9))) : null).toEqual([200, 220, 242])
})

test.each([{ what: 'one year', values: [100] }, { what: 'nobody at first', values: [0, 100] }])('of $what nothing is repeated', ({ values }) => expect(repeatHistory(statedDemand(), years(values))).toBeNull())
