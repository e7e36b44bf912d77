import type { ReadFile, ReadRow } from '../../../ingest/source.ts'
import { cellReader, numberOf, sayCount } from '../../facts.ts'
import type { Rule } from '../../rule.ts'
import { disagreements, type TotalCheck } from '../../totals.ts'

/** A published staff-group total that is not the sum of its groups. */
export const turnoverTotal: Rule = {
  id: 'turnover-total', severity: 'warn',
  says: 'A staff-group total differs from the sum of its groups',
  because: 'FTE adds up exactly; a difference means a missing or doubled group. Headcount is exempt: a person in two groups is counted once in the total.',
  check: (read) => (read.source === 'turnover' ? disagreements(checksOf(read), () => 0.01) : []),
  tell: (faults) => `${sayCount(faults.length, 'staff-group total differs', 'staff-group totals differ')} from the sum of their groups; first in row ${faults.first.row}: ${faults.first.found}, ${faults.first.expected}`,
}

/** Every total beside the sum of the groups it stands over, within the same place, period and kind. */
function checksOf(read: ReadFile): TotalCheck[] {
  const cell = cellReader(read)
  const blocks = new Map<string, ReadRow[]>()
  for (const row of read.rows) {
    const block = ['PERIOD', 'TYPE', 'NHSE_REGION_CODE'].map((column) => cell(row, column)).join('\n')
    const rows = blocks.get(block)
    if (rows) rows.push(row)
    else blocks.set(block, [row])
  }
  return [...blocks.values()].flatMap((rows) => {
    const parts = rows.filter((row) => row.into[0]?.row.is_total === false)
    return rows.filter((row) => row.into[0]?.row.is_total === true).flatMap((row) => {
      const own = parts.filter((part) => isPart(cell, row, part))
      const total = numberOf(row.into[0]!.row, 'fte')
      return total === null || own.length === 0 ? [] : [{ row: row.row, column: 'FTE', total, parts: own.reduce((sum, part) => sum + (numberOf(part.into[0]!.row, 'fte') ?? 0), 0) }]
    })
  })
}

function isPart(cell: ReturnType<typeof cellReader>, total: ReadRow, part: ReadRow): boolean {
  const [main, group] = [cell(total, 'MAIN_STAFF_GROUP'), cell(total, 'STAFF_GROUP')]
  if (group.startsWith('HCHS doctors')) return cell(part, 'STAFF_GROUP').startsWith('HCHS doctors - ')
  return main === 'All staff groups' || cell(part, 'MAIN_STAFF_GROUP') === main
}
