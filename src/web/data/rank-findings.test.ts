import { expect, test } from 'vitest'
import { rankFindings } from './rank-findings.ts'

const finding = (rule: string, count: number, fte: number | null) => ({ rule, says: `${rule}.`, severity: 'warn', count, fte })

test('findings of one rule in two files are added up; FTE that nobody names stays absent', () => {
  const ranked = rankFindings([{ findings: [finding('wide', 2, null), finding('negative', 1, -0.5)] }, { findings: [finding('wide', 3, null)] }])
  expect(ranked.map(({ rule, count, files, fte }) => [rule, count, files, fte])).toEqual([
    ['negative', 1, 1, -0.5],
    ['wide', 5, 2, null],
  ])
})
