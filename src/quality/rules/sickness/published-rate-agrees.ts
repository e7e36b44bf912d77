import { measure } from '../../../ingest/cells.ts'
import { cellReader, numberOf, sayCount } from '../../facts.ts'
import type { Rule } from '../../rule.ts'

/** Half a unit of the last published digit, and a little for binary fractions. */
const rounding = 0.0051

/** A published absence rate that its own days do not give. */
export const publishedRateAgrees: Rule = {
  id: 'published-rate-agrees', severity: 'warn',
  says: 'The published absence rate is not days lost over days available',
  because: 'The rate is worked out again from the days wherever it is shown; a published rate that differs means one of the two columns is wrong.',
  check(read) {
    if (read.table !== 'sickness') return []
    const cell = cellReader(read)
    return read.rows.flatMap((row) => {
      const fact = row.into.find(({ table }) => table === 'sickness')?.row
      const published = measure(cell(row, 'SICKNESS_ABSENCE_RATE_PERCENT'))?.value ?? null
      const [lost, available] = fact ? [numberOf(fact, 'fte_days_lost'), numberOf(fact, 'fte_days_available')] : [null, null]
      if (published === null || lost === null || available === null || available === 0) return []
      const rate = (lost / available) * 100
      return Math.abs(rate - published) <= rounding ? [] : [{ row: row.row, column: 'SICKNESS_ABSENCE_RATE_PERCENT', found: String(published), expected: rate.toFixed(2), fte: null }]
    })
  },
  tell: (faults) => `${sayCount(faults.length, 'published absence rate differs', 'published absence rates differ')} from days lost over days available; first in row ${faults.first.row}: ${faults.first.found} for ${faults.first.expected}`,
}
