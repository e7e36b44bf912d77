import type { ReadFile } from '../../../ingest/source.ts'
import type { Row } from '../../../dataset/table.ts'
import { addMonths } from '../../../units/calendar-date.ts'
import { numberOf, sayCount } from '../../facts.ts'
import type { Fault, Rule } from '../../rule.ts'

/** Fewer leavers than these may rightly have come and gone within the period. */
const fewestLeavers = 10

/** More people left than were there. */
export const leaversWithinOpening: Rule = {
  id: 'leavers-within-opening', severity: 'warn',
  says: 'More people left in the period than were in post when it began',
  because: 'Leavers of another group or a longer period are in the row. Groups that grew and shrank within the period are legitimate: short contracts, and training posts of less than a year.',
  check(read) {
    const opening = openingStocks(read)
    return read.rows.flatMap(({ row: at, into }): Fault[] => into.filter(({ table, row }) => table === 'flow_count' && row.flow === 'leavers').flatMap(({ row }) => {
      const [left, stock] = [numberOf(row, 'headcount'), opening.get(keyOf(row, openingOf(String(row.period_from))))]
      return left !== null && stock !== undefined && left >= fewestLeavers && left > stock
        ? [{ row: at, column: null, found: `${left} leavers of ${String(row.staff_group)} at ${String(row.at_code)}`, expected: `${stock} or less, who were in post`, fte: null }] : []
    }))
  },
  tell: (faults) => `${sayCount(faults.length, 'row has', 'rows have')} more leavers than people in post; first in row ${faults.first.row}: ${faults.first.found}`,
}

/** A period that begins on the first of a month begins with the stock of the day before. */
function openingOf(from: string): string {
  return from.endsWith('-01') ? addMonths(from, -1) : from
}

function openingStocks(read: ReadFile): Map<string, number> {
  const stocks = read.rows.flatMap(({ into }) => into.filter(({ table, row }) => table === 'staff_count' && typeof row.headcount === 'number').map(({ row }) => [keyOf(row, String(row.period_to)), Number(row.headcount)] as const))
  return new Map(stocks)
}

function keyOf(row: Row, date: string): string {
  return [row.at_level, row.at_code, row.staff_group, date].join('\n')
}
