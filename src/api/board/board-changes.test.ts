import { expect, test } from 'vitest'
import type { KeyFigure } from '../../contract/overview.ts'
import type { SnapshotRecord } from '../../store/house.ts'
import { boardChanges } from './board-changes.ts'

const figure = (measure: string, unit: string, before: [string, number] | null, last: [string, number], coverage: KeyFigure['coverage'] = null): KeyFigure => ({
  measure, name: measure, unit, value: last[1], status: 'ok', why: null, comparison: '', beside: null, yearBefore: null, points: [...(before === null ? [] : [{ date: before[0], value: before[1] }]), { date: last[0], value: last[1] }],
  variation: { direction: 'flat', meaning: 'neither', rule: null, says: '', limits: null }, asOf: last[0], behind: 0, coverage, coverageWhy: null, provenance: null,
})
const [august, september] = ['2025-08-31', '2025-09-30']
const snapshot = (id: string, rows: number, parent: string | null, moved: string): SnapshotRecord => ({ id, rows, parent, moved, publishedAt: '2025-10-01T08:00:00.000Z', live: true }) as unknown as SnapshotRecord

test('staff in post first, then the rate that moved most for its size, then the newest data', () => {
  const figures = [figure('absence', '%', [august, 5], [september, 5.5]), figure('vacancies', '%', [august, 8], [september, 8.1]), figure('fte', 'FTE', [august, 3000], [september, 2988])]
  expect(boardChanges(figures, [snapshot('12345678', 70, null, '2 files added (staff +70 rows)')])).toEqual([
    { amount: '−12 FTE', what: 'fte, September 2025', why: '2,988 FTE; 3,000 FTE in August 2025' }, { amount: '+0.5 points', what: 'absence, September 2025', why: '5.5 %; 5.0 % in August 2025' },
    { amount: '+70 rows', what: '2 files added', why: expect.stringContaining('1 October 2025') },
  ])
})

test('what cannot be seen to move says so, and what is not a month apart is not compared', () => {
  expect(boardChanges([figure('fte', 'FTE', [august, 3000], [september, 3000.2]), figure('yearly', '%', ['2024-09-30', 5], [september, 9]), figure('alone', '%', null, [september, 9])], [])).toEqual([{ amount: 'No change', what: 'fte, September 2025', why: '3,000 FTE; 3,000 FTE in August 2025' }])
})

const held = (at: number) => ({ held: at, expected: 5, says: `${at} of 5 employers in September 2025` })

test('the figure that most employers are missing from stands last', () => {
  expect(boardChanges([figure('absence', '%', null, [september, 5], held(4)), figure('vacancies', '%', null, [september, 5], held(2)), figure('fte', 'FTE', null, [september, 5], held(5))], [])).toEqual([{ amount: '3 of 5', what: 'employers are not in: vacancies', why: '2 of 5 employers in September 2025' }])
})
