import type { Row } from '../../src/dataset/table.ts'
import type { AcceptedFile } from '../../src/store/publish.ts'

/**
 * A made-up judged file: `number` is its month, and its rows say so, so that a mixed-up or missing one shows.
 * Shape: `200 + number` rows of sickness (1 FTE day lost for each, of 10) and 3 organisations.
 */
export function judgedFile(number: number, edition = 1): AcceptedFile {
  const period = monthOf(number)
  const rows = Array.from({ length: rowsOf(number) }, (_, row): Row => ({
    period_from: period, period_to: period, source: 'returns', at_level: 'organisation', at_code: `R${row}`,
    fte_days_lost: edition, fte_days_lost_status: 'ok', fte_days_available: 10, fte_days_available_status: 'ok',
  }))
  const organisations = [1, 2, 3].map((one): Row => ({ source: 'returns', code: `R${one}`, role: 'trust', name: `Organisation ${one} in file ${number}`, kind: null, valid_from: null, valid_to: null, seen_at: period }))
  return {
    name: `returns-${number}.csv`, source: 'returns', title: 'Returns', licence: 'OGL v3.0', table: 'sickness', sha256: `${String(number).padStart(6, '0')}${String(edition).padStart(58, '0')}`, bytes: 1000,
    periodFrom: period, periodTo: period, rows: { read: rows.length + 1, loaded: rows.length, quarantined: 1, duplicate: 0 }, sums: { fte: null, headcount: null },
    findings: [{ rule: 'days-in-range', severity: 'stop-row', row: 2, column: 'fte_days_lost', found: '−1', expected: '0 or more', count: 1, fte: null, says: 'Days lost are never negative' }],
    quarantine: [{ row: 2, raw: ['R0', '−1'], rule: 'days-in-range' }], into: new Map([['sickness', rows], ['organisation', organisations]]),
  }
}

/** Rows of sickness in a file. */
export function rowsOf(number: number): number {
  return 200 + number
}

/** First day of the month a file is about; file 0 is January 2000. */
function monthOf(number: number): string {
  return `${2000 + Math.floor(number / 12)}-${String((number % 12) + 1).padStart(2, '0')}-01`
}
