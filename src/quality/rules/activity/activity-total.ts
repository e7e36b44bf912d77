import { measure } from '../../../ingest/cells.ts'
import { cellReader, numberOf, sayCount } from '../../facts.ts'
import type { Rule } from '../../rule.ts'
import { disagreements } from '../../totals.ts'

/** A published activity total that is not the sum of its providers. */
export const activityTotal: Rule = {
  id: 'activity-total', severity: 'warn',
  says: 'The total row differs from the sum of the providers',
  because: 'A difference means a provider is missing or listed twice. The total itself is never loaded, so nothing is counted twice.',
  check(read) {
    if (read.source !== 'ae-activity') return []
    const cell = cellReader(read)
    const sums = new Map<string, number>()
    for (const { into } of read.rows) for (const { row } of into) sums.set(String(row.service), (sums.get(String(row.service)) ?? 0) + (numberOf(row, 'amount') ?? 0))
    const checks = read.rows.filter((row) => row.total).flatMap((row) => [...sums].flatMap(([service, parts]) => {
      const total = measure(cell(row, service))?.value ?? null
      return total === null ? [] : [{ row: row.row, column: service, total, parts }]
    }))
    return disagreements(checks, () => 0.5)
  },
  tell: (faults) => `${sayCount(faults.length, 'total differs', 'totals differ')} from the sum of the providers; first ${faults.first.column}: ${faults.first.found}, ${faults.first.expected}`,
}
