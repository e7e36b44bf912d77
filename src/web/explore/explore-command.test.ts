import { expect, test } from 'vitest'
import type { ExploreAnswer } from '../../contract/explore.ts'
import { commandFor } from './explore-command.ts'

const answer = {
  measure: { id: 'headcount', name: 'Headcount', unit: 'people', decimals: 0, aggregates: '' }, asOf: '2025-09-30', summary: '', sums: [], charts: [], csv: '', peers: null, source: 'staff-records', cells: [], totals: { rows: null, columns: null, whole: null },
  rows: { dimension: 'ics', name: 'System', items: [{ key: 'QX1', name: 'One' }, { key: '', name: 'Not stated' }] }, columns: { dimension: 'band', name: 'Band', items: [{ key: 'Band 5', name: 'Band 5' }] },
  provenance: { measure: 'headcount', definition: '', formula: '', sources: [], snapshot: '', asOf: '2025-09-30', map: '', notes: [] },
} satisfies ExploreAnswer

test('one cell is asked by its row, its column, the filters and the date; words with blanks stand in quotes', () => {
  expect(commandFor({ area: 'E92000001', staff_group: 'Nurses "& others"', map: '2026-04-01' }, answer, 0, 0))
    .toBe('cadre query --measure headcount --where area=E92000001 --where "staff_group=Nurses \\"& others\\"" --where ics=QX1 --where "band=Band 5" --where source=staff-records --at 2025-09-30 --map 2026-04-01')
})

test('a row that the data do not name cannot be asked for by itself', () => {
  expect(commandFor({}, answer, 1, 0)).toBeNull()
})

test('two dimensions that are rows together are two filters, and a total leaves its side out', () => {
  const crossed = { ...answer, rows: { dimension: 'ics,sex', name: 'System and sex', items: [{ key: 'QX1\u001fFemale', name: 'One, Female' }] }, columns: { dimension: 'period', name: 'Period', items: [{ key: '2024-09-30', name: '30 September 2024' }] } }
  expect(commandFor({}, crossed, 0, 0)).toBe('cadre query --measure headcount --where ics=QX1 --where sex=Female --where source=staff-records --at 2024-09-30')
  expect(commandFor({}, answer, null, 0)).toBe('cadre query --measure headcount --where "band=Band 5" --where source=staff-records --at 2025-09-30')
})
