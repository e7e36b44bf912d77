import { expect, test } from 'vitest'
import type { ExploreAnswer, ExploreFigure } from '../../contract/explore.ts'
import { sayMessage } from '../../contract/explore-message.ts'
import { nextSort, orderOf } from './explore-order.ts'

const is = (value: number | null): ExploreFigure => ({ value, status: value === null ? 'suppressed' : 'ok' })
const table = (cells: (ExploreFigure | null)[], unit = 'FTE'): ExploreAnswer => ({
  measure: { id: 'fte', name: 'FTE', unit, decimals: 1, aggregates: '' }, asOf: '2025-09-30', summary: '', sums: [], charts: [], csv: '', peers: null, source: null,
  rows: { dimension: 'ics', name: 'System', items: ['Beech', 'alder', 'Cedar', 'Dell'].map((name, at) => ({ key: String(at), name })) }, columns: { dimension: '', name: '', items: [{ key: '', name: 'All' }] },
  cells: cells.map((cell) => [cell]), totals: { rows: null, columns: null, whole: null },
  provenance: { measure: 'fte', definition: '', formula: '', sources: [], snapshot: 's', asOf: '2025-09-30', map: '', notes: [] },
})

test.each([
  { sort: undefined, order: [0, 1, 2, 3] },
  { sort: 'name', order: [1, 0, 2, 3] },
  { sort: '-name', order: [3, 2, 0, 1] },
  { sort: '-c:', order: [2, 0, 1, 3] },
  { sort: 'c:', order: [0, 2, 1, 3] },
  { sort: 'c:no such column', order: [0, 1, 2, 3] },
])('sorted by $sort, missing figures last: $order', ({ sort, order }) => {
  expect(orderOf(table([is(1), is(null), is(3), null]), sort)).toEqual(order)
})

test('the first press on a column sorts from the largest down, the next from the smallest up; names go from A first', () => {
  expect([nextSort(undefined, 'total'), nextSort('-total', 'total'), nextSort('total', 'total'), nextSort('-total', 'name'), nextSort('name', 'name')]).toEqual(['-total', 'total', '-total', 'name', '-name'])
})

test('the message says who is highest; of a rate also who is lowest; hidden figures take no part', () => {
  expect(sayMessage(table([is(20), is(null), is(30), null]))).toBe('Cedar is the highest: 30 FTE')
  expect(sayMessage(table([is(20), is(null), is(30), null], '% a year'))).toBe('Cedar is the highest: 30.0 % a year; Beech the lowest: 20.0')
})
