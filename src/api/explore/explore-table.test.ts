import { expect, test } from 'vitest'
import type { QueryRow } from '../../contract/query.ts'
import { chartsFor } from './explore-chart.ts'
import { axisOf, crossRows, figuresAlong } from './explore-table.ts'

const row = (ics: string, band: string | null, value: number | null, status: QueryRow['status'] = 'ok'): QueryRow => ({ ics, ics_name: `The ${ics}`, band, value, status })
const rows = [row('A', '5', 1), row('A', '6', 2), row('B', '6', null, 'suppressed'), row('B', null, 4)]

test('rows of an answer are laid out by both dimensions; a combination that is not there is no zero', () => {
  const [down, across] = [axisOf('ics', 'System', [], rows), axisOf('band', 'Band', [], rows)]
  expect(across.items).toEqual([{ key: '5', name: '5' }, { key: '6', name: '6' }, { key: '', name: 'Not stated' }])
  expect(down.items).toEqual([{ key: 'A', name: 'The A' }, { key: 'B', name: 'The B' }])
  expect(crossRows(rows, down, across)).toEqual([
    [{ value: 1, status: 'ok' }, { value: 2, status: 'ok' }, null],
    [null, { value: null, status: 'suppressed' }, { value: 4, status: 'ok' }],
  ])
})

test('columns keep the order of the answer split by them alone, and hold only what the table has', () => {
  expect(axisOf('band', 'Band', [row('', '9', 1), row('', '6', 1), row('', '5', 1)], rows).items.map(({ key }) => key)).toEqual(['6', '5', ''])
})

test('an answer split further gives no figures along one axis', () => {
  const down = axisOf('ics', 'System', [], rows)
  expect(figuresAlong(rows, down)).toBeNull()
  expect(figuresAlong([row('B', null, 4)], down)).toEqual([null, { value: 4, status: 'ok' }])
})

const axis = (dimension: string, size: number) => ({ dimension, name: dimension, items: Array.from({ length: size }, (_, at) => ({ key: String(at), name: String(at) })) })
const none = { dimension: '', name: '', items: [{ key: '', name: 'All' }] }

test.each([
  { asked: 'nothing but one figure', rows: none, columns: none, best: undefined },
  { asked: 'months', rows: axis('period', 24), columns: none, best: 'line' },
  { asked: 'months of three groups', rows: axis('period', 24), columns: axis('staff_group', 3), best: 'line' },
  { asked: 'twenty groups over months', rows: axis('staff_group', 20), columns: axis('period', 24), best: 'multiples' },
  { asked: 'one date, as a dimension', rows: axis('period', 1), columns: axis('band', 5), best: 'bar' },
  { asked: 'peers', rows: axis('ics', 42), columns: none, best: 'dots' },
  { asked: 'categories', rows: axis('staff_group', 20), columns: none, best: 'bar' },
  { asked: 'ages of both sexes', rows: axis('age_band', 12), columns: axis('sex', 2), best: 'pyramid' },
  { asked: 'peers by a few categories', rows: axis('ics', 42), columns: axis('sex', 2), best: 'dots' },
  { asked: 'two long lists', rows: axis('ics', 42), columns: axis('band', 12), best: 'heat' },
])('$asked: drawn as $best', ({ rows: down, columns, best }) => {
  expect(chartsFor(down, columns, true)[0]).toBe(best)
})

test('a pyramid is drawn of amounts only, and only when none is missing', () => {
  expect(chartsFor(axis('age_band', 12), axis('sex', 2), false)).not.toContain('pyramid')
})
