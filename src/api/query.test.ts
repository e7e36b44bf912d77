import { describe, expect, test } from 'vitest'
import { isRefusal } from '../units/refusal.ts'
import { readRequest } from './query.ts'

const ask = (parts: object): ReturnType<typeof readRequest> => readRequest({ measure: 'fte', by: '', where: [], ...parts })

describe('reading a question about the dataset', () => {
  test('a list, filters and a date become one cube request', () => {
    expect(ask({ by: 'ics, staff_group', where: ['area=England', 'staff_group=Nurses & health visitors'], at: '2025-09-30' })).toEqual({
      measure: 'fte', by: ['ics', 'staff_group'], where: { area: 'England', staff_group: 'Nurses & health visitors' }, at: '2025-09-30', from: null, to: null, map: null,
    })
  })

  test('a filter value may contain an equals sign', () => {
    expect(ask({ where: 'indicator=a=b' })).toMatchObject({ where: { indicator: 'a=b' } })
  })

  test('a filter named like a property of every object is an ordinary filter', () => {
    expect(Object.keys((ask({ where: ['__proto__=x'] }) as { where: object }).where)).toEqual(['__proto__'])
  })

  test.each([
    { case: 'a filter without a value', parts: { where: ['area='] }, code: 'filter-not-understood' },
    { case: 'a filter without an equals sign', parts: { where: ['England'] }, code: 'filter-not-understood' },
    { case: 'a date and a period at once', parts: { at: '2025-01-31', from: '2024-01-31' }, code: 'dates-do-not-fit' },
    { case: 'a period that ends before it starts', parts: { from: '2025-01-31', to: '2024-01-31' }, code: 'dates-do-not-fit' },
  ])('$case is refused as $code', ({ parts, code }) => {
    const answer = ask(parts)
    expect(isRefusal(answer) && answer.code).toBe(code)
  })
})
