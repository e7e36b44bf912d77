import type { ReturnTable } from '../dataset/return-layout.ts'
import { eachRow, isMissing, tellRows } from './each-row.ts'
import type { Rule } from './rule.ts'

/** Make the rule that a column of a return is filled on every row. */
export function missingRule(tables: readonly ReturnTable[], column: string, rule: Pick<Rule, 'id' | 'severity' | 'says' | 'because'>, expected: string): Rule {
  return {
    ...rule,
    check: eachRow(tables, (row, beside) => (isMissing(row, column) && isMissing(beside, `${column}_placeholder`) ? { column, found: 'nothing', expected } : null)),
    tell: tellRows(`row has no ${expected.replace(/^an? /, '')}`, `rows have no ${expected.replace(/^an? /, '')}`),
  }
}
